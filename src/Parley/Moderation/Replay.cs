using Parley.Comments;
using Parley.Screening;

namespace Parley.Moderation;

/// <summary>
/// Plays past comments in the order in which they came, so that each is looked at with what was known then: how many of its author's
/// had been published, what they and others had just said, how fast it all came. Networks are not kept, so nothing is known of them.
/// </summary>
internal sealed class Replay(SiteId site)
{
    private readonly NearRepeats repeats = new();
    private readonly PostingPace pace = new();
    private readonly Dictionary<Guid, Known> authors = [];

    private sealed class Known(int published)
    {
        public int Published { get; set; } = published;
        public Queue<RecentWords> Recent { get; } = new();
        public Queue<Judgement> Decided { get; } = new();
    }

    /// <summary>Says how many of an author's comments had been published before the first that is played.</summary>
    public void Begin(Guid author, int published) => authors[author] = new(Math.Max(0, published));

    /// <summary>What was known of the author and of others when the comment came.</summary>
    public PastFacts Meet(PastComment comment, Wording wording, Shingles shingles)
    {
        var known = authors[comment.AuthorId];
        while (known.Recent.TryPeek(out var first) && comment.At - first.At >= RepeatCheck.Window)
            known.Recent.Dequeue();
        var facts = new PastFacts(
            known.Published,
            [.. known.Recent],
            new(known.Decided.Count(one => one == Judgement.Rejected), known.Decided.Count),
            pace.Take(site, comment.AuthorId, null, comment.ThreadId, comment.At),
            repeats.Keep(site, comment.Id, comment.AuthorId, shingles, comment.At)
        );
        pace.Keep(site, comment.ThreadId, comment.At);
        known.Recent.Enqueue(new(comment.Id, wording, comment.At));
        known.Published += comment.State == CommentState.Published ? 1 : 0;
        if (comment.Judgement == Judgement.None)
            return facts;
        known.Decided.Enqueue(comment.Judgement);
        if (known.Decided.Count > RejectionCheck.Last)
            known.Decided.Dequeue();
        return facts;
    }
}

internal sealed record PastFacts(
    int Published,
    IReadOnlyList<RecentWords> Recent,
    DecidedShare Decided,
    PaceSeen Pace,
    SaidByOthers? SaidByOthers
);
