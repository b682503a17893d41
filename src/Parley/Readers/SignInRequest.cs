using Microsoft.AspNetCore.Http;
using Parley.Http;

namespace Parley.Readers;

/// <summary>
/// What goes through signing in or up unseen: where to go on, for which frame it is done, and the words that somebody wrote before
/// being asked who they are.
/// </summary>
/// <param name="Back">Where to go on; a page of ours.</param>
/// <param name="FrameOrigin">The origin of the page around the frame that asked; null where none did.</param>
/// <param name="Written">The words that wait, and where they belong.</param>
internal sealed record SignInRequest(string Back, string? FrameOrigin, WrittenWords? Written)
{
    /// <summary>From the address of the page, or from its form.</summary>
    /// <param name="field">Reads a field by its name; null where there is none.</param>
    public static SignInRequest Read(Visit visit, Func<string, string?> field) =>
        new(
            Ours(visit, field("return")) ?? visit.SiteUrl("/"),
            field("for") == "frame" ? field("origin") ?? "" : null,
            field("words") is { Length: > 0 } words && Ours(visit, field("place")) is { } place
                ? new WrittenWords(words, place, [.. WrittenWords.Read(field)])
                : null
        );

    /// <summary>As hidden fields of the next form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields()
    {
        yield return new("return", Back);
        if (FrameOrigin is not null)
        {
            yield return new("for", "frame");
            yield return new("origin", FrameOrigin);
        }
    }

    private static string? Ours(Visit visit, string? address) =>
        address is not null && ReturnAddress.Of(address, visit.Home.Path) == address ? address : null;
}

/// <summary>Words that wait for their author to sign in. They are never sent by themselves.</summary>
/// <param name="Place">Where the form that they were written in sends them.</param>
/// <param name="Others">The other fields of that form.</param>
internal sealed record WrittenWords(string Body, string Place, IReadOnlyList<KeyValuePair<string, string>> Others)
{
    // The fields of a comment's form that say where it belongs.
    private static readonly string[] Known =
    [
        "parent",
        "url",
        "id",
        "frame",
        "title",
        "passage",
        "claim",
        "words",
        "block",
        "prefix",
        "suffix",
    ];
    private const string Prefix = "with-";

    /// <summary>The words of a form that somebody sent without being signed in; null where it holds none.</summary>
    public static WrittenWords? Of(HttpRequest request, IFormCollection form) =>
        form["body"].ToString() is { Length: > 0 } body
            ? new(
                body,
                request.PathBase + request.Path + request.QueryString,
                [.. Known.Where(form.ContainsKey).Select(name => KeyValuePair.Create(name, form[name].ToString()))]
            )
            : null;

    public static IEnumerable<KeyValuePair<string, string>> Read(Func<string, string?> field) =>
        from name in Known
        let value = field(Prefix + name)
        where value is not null
        select KeyValuePair.Create(name, value);

    /// <summary>As hidden fields of the next form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields() =>
        [
            new("words", Body),
            new("place", Place),
            .. Others.Select(other => KeyValuePair.Create(Prefix + other.Key, other.Value)),
        ];
}
