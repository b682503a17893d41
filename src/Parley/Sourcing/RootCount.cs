namespace Parley.Sourcing;

/// <summary>On how many independent sources a claim rests: every chain walked to its last step, and those that end alike counted once.</summary>
/// <param name="Articles">How many articles carry it, ours among them.</param>
/// <param name="Outlets">How many outlets they are of.</param>
/// <param name="Roots">Who said it in the end, each once, in the order in which they were met.</param>
/// <param name="Unknown">How many chains end behind an outlet whose article nobody here has seen.</param>
/// <param name="Loops">Outlets that have it from one another, by name: none of them is a root.</param>
internal sealed record RootCount(int Articles, int Outlets, IReadOnlyList<Root> Roots, int Unknown, IReadOnlyList<Loop> Loops)
{
    /// <summary>Walks every chain of one claim. Linear in the number of steps.</summary>
    /// <param name="attributions">Those that state the claim; what disputes it is counted by another call.</param>
    public static RootCount Of(IReadOnlyCollection<Attribution> attributions)
    {
        var ofOutlet = attributions
            .Where(one => one.Article is not null)
            .GroupBy(one => one.Article!.Outlet.Id)
            .ToDictionary(group => group.Key, group => group.ToList());
        var walk = new Walk(ofOutlet);
        foreach (var one in attributions)
            walk.Follow(one);
        var articles = attributions
            .Select(one =>
                one.Article is { } article ? (object)(article.Outlet.Id, article.Url ?? article.Title) : one.StoryId!
            )
            .Distinct()
            .Count();
        return new(
            articles,
            ofOutlet.Count + (attributions.Any(one => one.Article is null) ? 1 : 0),
            [.. walk.Roots.Values],
            walk.Unknown.Count,
            walk.Loops
        );
    }

    private sealed class Walk(Dictionary<Guid, List<Attribution>> ofOutlet)
    {
        // Outlets whose own articles were followed already: whoever cites them again adds no root.
        private readonly HashSet<Guid> done = [];
        private readonly List<Source> path = [];

        public Dictionary<(Guid, string?, Guid?), Root> Roots { get; } = [];
        public HashSet<Guid> Unknown { get; } = [];
        public List<Loop> Loops { get; } = [];

        public void Follow(Attribution one)
        {
            if (one.Article is { } article)
            {
                if (!done.Add(article.Outlet.Id))
                    return;
                Visit(article.Outlet);
                return;
            }

            Step(one);
        }

        private void Visit(Source outlet)
        {
            path.Add(outlet);
            foreach (var one in ofOutlet[outlet.Id])
                Step(one);
            path.RemoveAt(path.Count - 1);
        }

        private void Step(Attribution one)
        {
            // An outlet in the middle of the chain that is on the way already: it has it from itself.
            foreach (var hop in one.Hops)
            {
                var at = path.FindIndex(outlet => outlet.Id == hop.Source.Id);
                if (at < 0)
                    continue;
                // An outlet that reports in its own words what it said itself is no loop, and no root of its own.
                if (one.Hops.Count > 1 || at < path.Count - 1)
                    Loops.Add(new([.. path[at..].Select(outlet => outlet.Name).Append(hop.Source.Name)]));
                else
                    AddRoot(one.Hops, 0);
                return;
            }

            var last = one.Root.Source;
            if (last.Kind == SourceKind.Outlet && ofOutlet.ContainsKey(last.Id))
            {
                if (done.Add(last.Id))
                    Visit(last);
                else if (path.Any(outlet => outlet.Id == last.Id))
                    Loops.Add(new([.. path.Select(outlet => outlet.Name).Append(last.Name)]));
                return;
            }

            AddRoot(one.Hops, one.Hops.Count - 1);
        }

        private void AddRoot(IReadOnlyList<Hop> hops, int at)
        {
            var root = hops[at];
            var via = at > 0 ? hops[at - 1] : null;
            if (via is { Seen: Seen.No })
            {
                Unknown.Add(via.Source.Id);
                return;
            }

            // Two unnamed people of one description, by one outlet, are one as far as anybody here can tell.
            var key = root.Source.IsUnnamed
                ? (default(Guid), Source.KeyOf(root.Source.Name), via?.Source.Id)
                : (root.Source.Id, null, (Guid?)null);
            Roots.TryAdd(key, new(root.Source, via?.Source));
        }
    }
}

/// <summary>Who said something in the end.</summary>
/// <param name="Via">Through whom it came, where the newsroom did not speak with them itself.</param>
internal sealed record Root(Source Source, Source? Via);

/// <summary>Outlets that have a claim from one another; the first is also the last.</summary>
internal sealed record Loop(IReadOnlyList<string> Outlets);
