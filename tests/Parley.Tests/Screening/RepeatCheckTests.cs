using Parley.Screening;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class RepeatCheckTests
{
    private static readonly Guid Earlier = Guid.Parse("01890a5d-0000-7000-8000-000000000001");

    [Theory]
    [InlineData("Vote no on the bridge!")]
    [InlineData("VOTE NO, on the   bridge...")]
    [InlineData("Vоte nо on the\u200b bridge")]
    [InlineData("*Vote no* on the bridge")]
    public void The_same_words_again_within_the_hour_wait(string again)
    {
        var reason = Assert.Single(Review(again, Drafts.Said("Vote no on the bridge!", minutesAgo: 59, Earlier)));

        Assert.Equal(("reason.repeat.own-words", Earlier.ToString()), (reason.Rule, reason.Arguments["comment"]));
    }

    [Fact]
    public void After_an_hour_one_may_say_it_again() =>
        Assert.Empty(Review("Vote no on the bridge!", Drafts.Said("Vote no on the bridge!", minutesAgo: 60)));

    [Fact]
    public void Other_words_are_no_repetition() =>
        Assert.Empty(Review("Vote now on the bridge!", Drafts.Said("Vote no on the bridge!", minutesAgo: 1)));

    [Fact]
    public void An_edit_that_keeps_the_words_does_not_repeat_itself() =>
        Assert.Empty(
            new RepeatCheck().Review(Drafts.Of("Vote no!!", recent: [Drafts.Said("Vote no!", 1, Earlier)], comment: Earlier))
        );

    [Fact]
    public void Applause_is_no_repetition()
    {
        Assert.Empty(Review("👏👏👏", Drafts.Said("👏👏👏 !!!", minutesAgo: 1)));
    }

    private static List<Parley.Reasons.Reason> Review(string again, RecentWords earlier) =>
        [.. new RepeatCheck().Review(Drafts.Of(again, recent: [earlier]))];
}
