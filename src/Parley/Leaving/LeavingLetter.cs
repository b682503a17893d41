using Parley.Mail;
using Parley.Readers;

namespace Parley.Leaving;

/// <summary>To whoever asked that their account be deleted, or had that asked of them: with the way back.</summary>
internal sealed class LeavingLetter(AccountMail mail) : ILetterWriter
{
    public const string OfKind = "leaving";

    public string Kind => OfKind;

    public Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel) =>
        mail.LinkAsync(wanted, "leaving", "/account/leave", cancel, after: "mail.leaving.not-you");
}
