using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class SkeletonTests
{
    [Theory]
    [InlineData("limes11", "Iimes11")]
    [InlineData("limes11", "LIMES11")]
    [InlineData("limes11", "lіmes11")]
    [InlineData("limes11", "ｌimes11")]
    [InlineData("limes11", "limes11\u200b")]
    [InlineData("limes11", "lim\u00ades11")]
    [InlineData("limes11", "limes11 ")]
    [InlineData("limes11", "1imes11")]
    [InlineData("limes11", "limes1l")]
    [InlineData("Anna Baker", "Anna\u200b \u200b \u200bBaker")]
    [InlineData("Anna Baker", "anna\u00a0baker")]
    [InlineData("Ana", "Ana\u200f")]
    [InlineData("Ana", "A\u200bna")]
    [InlineData("kevin", "\u212aevin")]
    [InlineData("paypal", "p\u0430ypal")]
    [InlineData("comment", "соmmеnt")]
    [InlineData("modern", "modem")]
    [InlineData("Straße", "STRASSE")]
    public void Nobody_poses_as_another_by_a_name_that_looks_the_same(string taken, string wanted) =>
        Assert.Equal(Skeleton.Of(taken), Skeleton.Of(wanted));

    [Theory]
    [InlineData("limes12")]
    [InlineData("lemons11")]
    [InlineData("Λίμες")]
    [InlineData("Владимир")]
    [InlineData("limes 11")]
    public void A_name_that_looks_different_is_free(string wanted) =>
        Assert.NotEqual(Skeleton.Of("limes11"), Skeleton.Of(wanted));

    [Fact]
    public void A_Cyrillic_word_in_Latin_guise_folds_whole() => Assert.Matches("^[a-z]+$", Skeleton.Of("соммент"));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u00a0")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    [InlineData("\u200b\u200d\u200b")]
    [InlineData("\u202e")]
    [InlineData("\ufe0f")]
    [InlineData("\u200f\u200e")]
    [InlineData(" \u00a0\u2003\u3000")]
    [InlineData("\u0301")]
    public void A_name_with_nothing_to_see_is_known_as_such(string name) => Assert.True(Unseen.IsNothingToSee(name));

    [Theory]
    [InlineData("a")]
    [InlineData("\u200fשרה")]
    [InlineData("👍")]
    [InlineData(".")]
    public void A_name_with_something_to_see_is_known_as_such(string name) => Assert.False(Unseen.IsNothingToSee(name));

    [Fact]
    public void The_skeleton_of_a_skeleton_is_itself() =>
        CsCheck.Check.Sample(
            AnyText.Characters,
            text => Assert.Equal(Skeleton.Of(text), Skeleton.Of(Skeleton.Of(text))),
            iter: 3000
        );
}
