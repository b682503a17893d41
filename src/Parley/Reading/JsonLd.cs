using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Parley.Comments;
using Parley.Markup;

namespace Parley.Reading;

/// <summary>
/// What a page is about, for machines: https://schema.org/DiscussionForumPosting and https://schema.org/Comment, as search
/// engines read them.
/// </summary>
internal static class JsonLd
{
    private static readonly JsonSerializerOptions Options = new()
    {
        // Less-than signs stay escaped, so that nothing in it can end the script element.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The discussion and the comments of the page, with the report as what it is about.</summary>
    public static string OfThread(PageDraft draft, ThreadSlice slice, string? standfirst)
    {
        var url = draft.Home.Origin + draft.ThreadUrl(ReadingOrder.Newest, null);
        var posting = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "DiscussionForumPosting",
            ["headline"] = draft.Title,
            ["url"] = url,
            ["mainEntityOfPage"] = draft.Story.Url ?? url,
            ["datePublished"] = (draft.Story.PublishedAt ?? slice.Thread.OpenedAt).ToString("O"),
            ["author"] = new JsonArray([.. Authors(draft)]),
            ["commentCount"] = slice.Thread.CommentCount,
            ["comment"] = new JsonArray([
                .. slice.Branches.SelectMany(branch => Visible(draft, [branch.Top, .. branch.Replies])),
            ]),
        };
        if (standfirst is not null)
            posting["text"] = standfirst;
        return posting.ToJsonString(Options);
    }

    private static IEnumerable<JsonNode> Authors(PageDraft draft) =>
        draft.Story.Authors.Count == 0
            ? [new JsonObject { ["@type"] = "Organization", ["name"] = draft.Site.Title }]
            : draft.Story.Authors.Select(JsonNode (name) => new JsonObject { ["@type"] = "Person", ["name"] = name });

    private static IEnumerable<JsonNode> Visible(PageDraft draft, IEnumerable<ReadComment> comments) =>
        comments.Where(read => read.Comment.State == CommentState.Published).Select(JsonNode (read) => OfComment(draft, read));

    private static JsonObject OfComment(PageDraft draft, ReadComment read)
    {
        var comment = new JsonObject
        {
            ["@type"] = "Comment",
            ["url"] = draft.Home.Absolute($"/{draft.Site.Name}/c/{read.Comment.Id}"),
            ["author"] = new JsonObject { ["@type"] = "Person", ["name"] = read.AuthorName },
            ["text"] = PlainText.OfKept(read.Comment.Html),
            ["upvoteCount"] = read.Comment.Appreciations,
        };
        if (!read.Comment.TimeIsUnknown)
            comment["datePublished"] = read.Comment.PostedAt.ToString("O");
        return comment;
    }
}
