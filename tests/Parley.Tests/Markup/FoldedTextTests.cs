using System.Globalization;
using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("İstanbul İzmir: what IDIOTs", "IDIOT")]
    [InlineData("😀😀 idiot", "idiot")]
    [InlineData("Straße ﬁne idiot", "idiot")]
    [InlineData("e\u0301e\u0301 IDIOT", "IDIOT")]
    [InlineData("i\u200bdiot here", "i\u200bdiot")]
    [InlineData("an idiot\u200d here", "idiot")]
    [InlineData("an \u200didiot here", "idiot")]
    [InlineData("і\u0336d\u0336і\u0336о\u0336t\u0336!", "і\u0336d\u0336і\u0336о\u0336t\u0336")]
    [InlineData("plain idiot", "idiot")]
    public void A_moderator_is_shown_the_words_as_they_were_written(string text, string marked)
    {
        var folded = FoldedText.Of(text);

        var (start, length) = folded.Original(folded.Folded.IndexOf("idiot", StringComparison.Ordinal), "idiot".Length);

        Assert.Equal(marked, text.Substring(start, length));
    }

    [Theory]
    [InlineData("spam\u00admer", "spammer")]
    [InlineData("ｓｐａｍ", "spam")]
    [InlineData("oﬃce", "office")]
    [InlineData("ſpam", "spam")]
    [InlineData("STRASSE straße STRAẞE", "strasse strasse strasse")]
    [InlineData("ıstanbul İSTANBUL", "istanbul istanbul")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφος")]
    [InlineData("p\u0430ypal", "paypal")]
    [InlineData("don’t", "don't")]
    [InlineData("Encyclopaedia", "ENCYCLOPAEDIA")]
    [InlineData("за\u0301мок", "замок")]
    [InlineData("가\ufeff\u11a8", "각")]
    [InlineData("\U000e0041a\ufeffb\u2063", "ab")]
    public void A_word_is_found_however_it_is_dressed(string written, string meant) =>
        Assert.Equal(FoldedText.Of(meant).Folded, FoldedText.Of(written).Folded);

    [Theory]
    [InlineData("schwül", "schwul")]
    [InlineData("мой", "мои")]
    [InlineData("שלו", "שלן")]
    [InlineData("1000", "looo")]
    [InlineData("कि", "की")]
    public void Two_words_of_a_language_stay_two_words(string one, string other) =>
        Assert.NotEqual(FoldedText.Of(one).Folded, FoldedText.Of(other).Folded);

    [Fact]
    public void A_server_in_Turkey_finds_the_same_words()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            Assert.Equal("idiot ii", FoldedText.Of("IDIOT Iİ").Folded);
            Assert.Equal(Skeleton.Of("limes"), Skeleton.Of("LIMES"));
            Assert.Contains(
                "href=\"https://NEWS.example/I\"",
                CommentMarkup.Render("HTTPS://NEWS.example/I").Value,
                StringComparison.Ordinal
            );
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Folding_holds_for_any_text_and_every_place_leads_back_into_it() =>
        CsCheck.Check.Sample(
            AnyText.Characters,
            text =>
            {
                var folded = FoldedText.Of(text);
                var end = 0;
                for (var at = 0; at < folded.Folded.Length; at++)
                {
                    var (start, length) = folded.Original(at, 1);
                    Assert.InRange(start, 0, text.Length - 1);
                    Assert.InRange(length, 1, text.Length - start);
                    Assert.True(start + length >= end, "places go forward");
                    end = start + length;
                }
                Assert.Equal(folded.Folded, FoldedText.Of(folded.Folded).Folded);
            },
            iter: 3000
        );
}
