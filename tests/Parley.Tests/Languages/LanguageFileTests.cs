using Xunit;

namespace Parley.Tests.Languages;

public sealed class LanguageFileTests
{
    public static TheoryData<string> Languages => [.. Words.Languages];

    [Fact]
    public void English_is_there() => Assert.Contains("en", Words.Languages);

    [Theory, MemberData(nameof(Languages))]
    public void A_language_has_no_sentence_that_nobody_asks_for(string language) =>
        Assert.Empty(Words.For(language).Keys.Except(Words.For("en").Keys));

    [Theory, MemberData(nameof(Languages))]
    public void A_translated_sentence_has_the_blanks_of_the_English_one(string language)
    {
        var words = Words.For(language);
        Assert.All(words.Keys, key => Assert.Equal(Blanks(Words.For("en"), key), Blanks(words, key)));
    }

    [Fact]
    public void What_nobody_has_translated_yet_is_said_in_English()
    {
        using var begun = new MemoryStream("""{ "page.rules": "قواعد النقاش" }"""u8.ToArray());
        var words = Words.Read("ar", begun);

        Assert.Equal("قواعد النقاش", words["page.rules"]);
        Assert.Equal(Words.For("en")["api.title"], words["api.title"]);
    }

    [Theory, MemberData(nameof(Languages))]
    public void A_sentence_that_counts_has_each_form_that_its_language_needs(string language)
    {
        var needed = Enumerable.Range(0, 200).Select(n => Words.PluralCategory(language, n)).Distinct().ToList();
        var counting = Words.For(language).Keys.Where(key => Words.For(language).FormsOf(key).Count > 0).ToList();

        Assert.NotEmpty(counting);
        Assert.All(counting, key => Assert.Empty(needed.Except(Words.For(language).FormsOf(key))));
    }

    private static IEnumerable<string> Blanks(Words words, string key) =>
        words.Pieces(key).Where(piece => piece.IsBlank).Select(piece => piece.Text).Distinct().Order(StringComparer.Ordinal);
}
