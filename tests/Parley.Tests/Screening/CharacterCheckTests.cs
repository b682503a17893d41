using System.Text.Json;
using Parley.Reasons;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class CharacterCheckTests
{
    [Theory]
    [InlineData("a\0b", 1, 1, "U+0000")]
    [InlineData("😀\u001b[31mred", 2, 1, "U+001B")]
    [InlineData("a\uffffb", 1, 1, "U+FFFF")]
    [InlineData("a\U0001fffeb", 1, 2, "U+1FFFE")]
    [InlineData("a\ufdd0", 1, 1, "U+FDD0")]
    [InlineData("ab\u0085", 2, 1, "U+0085")]
    public void A_character_that_no_text_holds_is_refused_and_its_place_named(string source, int start, int length, string name)
    {
        var reason = Assert.Single(Review(source));

        Assert.Equal((Verdict.Refuse, new Place(start, length)), (reason.Verdict, reason.Place));
        Assert.Equal(name, reason.Arguments["character"]);
    }

    // Not as InlineData: half a pair does not survive the way from there to here.
    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        var reason = Assert.Single(Review("a\ud83d!"));

        Assert.Equal((new Place(1, 1), "U+D83D"), (reason.Place, reason.Arguments["character"]));
    }

    [Theory]
    [InlineData("two\nlines\r\nand\ta tab")]
    [InlineData("👨‍👩‍👧 ⚡️ ที่นี่ Việt")]
    [InlineData("\u2066isolated\u2069 and a\u2028line\ufeff")]
    public void What_people_type_is_taken(string source) => Assert.Empty(Review(source));

    [Fact]
    public void Naughty_strings_are_judged_without_an_accident()
    {
        var strings = JsonDocument.Parse(File.ReadAllText(SharedData.Find("security/strings/blns.json")));
        var judged = 0;
        foreach (var entry in strings.RootElement.EnumerateArray())
        {
            foreach (var check in Screener.InOrder)
                _ = check
                    .Review(Drafts.Of(entry.GetString()!, Drafts.Newcomer, banned: "fuck\nidiot*", suspect: "*null*"))
                    .Count();
            judged++;
        }

        Assert.True(judged > 200, $"Only {judged} strings were there.");
    }

    private static List<Reason> Review(string source) => [.. new CharacterCheck().Review(Drafts.Of(source))];
}
