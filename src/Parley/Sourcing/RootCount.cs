namespace Parley.Sourcing;

/// <summary>On how many independent sources a claim rests: every chain walked to its last step, and those that end alike counted once.</summary>
/// <param name="Articles">How many articles carry it, ours among them.</param>
/// <param name="Outlets">How many outlets they are of.</param>
/// <param name="Roots">Who said it in the end, each once, in the order in which they were met.</param>
/// <param name="Unknown">Behind how many sources, whose own words nobody here has seen, somebody stands of whom nothing else is known.</param>
/// <param name="Loops">Outlets that have it from one another, by name: none of them is a root.</param>
internal sealed record RootCount(int Articles, int Outlets, IReadOnlyList<Root> Roots, int Unknown, IReadOnlyList<Loop> Loops)
{
    /// <summary>How many dispute the claim in the end, counted as its roots are; none of them is one.</summary>
    public int Disputing { get; private init; }

    /// <summary>How many correct it, likewise.</summary>
    public int Correcting { get; private init; }

    /// <summary>
    /// Walks every chain of one claim. Each says who has it from whom; one who has it from somebody is no root, unless he is no outlet and
    /// ends a chain. Linear in the number of steps.
    /// </summary>
    /// <param name="attributions">All that is said of the claim. An article where one who was asked would not speak has it from nobody.</param>
    /// <param name="ours">What this publication is called, so that a chain that leads back to it is seen to be a loop.</param>
    public static RootCount Of(IReadOnlyCollection<Attribution> attributions, string? ours = null)
    {
        Dictionary<Stance, Walk> walks = [];
        foreach (var one in attributions)
        {
            if (!walks.TryGetValue(one.Stance, out var walk))
                walks[one.Stance] = walk = new(ours);
            walk.Add(one);
        }

        return CountOf(Stance.States) with
        {
            Disputing = EndsOf(CountOf(Stance.Disputes)),
            Correcting = EndsOf(CountOf(Stance.Corrects)),
        };

        RootCount CountOf(Stance stance) => (walks.GetValueOrDefault(stance) ?? new(ours)).Count();

        static int EndsOf(RootCount count) => count.Roots.Count + count.Unknown;
    }

    private sealed class Walk(string? ours)
    {
        // This publication, which has no source of its own.
        private static readonly Guid Us = Guid.Empty;

        private readonly string? oursKey = ours is null ? null : Source.KeyOf(ours);
        private readonly HashSet<object> articles = [];
        private readonly HashSet<Guid> outlets = [];
        private readonly Dictionary<Guid, string> names = new() { [Us] = ours ?? "" };

        // Who has it from whom, each once, in the order in which it was said.
        private readonly Dictionary<Guid, List<Guid>> has = [];
        private readonly HashSet<(Guid, Guid)> edges = [];
        private readonly List<End> ends = [];
        private readonly List<Loop> loops = [];

        /// <summary>The last step of a chain.</summary>
        private sealed record End(Source Source, Source? Via, bool IsSeen);

        public void Add(Attribution one)
        {
            var outlet = one.Article?.Outlet;
            var start = outlet is null ? Us : NodeOf(outlet);
            outlets.Add(start);
            articles.Add(one.Article is { } article ? (start, article.Url ?? article.Title) : one.StoryId ?? one.Id);
            if (one.IsDeclined)
                return;
            var (before, via, isSeen) = (start, start == Us ? null : outlet, true);
            HashSet<Guid> passed = [start];
            for (var at = 0; at < one.Hops.Count; at++)
            {
                var hop = one.Hops[at];
                var node = NodeOf(hop.Source);
                var isLast = at == one.Hops.Count - 1;
                // Whoever stands twice in one chain, with others between, has it from himself: nothing is behind that.
                var isAgain = node != before && !passed.Add(node);
                if (node != before && edges.Add((before, node)))
                {
                    if (!has.TryGetValue(before, out var from))
                        has[before] = from = [];
                    from.Add(node);
                }

                if (isLast && !isAgain && node != Us)
                    ends.Add(
                        hop.Source.Kind == SourceKind.Outlet
                            ? new(hop.Source, via, hop.Seen != Seen.No)
                            : new(hop.Source, via, isSeen)
                    );
                if (node != before)
                    (via, isSeen) = (hop.Source, hop.Seen != Seen.No);
                before = node;
            }
        }

        public RootCount Count()
        {
            FindLoops();
            var roots = new RootList();
            HashSet<Guid> known = [];
            List<Guid> unknown = [];
            foreach (var end in ends)
            {
                if (end.Source.Kind == SourceKind.Outlet)
                {
                    // It reports what others say: a root only as long as nothing is known of from whom it has it.
                    if (has.ContainsKey(end.Source.Id))
                        continue;
                    if (end.IsSeen || outlets.Contains(end.Source.Id))
                        roots.Add(end.Source, null);
                    else
                        unknown.Add(end.Source.Id);
                }
                else if (end.Via is null || end.IsSeen || outlets.Contains(end.Via.Id))
                {
                    if (end.Via is { } via)
                        known.Add(via.Id);
                    roots.Add(end.Source, end.Via);
                }
                else
                    unknown.Add(end.Via.Id);
            }

            return new(articles.Count, outlets.Count, roots.All, unknown.Except(known).Count(), loops);
        }

        private Guid NodeOf(Source source)
        {
            if (source.Kind == SourceKind.Outlet && oursKey is not null && Source.KeyOf(source.Name) == oursKey)
                return Us;
            names.TryAdd(source.Id, source.Name);
            return source.Id;
        }

        // Depth first, without recursion: a chain of outlets may be as long as there are outlets. Every step back into the way that is being
        // walked closes a loop.
        private void FindLoops()
        {
            HashSet<Guid> done = [];
            foreach (var start in has.Keys)
            {
                if (!done.Add(start))
                    continue;
                List<(Guid Node, int Next)> way = [(start, 0)];
                Dictionary<Guid, int> places = new() { [start] = 0 };
                while (way.Count > 0)
                {
                    var (node, next) = way[^1];
                    if (!has.TryGetValue(node, out var from) || next == from.Count)
                    {
                        places.Remove(node);
                        way.RemoveAt(way.Count - 1);
                        continue;
                    }

                    way[^1] = (node, next + 1);
                    if (places.TryGetValue(from[next], out var place))
                        loops.Add(new([.. way.Skip(place).Select(one => names[one.Node]), names[from[next]]]));
                    else if (done.Add(from[next]))
                    {
                        places[from[next]] = way.Count;
                        way.Add((from[next], 0));
                    }
                }
            }
        }
    }

    // One source is one whoever relays it. And two unnamed people of one description, by one relayer, are one as far as anybody here can tell.
    private sealed class RootList
    {
        private readonly List<Root?> roots = [];
        private readonly Dictionary<(Guid, string?), int> places = [];

        public IReadOnlyList<Root> All => [.. roots.OfType<Root>()];

        public void Add(Source source, Source? via)
        {
            var byId = (source.Id, (string?)null);
            var alike = source.IsUnnamed ? (via?.Id ?? default, Source.KeyOf(source.Name)) : byId;
            var (isKnown, isAlike) = (places.TryGetValue(byId, out var known), places.TryGetValue(alike, out var other));
            if (!isKnown && !isAlike)
            {
                known = other = roots.Count;
                roots.Add(new Root(source, via));
            }
            else if (!isKnown)
                known = other;
            else if (isAlike && other != known)
            {
                // The same person under two descriptions: what was counted twice so far is one.
                var (first, second) = (Math.Min(known, other), Math.Max(known, other));
                roots[second] = null;
                foreach (var key in places.Where(one => one.Value == second).Select(one => one.Key).ToList())
                    places[key] = first;
                known = first;
            }

            // Nearer is better known: whom the newsroom spoke with itself needs no relayer.
            if (via is null && roots[known] is { Via: not null } further)
                roots[known] = further with { Via = null };
            places[byId] = places[alike] = known;
        }
    }
}

/// <summary>Who said something in the end.</summary>
/// <param name="Via">Through whom it came, where the newsroom did not speak with them itself.</param>
internal sealed record Root(Source Source, Source? Via);

/// <summary>Outlets that have a claim from one another; the first is also the last.</summary>
internal sealed record Loop(IReadOnlyList<string> Outlets);
