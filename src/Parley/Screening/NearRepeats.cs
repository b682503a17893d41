namespace Parley.Screening;

/// <summary>
/// What was said on each site within a day, as this node heard it: to find one text that comes from many accounts. Numbers made of
/// words are kept, never words, and never more than so many: the oldest make way.
/// </summary>
internal sealed class NearRepeats
{
    /// <summary>How much of all that two texts have must be in both. Below it people use the same phrases.</summary>
    public const double Alike = 0.8;

    private const int MostInSite = 5_000;
    private const int MostInAll = 20_000;

    // Each of another writer: enough to count up to any limit, and a flood makes no search longer.
    private const int MostInBand = 32;

    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Dictionary<SiteId, Shelf> shelves = [];
    private int count;

    /// <summary>Off in the measuring program, whose readers all say the same.</summary>
    public bool IsKept { get; set; } = true;

    /// <summary>How many texts are kept now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return count;
        }
    }

    /// <summary>Keeps what somebody says, and tells who else has said nearly the same; null where nobody has.</summary>
    public SaidByOthers? Keep(SiteId site, Guid comment, Guid author, Shingles words, DateTimeOffset at)
    {
        if (!IsKept || !words.AreEnough)
            return null;
        var said = new Said(comment, author, words, MinHash.BandsOf(words), at);
        lock (gate)
        {
            if (!shelves.TryGetValue(site, out var shelf))
                shelves[site] = shelf = new Shelf();
            while (shelf.Oldest is { } first && (shelf.Count >= MostInSite || at - first.At >= Window))
                Drop(shelf);
            while (count >= MostInAll)
                Drop(shelves.Values.MinBy(one => one.Oldest?.At ?? DateTimeOffset.MaxValue)!);
            var others = shelf.FindOthers(said);
            shelf.Add(said);
            count++;
            return others;
        }
    }

    private void Drop(Shelf shelf)
    {
        shelf.Drop();
        count--;
    }

    private sealed record Said(Guid Comment, Guid Author, Shingles Words, ulong[] Bands, DateTimeOffset At);

    /// <summary>One site's texts: by their bands, and in the order in which they came.</summary>
    private sealed class Shelf
    {
        private readonly Queue<Said> inOrder = new();
        private readonly Dictionary<ulong, List<Said>> byBand = [];

        public int Count => inOrder.Count;
        public Said? Oldest => inOrder.TryPeek(out var first) ? first : null;

        public SaidByOthers? FindOthers(Said said)
        {
            var (writers, compared) = (
                new HashSet<Guid> { said.Author },
                new HashSet<Said>(ReferenceEqualityComparer.Instance)
            );
            Said? first = null;
            foreach (var band in said.Bands)
            foreach (var other in byBand.GetValueOrDefault(band) ?? [])
            {
                if (writers.Contains(other.Author) || !compared.Add(other) || said.Words.Likeness(other.Words) < Alike)
                    continue;
                writers.Add(other.Author);
                first ??= other;
            }

            return first is null ? null : new(writers.Count - 1, first.Comment);
        }

        public void Add(Said said)
        {
            inOrder.Enqueue(said);
            foreach (var band in said.Bands)
            {
                if (!byBand.TryGetValue(band, out var there))
                    byBand[band] = there = [];
                there.RemoveAll(other => other.Author == said.Author);
                if (there.Count == MostInBand)
                    there.RemoveAt(0);
                there.Add(said);
            }
        }

        public void Drop()
        {
            var oldest = inOrder.Dequeue();
            foreach (var band in oldest.Bands)
            {
                if (byBand.TryGetValue(band, out var there) && there.Remove(oldest) && there.Count == 0)
                    byBand.Remove(band);
            }
        }
    }
}

/// <param name="Writers">Others who said nearly the same.</param>
/// <param name="Comment">One of their comments.</param>
internal sealed record SaidByOthers(int Writers, Guid Comment);
