using Parley.Events;
using Parley.Pictures;
using Parley.Readers;
using Parley.Sites;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Publishing;

/// <summary>
/// Keeps a report: a draft of which nobody outside the newsroom sees anything, or a change of what the public reads, which is never
/// silent. The passages of the text before are carried over to the text after.
/// </summary>
internal sealed class SaveReport(Database database, StoryStore stories, Ids ids, TimeProvider clock)
{
    /// <summary>A new draft.</summary>
    public Task<Result<Report>> AddAsync(SiteId site, Reader by, ReportAsked asked, CancellationToken cancel)
    {
        var read = asked.Read(clock.GetUtcNow());
        if (read.Value is not { } report)
            return Task.FromResult<Result<Report>>(read.Problem!);
        return database.WriteAsync<Result<Report>>(
            async scope =>
            {
                var id = ids.New();
                var slug = report.Slug ?? Slugs.Of(report.Headline, id);
                if (await ReportTextStore.FindBySlugAsync(scope, site, slug, cancel) is not null)
                    return Problems.SlugTaken;
                var now = clock.GetUtcNow();
                var made = new Report(site, id, slug, report.Headline, 1, null, now);
                var picture = await PictureOfAsync(scope, made, by, null, report, cancel);
                var text = ToText(report, ReportText.Numbered(report.Paragraphs), picture);
                await ReportTextStore.PutAsync(
                    scope,
                    made,
                    new(1, text, now, null, null, IsPublic: false, IsRead: false),
                    by.Id,
                    cancel
                );
                return made;
            },
            cancel
        );
    }

    /// <summary>The next revision of a report. The same text again is no revision.</summary>
    public Task<Result<Report>> ChangeAsync(SiteId site, Guid story, Reader by, ReportAsked asked, CancellationToken cancel)
    {
        var read = asked.Read(clock.GetUtcNow());
        return read.Value is { } report
            ? database.WriteAsync<Result<Report>>(
                async scope =>
                {
                    if (await ReportTextStore.LockWithTextAsync(scope, site, story, cancel) is not var (kept, last))
                        return Problems.ReportNotFound;
                    return kept.Number == asked.Number
                        ? await ChangeAsync(scope, kept, last, by, report, needsReason: !kept.IsDraft, cancel)
                        : Problems.ReportChanged;
                },
                cancel
            )
            : Task.FromResult<Result<Report>>(read.Problem!);
    }

    private async Task<Result<Report>> ChangeAsync(
        DbScope scope,
        Report report,
        ReportRevision last,
        Reader by,
        ReportRead read,
        bool needsReason,
        CancellationToken cancel
    )
    {
        var carried = CarriedText.Of(last.Text, read.Paragraphs, report.Number + 1);
        var paragraphs = carried.Paragraphs;
        if (
            read is { NewPicture: null, TakesPictureAway: false }
            && ToText(read, paragraphs, Said(last.Text.Picture, read.Picture), last.Text).ToJson() == last.Text.ToJson()
        )
            return report;
        if (needsReason && read.Reason is null && read.Correction is null)
            return Problems.ChangeReasonMissing;
        var text = ToText(
            read,
            paragraphs,
            await PictureOfAsync(scope, report, by, last.Text.Picture, read, cancel),
            last.Text
        );
        var changed = await PutNextAsync(scope, report, last.Text, text, by, read.Reason, read.Correction, cancel);
        await MoveAsync(scope, changed, carried, cancel);
        if (!report.IsDraft)
            await StoryStore.ChangeFactsAsync(scope, report.Site, report.StoryId, FactsOf(read.Headline, text), cancel);
        return changed;
    }

    private async Task<Report> PutNextAsync(
        DbScope scope,
        Report report,
        ReportText before,
        ReportText text,
        Reader by,
        string? reason,
        string? correction,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var revision = new ReportRevision(
            report.Number + 1,
            text,
            now,
            reason,
            correction,
            IsPublic: !report.IsDraft,
            IsRead: !report.IsDraft && (correction is not null || !text.IsReadAs(before))
        );
        var changed = report with
        {
            Headline = text.Headline ?? report.Headline,
            Number = revision.Number,
            PublishedAt = report.IsDraft ? null : text.PublishedAt ?? report.PublishedAt,
            ChangedAt = now,
        };
        await ReportTextStore.PutAsync(scope, changed, revision, by.Id, cancel);
        if (report.IsDraft)
            return changed;
        await PictureStore.ShowAsync(scope, report.Site, report.StoryId, text.Picture?.File, cancel);
        await EventLog.AppendAsync(scope, report.Site, EventKind.StoryChanged, now, cancel, subjectId: report.StoryId);
        return changed;
    }

    /// <summary>The next revision of a report, with the same text and another picture, or without one.</summary>
    /// <param name="number">The revision that was opened.</param>
    /// <param name="bytes">The picture's file; null takes the one that is there away, with what one sees on it.</param>
    /// <param name="description">What one sees, for those who do not.</param>
    /// <param name="reason">What is changed and why; needed once the public has read it.</param>
    public Task<Result<Report>> ChangePictureAsync(
        SiteId site,
        Guid story,
        Reader by,
        int number,
        byte[]? bytes,
        string? description,
        string? reason,
        CancellationToken cancel
    )
    {
        var (seen, why) = (ReportAsked.Line(description), ReportAsked.Line(reason));
        Result<PictureFile>? file = bytes is null ? default(Result<PictureFile>?) : Picture.Read(bytes);
        if (!seen.IsSuccess || !why.IsSuccess)
            return Task.FromResult<Result<Report>>(Problems.ReportLineInvalid);
        if (file?.Problem is { } unreadable)
            return Task.FromResult<Result<Report>>(unreadable);
        var given = file?.Value is { } read ? new GivenPicture(read, bytes!) : null;
        return database.WriteAsync<Result<Report>>(
            async scope =>
            {
                if (await ReportTextStore.LockWithTextAsync(scope, site, story, cancel) is not var (report, last))
                    return Problems.ReportNotFound;
                if (report.Number != number)
                    return Problems.ReportChanged;
                var before = last.Text.Picture;
                if (given is null && before is not { IsShown: true })
                    return report;
                if (!report.IsDraft && why.Value is null)
                    return Problems.ChangeReasonMissing;
                var said = (before ?? ReportPicture.None) with { Description = seen.Value };
                var picture = given is null ? Said(null, said) : await KeepPictureAsync(scope, report, by, said, given, cancel);
                var text = last.Text with { Picture = picture };
                return await PutNextAsync(scope, report, last.Text, text, by, why.Value, null, cancel);
            },
            cancel
        );
    }

    // The picture as it is from now on: the one that was given, the one that is there, or none.
    private async Task<ReportPicture?> PictureOfAsync(
        DbScope scope,
        Report report,
        Reader by,
        ReportPicture? before,
        ReportRead read,
        CancellationToken cancel
    ) =>
        read.NewPicture is { } given
            ? await KeepPictureAsync(scope, report, by, read.Picture, given, cancel)
            : Said(read.TakesPictureAway ? null : before, read.Picture);

    private async Task<ReportPicture> KeepPictureAsync(
        DbScope scope,
        Report report,
        Reader by,
        ReportPicture said,
        GivenPicture given,
        CancellationToken cancel
    )
    {
        var kept = new Picture(report.Site, ids.New(), report.StoryId, given.File);
        await PictureStore.AddAsync(scope, kept, given.Bytes, by.Id, clock.GetUtcNow(), cancel);
        var picture = said with { Asset = null, File = kept.Id, Width = given.File.Width, Height = given.File.Height };
        // What a file says of itself is for the newsroom first, which looks at a draft before it is published.
        return report.IsDraft
            ? picture with
            {
                Caption = picture.Caption ?? given.File.Caption,
                Credit = picture.Credit ?? given.File.Credit,
                DigitalSourceType = picture.DigitalSourceType ?? given.File.DigitalSourceType,
            }
            : picture;
    }

    // The picture itself stays; what is said of it is what was typed. Null where neither is there.
    private static ReportPicture? Said(ReportPicture? before, ReportPicture said)
    {
        var now = said with
        {
            Asset = before?.Asset,
            File = before?.File,
            Width = before?.Width ?? 0,
            Height = before?.Height ?? 0,
        };
        return now.IsNothing ? null : now;
    }

    /// <summary>Carries the passages over, once, when the text changes.</summary>
    private static async Task MoveAsync(DbScope scope, Report report, CarriedText carried, CancellationToken cancel)
    {
        var passages = await SourcingStore.ListPassagesAsync(scope, report.Site, report.StoryId, cancel);
        foreach (var moved in carried.Move(passages.FindAll(one => !one.IsOrphaned)))
            await SourcingStore.MovePassageAsync(scope, report.Site, moved, cancel);
    }

    /// <summary>
    /// The text of a page elsewhere, as it stands there now: what its newsroom's own system says was published there already, so each
    /// change is public, and a reason is welcome but cannot be asked for.
    /// </summary>
    /// <param name="ask">What is asked, beside the text that is kept; null where none is.</param>
    public Task<Result<Report>> KeepPageAsync(
        SiteId site,
        PageClaim page,
        Reader by,
        Func<ReportText?, ReportAsked> ask,
        CancellationToken cancel
    )
    {
        var read = ask(null).Read(clock.GetUtcNow());
        if (read.Value is not { } report)
            return Task.FromResult<Result<Report>>(read.Problem!);
        return database.WriteAsync<Result<Report>>(
            async scope =>
            {
                var now = clock.GetUtcNow();
                var story = await stories.FindOrAddTrustedAsync(scope, site, page, cancel);
                await ThreadStore.AddAsync(scope, site, story.Id, now, cancel);
                if (await ReportTextStore.LockWithTextAsync(scope, site, story.Id, cancel) is var (kept, last))
                {
                    var again = ask(last.Text).Read(now);
                    return again.Value is { } change
                        ? await ChangeAsync(scope, kept, last, by, change, needsReason: false, cancel)
                        : again.Problem!;
                }

                var made = new Report(site, story.Id, null, report.Headline, 1, report.PublishedAt ?? now, now);
                var text = ToText(report, ReportText.Numbered(report.Paragraphs), Said(null, report.Picture));
                await ReportTextStore.PutAsync(
                    scope,
                    made,
                    new(1, text, now, null, null, IsPublic: true, IsRead: true),
                    by.Id,
                    cancel
                );
                await StoryStore.ChangeFactsAsync(scope, site, story.Id, FactsOf(report.Headline, text), cancel);
                await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, now, cancel, subjectId: story.Id);
                return made;
            },
            cancel
        );
    }

    /// <summary>Puts a draft before the public: from now on it is a story with a discussion.</summary>
    public Task<Result<Report>> PublishAsync(Site site, Guid story, Reader by, CancellationToken cancel) =>
        database.WriteAsync<Result<Report>>(
            async scope =>
            {
                if (await ReportTextStore.LockWithTextAsync(scope, site.Id, story, cancel) is not var (report, last))
                    return Problems.ReportNotFound;
                if (!report.IsDraft)
                    return report;
                var now = clock.GetUtcNow();
                var published = report with
                {
                    Number = report.Number + 1,
                    PublishedAt = last.Text.PublishedAt ?? now,
                    ChangedAt = now,
                };
                var revision = last with
                {
                    Number = published.Number,
                    At = now,
                    Reason = null,
                    Correction = null,
                    IsPublic = true,
                    IsRead = true,
                };
                await ReportTextStore.PutAsync(scope, published, revision, by.Id, cancel);
                await SourcingStore.ForgetOldWordsAsync(scope, site.Id, story, cancel);
                await PictureStore.ShowAsync(scope, site.Id, story, last.Text.Picture?.File, cancel);
                await stories.AddAsync(
                    scope,
                    site.Id,
                    story,
                    FactsOf(report.Headline, last.Text) with
                    {
                        Slug = report.Slug,
                        PublishedAt = published.PublishedAt,
                    },
                    cancel
                );
                await ThreadStore.AddAsync(scope, site.Id, story, now, cancel);
                await SourcingWriter.TellPublishedAsync(scope, site.Id, story, now, cancel);
                return published;
            },
            cancel
        );

    // What the text decides of its story.
    private static StoryFacts FactsOf(string headline, ReportText text) =>
        new()
        {
            Title = headline,
            Section = text.Section,
            Authors = text.Authors,
            Tags = text.Tags,
            PublishedAt = text.PublishedAt,
        };

    private static ReportText ToText(
        ReportRead read,
        IReadOnlyList<ReportParagraph> paragraphs,
        ReportPicture? picture,
        ReportText? before = null
    ) =>
        new()
        {
            Headline = read.Headline,
            Kicker = read.Kicker,
            Standfirst = read.Standfirst,
            Section = read.Section,
            Authors = read.Authors,
            Tags = read.Tags ?? before?.Tags ?? [],
            PublishedAt = read.PublishedAt ?? before?.PublishedAt,
            Picture = picture,
            Paragraphs = paragraphs,
        };
}
