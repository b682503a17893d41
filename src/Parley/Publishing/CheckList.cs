using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>What an editor should look at before a report is published. It names places and forbids nothing.</summary>
internal static class CheckList
{
    /// <param name="claims">What is claimed in the report, by id.</param>
    /// <param name="since">When the last revision was kept: what changed of a claim before it was seen.</param>
    public static IReadOnlyList<CheckModel> Of(
        Words words,
        string language,
        ReportText text,
        IReadOnlyList<Passage> passages,
        IReadOnlyList<Attribution> attributions,
        IReadOnlyDictionary<Guid, Claim> claims,
        DateTimeOffset since
    )
    {
        var quotes = passages.ToDictionary(one => one.Id);
        List<CheckModel> found = [];
        foreach (var one in AttributionProposer.Unattributed(language, [.. text.Paragraphs.Select(x => x.Text)]))
        {
            var paragraph = text.Paragraphs[one.Paragraph];
            var words1 = paragraph.Text.Substring(one.Start, one.Length);
            if (!passages.Any(passage => passage.Anchor.Block == paragraph.Id && IsNear(passage, paragraph.Text, one.Start)))
                found.Add(new(words["checks-before.unattributed"], words1));
        }

        foreach (var one in attributions)
        {
            var quote = one.PassageId is { } id && quotes.TryGetValue(id, out var passage) ? passage.Anchor.Quote : null;
            if (one.Hops.Any(hop => hop.Source is { IsUnnamed: true, WhyUnnamed: null }))
                found.Add(new(words["checks-before.why-unnamed"], quote));
            if (
                one.ClaimId is { } claim
                && claims.TryGetValue(claim, out var now)
                && now.StatusAt > since
                && now.Status != ClaimStatus.Open
            )
                found.Add(
                    new(
                        words.Format("checks-before.status", ("status", SourcingSentences.StatusOf(words, now.Status))),
                        now.Sentence
                    )
                );
        }

        foreach (var one in passages.Where(one => one.IsOrphaned))
            found.Add(new(words["checks-before.orphaned"], one.OldQuote));
        return found;
    }

    // In the same sentence, roughly: "sources say" stands before or behind what they say.
    private static bool IsNear(Passage passage, string text, int at)
    {
        var start = CanonicalText.ToUtf16(CanonicalText.Of(text), passage.Anchor.Start);
        var between = text[Math.Min(start, at)..Math.Min(text.Length, Math.Max(start, at))];
        return !between.Contains(". ", StringComparison.Ordinal);
    }
}
