using System.Text.Json;
using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

[Collection(nameof(Pace))]
public sealed class PathologicalTests(ITestOutputHelper output)
{
    [Fact]
    public void No_text_keeps_the_others_waiting()
    {
        CommentMarkup.Render("warm *up* [a](https://news.example/)");
        foreach (var recipe in Corpus.Items("security/markdown/own-pathological.json"))
        {
            var text = Text(recipe);
            // The whole text, and the longest beginnings of it that pass for a comment.
            foreach (var length in new[] { text.Length, 20_000, 5_000, 1_600 })
                Render(recipe.GetProperty("name").GetString()!, text.Length > length ? text[..length] : text);
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(39)]
    [InlineData(41)]
    public void Nesting_without_end_is_shown_as_it_was_typed(int depth)
    {
        foreach (var sign in new[] { ">", "> ", "- ", "1. ", "* > " })
        {
            var html = CommentMarkup.Render(string.Concat(Enumerable.Repeat(sign, depth)) + "words").Value;
            Assert.True(HtmlVerifier.Accepts(html));
            Assert.Contains("words", html, StringComparison.Ordinal);
        }
        var steps = string.Concat(Enumerable.Range(0, depth).Select(step => new string(' ', step * 2) + "- a\n"));
        Assert.True(HtmlVerifier.Accepts(CommentMarkup.Render(steps).Value));
        var stars = string.Concat(Enumerable.Repeat("**a *b ", depth)) + string.Concat(Enumerable.Repeat("c* d**", depth));
        Assert.True(HtmlVerifier.Accepts(CommentMarkup.Render(stars).Value));
    }

    [Theory]
    [InlineData("<b>", 20_000)]
    [InlineData("<div>", 20_000)]
    [InlineData("<a><table>", 10_000)]
    [InlineData("<b><p>", 5_000)]
    [InlineData("<ul><li>", 5_000)]
    [InlineData("<p><b id=1><i>x</p>", 4_000)]
    [InlineData("<blockquote>", 100)]
    [InlineData("&lt;", 45_000)]
    [InlineData("<", 60_000)]
    [InlineData("<br>", 4_900)]
    [InlineData("<!--", 20_000)]
    public void Endless_HTML_is_shown_as_it_is_before_anyone_waits(string piece, int times)
    {
        var html = string.Concat(Enumerable.Repeat(piece, times));
        ImportedHtml.Clean("warm");

        var elapsed = Pace.Of(() => Assert.True(HtmlVerifier.Accepts(ImportedHtml.Clean(html).Value)));

        Assert.True(elapsed < TimeSpan.FromMilliseconds(500), $"{elapsed.TotalMilliseconds:F0} ms");
    }

    [Fact]
    public void A_comment_is_ready_before_anyone_notices()
    {
        const string plain =
            "The council voted last night to close the swimming pool, and nobody who spoke in favour of it had an answer for the "
            + "parents who asked where their children are going to learn to swim. A new one was promised in nineteen ninety and again.";
        const string markedUp =
            "> The council voted last night to *close* the pool\n\nNobody who spoke **in favour** had an answer, see "
            + "[the minutes](https://news.example/minutes?a=1&b=2) or https://news.example/a.\n\n- parents asked\n- nobody answered";

        foreach (var (name, text) in new[] { ("plain", plain), ("marked up", markedUp) })
        {
            var elapsed = Pace.Of(() =>
            {
                for (var time = 0; time < 1000; time++)
                    CommentMarkup.Render(text);
            });
            output.WriteLine($"{text.Length} characters, {name}: {elapsed.TotalMilliseconds:F1} µs");
            Assert.True(elapsed.TotalMilliseconds < 500, $"{name}: {elapsed.TotalMilliseconds:F1} µs");
        }
    }

    private void Render(string name, string text)
    {
        var html = "";
        var elapsed = Pace.Of(() => html = CommentMarkup.Render(text).Value);

        output.WriteLine($"{name}, {text.Length} characters: {elapsed.TotalMilliseconds:F1} ms");
        Assert.True(HtmlVerifier.Accepts(html));
        Assert.True(elapsed < TimeSpan.FromMilliseconds(100), $"{name}, {text.Length}: {elapsed.TotalMilliseconds:F0} ms");
    }

    private static string Text(JsonElement recipe) =>
        recipe.GetProperty("prefix").GetString()
        + string.Concat(Enumerable.Repeat(recipe.GetProperty("unit").GetString(), recipe.GetProperty("count").GetInt32()))
        + recipe.GetProperty("suffix").GetString();
}
