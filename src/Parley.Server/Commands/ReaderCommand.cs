using System.CommandLine;
using Parley.Readers;
using Parley.SecondFactors;

namespace Parley.Server.Commands;

/// <summary><c>parley reader reset</c>, <c>forget-factors</c>.</summary>
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
        var forget = new Command(
            "forget-factors",
            "Takes every second factor off an account and ends every sign-in: for somebody who has lost theirs. The password stays."
        )
        {
            Email,
        };
        forget.SetAction(ForgetAsync);
        return new Command("reader", "Helps readers while no mail is set up.") { reset, forget };
    }

    private static async Task<int> ForgetAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var forgotten = await installation.Get<ChangeFactors>().ForgetAsync(parsed.GetValue(Email), cancel);
        if (!forgotten.IsSuccess)
            throw Installation.Refusal(forgotten.Problem);
        await Console.Out.WriteLineAsync($"Taken off: {forgotten.Value}. The password alone lets them in again.");
        return Exits.Done;
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
