using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>What changed from one revision of a report to the next: what stands above and beside its text, and each paragraph.</summary>
internal static class ReportChanges
{
    /// <param name="revisions">The newest first; of one more than a part of them holds, the last is only what was changed.</param>
    /// <param name="isForNewsroom">Whether what readers do not read is told, too.</param>
    /// <param name="textUrl">Where the text of a revision is read as a whole.</param>
    public static IReadOnlyList<ChangeModel> Of(
        Words words,
        IReadOnlyList<ReportRevision> revisions,
        bool isForNewsroom,
        Func<int, string> textUrl
    ) =>
        [
            .. revisions
                .Select((revision, at) => (Revision: revision, Before: revisions.ElementAtOrDefault(at + 1)))
                .Take(ReportTextStore.OnPage)
                .Select(one => new ChangeModel(
                    one.Revision.Number,
                    one.Revision.At,
                    one.Revision.Reason,
                    one.Revision.Correction,
                    one.Before is { } before ? Between(words, before.Text, one.Revision.Text, isForNewsroom) : [],
                    textUrl(one.Revision.Number)
                )),
        ];

    private static List<ChangedPartModel> Between(Words words, ReportText before, ReportText after, bool isForNewsroom)
    {
        var (was, now) = (before.Picture ?? ReportPicture.None, after.Picture ?? ReportPicture.None);
        List<ChangedPartModel> changed =
        [
            // Where the text had none, the story's title was the headline, and what that was nobody kept.
            .. before.Headline is null ? [] : Line("headline", before.Headline, after.Headline),
            .. Line("kicker", before.Kicker, after.Kicker),
            .. Line("standfirst", before.Standfirst, after.Standfirst),
            .. Line("authors", words.Listed(before.Authors), words.Listed(after.Authors)),
            .. Line("section", before.Section, after.Section),
            .. isForNewsroom ? Line("tags", words.Listed(before.Tags), words.Listed(after.Tags)) : [],
        ];
        if (PictureOf(was, now) is { } picture)
            changed.Add(new(words["changes.picture-" + picture], []));
        changed.AddRange([
            .. Line("picture-description", was.Description, now.Description),
            .. Line("caption", was.Caption, now.Caption),
            .. Line("credit", was.Credit, now.Credit),
            .. Line("picture-kind", was.Kind, now.Kind),
            .. Line(
                "digital-source-type",
                DigitalSourceTypes.Name(words, was.DigitalSourceType),
                DigitalSourceTypes.Name(words, now.DigitalSourceType)
            ),
            .. Paragraphs(words, before.Paragraphs, after.Paragraphs),
        ]);
        return changed;

        IEnumerable<ChangedPartModel> Line(string field, string? old, string? line) =>
            (old ?? "") == (line ?? "") ? [] : [new(words["reports." + field], Runs(old ?? "", line ?? ""))];
    }

    private static string? PictureOf(ReportPicture before, ReportPicture after) =>
        (before.IsShown, after.IsShown) switch
        {
            (false, true) => "added",
            (true, false) => "gone",
            (true, true) when (before.File, before.Asset) != (after.File, after.Asset) => "other",
            _ => null,
        };

    private static IEnumerable<ChangedPartModel> Paragraphs(
        Words words,
        IReadOnlyList<ReportParagraph> before,
        IReadOnlyList<ReportParagraph> after
    )
    {
        var old = before.Select((one, at) => (one.Id, at)).ToDictionary(one => one.Id, one => one.at);
        var moved = Moved(old, after);
        for (var at = 0; at < after.Count; at++)
        {
            var (id, text) = after[at];
            if (!old.TryGetValue(id, out var from))
                yield return new(Numbered("new", at), Runs("", text));
            else if (moved.Contains(id))
                yield return new(
                    words.Format("changes.paragraph-moved", ("number", at + 1), ("before", from + 1)),
                    Runs(before[from].Text, text)
                );
            else if (before[from].Text != text)
                yield return new(Numbered("changed", at), Runs(before[from].Text, text));
        }

        var kept = after.Select(one => one.Id).ToHashSet();
        for (var at = 0; at < before.Count; at++)
            if (!kept.Contains(before[at].Id))
                yield return new(Numbered("gone", at), Runs(before[at].Text, ""));

        string Numbered(string key, int at) => words.Format("changes.paragraph-" + key, ("number", at + 1));
    }

    // Of the paragraphs that stayed as many as can keep their order do; the others were moved.
    private static HashSet<string> Moved(Dictionary<string, int> old, IReadOnlyList<ReportParagraph> after)
    {
        int[] order = [.. after.Where(one => old.ContainsKey(one.Id)).Select(one => old[one.Id])];
        int[] sorted = [.. order.Order()];
        var still = Difference
            .Of(sorted, order, new Work())
            .SelectMany(match => order.Skip(match.After).Take(match.Length))
            .ToHashSet();
        return [.. after.Where(one => old.TryGetValue(one.Id, out var at) && !still.Contains(at)).Select(one => one.Id)];
    }

    private static List<ChangedRunModel> Runs(string before, string after) =>
        [.. TextDifference.Of(before, after).Select(run => new ChangedRunModel(SourcingSentences.WordOf(run.Kind), run.Text))];
}
