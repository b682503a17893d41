using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Finds a writer whose e-mail address is at a domain of a list, or below one: the site's own, or ours of disposable ones.</summary>
internal sealed class MailDomainCheck : SettableCheck
{
    private readonly Func<CheckRule, HostList> list;

    private MailDomainCheck(CheckKind kind, Func<CheckRule, HostList> list)
        : base(kind) => this.list = list;

    public static MailDomainCheck Listed { get; } =
        new(new("mail-domains", CheckMode.Hold) { HasHosts = true }, rule => rule.Listed());

    /// <summary>Off as it comes: on many sites whoever does not want to be written to is welcome all the same.</summary>
    public static MailDomainCheck Disposable { get; } = new(new("disposable-mail", CheckMode.Off), _ => DisposableMail.All);

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (draft.MailDomain is { } domain && list(rule).Find(domain, draft.RulesAt) is var (entry, isInShadow))
            yield return new($"reason.{Name}.listed", null, (Reason.Entry, entry)) { LetsPass = isInShadow };
    }
}
