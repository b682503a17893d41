using Parley.Mail;
using Parley.Readers;

namespace Parley.SecondFactors;

/// <summary>To the owner of an account whose second factors were changed, by them or by somebody else.</summary>
internal sealed class FactorsLetter(AccountMail mail, string kind) : ILetterWriter
{
    public const string Added = "factor-added";
    public const string Removed = "factor-removed";
    public const string Renewed = "codes-renewed";

    public string Kind => kind;

    public Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel) => mail.NoticeAsync(wanted, kind, cancel);
}
