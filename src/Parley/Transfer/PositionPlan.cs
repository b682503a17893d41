using System.Globalization;

namespace Parley.Transfer;

/// <summary>
/// When each comment was written and where it stands. Within its story a comment stands by its time, but after its parent,
/// even if the file's clock says otherwise, and no two stand in one place. All of it follows from the whole file, so that an
/// import that was killed puts the rest where it would have stood.
/// </summary>
internal sealed class PositionPlan(StoryPlan stories, CommentPlan comments, DateTimeOffset now)
{
    // Comments on web pages are younger than the web.
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A file may come from a machine whose clock runs ahead, or that wrote local time as if it were UTC.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    private readonly Dictionary<PlannedStory, long> storyTimes = [];

    public async Task MakeAsync(IImportTarget target, CancellationToken cancel)
    {
        foreach (var comment in InStories())
            ReadTime(comment);
        DateStories();
        foreach (var comment in Coming())
            SetEarliestPosition(comment);
        foreach (var story in Coming().GroupBy(comment => comment.StoryId!.Value))
        {
            var inOrder = story.OrderBy(comment => comment.Position).ThenBy(comment => comment.Order).ToArray();
            var isHere = inOrder[0].Thread!.Story!.IsHere;
            var taken = isHere ? await target.FindPositionsAsync(story.Key, cancel) : new HashSet<long>();
            SetPositions(inOrder, taken);
        }
    }

    private static void SetPositions(IEnumerable<PlannedComment> inOrder, IReadOnlySet<long> taken)
    {
        var last = 0L;
        foreach (var comment in inOrder)
        {
            last = Math.Max(comment.Position, last + 1);
            while (taken.Contains(last))
                last++;
            comment.Position = last;
            comment.Depth = (comment.Parent?.Depth ?? comment.ParentHere?.Comment.Depth ?? -1) + 1;
            // Its parent stands before it, and so has been here.
            comment.Branch = comment switch
            {
                { Parent: { } parent } => parent.BranchBelow,
                { ParentHere.Comment: { } parent } => parent.Branch == 0 ? parent.Position : parent.Branch,
                _ => 0,
            };
        }
    }

    private void ReadTime(PlannedComment comment)
    {
        if (comment.Comment.PostedAt is not { } time)
            return;
        comment.TimeIsKnown = IsPossible(time);
        if (comment.TimeIsKnown)
            comment.PostedAt = time.ToMicros();
        else if (comment.Outcome == CommentOutcome.Made)
            comment.Note(ImportReason.DateImpossible, time.UtcDateTime.ToString("u", CultureInfo.InvariantCulture));
    }

    /// <summary>What a comment without a date is dated: as its story, or near the first thing in the file that has a date.</summary>
    private void DateStories()
    {
        var dated = InStories().Where(comment => comment.TimeIsKnown).ToArray();
        var first = dated.Length > 0 ? dated.Min(comment => comment.PostedAt) : now.ToMicros();
        var firstOf = dated
            .GroupBy(comment => comment.Thread!.Story!)
            .ToDictionary(story => story.Key, story => story.Min(comment => comment.PostedAt));
        foreach (var story in stories.Stories)
        {
            storyTimes[story] =
                story.CreatedAt is { } time && IsPossible(time) ? time.ToMicros() : firstOf.GetValueOrDefault(story, first);
        }
    }

    /// <summary>Sets the least position that a comment may have, parents first: a chain may be as long as the file.</summary>
    private void SetEarliestPosition(PlannedComment comment)
    {
        var chain = new Stack<PlannedComment>();
        for (var next = comment; next is { Position: 0 }; next = next.Parent)
            chain.Push(next);
        foreach (var next in chain)
        {
            if (!next.TimeIsKnown)
                next.PostedAt = Math.Max(storyTimes[next.Thread!.Story!], next.Parent?.PostedAt ?? 0);
            // Comments without a date follow each other as they do in the file.
            var time = next.TimeIsKnown ? next.PostedAt : next.PostedAt + next.Order;
            var parent = next.Parent?.Position ?? next.ParentHere?.Comment.Position ?? 0;
            next.Position = Math.Max(time, parent + 1);
        }
    }

    private bool IsPossible(DateTimeOffset time) => time >= Earliest && time <= now + ClockSkew;

    // With those that are here already: what an import left off must be dated as if it had not.
    private IEnumerable<PlannedComment> InStories() =>
        comments.Comments.Where(comment => comment.Outcome != CommentOutcome.Reported);

    private IEnumerable<PlannedComment> Coming() => comments.Comments.Where(comment => comment.Outcome == CommentOutcome.Made);
}
