using Parley.Sites;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Policies;

/// <summary>All policies of a site, and the one place that says what they come to.</summary>
internal sealed class PolicyBook(IReadOnlyDictionary<PolicyScope, Policy> policies)
{
    /// <summary>Whether it matters in which section a page is, or under which tags: else nobody has to look.</summary>
    public bool AsksForStory { get; } =
        policies.Keys.Any(scope => scope.Kind is PolicyScopeKind.Section or PolicyScopeKind.Tag);

    /// <summary>Those of the site, its sections and its tags, in this order.</summary>
    public IEnumerable<KeyValuePair<PolicyScope, Policy>> Wide =>
        policies
            .Where(one => one.Key.Kind < PolicyScopeKind.Thread)
            .OrderBy(one => one.Key.Kind)
            .ThenBy(one => one.Key.Name, StringComparer.Ordinal);

    /// <summary>Why nobody may write on the whole site; null where one may.</summary>
    public Policy? Stop => Find(PolicyScope.Stop);

    public Policy? Find(PolicyScope scope) => policies.GetValueOrDefault(scope);

    /// <summary>What is set on a thread itself; one that is merely closed says so in its own row.</summary>
    public Policy OfThread(CommentThread thread) => OfThread(Find(PolicyScope.OfThread(thread.Id)), thread);

    /// <param name="kept">What is kept of its policy.</param>
    public static Policy OfThread(Policy? kept, CommentThread thread) =>
        thread.ClosedAt is null || kept?.IsClosed == true
            ? kept ?? Policy.Nothing
            : (kept ?? Policy.Nothing) with
            {
                State = PolicyState.Closed,
                Seconds = null,
                Hours = null,
            };

    public PolicyInForce Ask(PolicySubject about, Site site, DateTimeOffset now)
    {
        var asked = LevelsFor(about, site);
        var timed = asked.SelectMany(level => level).Select(one => one.Policy.Hours).OfType<WeeklyHours>().ToList();
        var levels = asked.Select(level => level.Where(one => HoldsAt(one.Policy, site, now)).ToList()).ToList();
        var ofThread = about.Thread is { } id ? Find(PolicyScope.OfThread(id)) : null;

        var found = new PolicyInForce
        {
            IsContested = ofThread?.IsContested == true,
            Note = ofThread?.Note,
            Until = timed.Select(hours => hours.NextChange(now, site.Zone)).Append(DateTimeOffset.MaxValue).Min(),
        };
        if (Nearest(levels, one => one.Policy.Mode is { } mode ? (int)mode : null) is { } byMode)
            found = found with { Mode = byMode.Policy.Mode!.Value, ModeOf = byMode.Scope };
        if (
            Nearest(levels, one => one.Policy.State is { } state ? (int)state * 10_000 + (one.Policy.Seconds ?? 0) : null) is
            { } byState
        )
            found = found with
            {
                State = byState.Policy.State!.Value,
                StateOf = byState.Scope,
                Seconds = byState.Policy.Seconds ?? 0,
                Sentence = byState.Policy.Sentence,
            };
        if (Nearest(levels, one => one.Policy.Who is { } who ? Narrowness(who) : null) is { Policy.Who: { } narrow })
            found = found with { Who = new Opening(narrow) };
        if (levels.Exists(level => level.Exists(one => one.Policy.Scores is not null)))
            found = WithScores(found, levels);
        if (found.IsContested)
            found = Contested(found, levels[0], about.Thread!.Value);
        // Where somebody has said how this thread stands, its age does not matter.
        var isAgeless = levels[0].Exists(one => one.Policy.State is not null);
        return Stopped(Aged(found, isAgeless, about, site, now));
    }

    // The nearest first. Of several tags the strictest counts; of sections below one another the innermost is the nearest.
    private List<List<(PolicyScope Scope, Policy Policy)>> LevelsFor(PolicySubject about, Site site)
    {
        List<List<(PolicyScope, Policy)>> levels =
        [
            [],
        ];
        if (policies.Count == 0)
            return levels;
        if (about.Thread is { } thread && Find(PolicyScope.OfThread(thread)) is { } own)
            levels[0].Add((PolicyScope.OfThread(thread), own));
        levels.Add([.. Of(PolicyScopeKind.Tag, name => about.Tags.Contains(name, StringComparer.OrdinalIgnoreCase))]);
        foreach (
            var section in Of(PolicyScopeKind.Section, name => IsIn(about, site, name))
                .OrderByDescending(one => one.Scope.Name.Length)
        )
            levels.Add([section]);
        if (Find(PolicyScope.Site) is { } ofSite)
            levels.Add([(PolicyScope.Site, ofSite)]);
        return levels;
    }

    private IEnumerable<(PolicyScope Scope, Policy Policy)> Of(PolicyScopeKind kind, Func<string, bool> isMeant) =>
        policies.Where(one => one.Key.Kind == kind && isMeant(one.Key.Name)).Select(one => (one.Key, one.Value));

    private static bool IsIn(PolicySubject about, Site site, string section) =>
        SectionPath.IsOne(section)
            ? about.Place is { } page && SectionPath.PlacesOf(site, section).Any(place => SectionPath.IsBelow(page, place))
            : string.Equals(about.Section, section, StringComparison.OrdinalIgnoreCase);

    private static bool HoldsAt(Policy policy, Site site, DateTimeOffset now) =>
        policy.Hours is not { } hours || hours.Contain(now, site.Zone);

    private static (PolicyScope Scope, Policy Policy)? Nearest(
        List<List<(PolicyScope Scope, Policy Policy)>> levels,
        Func<(PolicyScope Scope, Policy Policy), int?> strictness
    )
    {
        foreach (var level in levels)
        {
            var said = level.Where(one => strictness(one) is not null).ToList();
            if (said.Count > 0)
                return said.MaxBy(one => strictness(one));
        }

        return null;
    }

    // Whichever says from when on words wait says too whether they come back first.
    private static PolicyInForce WithScores(PolicyInForce found, List<List<(PolicyScope Scope, Policy Policy)>> levels)
    {
        var (limits, nudges) = (new Dictionary<string, int>(), new List<string>());
        foreach (var name in Policy.ScoreNames)
        {
            // The lowest limit is the strictest, and of two that are the same the one that holds at once.
            if (Nearest(levels, Strictness) is not { Policy: var by })
                continue;
            limits[name] = by.Scores![name];
            if (by.Nudges?.Contains(name) == true)
                nudges.Add(name);

            int? Strictness((PolicyScope Scope, Policy Policy) one) =>
                one.Policy.Scores?.TryGetValue(name, out var limit) == true
                    ? (-2 * limit) - (one.Policy.Nudges?.Contains(name) == true ? 1 : 0)
                    : null;
        }

        return found with
        {
            Scores = limits,
            Nudges = nudges,
        };
    }

    private static int Narrowness(string who) =>
        who switch
        {
            Opening.Everybody => 0,
            Opening.Confirmed => 1,
            _ => 2,
        };

    // Slower than it is otherwise, and by risk instead of all: unless the thread's own policy says these things itself.
    private static PolicyInForce Contested(PolicyInForce found, List<(PolicyScope Scope, Policy Policy)> own, Guid thread)
    {
        var scope = PolicyScope.OfThread(thread);
        if (!own.Exists(one => one.Policy.Mode is not null))
            found = found with { Mode = PolicyMode.Risk, ModeOf = scope };
        if (found.State == PolicyState.Open && !own.Exists(one => one.Policy.State is not null))
            found = found with { State = PolicyState.Slowed, StateOf = scope, Seconds = Policy.ContestedPause };
        return found;
    }

    // What the thread's own row says: that it was closed by hand, and how old it is. The widest of all is age.
    private static PolicyInForce Aged(PolicyInForce found, bool isAgeless, PolicySubject about, Site site, DateTimeOffset now)
    {
        found = found with { IsAgeless = isAgeless };
        if (about.Row is not { } row)
            return found;
        if (row.ClosedAt is { } closed)
            return found with { State = PolicyState.Closed, StateOf = PolicyScope.OfThread(row.Id), Since = closed };
        var closes = isAgeless ? null : row.ClosesAt(site.Settings.CloseAfterDays, about.PublishedAt);
        if (closes is not { } end || !found.IsOpen)
            return found;
        return end <= now
            ? found with
            {
                State = PolicyState.Closed,
                Since = end,
                Sentence = null,
                IsTooOld = true,
                ClosesAt = end,
            }
            : found with
            {
                ClosesAt = end,
                Until = end < found.Until ? end : found.Until,
            };
    }

    private PolicyInForce Stopped(PolicyInForce found) =>
        Stop is { } stop
            ? found with
            {
                State = PolicyState.Stopped,
                StateOf = PolicyScope.Stop,
                Sentence = stop.Sentence,
                IsTooOld = false,
            }
            : found;
}
