using System.Text;

namespace Parley.Perspective;

/// <summary>What both calls say of the text: the text itself and what was written before it.</summary>
internal sealed record WireComment(string Text, IReadOnlyList<string> Languages)
{
    /// <summary>The most that a text may have, in bytes of UTF-8.</summary>
    public const int MostBytes = 20_480;

    /// <summary>The members that both calls have.</summary>
    public static readonly string[] Members =
    [
        "comment",
        "context",
        "languages",
        "clientToken",
        "sessionId",
        "communityId",
        "doNotStore",
    ];

    /// <summary>
    /// Reads it, with every place at which a text may stand. What was written before is checked and not used: it never changed a score
    /// at Google either.
    /// </summary>
    public static (WireComment Comment, WireError? Wrong) Read(WireMessage request)
    {
        var comment = request.Message("comment", "text", "type");
        var text = comment?.Text("text") ?? "";
        var type = comment?.Choice("type");
        var context = request.Message("context", "entries", "articleAndParentComment");
        var entries = context?.Messages("entries", "text", "type") ?? [];
        var article = context?.Message("articleAndParentComment", "article", "parentComment");
        List<string?> types = [type];
        foreach (
            var entry in entries
                .Append(article?.Message("article", "text", "type"))
                .Append(article?.Message("parentComment", "text", "type"))
        )
        {
            entry?.Text("text");
            types.Add(entry?.Choice("type"));
        }

        request.Text("sessionId");
        var read = new WireComment(text, request.Texts("languages"));
        if (string.IsNullOrWhiteSpace(text))
            return (read, WireError.CommentEmpty);
        if (types.Select(FindTypeFault).FirstOrDefault(fault => fault is not null) is { } wrong)
            return (read, wrong);
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > MostBytes)
            return (read, WireError.CommentTooLong(bytes, MostBytes));
        return (
            read,
            entries.Count > 0 && article is not null
                ? WireError.Invalid(
                    "Context can have either entries or article_and_parent_comment, but both fields were populated."
                )
                : null
        );
    }

    private static WireError? FindTypeFault(string? type) =>
        type switch
        {
            null or "PLAIN_TEXT" or "TEXT_TYPE_UNSPECIFIED" or "0" or "1" => null,
            "HTML" or "2" => WireError.Invalid("Currently, only 'PLAIN_TEXT' comments are supported"),
            _ => WireError.Invalid("Unknown text type"),
        };
}
