using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Events;
using Parley.Scoring;
using Parley.Screening;
using Parley.Sites;

namespace Parley.Spam;

/// <summary>
/// What each site's model of advertising is, on this node. Every node learns by itself from the same decisions, so all of them come to the
/// same one; nothing of it is kept anywhere else, and what a decision no longer says is forgotten with the next learning, within a
/// minute or two.
/// </summary>
internal sealed class SpamModels(
    SpamExamples examples,
    SiteDirectory sites,
    CheckSettingsDirectory checks,
    TimeProvider clock,
    ILogger<SpamModels> logger
) : EveryMinute(logger), ITextScorer, IMemoryFollower
{
    private readonly ConcurrentDictionary<SiteId, Learned> learned = new();

    // Of what happened since a site was looked at last: to a comment, or to the rules.
    private readonly ConcurrentDictionary<SiteId, bool> changed = new();

    /// <param name="From">What was looked at, by <see cref="SpamTeacher.VersionOf(IEnumerable{ValueTuple{Guid, bool}})"/>.</param>
    /// <param name="Lesson">Null where that was too little.</param>
    /// <param name="Comments">The comments from which it was learned.</param>
    private sealed record Learned(string From, SpamLesson? Lesson, int Spam, int Others, IReadOnlySet<Guid> Comments);

    /// <summary>How far the learning has come on a site.</summary>
    /// <param name="Spam">Comments that people took down as advertising.</param>
    /// <param name="Others">Comments that people published or kept.</param>
    /// <param name="Lesson">Null while there are too few of either.</param>
    internal sealed record Progress(int Spam, int Others, SpamLesson? Lesson);

    public IReadOnlyList<string> Attributes { get; } = [ScoreCheck.Spam.Attribute];

    public ValueTask<ITextModel?> FindAsync(SiteId site, CancellationToken cancel) =>
        ValueTask.FromResult<ITextModel?>(learned.GetValueOrDefault(site)?.Lesson?.Model);

    public async ValueTask<ITextModel?> FindForPastAsync(SiteId site, CancellationToken cancel)
    {
        if ((await sites.ListAsync()).FirstOrDefault(one => one.Id == site) is not { } on)
            return null;
        var read = await examples.ReadAsync(site, await examples.ListAsync(on, cancel), cancel);
        return await Task.Run(() => SpamTeacher.Teach(read, isForPast: true, cancel)?.Model, cancel);
    }

    /// <summary>Null until this node has looked, and where the check is off.</summary>
    public Progress? Find(SiteId site) =>
        learned.TryGetValue(site, out var there) ? new(there.Spam, there.Others, there.Lesson) : null;

    public void Apply(Event happened)
    {
        // What people decide is asked for. Else a comment counts no longer when its writer changes it or takes it away, and comes and goes
        // with a sanction of its writer, which changes the reader.
        var isOfSome = happened.Kind switch
        {
            EventKind.RulesChanged or EventKind.ChecksChanged or EventKind.ReaderChanged => true,
            EventKind.CommentEdited or EventKind.CommentDeleted => happened.SubjectId is { } comment
                && learned.GetValueOrDefault(happened.Site)?.Comments.Contains(comment) == true,
            _ => false,
        };
        if (isOfSome)
            changed[happened.Site] = true;
    }

    protected override Task LookAsync(CancellationToken cancel) => LearnAsync(cancel);

    /// <summary>Learns anew on each site where what there is to learn from has changed.</summary>
    internal async Task LearnAsync(CancellationToken cancel) =>
        await ForEachAsync(
            await sites.ListAsync(),
            site => site.Name,
            async site =>
            {
                // What happens from here on is for the next look.
                var isChanged = changed.TryRemove(site.Id, out _) || !learned.ContainsKey(site.Id);
                if (!(await checks.FindAsync(site.Id, cancel)).IsOn(ScoreCheck.Spam.Kind, clock.GetUtcNow()))
                    learned.TryRemove(site.Id, out _);
                else if (isChanged || await examples.AreAnyLatelyAsync(site.Id, cancel))
                    await TryLearnAsync(site, cancel);
            },
            cancel
        );

    private async Task TryLearnAsync(Site site, CancellationToken cancel)
    {
        try
        {
            await LearnAsync(site, cancel);
        }
        catch
        {
            changed[site.Id] = true;
            throw;
        }
    }

    private async Task LearnAsync(Site site, CancellationToken cancel)
    {
        var decided = await examples.ListAsync(site, cancel);
        var from = SpamTeacher.VersionOf(decided.Select(one => (one.Comment, one.IsRejected)));
        if (learned.GetValueOrDefault(site.Id)?.From == from)
            return;
        var (spam, others) = (decided.Count(one => one.IsRejected), decided.Count(one => !one.IsRejected));
        var lesson =
            spam < SpamTeacher.Fewest || others < SpamTeacher.Fewest
                ? null
                : SpamTeacher.Teach(await examples.ReadAsync(site.Id, decided, cancel), isForPast: false, cancel);
        learned[site.Id] = new(from, lesson, spam, others, decided.Select(one => one.Comment).ToHashSet());
    }
}
