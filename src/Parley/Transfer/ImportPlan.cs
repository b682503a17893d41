namespace Parley.Transfer;

/// <summary>
/// What an import will do: made by reading a file to its end and looking at the site, without writing anything. Applying it
/// is a loop over <see cref="Batches"/>; a plan made again after half of them holds the other half.
/// </summary>
internal sealed class ImportPlan : IDisposable
{
    /// <summary>The most rows of one commit: one open writer holds back everyone who follows the events.</summary>
    public const int BatchRows = 1000;

    private readonly GatheredExport export;
    private readonly StoryPlan stories;
    private readonly CommentPlan comments;
    private readonly SiteId site;

    private ImportPlan(GatheredExport export, StoryPlan stories, CommentPlan comments, SiteId site)
    {
        (this.export, this.stories, this.comments, this.site) = (export, stories, comments, site);
        Report = new ImportReport(export.System, stories.Threads, comments.Comments);
    }

    public ImportReport Report { get; }

    public static async Task<Result<ImportPlan>> MakeAsync(
        IExportReader reader,
        Stream file,
        IImportTarget target,
        TimeProvider clock,
        CancellationToken cancel,
        IProgress<ImportProgress>? progress = null
    )
    {
        GatheredExport export;
        try
        {
            export = GatheredExport.Read(reader, file, progress, cancel);
        }
        catch (ExportUnreadableException unreadable)
        {
            return unreadable.Problem;
        }

        try
        {
            var stories = await StoryPlan.MakeAsync(export, target, cancel);
            var comments = await CommentPlan.MakeAsync(export, stories, target, progress, cancel);
            await new PositionPlan(stories, comments, clock.GetUtcNow()).MakeAsync(target, cancel);
            return new ImportPlan(export, stories, comments, target.Site);
        }
        catch
        {
            export.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What is to be written, in the order in which it can be: a story before its comments, a comment before its answers. Each
    /// batch is one transaction, and leaves a whole thread behind it, if a shorter one.
    /// </summary>
    public IEnumerable<ImportBatch> Batches(int rows = BatchRows)
    {
        var batch = new ImportBatch();
        foreach (var row in Rows())
        {
            batch.Add(row);
            if (batch.Count < rows)
                continue;
            yield return batch;
            batch = new ImportBatch();
        }

        if (batch.Count > 0)
            yield return batch;
    }

    public void Dispose() => export.Dispose();

    private IEnumerable<object> Rows()
    {
        var made = comments
            .Comments.Where(comment => comment.Outcome == CommentOutcome.Made)
            .OrderBy(comment => comment.Position)
            .ToLookup(comment => comment.StoryId!.Value);
        // Several stories of the file may be one that is here, whose comments then go together.
        foreach (var oneStory in stories.Stories.GroupBy(story => story.Id))
        {
            foreach (var story in oneStory.Where(story => !story.IsHere || story.ClaimsAddress))
                yield return new StoryToMake(story);
            foreach (var comment in made[oneStory.Key])
                yield return ToMake(comment);
        }
    }

    private CommentToMake ToMake(PlannedComment comment)
    {
        var (author, format, body) = export.Words(comment.Comment);
        return new CommentToMake
        {
            Id = comment.Id,
            StoryId = comment.StoryId!.Value,
            ParentId = comment.Parent?.Id ?? comment.ParentHere?.Id,
            MissingParent = comment.MissingParent,
            Position = comment.Position,
            Branch = comment.Branch,
            Depth = comment.Depth,
            PostedAt = comment.PostedAt,
            TimeIsKnown = comment.TimeIsKnown,
            State = comment.Comment.State,
            AuthorId = ImportedId.Reader(site, export.System, author.Key),
            Author = author,
            Body = body,
            Format = format,
            ForeignId = comment.Comment.ForeignId!,
        };
    }
}
