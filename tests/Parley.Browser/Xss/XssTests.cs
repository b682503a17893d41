using System.Text.RegularExpressions;
using Parley.Browser.Setup;
using Parley.Markup;
using Xunit;

namespace Parley.Browser.Xss;

/// <summary>
/// Nothing that a reader writes, and nothing that another system brings along, runs in anyone's browser: the published
/// attack corpora, rendered as comments and as imported words, shown in a real Chromium without any content policy.
/// </summary>
public sealed partial class XssTests(Chromium chromium)
{
    [Fact]
    public async Task Nothing_that_a_reader_writes_runs_in_anyones_browser() =>
        await AssertHarmlessAsync(text => CommentMarkup.Render(text).Value);

    [Fact]
    public async Task Nothing_that_an_import_brings_runs_in_anyones_browser() =>
        await AssertHarmlessAsync(html => ImportedHtml.Clean(html).Value);

    [Fact]
    public async Task A_careless_filter_is_caught_by_the_same_eyes()
    {
        await using var oracle = await Oracle.OpenAsync(chromium);
        var attacks = Attack.Chosen().Where(x => x.Source.StartsWith("xss/", StringComparison.Ordinal)).Take(300);

        var shown = await oracle.ShowAsync(attacks.Select(x => (x, ScriptElement().Replace(x.Text, ""))));

        // Most of the corpora are for older browsers, need a click, or need the script element that even this filter removes.
        var ran = shown.Where(x => x.Verdict.Ran.Count > 0).ToList();
        Assert.True(ran.Count > 15, $"only {ran.Count} of {shown.Count} ran");
        Assert.Contains(ran, x => x.Verdict.Ran.Contains("alert"));
        Assert.True(shown.Count(x => x.Verdict.Forbidden.Count > 0) > shown.Count / 2, "hardly anything was forbidden");
        Assert.Contains(shown, x => !x.Verdict.IsStable);
        Assert.True(oracle.Requests > 10, $"only {oracle.Requests} requests");
        // Shown many in a page they do not get away either.
        var among = attacks
            .SelectMany(x => new[] { (x, "<p dir=\"auto\">Sound.</p>"), (x, ScriptElement().Replace(x.Text, "")) })
            .Take(100);
        Assert.True((await oracle.HarmfulAsync(among)).Count > 25);
    }

    [Theory]
    [InlineData("<form><input name=attributes><img src=x onerror=alert(1)></form>", "alert")]
    [InlineData("<form><input name=parentNode><input name=nodeType onfocus=alert(1) autofocus></form>", "alert")]
    [InlineData("<script>document.createTreeWalker = null; alert(1)</script>", "alert")]
    [InlineData("</div><div><img name=createTreeWalker src=x onerror=confirm(1)>", "confirm")]
    [InlineData("<svg onload=fetch('/x')></svg>", "fetch")]
    public async Task What_runs_is_seen_whatever_it_calls_itself(string html, string ran)
    {
        await using var oracle = await Oracle.OpenAsync(chromium);

        var shown = Assert.Single(await oracle.ShowAsync([(new("made up", html), html)]));

        Assert.Contains(ran, shown.Verdict.Ran);
        Assert.False(shown.Verdict.IsHarmless);
    }

    [Theory]
    [InlineData("<a href='javascript:x'>x</a>")]
    [InlineData("<a href='https://paper.example/' onclick=x>x</a>")]
    [InlineData("<p><!-- x --></p>")]
    [InlineData("<p style='color:red'>x</p>")]
    [InlineData("<svg><a>x</a></svg>")]
    [InlineData("<div>x</div>")]
    [InlineData("<meta http-equiv=refresh content='0;url=/elsewhere'>")]
    public async Task What_has_no_place_in_readers_words_is_seen(string html)
    {
        await using var oracle = await Oracle.OpenAsync(chromium);

        var shown = await oracle.ShowAsync([(new("made up", html), html), (new("made up", ""), "<p dir=\"auto\">x<br>y</p>")]);

        Assert.NotEmpty(shown[0].Verdict.Forbidden);
        Assert.True(shown[1].Verdict.IsHarmless, shown[1].ToString());
    }

    private async Task AssertHarmlessAsync(Func<string, string> render)
    {
        var attacks = Attack.Chosen();
        Assert.True(attacks.Count >= 1_000, $"only {attacks.Count} attacks");
        await using var oracle = await Oracle.OpenAsync(chromium);

        var harmful = await oracle.HarmfulAsync(attacks.Select(x => (x, render(x.Text))));

        Assert.True(harmful.Count == 0, $"{harmful.Count} of {attacks.Count}:\n{string.Join('\n', harmful.Take(20))}");
        Assert.Equal(0, oracle.Requests);
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex ScriptElement();
}
