using System.CommandLine;
using Parley.Markup;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Server.Commands;

/// <summary><c>parley site add</c>, <c>list</c>, <c>set</c>.</summary>
internal static class SiteCommand
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "The site's name in addresses and commands: lower case letters, digits and hyphens.",
    };

    private static readonly Option<string[]> Origins = new("--origin")
    {
        Description =
            "An origin of the site's pages, with or without a path: https://courant.example. May be given several times.",
        HelpName = "URL",
        Required = true,
    };

    private static readonly Option<string?> Title = new("--title")
    {
        Description = "The name that readers see. Default: NAME.",
        HelpName = "TEXT",
    };
    private static readonly Option<string?> Language = new("--language")
    {
        Description = "The site's language, such as en. Default: en.",
        HelpName = "TAG",
    };
    private static readonly Option<string?> Zone = new("--time-zone")
    {
        Description = "The site's time zone, such as Europe/Lisbon. Default: UTC.",
        HelpName = "ZONE",
    };

    private const int LongestTitle = 200;

    private static readonly Argument<string[]> Values = new("KEY=VALUE")
    {
        Description =
            "What to set. Keys: title, language, timeZone, origins (separated by commas), "
            + string.Join(", ", SettingKeys.All)
            + ".",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create()
    {
        var add = new Command("add", "Adds a site.") { Name, Origins, Title, Language, Zone };
        add.SetAction(AddAsync);
        var list = new Command("list", "Lists the sites.");
        list.SetAction(ListAsync);
        var set = new Command("set", "Changes what a site may set. A running server follows within a second.") { Name, Values };
        set.SetAction(SetAsync);
        return new Command("site", "Adds, lists and changes sites.") { add, list, set };
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancel)
    {
        var name = parsed.GetValue(Name)!;
        if (!SiteSegment.IsName(name))
            throw new ExpectedException(
                Exits.Refused,
                $"\"{name}\" cannot be a site's name: 2 to 40 lower case letters, digits and hyphens, and none of ours ({string.Join(", ", SiteSegment.Reserved)})."
            );
        var language = parsed.GetValue(Language) ?? "en";
        var zone = parsed.GetValue(Zone) ?? "UTC";
        Check(language, zone);
        var origins = Read(parsed.GetValue(Origins)!);
        var title = parsed.GetValue(Title) is { } said ? ReadTitle(said) : name;
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var added = await installation
            .Get<SiteStore>()
            .AddAsync(name, title, language, zone, new SiteSettings(), origins, cancel);
        if (!added.IsSuccess)
            throw Installation.Refusal(added.Problem);
        await Console.Out.WriteLineAsync($"Added {name}. Its pages: /{name}/");
        return Exits.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        foreach (var site in await installation.Get<SiteDirectory>().ListAsync())
            await Console.Out.WriteLineAsync(
                $"{site.Name}\t{site.Title}\t{site.Language}\t{site.TimeZone}\t{string.Join(',', site.Origins)}"
            );
        return Exits.Done;
    }

    private static async Task<int> SetAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Name)!);
        var origins = site.Origins;
        foreach (var pair in parsed.GetValue(Values)!)
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2)
                throw new ExpectedException(Exits.Usage, $"\"{pair}\" is not KEY=VALUE.");
            var (key, value) = (parts[0], parts[1]);
            site = key switch
            {
                "title" => site with { Title = ReadTitle(value) },
                "language" => site with { Language = value },
                "timeZone" => site with { TimeZone = value },
                "origins" => site with
                {
                    Origins = origins =
                        Read(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
                },
                _ => site with { Settings = SettingKeys.Set(site.Settings, key, value) },
            };
        }

        Check(site.Language, site.TimeZone);
        var changed = await installation.Get<SiteStore>().ChangeAsync(site, [.. origins], cancel);
        if (!changed.IsSuccess)
            throw Installation.Refusal(changed.Problem);
        await Console.Out.WriteLineAsync($"Set. {site.Name} follows within a second.");
        // Also where nothing is said to change: a command that was stopped here is finished by the next.
        if (parsed.GetValue(Values)!.Any(pair => pair.StartsWith("pageParameters=", StringComparison.Ordinal)))
        {
            var added = await installation
                .Get<StoryStore>()
                .FollowParametersAsync(site.Id, PageClaims.ParametersOf(site), cancel);
            await Console.Out.WriteLineAsync($"Addresses under which discussions are found now, too: {added}.");
        }
        return Exits.Done;
    }

    private static void Check(string language, string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new ExpectedException(
                Exits.Refused,
                $"There is no time zone \"{zone}\". Names are those of IANA: Europe/Lisbon, America/St_Johns, UTC."
            );
        if (
            !Words.Languages.Contains(Words.For(language).Language)
            || !language.StartsWith(Words.For(language).Language, StringComparison.OrdinalIgnoreCase)
        )
            throw new ExpectedException(
                Exits.Refused,
                $"There is no language file for \"{language}\". There are: {string.Join(", ", Words.Languages)}."
            );
    }

    private static string ReadTitle(string text) =>
        SourceText.OfName(text, TextLimits.Of(LongestTitle)) is { IsSuccess: true, Value: { } title }
            ? title
            : throw new ExpectedException(Exits.Refused, $"A title is one line of 1 to {LongestTitle} characters.");

    // Without one there is no page under which anybody may write.
    private static string[] Read(IReadOnlyCollection<string> origins) =>
        origins.Count == 0
            ? throw new ExpectedException(Exits.Refused, "A site has at least one origin.")
            :
            [
                .. origins
                    .Select(text =>
                        SiteOrigin.TryParse(text, out var origin)
                            ? origin.ToString()
                            : throw new ExpectedException(
                                Exits.Refused,
                                $"\"{text}\" is no origin: https://courant.example, with or without a path."
                            )
                    )
                    .Distinct(),
            ];
}
