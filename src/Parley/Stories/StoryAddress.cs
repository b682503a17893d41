using Parley.Sites;

namespace Parley.Stories;

/// <summary>
/// The address of a story's page, in one form however it was written, so that its readers meet in one discussion.
/// Folded are: scheme (http and https), host case and Punycode, default port, percent-encoding, dot segments, trailing
/// slashes, an index file at the end, the fragment, parameters that do not matter, the order of those that do, and the
/// mirrors of <see cref="Mirrors"/>. Kept are the case of the path, encoded slashes, and Unicode as it was composed.
/// </summary>
internal sealed class StoryAddress
{
    // PostgreSQL refuses index rows over some 2,700 bytes, and both texts are ASCII.
    private const int MaxLength = 2_000;

    private StoryAddress(WebAddress page, QueryParameters parameters)
    {
        var query = page.Query.Split('&').Where(part => part.Length > 0 && parameters.Matter(NameOf(part))).ToArray();
        Page = page with { Query = string.Join('&', query) };
        // In the order of their names. Equal names keep theirs, as a list in a query means its order.
        var ordered = string.Join('&', query.OrderBy(NameOf, StringComparer.Ordinal));
        Key = page.Place + WithoutEnding(page.Path) + (ordered.Length == 0 ? "" : "?" + ordered);
    }

    /// <summary>What stories are looked up by: <c>news.example/vote?page=2</c>. ASCII, at most 2,000 characters.</summary>
    public string Key { get; }

    /// <summary>
    /// Where a reader may be sent: as it was given, less what does not matter. It keeps scheme, slash and index file,
    /// since servers may answer at one form only. At most 2,000 characters.
    /// </summary>
    public string Display => Page.ToString();

    public WebAddress Page { get; }

    /// <returns>The address, or the problem <c>address-invalid</c>.</returns>
    public static Result<StoryAddress> Parse(string? text, QueryParameters parameters)
    {
        if (!WebAddress.TryParse(text, out var page))
            return Problems.AddressInvalid;
        // A translated page of an archive is two deep. An end, since a made-up one could lead back to itself.
        for (var depth = 0; Mirrors.TryUnwrap(page, out var mirrored); depth++)
        {
            if (depth == 4 || !WebAddress.TryParse(mirrored, out page))
                return Problems.AddressInvalid;
        }
        var address = new StoryAddress(page, parameters);
        return address.Key.Length > MaxLength || address.Display.Length > MaxLength ? Problems.AddressInvalid : address;
    }

    public override string ToString() => Display;

    private static string NameOf(string parameter) => parameter.Split('=', 2)[0];

    // Again and again, so that /guide/index.html/ and what is made of it are one.
    private static string WithoutEnding(string path)
    {
        path = path.TrimEnd('/');
        var slash = path.LastIndexOf('/');
        return slash >= 0 && IsIndexFile(path.AsSpan(slash + 1)) ? WithoutEnding(path[..slash]) : path;
    }

    private static bool IsIndexFile(ReadOnlySpan<char> segment)
    {
        foreach (var name in IndexFiles)
        {
            if (segment.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    // What Apache, nginx, IIS, Tomcat and their languages serve for a folder.
    private static readonly string[] IndexFiles =
    [
        "index.html",
        "index.htm",
        "index.xhtml",
        "index.shtml",
        "index.php",
        "index.jsp",
        "index.asp",
        "index.aspx",
        "index.cgi",
        "default.htm",
        "default.html",
        "default.asp",
        "default.aspx",
    ];
}
