using System.CommandLine;
using Parley.Readers;

namespace Parley.Server.Commands;

/// <summary><c>parley reader reset</c>.</summary>
internal static class ReaderCommand
{
    private static readonly Argument<string> Email = new("EMAIL") { Description = "The reader's e-mail address." };

    public static Command Create()
    {
        var reset = new Command(
            "reset",
            "Ends a reader's password and every sign-in, and prints a link by which a new password is chosen."
        )
        {
            Email,
        };
        reset.SetAction(ResetAsync);
        return new Command("reader", "Helps readers while no mail is set up.") { reset };
    }

    private static async Task<int> ResetAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var link = await installation.Get<MakeLinks>().ForNewPasswordAsync(parsed.GetValue(Email), cancel);
        if (link.Value is not { } path)
            throw Installation.Refusal(link.Problem!);
        await Console.Out.WriteLineAsync(
            $"Give the reader this, to be opened once and within 24 hours below the server's address: {path}"
        );
        return Exits.Done;
    }
}
