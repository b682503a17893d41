using Parley.Markup;
using Parley.Screening;

namespace Parley.Training;

/// <summary>
/// Parts the texts: most to learn from, a part to fit the probabilities, a part to judge. Who looks like a text of the last two, or holds most of
/// it, is not learned from: paraphrases and quotations of a comment would be praise for remembering.
/// </summary>
internal static class Split
{
    // Of all runs of three words of a text, how many may be in the parts that are not learned from.
    private const double MostShared = 0.5;
    private const int FewestRuns = 3;

    /// <summary>Parts them by their words, so that a text is in the same part whatever else there is; returns what was left out.</summary>
    /// <param name="replies">Marked replies, of which nothing is learned.</param>
    /// <param name="shares">By the number of a set: how many of a hundred texts fit the probabilities, and how many judge.</param>
    /// <param name="compared">Texts whose scores by others ours are compared with: nothing of them is learned either.</param>
    public static int Make(
        List<Example> all,
        Func<int, (int Tune, int Test)> shares,
        IReadOnlyList<(string Text, bool IsAttack)> replies,
        IReadOnlyList<string> compared
    )
    {
        foreach (var example in all)
            example.Part = PartOf(example, shares(example.Source));
        var held = new HashSet<ulong>();
        List<string> judged = [.. replies.Select(reply => reply.Text), .. compared];
        foreach (var text in judged)
        foreach (var run in Shingles.Of(FoldedText.Of(text)).Sorted)
            held.Add(run);
        var marked = judged.Select(LettersOf).ToHashSet(StringComparer.Ordinal);
        foreach (var example in all.Where(example => example.Part != Part.Train))
        foreach (var run in Shingles.Of(FoldedText.Of(example.Text)).Sorted)
            held.Add(run);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        // The held parts first, so that of two equal texts it is the other that goes.
        foreach (var example in all.Where(example => example.Part != Part.Train))
            seen.Add(Key(example));
        all.RemoveAll(example => marked.Contains(LettersOf(example.Text)));
        // After that, so that what is left of a pair of news comments is paired.
        var pairs = NewsPairs.Of(all).ToList();
        var left = all.RemoveAll(example =>
            example.Part == Part.Train && (!seen.Add(Key(example)) || IsLike(example.Text, held))
        );
        all.AddRange(pairs.Where(pair => !IsLike(pair.Text, held)));
        return left;
    }

    private static string Key(Example example) => LettersOf(example.Text) + (char)(0x100 + example.Source);

    private static string LettersOf(string text) => string.Concat(FoldedText.Of(text).Folded.Where(char.IsLetterOrDigit));

    /// <summary>Of English: lists of words and sentences of our own are judged by others; news comments are few, so half of those without hate are kept.</summary>
    public static (int Tune, int Test) OfEnglish(int source) =>
        source switch
        {
            0 => (8, 20),
            1 => (5, 20),
            4 => (5, 50),
            2 or 3 => (5, 15),
            10 => (0, 20),
            _ => (0, 0),
        };

    /// <summary>Of another language: of the first set alone.</summary>
    public static (int Tune, int Test) OfOther(int source) => source == 0 ? (10, 20) : (0, 0);

    private static Part PartOf(Example example, (int Tune, int Test) shares)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var unit in example.Text)
            if (char.IsLetterOrDigit(unit))
                hash = Shingles.Mixed(hash ^ char.ToLowerInvariant(unit));
        var place = (int)(hash % 100);
        return place < shares.Test ? Part.Test
            : place < shares.Test + shares.Tune ? Part.Tune
            : Part.Train;
    }

    private static bool IsLike(string text, HashSet<ulong> held)
    {
        var runs = Shingles.Of(FoldedText.Of(text)).Sorted;
        var shared = 0;
        foreach (var run in runs)
            shared += held.Contains(run) ? 1 : 0;
        return runs.Length >= FewestRuns && shared > runs.Length * MostShared;
    }
}
