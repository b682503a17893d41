using System.Buffers.Binary;
using System.Collections.Concurrent;
using Parley.Learning;
using Parley.Scoring;
using Parley.Screening;

namespace Parley.Evening;

/// <summary>
/// In which order a newsroom wants its list, learned from its marks: what it finds useful stands higher. With few marks the rules' own
/// strength says it, and the marks count for more the more there are.
/// </summary>
/// <param name="Weights">Null where nobody has marked anything.</param>
/// <param name="Marks">From how many it was learned.</param>
internal sealed record LearnedOrder(TextWeights? Weights, int Marks)
{
    /// <summary>What of a text it goes by: a newsroom marks some dozen, and chance has little to go by in them.</summary>
    private const Runs Runs = Learning.Runs.FourOfLongWords;

    // With so many marks they count half.
    private const double Half = 30;

    // As many numbers as are said of every text besides its words: how sure the rules are, and each kind.
    private const int Facts = 4;

    public static LearnedOrder None { get; } = new(null, 0);

    /// <summary>How much the marks count beside the rules: from 0 to 1.</summary>
    public double Share => Marks / (Marks + Half);

    /// <summary>How high a comment stands: from 0 to 1.</summary>
    public double Of(EveningFinding found, Func<ScoredText> text) =>
        Weights is null
            ? found.Strength
            : ((1 - Share) * found.Strength)
                + (
                    Share
                    / (1 + Math.Exp(-Weights.Sum(TextFeatures.Of(text(), Runs).Indexes, FactsOf(found.Kind, found.Strength))))
                );

    /// <summary>Learns from marks, whatever the order in which they come.</summary>
    /// <param name="texts">The words of each marked comment; one without is left out.</param>
    public static LearnedOrder Learn(
        IEnumerable<EveningMark> marks,
        IReadOnlyDictionary<Guid, int[]> texts,
        CancellationToken cancel
    )
    {
        // In an order that is no one's, and the same on every node.
        var lessons = marks
            .Where(mark => texts.ContainsKey(mark.Comment))
            .OrderBy(mark => PlaceOf(mark.Comment))
            .ThenBy(mark => mark.Comment)
            .ThenBy(mark => mark.By)
            .Select(mark => new Lesson(texts[mark.Comment], FactsOf(mark.Kind, mark.Strength), mark.IsUseful))
            .ToList();
        return lessons.Count == 0 ? None : new(Learner.Learn(lessons, Learner.UsualPull, cancel), lessons.Count);
    }

    /// <summary>What is learned of a comment's words.</summary>
    public static int[] FeaturesOf(string source, string html) =>
        TextFeatures.Of(DecidedComments.ToText(source, html), Runs).Indexes.ToArray();

    private static ulong PlaceOf(Guid comment)
    {
        Span<byte> bytes = stackalloc byte[16];
        comment.TryWriteBytes(bytes, bigEndian: true, out _);
        return Shingles.Mixed(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    private static float[] FactsOf(EveningKind kind, double strength)
    {
        var facts = new float[Facts];
        facts[0] = (float)((2 * strength) - 1);
        if (kind != EveningKind.None)
            facts[(int)kind] = 1;
        return facts;
    }
}

/// <summary>
/// What each site's marks have taught, on this node. It is asked with every list whether they are still the same, so a mark counts at once, on
/// every node; learned anew it takes some hundredths of a second, and nothing of it is kept but the marks.
/// </summary>
internal sealed class LearnedOrders(EveningStore store)
{
    private readonly ConcurrentDictionary<SiteId, Learned> learned = new();

    /// <param name="Texts">By comment, of those that were marked, and when each was changed last.</param>
    private sealed record Learned(
        IReadOnlyList<EveningMark> From,
        IReadOnlyDictionary<(Guid, DateTimeOffset?), int[]> Texts,
        LearnedOrder Order
    );

    public async Task<LearnedOrder> FindAsync(SiteId site, CancellationToken cancel)
    {
        var marks = await store.ListMarksAsync(site, cancel);
        var before = learned.GetValueOrDefault(site);
        if (before is not null && before.From.SequenceEqual(marks))
            return before.Order;
        var wanted = marks.Select(mark => (mark.Comment, mark.EditedAt)).Distinct().ToList();
        var texts = wanted
            .Where(one => before?.Texts.ContainsKey(one) == true)
            .ToDictionary(one => one, one => before!.Texts[one]);
        var unread = wanted.Where(one => !texts.ContainsKey(one)).ToList();
        var words = await store.FindWordsAsync(site, [.. unread.Select(one => one.Comment)], cancel);
        foreach (var one in unread)
            if (words.TryGetValue(one.Comment, out var read))
                texts[one] = LearnedOrder.FeaturesOf(read.Source, read.Html);
        var order = await Task.Run(
            () => LearnedOrder.Learn(marks, texts.ToDictionary(one => one.Key.Item1, one => one.Value), cancel),
            cancel
        );
        learned[site] = new(marks, texts, order);
        return order;
    }
}
