using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Parley.Markup;
using Parley.Readers;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Readers;

public sealed class DisplayNameTests
{
    private static readonly DisplayNamesOfStaff Staff = new(["Moderatorin", "版主"], ["Harbour Courant", "Clara Stein"]);

    [Theory]
    [InlineData("Владимир")]
    [InlineData("Λίμες")]
    [InlineData("Владимир Smith")]
    [InlineData("שרה")]
    [InlineData("ที่นี่")]
    [InlineData("Việt Nguyễn")]
    [InlineData("Bart & Sons <3")]
    [InlineData("Ann ❤️")]
    [InlineData("👩‍👩‍👧‍👦🇩🇪")]
    [InlineData("می‌خواهم")]
    [InlineData("O'Neill-Sánchez 2")]
    [InlineData("\u00b5Torrent fan")]
    public void A_persons_name_is_kept_as_it_was_typed(string typed) => Assert.Equal(typed.Normalize(), Choose(typed));

    [Theory]
    [InlineData("\u200fשרה", "שרה")]
    [InlineData("\u202bשרה\u202c", "שרה")]
    [InlineData("  Ann   B  ", "Ann B")]
    [InlineData("Ann\u00a0\tB\n", "Ann B")]
    [InlineData("Anna\u200b \u200b \u200bBaker", "Anna Baker")]
    [InlineData("Ana\u200f", "Ana")]
    [InlineData("A\u200bna", "Ana")]
    [InlineData("A\ufeffn\u00ada", "Ana")]
    [InlineData("An\U000e0041a", "Ana")]
    [InlineData("Jose\u0301", "José")]
    [InlineData("An\u0061\u200b\u0301", "Aná")]
    public void What_cannot_be_seen_is_not_part_of_a_name(string typed, string kept) => Assert.Equal(kept, Choose(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00a0\u2003\u3000")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    [InlineData("\u200b\u200d\u200b")]
    [InlineData("\u202e")]
    [InlineData("\ufe0f")]
    [InlineData("\u200f\u200e")]
    [InlineData("\u0301\u0301")]
    public void A_name_that_shows_nothing_is_none(string? typed) => Assert.Equal("name-empty", Refusal(typed));

    [Theory]
    [InlineData("A", "name-too-short")]
    [InlineData("👩‍👩‍👧‍👦", "name-too-short")]
    [InlineData("a\0b", "name-has-control-characters")]
    [InlineData("\u001b[31mred\u001b[0m", "name-has-control-characters")]
    [InlineData("a\uffffb", "name-has-control-characters")]
    [InlineData("abc\u202edcba", "name-has-control-characters")]
    [InlineData("a\u2066bc", "name-has-control-characters")]
    [InlineData("p\u0430ypal", "name-mixes-alphabets")]
    [InlineData("lіmes11", "name-mixes-alphabets")]
    [InlineData("Z\u0301\u0316\u0489\u0301\u0316lgo", "name-has-too-many-marks")]
    public void A_name_that_plays_tricks_is_refused(string typed, string code) => Assert.Equal(code, Refusal(typed));

    [Fact]
    public void Half_a_surrogate_pair_is_no_letter() => Assert.Equal("name-has-control-characters", Refusal("ab\ud83d"));

    [Theory]
    [InlineData("W")]
    [InlineData("é")]
    [InlineData("👍🏽")]
    public void A_name_has_at_most_forty_characters_as_a_person_counts_them(string character)
    {
        Assert.Equal(40, new StringInfo(Choose(Repeat(character, 40))).LengthInTextElements);
        Assert.Equal("name-too-long", Refusal(Repeat(character, 41)));
    }

    [Theory]
    [InlineData("👩‍👩‍👧‍👦", 30)]
    [InlineData("a", 5_000_000)]
    public void A_name_of_few_characters_or_none_may_still_be_too_long(string character, int times) =>
        Assert.Equal("name-too-long", Refusal(Repeat(character, times)));

    [Theory]
    [InlineData("Moderator")]
    [InlineData("MODERATOR")]
    [InlineData("Mоdеrаtоr")]
    [InlineData("M0derator")]
    [InlineData("Moderator Bob")]
    [InlineData("moderator_2")]
    [InlineData("moderator2")]
    [InlineData("m o d e r a t o r")]
    [InlineData("-=[Admin]=-")]
    [InlineData("adm1n")]
    [InlineData("adm\u200bin")]
    [InlineData("The Staff")]
    [InlineData("Moderatorin Eva")]
    [InlineData("版主")]
    [InlineData("Harbour-Courant")]
    [InlineData("HarbourCourant")]
    [InlineData("CIara Stein")]
    public void Nobody_is_taken_for_staff(string typed) =>
        Assert.Contains(Refusal(typed), (string[])["name-is-reserved", "name-mixes-alphabets"]);

    [Theory]
    [InlineData("Administrative Ann")]
    [InlineData("Flagstaff")]
    [InlineData("Clara Steiner")]
    [InlineData("Harbour Walker")]
    public void Names_that_merely_contain_such_words_are_free(string typed) => Assert.Equal(typed, Choose(typed));

    [Fact]
    public void Two_names_that_look_alike_have_one_skeleton() =>
        Assert.Equal(
            DisplayName.Choose("limes11", Staff).Value!.Skeleton,
            DisplayName.Choose("LIMES\u00ad11", Staff).Value!.Skeleton
        );

    [Fact]
    public void Known_tricks_with_characters_do_not_work()
    {
        var tricks = JsonDocument.Parse(File.ReadAllText(SharedData.Find("security/unicode/own-tricks.json")));
        var outcomes = tricks
            .RootElement.EnumerateArray()
            .ToDictionary(
                trick => trick.GetProperty("name").GetString()!,
                trick =>
                {
                    var result = DisplayName.Choose(trick.GetProperty("text").GetString(), Staff);
                    return result.IsSuccess ? result.Value.Text : result.Problem.Code;
                }
            );

        Assert.All(
            new Dictionary<string, string>
            {
                ["rlo"] = "name-has-control-characters",
                ["lri-unclosed"] = "abc",
                ["rlm-name"] = "Ana",
                ["zwsp-name"] = "Ana",
                ["hangul-filler"] = "name-empty",
                ["braille-blank"] = "name-empty",
                ["soft-hyphen"] = "spammer",
                ["mixed-script"] = "name-mixes-alphabets",
                ["zalgo-200"] = "name-has-too-many-marks",
                ["nfkc-growth"] = "name-too-long",
                ["tag-chars"] = "name-empty",
                ["bom-inside"] = "ab",
                ["nonchar"] = "name-has-control-characters",
                ["nul"] = "name-has-control-characters",
                ["ansi"] = "name-has-control-characters",
                ["line-sep"] = "a b c",
                ["only-spaces"] = "name-empty",
                ["flag"] = "name-too-short",
                ["emoji-family"] = "name-too-short",
            },
            wanted => Assert.Equal(wanted.Value, outcomes[wanted.Key])
        );
    }

    [Fact]
    public void Whatever_is_typed_a_name_that_is_taken_is_clean_and_stays_the_same_when_typed_again() =>
        AnyText.Characters.Sample(typed =>
        {
            var result = DisplayName.Choose(typed, Staff);
            if (!result.IsSuccess)
                return;
            var name = result.Value.Text;
            Assert.Equal(name, DisplayName.Choose(name, Staff).Value?.Text);
            Assert.True(name.IsNormalized(NormalizationForm.FormC));
            Assert.Equal(name.Trim(), name);
            Assert.DoesNotContain("  ", name, StringComparison.Ordinal);
            Assert.DoesNotContain(name.EnumerateRunes(), Rune.IsControl);
            Assert.False(Unseen.IsNothingToSee(name));
        });

    private static string Choose(string typed)
    {
        var result = DisplayName.Choose(typed, Staff);
        Assert.Null(result.Problem);
        return result.Value!.Text;
    }

    private static string Refusal(string? typed)
    {
        var result = DisplayName.Choose(typed, Staff);
        Assert.Null(result.Value);
        Assert.Equal("name", result.Problem!.Field);
        return result.Problem.Code;
    }

    private static string Repeat(string character, int times) => string.Concat(Enumerable.Repeat(character, times));
}
