using System.Text.RegularExpressions;
using Parley.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class CorpusTests
{
    private static IEnumerable<string> Attacks() =>
        Corpus
            .Inputs("security/xss", "payload")
            .Concat(Directory.EnumerateFiles(SharedData.Find("security/xss/svg"), "*.svg").Select(File.ReadAllText))
            .Concat(Corpus.Inputs("security/html", "data"))
            .Concat(Corpus.Inputs("security/markdown", "markdown"))
            .Concat(Corpus.Inputs("security/strings", "text"));

    [Fact]
    public void Nothing_that_was_typed_to_do_harm_does_any() => EachIsHarmless(CommentMarkup.Render);

    [Fact]
    public void Nothing_that_was_imported_to_do_harm_does_any() => EachIsHarmless(html => ImportedHtml.Clean(html));

    [Fact]
    public void A_naive_filter_is_caught_by_the_same_look()
    {
        var caught = Attacks().Count(attack => Harm.In(NaiveFilter(attack)) is not null);

        Assert.True(caught > 500, $"only {caught} were caught");
    }

    private static void EachIsHarmless(Func<string, SafeHtml> render)
    {
        var looked = 0;
        foreach (var attack in Attacks())
        {
            var html = render(attack).Value;
            Assert.True(Harm.In(html) is null, $"{Harm.In(html)} from: {attack}");
            Assert.True(HtmlVerifier.Accepts(html), $"not accepted: {attack}");
            Assert.Equal(html, ImportedHtml.Clean(html).Value);
            looked++;
        }
        Assert.True(looked > 5000, $"only {looked} were looked at");
    }

    // What people write on their first day: scripts out, handlers out, javascript out.
    private static string NaiveFilter(string html)
    {
        html = Replace(html, "<script[^>]*>.*?</script>");
        html = Replace(html, @"\son\w+\s*=\s*(""[^""]*""|'[^']*'|[^\s>]+)");
        return Replace(html, "javascript:");

        static string Replace(string html, string pattern) =>
            Regex.Replace(html, pattern, "", RegexOptions.IgnoreCase | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
    }
}
