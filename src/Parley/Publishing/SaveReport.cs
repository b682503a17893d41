using Parley.Events;
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
        var read = asked.Read();
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
                var text = ToText(report, ReportText.Numbered(report.Paragraphs), null);
                await ReportTextStore.PutAsync(scope, made, new(1, text, now, null, null, IsPublic: false), by.Id, cancel);
                return made;
            },
            cancel
        );
    }

    /// <summary>The next revision of a report. The same text again is no revision.</summary>
    public Task<Result<Report>> ChangeAsync(SiteId site, Guid story, Reader by, ReportAsked asked, CancellationToken cancel)
    {
        var read = asked.Read();
        return read.Value is { } report
            ? database.WriteAsync(
                scope => ChangeAsync(scope, site, story, by, asked.Number, report, needsReason: true, cancel),
                cancel
            )
            : Task.FromResult<Result<Report>>(read.Problem!);
    }

    private async Task<Result<Report>> ChangeAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        Reader by,
        int number,
        ReportRead read,
        bool needsReason,
        CancellationToken cancel
    )
    {
        if (await ReportTextStore.LockWithTextAsync(scope, site, story, cancel) is not var (report, last))
            return Problems.ReportNotFound;
        if (report.Number != number)
            return Problems.ReportChanged;
        var before = BlocksOf(last.Text);
        var made = 0;
        var after = BlockMatcher.Carry(before, read.Paragraphs, () => FormattableString.Invariant($"p{number + 1}-{++made}"));
        var text = ToText(read, [.. after.Select(block => new ReportParagraph(block.Id, block.Text))], last.Text.Picture);
        if (text.ToJson() == last.Text.ToJson())
            return report;
        if (needsReason && !report.IsDraft && read.Reason is null && read.Correction is null)
            return Problems.ChangeReasonMissing;
        var now = clock.GetUtcNow();
        var revision = new ReportRevision(number + 1, text, now, read.Reason, read.Correction, !report.IsDraft);
        var changed = report with { Headline = read.Headline, Number = revision.Number, ChangedAt = now };
        await ReportTextStore.PutAsync(scope, changed, revision, by.Id, cancel);
        await MoveAsync(scope, site, story, revision.Number, before, after, cancel);
        if (!report.IsDraft)
        {
            await StoryStore.ChangeFactsAsync(scope, site, story, read.Headline, read.Section, read.Authors, cancel);
            await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, now, cancel, subjectId: story);
        }

        return changed;
    }

    /// <summary>Carries the passages over, once, when the text changes: never silently onto other words.</summary>
    private static async Task MoveAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        int revision,
        IReadOnlyList<ReportBlock> before,
        IReadOnlyList<ReportBlock> after,
        CancellationToken cancel
    )
    {
        var passages = (await SourcingStore.ListPassagesAsync(scope, site, story, cancel)).FindAll(one =>
            one.State != AnchorState.Orphaned
        );
        var moved = Reanchoring.Move(before, after, [.. passages.Select(one => one.Anchor)]);
        for (var i = 0; i < passages.Count; i++)
        {
            var (passage, to) = (passages[i], moved[i]);
            var next = passage with
            {
                Anchor = to.Anchor ?? passage.Anchor,
                Revision = to.State == AnchorState.Orphaned ? passage.Revision : revision,
                // What was marked once stays marked: its words are still not those that somebody chose.
                State = to.State == AnchorState.Anchored ? passage.State : to.State,
                OldQuote =
                    to.State == AnchorState.Anchored
                        ? passage.OldQuote
                        : passage.OldQuote ?? to.OldWords ?? passage.Anchor.Quote,
            };
            await SourcingStore.MovePassageAsync(scope, site, next, cancel);
        }
    }

    /// <summary>
    /// The text of a page elsewhere, as it stands there now: what its newsroom's own system says was published there already, so each
    /// change is public, and a reason is welcome but cannot be asked for.
    /// </summary>
    public Task<Result<Report>> KeepPageAsync(
        SiteId site,
        PageClaim page,
        Reader by,
        ReportAsked asked,
        CancellationToken cancel
    )
    {
        var read = asked.Read();
        if (read.Value is not { } report)
            return Task.FromResult<Result<Report>>(read.Problem!);
        return database.WriteAsync<Result<Report>>(
            async scope =>
            {
                var now = clock.GetUtcNow();
                var story = await stories.FindOrAddAsync(scope, site, page, cancel);
                await ThreadStore.AddAsync(scope, site, story.Id, now, cancel);
                if (await ReportTextStore.LockAsync(scope, site, story.Id, cancel) is { } kept)
                    return await ChangeAsync(scope, site, story.Id, by, kept.Number, report, needsReason: false, cancel);
                var text = ToText(report, ReportText.Numbered(report.Paragraphs), null);
                var made = new Report(site, story.Id, null, report.Headline, 1, now, now);
                await ReportTextStore.PutAsync(scope, made, new(1, text, now, null, null, IsPublic: true), by.Id, cancel);
                await StoryStore.ChangeFactsAsync(
                    scope,
                    site,
                    story.Id,
                    report.Headline,
                    report.Section,
                    report.Authors,
                    cancel
                );
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
                var published = report with { Number = report.Number + 1, PublishedAt = now, ChangedAt = now };
                var revision = last with
                {
                    Number = published.Number,
                    At = now,
                    Reason = null,
                    Correction = null,
                    IsPublic = true,
                };
                await ReportTextStore.PutAsync(scope, published, revision, by.Id, cancel);
                await stories.AddAsync(
                    scope,
                    site.Id,
                    story,
                    new StoryFacts
                    {
                        Slug = report.Slug,
                        Title = report.Headline,
                        Section = last.Text.Section,
                        Authors = last.Text.Authors,
                        PublishedAt = now,
                    },
                    cancel
                );
                await ThreadStore.AddAsync(scope, site.Id, story, now, cancel);
                return published;
            },
            cancel
        );

    private static List<ReportBlock> BlocksOf(ReportText text) =>
        [.. text.Paragraphs.Select(paragraph => new ReportBlock(paragraph.Id, paragraph.Text))];

    private static ReportText ToText(ReportRead read, IReadOnlyList<ReportParagraph> paragraphs, ReportPicture? before) =>
        new()
        {
            Headline = read.Headline,
            Kicker = read.Kicker,
            Standfirst = read.Standfirst,
            Section = read.Section,
            Authors = read.Authors,
            // The picture itself stays; what is said of it is what was typed.
            Picture =
                read.Picture is { } picture
                    ? (before ?? picture) with
                    {
                        Caption = picture.Caption,
                        Credit = picture.Credit,
                        Kind = picture.Kind,
                        DigitalSourceType = picture.DigitalSourceType,
                    }
                : before is { Asset: not null } kept ? kept with { Caption = null, Credit = null }
                : null,
            Paragraphs = paragraphs,
        };
}
