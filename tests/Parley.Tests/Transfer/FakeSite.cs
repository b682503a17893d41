using Parley.Sites;
using Parley.Stories;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Transfer;

/// <summary>
/// A site in memory that imports go to. It takes only what a database would: a comment after its parent and behind it, one in a
/// place, one of each id.
/// </summary>
internal sealed class FakeSite(params string[] origins) : IImportTarget
{
    private static readonly SiteId Id = new(1);
    private readonly Dictionary<Guid, string?> stories = [];
    private readonly Dictionary<string, Guid> addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, CommentToMake> comments = [];
    private readonly HashSet<(Guid Story, long Position)> places = [];

    public SiteId Site => Id;
    public SiteAddresses Addresses { get; } =
        new(
            Id,
            SiteOrigins.Of(origins.Select(origin => new SiteOrigins.Claim(Id, Origin(origin)))).Value!,
            QueryParameters.AllButTracking
        );
    public IReadOnlyDictionary<Guid, CommentToMake> Comments => comments;
    public IReadOnlyCollection<Guid> Stories => stories.Keys;
    public HashSet<Guid> ClosedStories { get; } = [];

    /// <summary>Words that were changed here since they came.</summary>
    public Dictionary<Guid, string?> WordsNow { get; } = [];

    public static FakeSite NewsExample() => new("https://news.example");

    /// <summary>A story that began here.</summary>
    public Guid AddStory(string id, string address, string? identifier = null)
    {
        var guid = Guid.Parse(id);
        stories[guid] = identifier;
        addresses[Addresses.Read(address).Address!.Key] = guid;
        return guid;
    }

    public Guid StoryAt(string address) => addresses[Addresses.Read(address).Address!.Key];

    /// <summary>The words of a story, oldest first, answers after a dash each level.</summary>
    public string[] Read(string address) =>
        [.. InOrder(StoryAt(address)).Select(comment => new string('-', comment.Depth) + comment.Body)];

    public void Apply(ImportPlan plan, int rows = ImportPlan.BatchRows, int batches = int.MaxValue)
    {
        foreach (var batch in plan.Batches(rows).Take(batches))
        {
            Assert.InRange(batch.Count, 1, rows);
            foreach (var story in batch.Stories)
                Take(story);
            foreach (var comment in batch.Comments)
                Take(comment);
        }
    }

    /// <summary>Everything that is here, to compare.</summary>
    public string Everything() =>
        string.Join(
            '\n',
            stories
                .Keys.Order()
                .Select(story =>
                    $"{story} {stories[story]} {string.Join(' ', addresses.Where(a => a.Value == story).Select(a => a.Key).Order())}\n"
                    + string.Join(
                        '\n',
                        InOrder(story)
                            .Select(c =>
                                $" {c.Position} {c.Branch} {c.ParentId} {c.Id} {c.PostedAt} {c.State} {c.AuthorId} {c.Body}"
                            )
                    )
                )
        );

    public Task<IReadOnlySet<Guid>> FindStoriesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        Answer<IReadOnlySet<Guid>>(ids, ids.Where(stories.ContainsKey).ToHashSet());

    public Task<IReadOnlyDictionary<string, StoryHere>> FindByIdentifierAsync(
        IReadOnlyCollection<string> identifiers,
        CancellationToken cancel
    ) =>
        Answer<IReadOnlyDictionary<string, StoryHere>>(
            identifiers,
            stories
                .Where(story => story.Value is not null && identifiers.Contains(story.Value))
                .ToDictionary(story => story.Value!, story => new StoryHere(story.Key, story.Value))
        );

    public Task<IReadOnlyDictionary<string, StoryHere>> FindByAddressAsync(
        IReadOnlyCollection<string> keys,
        CancellationToken cancel
    ) =>
        Answer<IReadOnlyDictionary<string, StoryHere>>(
            keys,
            keys.Where(addresses.ContainsKey)
                .ToDictionary(key => key, key => new StoryHere(addresses[key], stories[addresses[key]]))
        );

    public Task<IReadOnlyDictionary<Guid, CommentHere>> FindCommentsAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    ) =>
        Answer<IReadOnlyDictionary<Guid, CommentHere>>(
            ids,
            ids.Where(comments.ContainsKey).Select(id => comments[id]).ToDictionary(c => c.Id, Here)
        );

    public Task<IReadOnlySet<long>> FindPositionsAsync(Guid story, CancellationToken cancel) =>
        Task.FromResult<IReadOnlySet<long>>(InOrder(story).Select(comment => comment.Position).ToHashSet());

    private CommentHere Here(CommentToMake comment) =>
        new(
            comment.StoryId,
            comment.Position,
            comment.Branch,
            comment.Depth,
            WordsNow.GetValueOrDefault(comment.Id, comment.Body)
        );

    private void Take(StoryToMake story)
    {
        Assert.Equal(story.IsHere, stories.ContainsKey(story.Id));
        if (!story.IsHere && story.Identifier is not null)
            Assert.DoesNotContain(story.Identifier, stories.Values);
        if (!story.IsHere)
            stories.Add(story.Id, story.Identifier);
        if (story.ClaimsAddress)
            addresses.Add(story.Address.Key, story.Id);
        if (story.IsClosed)
            ClosedStories.Add(story.Id);
    }

    private void Take(CommentToMake comment)
    {
        Assert.Contains(comment.StoryId, stories.Keys);
        Assert.True(places.Add((comment.StoryId, comment.Position)), "Two comments stand in one place.");
        Assert.True(comment.PostedAt <= comment.Position);
        if (comment.ParentId is { } id)
        {
            var parent = comments[id];
            Assert.Equal(parent.StoryId, comment.StoryId);
            Assert.True(parent.Position < comment.Position, "An answer stands before what it answers.");
            Assert.Equal(parent.Branch == 0 ? parent.Position : parent.Branch, comment.Branch);
            Assert.Equal(parent.Depth + 1, comment.Depth);
        }
        else
        {
            Assert.Equal((0, 0), (comment.Branch, comment.Depth));
        }

        comments.Add(comment.Id, comment);
    }

    private IEnumerable<CommentToMake> InOrder(Guid story) =>
        comments.Values.Where(comment => comment.StoryId == story).OrderBy(comment => comment.Position);

    private static SiteOrigin Origin(string text) =>
        SiteOrigin.TryParse(text, out var origin) ? origin : throw new FormatException(text);

    private static Task<T> Answer<T>(System.Collections.IEnumerable asked, T answer)
    {
        Assert.InRange(asked.Cast<object>().Count(), 1, IImportTarget.MaxAsked);
        return Task.FromResult(answer);
    }
}
