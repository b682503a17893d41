namespace Parley.Transfer;

/// <summary>Which of a file's stories the site has already, and by what it knows them.</summary>
internal sealed class StoriesHere
{
    private readonly HashSet<Guid> imported = [];
    private readonly Dictionary<string, StoryHere> byIdentifier = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoryHere> byAddress = new(StringComparer.Ordinal);

    public async Task AskAsync(
        IImportTarget target,
        IReadOnlyCollection<PlannedStory> stories,
        Func<PlannedThread, Guid> idOf,
        CancellationToken cancel
    )
    {
        foreach (var ids in stories.SelectMany(story => story.Threads).Select(idOf).Chunk(IImportTarget.MaxAsked))
            imported.UnionWith(await target.FindStoriesAsync(ids, cancel));
        foreach (var some in stories.Select(story => story.Identifier).OfType<string>().Chunk(IImportTarget.MaxAsked))
            Add(await target.FindByIdentifierAsync(some, cancel), byIdentifier);
        foreach (var some in stories.Select(story => story.AddressKey).Distinct().Chunk(IImportTarget.MaxAsked))
            Add(await target.FindByAddressAsync(some, cancel), byAddress);
    }

    public bool HasAddress(string key) => byAddress.ContainsKey(key);

    public Guid? IdAt(string key) => byAddress.GetValueOrDefault(key)?.Id;

    /// <summary>The story here that a planned one is. An identifier that turns out to be another story's is taken from it.</summary>
    /// <param name="isContested">The file itself has several stories at this address, told apart by their identifiers.</param>
    public Guid? Find(PlannedStory story, Func<PlannedThread, Guid> idOf, bool isContested)
    {
        foreach (var id in story.Threads.Select(idOf))
        {
            if (imported.Contains(id))
                return id;
        }

        return FindByIdentifier(story) ?? FindByAddress(story, isContested);
    }

    private Guid? FindByIdentifier(PlannedStory story)
    {
        if (story.Identifier is null || byIdentifier.GetValueOrDefault(story.Identifier) is not { } here)
            return null;

        // What the site itself says of its identifier holds at any address. What two files say may be two stories.
        if (!ImportedId.IsImported(here.Id) || IdAt(story.AddressKey) == here.Id)
            return here.Id;
        story.Threads[0].Note(ImportReason.IdentifierElsewhere, story.Identifier);
        story.Identifier = null;
        return null;
    }

    private Guid? FindByAddress(PlannedStory story, bool isContested)
    {
        if (byAddress.GetValueOrDefault(story.AddressKey) is not { } here)
            return null;
        if (story.Identifier is null || story.Identifier == here.Identifier)
            return here.Id;
        return here.Identifier is null && !isContested ? here.Id : null;
    }

    private static void Add<T>(IReadOnlyDictionary<string, T> some, Dictionary<string, T> all)
    {
        foreach (var (key, value) in some)
            all[key] = value;
    }
}
