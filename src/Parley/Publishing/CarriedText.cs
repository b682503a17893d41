using Parley.Sourcing;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>What becomes of the paragraphs of a report, and of its passages, when other words take the place of its text.</summary>
/// <param name="Number">Of the revision with these words.</param>
internal sealed record CarriedText(IReadOnlyList<ReportBlock> Before, IReadOnlyList<ReportBlock> After, int Number)
{
    public static CarriedText Of(ReportText before, IReadOnlyList<string> after, int number)
    {
        var made = 0;
        var blocks = ReportBlock.AllOf(before);
        return new(blocks, BlockMatcher.Carry(blocks, after, () => FormattableString.Invariant($"p{number}-{++made}")), number);
    }

    public IReadOnlyList<ReportParagraph> Paragraphs => [.. After.Select(block => new ReportParagraph(block.Id, block.Text))];

    /// <summary>The passages as they stand in these words: never silently on others. Those that were orphaned before stay so.</summary>
    /// <returns>One for each passage, in their order.</returns>
    public List<Passage> Move(IReadOnlyList<Passage> passages)
    {
        var moved = Reanchoring
            .Move(Before, After, [.. passages.Where(one => !one.IsOrphaned).Select(one => one.Anchor)])
            .GetEnumerator();
        return [.. passages.Select(one => one.IsOrphaned || !moved.MoveNext() ? one : Moved(one, moved.Current))];
    }

    private Passage Moved(Passage passage, Reanchored to) =>
        passage with
        {
            Anchor = to.Anchor ?? passage.Anchor,
            Revision = to.State == AnchorState.Orphaned ? passage.Revision : Number,
            // What was marked once stays marked: its words are still not those that somebody chose.
            State = to.State == AnchorState.Anchored ? passage.State : to.State,
            OldQuote =
                to.State == AnchorState.Anchored ? passage.OldQuote : passage.OldQuote ?? to.OldWords ?? passage.Anchor.Quote,
        };
}
