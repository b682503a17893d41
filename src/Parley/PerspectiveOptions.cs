namespace Parley;

/// <summary>
/// How programs that spoke to Google's Perspective API are answered. Keys are each site's own: <c>parley key add SITE NAME --for scoring</c>.
/// </summary>
public sealed class PerspectiveOptions
{
    /// <summary>
    /// Whether a text may be scored without a key, at the pace of one network address. Off: that is answered with 403. What people think of a text
    /// is never taken without a key, which says whose it is.
    /// </summary>
    public bool KeylessCalls { get; set; }

    /// <summary>
    /// Whether a text in a language that no installed model knows is refused, as Perspective did. Off: where the caller named no language, the
    /// English model answers and the answer's <c>languages</c> says so. A language that the caller names is refused either way.
    /// </summary>
    public bool StrictLanguages { get; set; }
}
