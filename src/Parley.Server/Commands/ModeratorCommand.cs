using System.CommandLine;
using Parley.Readers;

namespace Parley.Server.Commands;

/// <summary><c>parley moderator add</c>.</summary>
internal static class ModeratorCommand
{
    private static readonly string[] Words = [.. ReaderRoles.OfStaff.Select(ReaderRoles.ToWord)];
    private static readonly Argument<string> Email = new("EMAIL") { Description = "The person's e-mail address." };
    private static readonly Option<string> Site = new("--site")
    {
        Description = "The site.",
        HelpName = "NAME",
        Required = true,
    };
    private static readonly Option<string?> Name = new("--name")
    {
        Description = "What readers see beside their words.",
        HelpName = "TEXT",
    };
    private static readonly Option<string?> Role = new("--role")
    {
        Description =
            "What they may do: " + string.Join(", ", Words) + ". Where nothing is said, a moderator, or what they are already.",
        HelpName = "ROLE",
    };

    public static Command Create()
    {
        var add = new Command(
            "add",
            "Makes somebody a moderator of a site, or whatever else --role says, and prints a link for whoever has no password yet."
        )
        {
            Email,
            Site,
            Name,
            Role,
        };
        Role.AcceptOnlyFromAmong(Words);
        add.SetAction(AddAsync);
        return new Command("moderator", "Gives people roles.") { add };
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        var role = parsed.GetValue(Role) is { } word ? ReaderRoles.ParseStaff(word) : null;
        var added = await installation
            .Get<MakeLinks>()
            .ForModeratorAsync(site, new(parsed.GetValue(Email), role, parsed.GetValue(Name)), cancel);
        if (added.Value is not { } done)
            throw Installation.Refusal(added.Problem!);
        await Console.Out.WriteLineAsync($"{done.Reader.Name} is {done.Reader.Role.ToWord()} of {site.Name}.");
        if (done.LinkPath is { } path)
            await Console.Out.WriteLineAsync(
                $"To choose a password, once and within 24 hours, below the server's address: {path}"
            );
        return Exits.Done;
    }
}
