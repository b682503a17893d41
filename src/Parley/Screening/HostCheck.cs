using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Finds what leads to a host that the site has listed, or to one of the shorteners.</summary>
internal sealed class HostCheck : SettableCheck
{
    private readonly string sentence;
    private readonly Func<CheckRule, HostList> list;

    private HostCheck(CheckKind kind, Func<CheckRule, HostList> list)
        : base(kind) => (sentence, this.list) = ($"reason.{kind.Name}.host", list);

    public static HostCheck Listed { get; } =
        new(new("listed-hosts", CheckMode.Hold) { MayRefuse = true, HasHosts = true }, rule => rule.Listed());

    public static HostCheck Shortened { get; } =
        new(new("shorteners", CheckMode.Hold) { MayRefuse = true }, _ => Shorteners.All);

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        var hosts = list(rule);
        if (hosts.IsEmptyAt(draft.RulesAt))
            yield break;
        foreach (var (host, place) in draft.Hosts)
        {
            if (hosts.Find(host, draft.RulesAt) is var (entry, isInShadow))
                yield return new(sentence, place, (Reason.Entry, entry)) { LetsPass = isInShadow };
        }
    }
}
