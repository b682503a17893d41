using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Finds a writer whose e-mail address is at a domain that the site has listed, or below one.</summary>
internal sealed class MailDomainCheck() : SettableCheck(Kind)
{
    public static new readonly CheckKind Kind = new("mail-domains", CheckMode.Hold) { HasHosts = true };

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (draft.MailDomain is { } domain && rule.Listed().Find(domain) is { } entry)
            yield return new("reason.mail-domains.listed", null, (Reason.Entry, entry));
    }
}
