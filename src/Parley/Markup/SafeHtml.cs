using System.Diagnostics.CodeAnalysis;

namespace Parley.Markup;

/// <summary>
/// HTML that may be put into a page as it is. The only way to one leads past <see cref="HtmlVerifier"/>, so words that come
/// back from a database are looked at again as well; that costs about a microsecond.
/// </summary>
internal readonly record struct SafeHtml
{
    /// <summary>
    /// The version of everything that makes safe HTML, kept beside it: raise it when the same words would come out
    /// otherwise, and what is older is made again before it is served.
    /// </summary>
    public const int Version = 1;

    private readonly string? html;

    private SafeHtml(string html) => this.html = html;

    /// <summary>The HTML itself: blocks only, without line ends between them.</summary>
    public string Value => html ?? "";

    public bool IsEmpty => Value.Length == 0;

    /// <summary>Takes HTML for safe when it is what <see cref="SafeHtmlWriter"/> could have written, and nothing else.</summary>
    public static bool TryAccept(string html, [NotNullWhen(true)] out SafeHtml? safe)
    {
        safe = HtmlVerifier.Accepts(html) ? new SafeHtml(html) : null;
        return safe is not null;
    }

    public override string ToString() => Value;
}
