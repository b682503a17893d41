using System.CommandLine;
using Parley.Readers;

namespace Parley.Server.Commands;

/// <summary><c>parley moderator add</c>.</summary>
internal static class ModeratorCommand
{
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
    private static readonly Option<bool> Administrator = new("--administrator")
    {
        Description = "May also change the site's settings.",
    };

    public static Command Create()
    {
        var add = new Command("add", "Makes somebody a moderator of a site, and prints a link for whoever has no password yet.")
        {
            Email,
            Site,
            Name,
            Administrator,
        };
        add.SetAction(AddAsync);
        return new Command("moderator", "Gives people roles.") { add };
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        var role = parsed.GetValue(Administrator) ? ReaderRole.Administrator : ReaderRole.Moderator;
        var added = await installation
            .Get<MakeLinks>()
            .ForModeratorAsync(site, new(parsed.GetValue(Email), role, parsed.GetValue(Name)), cancel);
        if (added.Value is not { } done)
            throw Installation.Refusal(added.Problem!);
        await Console.Out.WriteLineAsync($"{done.Reader.Name} is {role.ToString().ToLowerInvariant()} of {site.Name}.");
        if (done.LinkPath is { } path)
            await Console.Out.WriteLineAsync(
                $"To choose a password, once and within 24 hours, below the server's address: {path}"
            );
        return Exits.Done;
    }
}
