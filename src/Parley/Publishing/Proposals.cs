using Parley.Readers;
using Parley.Reading;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>What rules for the site's language take for somebody's words, as the form would have it. Nothing of it is kept unasked.</summary>
internal static class Proposals
{
    /// <param name="Form">The form, filled in by it.</param>
    internal sealed record Proposal(SourceFormModel Form, string Summary);

    /// <summary>Those of which nobody has said yet who said them; whatever readers chose for their comments.</summary>
    public static IReadOnlyList<Proposal> Of(Visit visit, Report report, ReportText text, ReportModels.Said said)
    {
        var passages = said.Passages.Where(one => !one.IsOrphaned && said.OfPassage.Contains(one.Id)).ToList();
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(report.PublishedAt ?? visit.Now, visit.Site.Zone).Date);
        var proposed = AttributionProposer.Propose(visit.Site.Language, [.. text.Paragraphs.Select(one => one.Text)], day);
        List<Proposal> open = [];
        foreach (var one in proposed)
        {
            var paragraph = text.Paragraphs[one.Paragraph];
            var words = paragraph.Text.Substring(one.Start, one.Length);
            if (passages.Exists(passage => passage.Anchor.Block == paragraph.Id && Overlap(passage.Anchor.Quote, words)))
                continue;
            var form = new SourceFormModel
            {
                Words = words,
                Block = paragraph.Id,
                Source = one.Speaker?.Words ?? "",
                Kind = SourcingSentences.WordOf(one.Kind),
                WhyUnnamed = one.WhyUnnamed ?? "",
                Act = SourcingSentences.WordOf(one.Act),
                When = one.When?.Date ?? "",
                IsVerbatim = one.IsVerbatim,
                Via = [.. one.Relayers.Select(relayer => StepForms.Named(relayer.Words))],
            };
            open.Add(new(form, SummaryOf(visit.Words, form)));
        }

        return open;
    }

    private static string SummaryOf(Words words, SourceFormModel form)
    {
        var who = form.Source.Length == 0 ? words["sources.nobody-named"] : form.Source;
        return form.Via.Count == 0 ? who : words.Format("sourcing.via", ("source", who), ("relayer", form.Via[^1].Source));
    }

    private static bool Overlap(string one, string other) =>
        one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal);
}
