using System.CommandLine;
using Parley.Readers;

namespace Parley.Server.Commands;

/// <summary><c>parley admin link</c>.</summary>
internal static class AdminCommand
{
    public static Command Create()
    {
        var link = new Command(
            "link",
            "Prints a link that signs the installation's administrator in, once and within 24 hours."
        );
        link.SetAction(LinkAsync);
        return new Command("admin", "Lets the installation's administrator in.") { link };
    }

    private static async Task<int> LinkAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var path = await installation.Get<MakeLinks>().ForOperatorAsync(cancel);
        await Console.Out.WriteLineAsync($"Open once, within 24 hours, below the server's address: {path}");
        return Exits.Done;
    }
}
