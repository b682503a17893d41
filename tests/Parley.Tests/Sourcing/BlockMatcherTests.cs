using Parley.Sourcing;
using Xunit;

namespace Parley.Tests.Sourcing;

/// <summary>Which paragraphs are the same ones after an editor saved.</summary>
public sealed class BlockMatcherTests
{
    private const string Pier = "Divers found cracks in the northern pier, which will stay closed for three weeks.";
    private const string Fish = "Fishermen fear for the season; if the boats cannot land here, the catch rots.";
    private const string Rule = "* * *";

    [Fact]
    public void Equal_paragraphs_keep_their_ids_wherever_they_go() =>
        Assert.Equal("b new a", Ids([Pier, Fish], [Fish, "Rain is expected.", Pier]));

    [Fact]
    public void A_changed_paragraph_keeps_its_id_and_a_new_one_has_a_new_one() =>
        Assert.Equal(
            "a new b",
            Ids(
                [Pier, Fish],
                [Pier.Replace("three", "four", StringComparison.Ordinal), "Rain is expected.", Fish + " So they say."]
            )
        );

    [Fact]
    public void Of_a_split_paragraph_the_larger_part_keeps_the_id() =>
        Assert.Equal("new a", Ids([$"Short. {Pier}"], ["Short.", Pier]));

    [Fact]
    public void Of_merged_paragraphs_the_larger_ones_id_is_kept() =>
        Assert.Equal("b", Ids(["It rains.", Pier], [$"It rains. {Pier}"]));

    [Fact]
    public void Paragraphs_that_read_alike_keep_their_order_and_none_has_an_id_of_another() =>
        Assert.Equal("a b c new", Ids([Rule, Pier, Rule], [Rule, Pier, Rule, Rule]));

    [Fact]
    public void A_paragraph_without_words_is_none() => Assert.Equal("a", Ids([Pier], ["  ", $"  {Pier}\n", "\u00A0"]));

    [Fact]
    public void A_rewritten_paragraph_is_another() => Assert.Equal("new", Ids([Pier], [Fish]));

    private static string Ids(string[] before, string[] after) =>
        string.Join(
            ' ',
            BlockMatcher
                .Carry(
                    [.. before.Select((text, at) => new ReportBlock(((char)('a' + at)).ToString(), text))],
                    after,
                    () => "new"
                )
                .Select(block => block.Id)
        );
}
