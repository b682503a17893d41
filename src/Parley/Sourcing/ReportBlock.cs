using System.Text;
using Parley.Stories;

namespace Parley.Sourcing;

/// <summary>A paragraph of a report. Its id stays from revision to revision, as <see cref="BlockMatcher"/> says.</summary>
internal sealed record ReportBlock
{
    private int[]? _codePoints;

    /// <param name="id">Unique in the report, and never given to another paragraph of it.</param>
    /// <param name="text">The paragraph's words, without markup.</param>
    public ReportBlock(string id, string text)
    {
        Id = id;
        Text = CanonicalText.Of(text);
    }

    public string Id { get; }

    /// <summary>The words in their <see cref="CanonicalText"/>, whatever the block was made of.</summary>
    public string Text { get; }

    /// <summary>How many code points the text has: the greatest end of an anchor.</summary>
    public int Length => CodePoints.Length;

    private int[] CodePoints => _codePoints ??= [.. Text.EnumerateRunes().Select(rune => rune.Value)];

    /// <summary>The paragraphs of a report.</summary>
    public static List<ReportBlock> AllOf(ReportText text) =>
        [.. text.Paragraphs.Select(paragraph => new ReportBlock(paragraph.Id, paragraph.Text))];

    /// <summary>Where each paragraph begins in the report's text, by its id: its paragraphs, each a line.</summary>
    public static IReadOnlyDictionary<string, int> StartsOf(IReadOnlyList<ReportBlock> blocks)
    {
        var (starts, at) = (new Dictionary<string, int>(), 0);
        foreach (var block in blocks)
        {
            starts[block.Id] = at;
            at += block.Length + 1;
        }

        return starts;
    }

    /// <summary>The paragraph in which a place of the report's text is; null before its beginning.</summary>
    /// <param name="start">In code points.</param>
    public static string? FindAt(IReadOnlyList<ReportBlock> blocks, int start) =>
        StartsOf(blocks).Where(one => one.Value <= start).OrderBy(one => one.Value).Select(one => one.Key).LastOrDefault();

    /// <returns>The sign at a place in code points.</returns>
    public Rune At(int place) => new(CodePoints[place]);

    /// <returns>The text from one place to another, both in code points.</returns>
    public string Slice(int start, int end)
    {
        if (Text.Length == Length)
            return Text[start..end];
        var text = new StringBuilder(end - start);
        Span<char> pair = stackalloc char[2];
        for (var at = start; at < end; at++)
            text.Append(pair[..At(at).EncodeToUtf16(pair)]);
        return text.ToString();
    }

    /// <returns>Whether there are words between these two places in code points, no more than <see cref="TextAnchor.Longest"/>, so that something can be anchored there.</returns>
    public bool Holds(int start, int end)
    {
        if (start < 0 || start >= end || end > Length || end - start > TextAnchor.Longest)
            return false;
        while (start < end && Rune.IsWhiteSpace(At(start)))
            start++;
        return start < end;
    }

    public bool Equals(ReportBlock? other) => other is not null && Id == other.Id && Text == other.Text;

    public override int GetHashCode() => HashCode.Combine(Id, Text);
}
