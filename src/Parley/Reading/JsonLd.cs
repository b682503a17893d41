using System.Text.Json.Nodes;
using Parley.Comments;
using Parley.Markup;
using Parley.Sourcing;

namespace Parley.Reading;

/// <summary>
/// What a page is about, for machines: https://schema.org/DiscussionForumPosting and https://schema.org/Comment, as search
/// engines read them.
/// </summary>
internal static class JsonLd
{
    private const string Context = "https://schema.org";

    /// <summary>The discussion and the comments of the page.</summary>
    public static string OfThread(PageDraft draft, ThreadSlice slice)
    {
        var posting = ToPosting(draft, slice);
        posting.Insert(0, "@context", Context);
        return ClaimJsonLd.ToText(posting);
    }

    /// <summary>A report with who says so, and the discussion of it.</summary>
    public static string OfReport(PageDraft draft, ThreadSlice slice, ReportModels.PublicReport report)
    {
        var posting = ToPosting(draft, slice);
        if (report.Model.Standfirst is { } standfirst)
            posting["text"] = standfirst;
        posting["about"] = new JsonObject { ["@id"] = ReportJsonLd.IdOf(draft) };
        return ClaimJsonLd.ToText(
            new JsonObject { ["@context"] = Context, ["@graph"] = new JsonArray(ReportJsonLd.Of(draft, report), posting) }
        );
    }

    /// <summary>A report that stands elsewhere, with who says so.</summary>
    public static string OfSources(PageDraft draft, ReportModels.PublicReport report)
    {
        var article = ReportJsonLd.Of(draft, report);
        article.Insert(0, "@context", Context);
        return ClaimJsonLd.ToText(article);
    }

    private static JsonObject ToPosting(PageDraft draft, ThreadSlice slice)
    {
        var url = draft.Home.Origin + draft.ThreadUrl(ReadingOrder.Newest, null);
        return new JsonObject
        {
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
    }

    /// <summary>Who wrote the report; the publication where nobody is named.</summary>
    public static IEnumerable<JsonNode> Authors(PageDraft draft) =>
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
