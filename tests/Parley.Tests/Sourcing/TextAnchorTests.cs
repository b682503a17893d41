using CsCheck;
using Parley.Sourcing;
using Xunit;

namespace Parley.Tests.Sourcing;

/// <summary>Words by their place and by themselves, and what changed between two texts.</summary>
public sealed class TextAnchorTests
{
    [Theory]
    [InlineData("  two\u00A0\r\n words　here ", "two words here")]
    [InlineData("cafe\u0301", "café")]
    public void A_text_has_one_form(string text, string canonical) => Assert.Equal(canonical, CanonicalText.Of(text));

    [Fact]
    public void Half_a_sign_is_shown_as_one_that_is_missing() =>
        Assert.Equal("half \uFFFD pair", CanonicalText.Of("half \ud83d pair"));

    [Fact]
    public void Any_text_has_one_form_and_its_places_lead_there_and_back() =>
        Gen.String.Sample(
            text =>
            {
                var canonical = CanonicalText.Of(text);
                Assert.Equal(canonical, CanonicalText.Of(canonical));
                for (var at = 0; at <= CanonicalText.Length(canonical); at++)
                    Assert.Equal(at, CanonicalText.ToCodePoints(canonical, CanonicalText.ToUtf16(canonical, at)));
            },
            iter: 300
        );

    [Fact]
    public void Places_count_a_sign_beyond_the_first_plane_once()
    {
        var anchor = TextAnchor.Of(new("a", "👍🏽 𝒳 yes"), 3, 4);

        Assert.Equal(("𝒳", "👍🏽 ", " yes"), (anchor.Quote, anchor.Prefix, anchor.Suffix));
    }

    [Fact]
    public void Around_the_words_stand_32_to_64_signs_from_word_to_word()
    {
        var block = new ReportBlock("a", ReportTexts.English);
        var anchor = TextAnchor.Of(block, 400, 410);

        Assert.InRange(anchor.Prefix.Length, 32, 64);
        Assert.InRange(anchor.Suffix.Length, 32, 64);
        Assert.Equal(' ', block.Text[400 - anchor.Prefix.Length - 1]);
        Assert.Equal(' ', block.Text[410 + anchor.Suffix.Length]);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, 2)]
    [InlineData(0, 9)]
    [InlineData(3, 4)]
    public void Nothing_is_anchored_where_there_are_no_words(int start, int end) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextAnchor.Of(new("a", "one two"), start, end));

    [Theory]
    [InlineData("he", "", "", 1, 4)]
    [InlineData("the mayor", "", "", 0, -1)]
    [InlineData("she said", "", "", 2, -1)]
    [InlineData("she said", "then", "", 1, 29)]
    [InlineData("she said", "", "again", 1, 29)]
    [InlineData("  she\n said", "then ", null, 1, 29)]
    [InlineData(" ", "", "", 0, -1)]
    public void Exact_words_are_found_in_one_place_in_several_or_in_none(
        string quote,
        string prefix,
        string? suffix,
        int places,
        int start
    )
    {
        var found = TextAnchor.Find(
            [new("a", "And he, said there, and then she said again what she said.")],
            quote,
            prefix,
            suffix
        );

        Assert.Equal((places, start), (found.Places, found.Anchor?.Start ?? -1));
    }

    [Theory]
    [InlineData("He did go.", "He did not go.", "=He did|+ not|= go.")]
    [InlineData("foo bar", "x foo bar", "+x |=foo bar")]
    [InlineData(
        "A first sentence stays. It was the old house.",
        "A first sentence stays. There the new road ends.",
        "=A first sentence stays.|- It was the old house|+ There the new road ends|=."
    )]
    [InlineData("他去了。", "他没去。", "=他|+没|=去|-了|=。")]
    [InlineData("", "", "")]
    public void What_changed_is_shown_in_whole_words(string before, string after, string runs) =>
        Assert.Equal(runs, string.Join('|', TextDifference.Of(before, after).Select(run => "=-+"[(int)run.Kind] + run.Text)));

    [Fact]
    public void What_stayed_and_went_is_the_text_before_and_what_stayed_and_came_the_text_after() =>
        Gen.Select(Gen.String["ab. \n👍"], Gen.String["ab. \n👍"])
            .Sample(
                (before, after) =>
                {
                    (before, after) = (
                        new string([.. before.EnumerateRunes().SelectMany(x => x.ToString())]),
                        new string([.. after.EnumerateRunes().SelectMany(x => x.ToString())])
                    );
                    var runs = TextDifference.Of(before, after);
                    Assert.Equal(before, string.Concat(runs.Where(run => run.Kind != RunKind.Added).Select(run => run.Text)));
                    Assert.Equal(after, string.Concat(runs.Where(run => run.Kind != RunKind.Removed).Select(run => run.Text)));
                },
                iter: 2_000
            );
}
