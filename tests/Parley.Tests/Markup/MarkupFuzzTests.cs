using AngleSharp.Html.Parser;
using CsCheck;
using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

/// <summary>
/// Renderer, verifier and sanitiser held against one another with texts that nobody would think of. A failure prints the
/// seed with which it comes back.
/// </summary>
public sealed class MarkupFuzzTests
{
    private static readonly string[] Markdown =
    [
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "[",
        "](https://a.b/c)",
        "](",
        ")",
        "]",
        "![",
        "<",
        ">",
        "> ",
        "- ",
        "1. ",
        "7) ",
        "    ",
        "\n",
        "\n\n",
        "\\",
        "\\\n",
        "  \n",
        "https://a.b/c_d",
        "<https://a.b>",
        "://",
        "&amp;",
        "&",
        "#",
        "---\n",
        "***",
        "\t",
        "|",
        "\"",
        "'",
        "word",
        " ",
        "a",
        "<b>",
        "</p>",
        "<script>",
        "javascript:",
        "\u00a0",
        "é",
        "\u0301",
        "\u202e",
        "\u2069",
        "😀",
        "\u2028",
        "字",
        "。",
        "=",
        "+ ",
    ];

    private static readonly string[] Html =
    [
        "<p>",
        "</p>",
        "<p dir=\"auto\">",
        "<br>",
        "<em>",
        "</em>",
        "<b>",
        "</b>",
        "<a href=\"https://a.b/?c&amp;d\">",
        "<a href=x>",
        "</a>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<ol start=\"5\">",
        "</ol>",
        "<blockquote>",
        "</blockquote>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<svg>",
        "<math>",
        "<mi>",
        "<style>",
        "</style>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<img src=https://a.b/c>",
        "<div>",
        "</div>",
        "<template>",
        "<select>",
        "<form>",
        "<h1>",
        "<q>",
        "</q>",
        "<hr>",
        "&lt;",
        "&amp;",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "word",
        " ",
        "\n",
        "a",
        "\0",
        "\u00a0",
        "\u202e",
        "\u0301",
        "<noscript>",
        "<title>",
        "<annotation-xml encoding=text/html>",
        "<x onclick=y>",
    ];

    [Fact]
    public void Whatever_is_typed_the_verifier_accepts_it_and_the_sanitiser_changes_nothing() =>
        Texts(Markdown)
            .Sample(
                typed =>
                {
                    var html = CommentMarkup.Render(typed).Value;
                    Assert.True(HtmlVerifier.Accepts(html), html);
                    Assert.Equal(html, ImportedHtml.Clean(html).Value);
                },
                iter: 4000
            );

    [Fact]
    public void Whatever_is_imported_comes_out_harmless_and_at_rest() =>
        Texts(Html)
            .Sample(
                imported =>
                {
                    var html = ImportedHtml.Clean(imported).Value;
                    Assert.Null(Harm.In(html));
                    Assert.Equal(html, ImportedHtml.Clean(html).Value);
                },
                iter: 2000
            );

    [Fact]
    public void What_the_verifier_accepts_a_browser_reads_just_as_it_is_written()
    {
        var accepted = 0;
        Gen.Select(Texts(Markdown), Gen.Int[0, 400], Gen.Int[0, 12], Gen.Int[0, Html.Length])
            .Sample(
                (typed, at, length, piece) =>
                {
                    // Something safe, with a hole cut into it and something else put in.
                    var html = CommentMarkup.Render(typed).Value;
                    at = Math.Min(at, html.Length);
                    length = Math.Min(length, html.Length - at);
                    var damaged = html[..at] + (piece == Html.Length ? "" : Html[piece]) + html[(at + length)..];
                    if (!HtmlVerifier.Accepts(damaged))
                        return;
                    Interlocked.Increment(ref accepted);
                    Assert.Null(Harm.In(damaged));
                    Assert.Equal(damaged, Reread(damaged));
                },
                iter: 6000
            );
        Assert.True(accepted > 100, $"only {accepted} were accepted");
    }

    [Fact]
    public void Whatever_is_quoted_means_what_it_meant_one_level_deeper() =>
        Texts(Markdown)
            .Sample(
                typed =>
                {
                    var html = CommentMarkup.Render(typed.Trim()).Value;
                    if (html.Length > 0 && typed.Trim().Length > 0 && !typed.Contains('\t'))
                        Assert.Equal(
                            $"<blockquote>{html}</blockquote>",
                            CommentMarkup.Render(Quotation.Of(typed.Trim())).Value
                        );
                },
                iter: 4000
            );

    private static Gen<string> Texts(string[] pieces) =>
        Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]).Array[0, 24].Select(string.Concat);

    private static string Reread(string html) =>
        new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!.InnerHtml.Replace("&nbsp;", "\u00a0");
}
