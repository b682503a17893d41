using System.Text.Json.Serialization;

namespace Parley.Sourcing;

/// <summary>What became of an anchor when a report was revised.</summary>
internal enum AnchorState
{
    /// <summary>The sentence says what it said: carried without a word.</summary>
    [JsonStringEnumMemberName("anchored")]
    Anchored,

    /// <summary>Carried, and shown with the old words: the sentence says something else now, or stands elsewhere.</summary>
    [JsonStringEnumMemberName("moved")]
    Moved,

    /// <summary>Its words are gone, or nothing says surely where they are: shown under the report with the old words.</summary>
    [JsonStringEnumMemberName("orphaned")]
    Orphaned,
}

/// <param name="State">What became of it.</param>
/// <param name="Anchor">Where it is now; null where it is orphaned.</param>
/// <param name="OldWords">
/// What to show beside it: the words it stood on, or, where only words around them changed, their whole sentence. Null where it was
/// carried without a word.
/// </param>
internal sealed record Reanchored(AnchorState State, TextAnchor? Anchor, string? OldWords);

/// <summary>
/// Carries anchors from one revision of a report to the next. We have both, so an anchor is first mapped by what changed in its block;
/// only where that fails is it looked for, as the same words and then as similar ones.
/// <para>
/// A reader finds a comment at a wrong place worse than one without a place, and likeness in letters says nothing of meaning: "did" and
/// "did not", "million" and "billion", "Iran" and "Iraq" are all but equal. So silence is not a matter of likeness. An anchor is carried
/// without a word only if the whole sentence around it has the same words, numbers and signs in the same order (commas, points, spaces
/// and the shapes of quotation marks and dashes are free), and if that sentence is known to be the same one: by what stands before or
/// after it, or because it is long and stands once in both revisions. The sentence and not the quotation, since "signed the order"
/// is still there in "has not signed the order". A mended slip is therefore shown as a change too: without a dictionary of every
/// language nobody can tell it from a change of meaning.
/// </para>
/// </summary>
internal static class Reanchoring
{
    /// <param name="before">The revision that the anchors are of.</param>
    /// <param name="after">The next, with the ids that <see cref="BlockMatcher"/> carried.</param>
    /// <param name="anchors">One that does not fit its block is looked for by its words first.</param>
    /// <param name="work">Counts the steps; when they are used up, what is not in its place is orphaned.</param>
    /// <returns>One for each anchor, in their order.</returns>
    public static IReadOnlyList<Reanchored> Move(
        IReadOnlyList<ReportBlock> before,
        IReadOnlyList<ReportBlock> after,
        IReadOnlyList<TextAnchor> anchors,
        Work? work = null
    )
    {
        var revisions = new RevisionPair(before, after, work ?? new Work());
        var blocks = before.Select((block, at) => (block, at)).ToDictionary(x => x.block.Id, x => x.at, StringComparer.Ordinal);

        // Many comments hang on the same words.
        var done = new Dictionary<TextAnchor, Reanchored>();
        var moved = new List<Reanchored>(anchors.Count);
        foreach (var anchor in anchors)
        {
            if (!done.TryGetValue(anchor, out var result))
                done[anchor] = result = Fitting(anchor, before, blocks) is { } fits
                    ? revisions.Move(blocks[fits.Block], fits)
                    : new(AnchorState.Orphaned, null, anchor.Quote);
            moved.Add(result);
        }

        return moved;
    }

    private static TextAnchor? Fitting(TextAnchor anchor, IReadOnlyList<ReportBlock> before, Dictionary<string, int> blocks) =>
        blocks.TryGetValue(anchor.Block, out var at)
        && before[at].Holds(anchor.Start, anchor.End)
        && before[at].Slice(anchor.Start, anchor.End) == anchor.Quote
            ? anchor
            : TextAnchor.Find(before, anchor.Quote, anchor.Prefix, anchor.Suffix).Anchor;
}
