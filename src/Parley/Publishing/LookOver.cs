using Parley.Reading;
using Parley.Sites;
using Parley.Sourcing;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>Looks a report over before it is published or changed: as it is kept, or with the words that somebody means to keep.</summary>
internal sealed class LookOver(ReportTextStore reports, ReportModels models, SeenStatusStore seenStatus, TimeProvider clock)
{
    /// <param name="Revision">As it is kept.</param>
    /// <param name="Said">Who says what in it, as it is kept.</param>
    /// <param name="Checks">At what somebody should look.</param>
    /// <param name="Seen">What became of its claims, and was seen.</param>
    internal sealed record Found(
        Report Report,
        ReportRevision Revision,
        ReportModels.Said Said,
        IReadOnlyList<ReportCheck> Checks,
        IReadOnlyList<(Claim Claim, SeenStatus Seen)> Seen
    )
    {
        /// <summary>Whether it is words that are not kept that were looked over.</summary>
        public bool IsTyped { get; init; }
    }

    /// <param name="asked">The words; null for those that are kept.</param>
    public async Task<Result<Found>> HandleAsync(Site site, Guid story, ReportAsked? asked, CancellationToken cancel)
    {
        if (await reports.FindWithTextAsync(site.Id, story, cancel) is not var (report, revision))
            return Problems.ReportNotFound;
        var said = await models.ReadAsync(site.Id, story, cancel);
        var seen = await seenStatus.ListAsync(site.Id, story, cancel);
        if (asked is null)
            return Of(revision, said);
        if (asked.Number != report.Number)
            return Problems.ReportChanged;
        var read = asked.Read(clock.GetUtcNow());
        if (read.Value is not { } typed)
            return read.Problem!;
        var carried = CarriedText.Of(revision.Text, typed.Paragraphs, report.Number + 1);
        return Of(
            revision with
            {
                Text = revision.Text with { Paragraphs = carried.Paragraphs },
            },
            said with
            {
                Passages = carried.Move(said.Passages),
            }
        ) with
        {
            IsTyped = !carried.Paragraphs.SequenceEqual(revision.Text.Paragraphs),
        };

        Found Of(ReportRevision looked, ReportModels.Said there) =>
            new(
                report,
                revision,
                said,
                CheckList.Of(site.Language, looked, there, seen),
                CheckList.SeenOf(looked, there, seen)
            );
    }
}
