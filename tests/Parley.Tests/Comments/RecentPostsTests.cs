using Parley.Comments;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

public sealed class RecentPostsTests
{
    private static readonly SiteId Site = new(1);

    [Fact]
    public void What_is_refused_pushes_out_nothing_of_what_was_said()
    {
        var clock = new TestClock();
        var (recent, author) = (new RecentPosts(null!, clock), Guid.CreateVersion7());
        RecentWords Words(int number) => new(Guid.CreateVersion7(), new Wording(number), clock.GetUtcNow());
        void Say(int number, bool isKept)
        {
            using var saying = recent.Begin(Site, author, Words(number));
            if (isKept)
                saying.Keep();
        }

        for (var number = 1; number <= 60; number++)
            Say(number, isKept: true);
        for (var number = 101; number <= 200; number++)
            Say(number, isKept: false);

        using var last = recent.Begin(Site, author, Words(999));
        Assert.Equal(Enumerable.Range(11, 50).Reverse(), last.Before.Select(one => (int)one.Wording.Fingerprint));
    }
}
