using System.Net;
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

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_said_or_changed_on_another_node_is_known_here_within_seconds(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await using var other = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var there = new TestVisitor(other.Address, ada.Token);
        var thread = await server.OpenThreadAsync();
        var changed = await ada.PublishAsync(thread, "The ferry is late again.");
        await ada.PublishAsync(thread, "It was on time on Monday.");
        await KnownAsync("The ferry is late again", "It was on time on Monday");

        Assert.Equal(
            HttpStatusCode.OK,
            (await there.PatchAsync($"{TestServer.Api}/comments/{changed}", new { body = "The bus is late again." })).Status
        );
        await KnownAsync("The bus is late again", "It was on time on Monday");

        // A node that has forgotten everybody between the beginning of a post and its end knows all that is kept at the next.
        var forgetful = other.Get<RecentPosts>();
        using (
            var saying = forgetful.Begin(server.Site.Id, ada.Id, new(changed, Wording.Of("Anything."), other.Clock.GetUtcNow()))
        )
            saying.Keep();
        Assert.Equal(2, (await forgetful.FindAsync(server.Site.Id, ada.Id, default)).Count);

        async Task KnownAsync(params string[] words)
        {
            await server.CaughtUpAsync();
            server.Clock.Turn(TimeSpan.FromSeconds(11));
            var known = await server.Get<RecentPosts>().FindAsync(server.Site.Id, ada.Id, default);
            Assert.Equal(words.Select(Wording.Of).ToHashSet(), known.Select(one => one.Wording).ToHashSet());
        }
    }
}
