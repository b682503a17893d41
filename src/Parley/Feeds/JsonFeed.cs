using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Feeds;

/// <summary>A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). It has no way to say that something is gone.</summary>
internal static class JsonFeed
{
    public const string Type = "application/feed+json";

    public static byte[] Write(Feed feed) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Document("https://jsonfeed.org/version/1.1", feed.Title, feed.JsonUrl)
            {
                HomePageUrl = feed.HomeUrl,
                Description = feed.Subtitle,
                NextUrl = feed.Next?.Json,
                Language = feed.Language,
                Authors = [new(feed.Author)],
                Items = [.. feed.Entries.Select(ToItem)],
            },
            FeedJson.Ours.Document
        );

    private static Item ToItem(FeedEntry entry) =>
        new(AtomFeed.Urn(entry.Id), entry.Url, entry.Title, entry.Html)
        {
            DatePublished = entry.Published,
            DateModified = entry.Updated,
            Authors = [new(entry.Author)],
            Parley = new(AtomFeed.Urn(entry.Answers), entry.Replies),
        };

    internal sealed record Document(string Version, string Title, string FeedUrl)
    {
        public string? HomePageUrl { get; init; }
        public string? Description { get; init; }
        public string? NextUrl { get; init; }
        public string? Language { get; init; }
        public IReadOnlyList<Author> Authors { get; init; } = [];
        public IReadOnlyList<Item> Items { get; init; } = [];
    }

    internal sealed record Author(string Name);

    internal sealed record Item(string Id, string Url, string Title, string ContentHtml)
    {
        public DateTimeOffset? DatePublished { get; init; }
        public DateTimeOffset DateModified { get; init; }
        public IReadOnlyList<Author> Authors { get; init; } = [];

        /// <summary>What the format has no word for: an extension's name begins with an underscore.</summary>
        [JsonPropertyName("_parley")]
        public Threading? Parley { get; init; }
    }

    /// <param name="InReplyTo">The id of the comment that it answers, or of the discussion.</param>
    internal sealed record Threading(string InReplyTo, int Replies);
}

[JsonSerializable(typeof(JsonFeed.Document))]
internal sealed partial class FeedJson : JsonSerializerContext
{
    public static FeedJson Ours { get; } =
        new(new JsonSerializerOptions(Json.Options()) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
}
