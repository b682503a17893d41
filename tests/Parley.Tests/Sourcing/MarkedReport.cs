using System.Text.Json;
using Parley.Sourcing;

namespace Parley.Tests.Sourcing;

/// <summary>A report in which a person has marked who says what.</summary>
internal sealed record MarkedReport(
    string Name,
    string Language,
    DateOnly Published,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<MarkedReport.Mark> Marks
)
{
    private const double Overlap = 0.5;

    /// <param name="Speaker">The fullest words in the report for the one who speaks.</param>
    internal sealed record Mark(
        int Paragraph,
        string Passage,
        string Speaker,
        string? Relayer,
        string Act,
        bool Unnamed,
        bool Verbatim
    );

    /// <param name="source">Gives the paragraphs of a report whose text is kept elsewhere.</param>
    public static MarkedReport Read(string file, Func<string, IReadOnlyList<string>> source)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var paragraphs = root.TryGetProperty("source", out var kept)
            ? source(kept.GetString()!)
            : root.GetProperty("paragraphs").Deserialize<string[]>()!;
        return new MarkedReport(
            Path.GetFileNameWithoutExtension(file),
            root.GetProperty("language").GetString()!,
            DateOnly.Parse(root.GetProperty("published").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            paragraphs,
            root.GetProperty("attributions").Deserialize<Mark[]>(JsonSerializerOptions.Web)!
        );
    }

    public IReadOnlyList<ProposedAttribution> Proposals => AttributionProposer.Propose(Language, Paragraphs, Published);

    /// <summary>Each proposal with the mark that it fits; each mark is fitted once, by the proposal that overlaps most.</summary>
    public IReadOnlyList<(ProposedAttribution Proposal, Mark Mark)> Fits(IReadOnlyList<ProposedAttribution> proposals)
    {
        var pairs =
            from proposal in proposals
            from mark in Marks
            where mark.Paragraph == proposal.Paragraph
            let overlap = OverlapOf(proposal, mark)
            where overlap >= Overlap
            orderby overlap descending
            select (proposal, mark);
        var fits = new List<(ProposedAttribution Proposal, Mark Mark)>();
        foreach (var pair in pairs)
            if (!fits.Exists(x => ReferenceEquals(x.Proposal, pair.proposal) || ReferenceEquals(x.Mark, pair.mark)))
                fits.Add(pair);
        return fits;
    }

    /// <summary>The same person or body: the same words but for case, an article, a possessive and signs between them.</summary>
    public static bool IsSame(string one, string other) =>
        Words(one) is { Count: > 0 } words && words.SequenceEqual(Words(other));

    /// <summary>What an editor would take for the same: the same last word of both, or one's words all among the other's.</summary>
    public static bool IsAlike(string one, string other)
    {
        var (a, b) = (Words(one), Words(other));
        return a.Count > 0 && b.Count > 0 && (a[^1] == b[^1] || a.All(b.Contains) || b.All(a.Contains));
    }

    private double OverlapOf(ProposedAttribution proposal, Mark mark)
    {
        var text = Paragraphs[mark.Paragraph].Replace('\u00A0', ' ');
        var start = text.IndexOf(mark.Passage, StringComparison.Ordinal);
        if (start < 0)
            throw new InvalidDataException($"{Name}: '{mark.Passage}' is not in paragraph {mark.Paragraph}");
        var marked = Starts(text, start, start + mark.Passage.Length);
        var proposed = Starts(text, proposal.Start, proposal.End);
        return marked.Intersect(proposed).Count() / (double)marked.Union(proposed).Count();
    }

    // Where words begin.
    private static List<int> Starts(string text, int from, int to) =>
        [
            .. Enumerable
                .Range(from, to - from)
                .Where(x => char.IsLetterOrDigit(text[x]) && (x == from || !char.IsLetterOrDigit(text[x - 1]))),
        ];

    private static List<string> Words(string text) =>
        [
            .. text.ToLowerInvariant()
                .Replace("’s", "", StringComparison.Ordinal)
                .Replace("'s", "", StringComparison.Ordinal)
                .Split([' ', '\u00A0', ',', '.', '’', '\''], StringSplitOptions.RemoveEmptyEntries)
                .Where(x => x is not ("a" or "an" or "the")),
        ];
}
