using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>What changed from one revision of a report to the next, paragraph by paragraph.</summary>
internal static class ReportChanges
{
    /// <param name="revisions">The newest first.</param>
    public static IReadOnlyList<ChangeModel> Of(IReadOnlyList<ReportRevision> revisions) =>
        [
            .. revisions.Select(
                (revision, at) =>
                    new ChangeModel(
                        revision.Number,
                        revision.At,
                        revision.Reason,
                        revision.Correction,
                        at + 1 < revisions.Count ? Between(revisions[at + 1].Text, revision.Text) : []
                    )
            ),
        ];

    private static List<IReadOnlyList<ChangedRunModel>> Between(ReportText before, ReportText after)
    {
        var old = before.Paragraphs.ToDictionary(one => one.Id, one => one.Text);
        var kept = after.Paragraphs.Select(one => one.Id).ToHashSet();
        List<IReadOnlyList<ChangedRunModel>> changed = [];
        foreach (
            var (was, now) in ((string?, string?)[])[(before.Headline, after.Headline), (before.Standfirst, after.Standfirst)]
        )
        {
            if (was != now)
                changed.Add(Runs(was ?? "", now ?? ""));
        }

        foreach (var paragraph in after.Paragraphs)
        {
            var was = old.GetValueOrDefault(paragraph.Id) ?? "";
            if (was != paragraph.Text)
                changed.Add(Runs(was, paragraph.Text));
        }

        changed.AddRange(before.Paragraphs.Where(one => !kept.Contains(one.Id)).Select(one => Runs(one.Text, "")));
        return changed;
    }

    private static List<ChangedRunModel> Runs(string before, string after) =>
        [.. TextDifference.Of(before, after).Select(run => new ChangedRunModel(SourcingSentences.WordOf(run.Kind), run.Text))];
}
