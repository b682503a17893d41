namespace Parley.Transfer;

/// <summary>Which comments of a file come, and which one each of them answers.</summary>
internal sealed class CommentPlan
{
    private readonly Dictionary<string, PlannedComment> byForeignId = new(StringComparer.Ordinal);
    private readonly GatheredExport export;
    private readonly IImportTarget target;

    private CommentPlan(GatheredExport export, IImportTarget target)
    {
        (this.export, this.target) = (export, target);
        Comments = [.. export.Comments.Select((comment, order) => new PlannedComment(comment, order))];
    }

    /// <summary>Every comment that the file has, in its order.</summary>
    public IReadOnlyList<PlannedComment> Comments { get; }

    public static async Task<CommentPlan> MakeAsync(
        GatheredExport export,
        StoryPlan stories,
        IImportTarget target,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var plan = new CommentPlan(export, target);
        foreach (var comment in plan.Comments)
            plan.Admit(comment, stories);
        await plan.LookWhatIsHereAsync(progress, cancel);
        await plan.TieToParentsAsync(cancel);
        plan.BreakCycles();
        return plan;
    }

    private void Admit(PlannedComment comment, StoryPlan stories)
    {
        var record = comment.Comment;
        comment.Thread = stories.Find(record.ThreadForeignId);
        if (record.ForeignId is null)
            comment.Report(ImportReason.IdMissing);
        else if (!byForeignId.TryAdd(record.ForeignId, comment))
            comment.Report(ImportReason.IdTwice);
        else if (comment.Thread is null)
            comment.Report(ImportReason.ThreadMissing, record.ThreadForeignId);
        else if (comment.Thread.Story is null)
            comment.Report(ImportReason.ThreadNotComing, record.ThreadForeignId);
        else if (record.Notes.FirstOrDefault(note => note.Reason == ImportReason.WordsTooLong) is { } tooLong)
            comment.Report(tooLong.Reason, tooLong.About);
        else
            comment.Id = IdOf(record.ForeignId);
    }

    private async Task LookWhatIsHereAsync(IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var (done, coming) = (0, Coming().ToArray());
        foreach (var some in coming.Chunk(IImportTarget.MaxAsked))
        {
            var here = await target.FindCommentsAsync([.. some.Select(comment => comment.Id)], cancel);
            foreach (var comment in some)
            {
                if (!here.TryGetValue(comment.Id, out var found))
                    continue;
                if (found.Source is not null && WordsDiffer(comment.Comment, found.Source))
                    comment.Note(ImportReason.WordsDiffer);
                // The words have been compared, and there may be many of them.
                comment.FindHere(found with { Source = null });
            }

            progress?.Report(new(ImportStep.Comparing, done += some.Length, coming.Length));
        }
    }

    private bool WordsDiffer(GatheredComment comment, string here)
    {
        if (comment.State == ImportedState.Deleted)
            return false;
        var words = export.Words(comment).Body;
        // Writing may have brought letters to their composed form, which changes no word.
        return words != here && words.Normalize() != here.Normalize();
    }

    private async Task TieToParentsAsync(CancellationToken cancel)
    {
        var unknown = new List<PlannedComment>();
        foreach (var comment in Coming().Where(comment => comment.Comment.ParentForeignId is not null))
        {
            if (byForeignId.TryGetValue(comment.Comment.ParentForeignId!, out var parent))
                TieTo(parent, comment);
            else
                unknown.Add(comment);
        }

        // Large sites get their export in several files, and a parent may have come with an earlier one.
        foreach (var some in unknown.Chunk(IImportTarget.MaxAsked))
        {
            var ids = some.Select(comment => IdOf(comment.Comment.ParentForeignId!)).Distinct().ToArray();
            var here = await target.FindCommentsAsync(ids, cancel);
            foreach (var comment in some)
            {
                var id = IdOf(comment.Comment.ParentForeignId!);
                TieTo(id, here.GetValueOrDefault(id), comment);
            }
        }
    }

    private static void TieTo(PlannedComment parent, PlannedComment comment)
    {
        var about = comment.Comment.ParentForeignId;
        if (parent == comment)
            comment.Note(ImportReason.ParentItself, about);
        else if (parent.StoryId is null)
            comment.Note(ImportReason.ParentNotComing, about);
        else if (parent.StoryId != comment.StoryId)
            comment.Note(ImportReason.ParentInAnotherThread, about);
        else
            comment.Parent = parent;
    }

    private static void TieTo(Guid id, CommentHere? parent, PlannedComment comment)
    {
        var about = comment.Comment.ParentForeignId;
        if (parent is null)
        {
            comment.Note(ImportReason.ParentMissing, about);
            comment.MissingParent = about;
        }
        else if (parent.StoryId != comment.StoryId)
        {
            comment.Note(ImportReason.ParentInAnotherThread, about);
        }
        else
        {
            comment.ParentHere = (id, parent with { Source = null });
        }
    }

    /// <summary>Where comments answer each other in a circle, the one that was written first answers nobody.</summary>
    private void BreakCycles()
    {
        var settled = new HashSet<PlannedComment>();
        foreach (var start in Coming())
        {
            var walked = new HashSet<PlannedComment>();
            var comment = start;
            while (comment is not null && !settled.Contains(comment) && walked.Add(comment))
                comment = comment.Parent;
            if (comment is not null && !settled.Contains(comment))
                Break(comment);
            settled.UnionWith(walked);
        }
    }

    private static void Break(PlannedComment inCircle)
    {
        var first = inCircle;
        for (var next = inCircle.Parent!; next != inCircle; next = next.Parent!)
        {
            if ((next.Comment.PostedAt, next.Order).CompareTo((first.Comment.PostedAt, first.Order)) < 0)
                first = next;
        }

        first.Note(ImportReason.ParentCycle, first.Comment.ParentForeignId);
        first.Parent = null;
    }

    private IEnumerable<PlannedComment> Coming() => Comments.Where(comment => comment.Outcome == CommentOutcome.Made);

    private Guid IdOf(string foreignId) => ImportedId.Comment(target.Site, export.System, foreignId);
}
