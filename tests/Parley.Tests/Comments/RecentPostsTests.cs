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
        // The table of who wrote what follows by a moment.
        await Eventually.IsSoAsync(async () =>
            (
                await server.ListAsync(
                    "SELECT comment_id FROM authored WHERE site_id = @site AND author_id = @author",
                    [("@site", server.Site.Id), ("@author", ada.Id)],
                    row => row.Guid(0)
                )
            ).Count == 2
        );
        await KnownAsync("The ferry is late again", "It was on time on Monday");

        Assert.Equal(
            HttpStatusCode.OK,
            (await there.PatchAsync($"{TestServer.Api}/comments/{changed}", new { body = "The bus is late again." })).Status
        );
        await KnownAsync("The bus is late again", "It was on time on Monday");

        // A node that has forgotten everybody between the beginning of a post and its end knows all that is kept at the next.
        var forgetful = new RecentPosts(other.Get<CommentStore>(), other.Clock);
        var words = new RecentWords(changed, Wording.Of("Anything."), other.Clock.GetUtcNow());
        using (var saying = forgetful.Begin(server.Site.Id, ada.Id, words))
            saying.Keep();
        await AreKnownAsync(forgetful, "The bus is late again", "It was on time on Monday");

        Task KnownAsync(params string[] words)
        {
            server.Clock.Turn(TimeSpan.FromSeconds(11));
            return AreKnownAsync(server.Get<RecentPosts>(), words);
        }

        async Task AreKnownAsync(RecentPosts recent, params string[] words) =>
            Assert.Equal(
                words.Select(Wording.Of).ToHashSet(),
                (await recent.FindAsync(server.Site.Id, ada.Id, default)).Select(one => one.Wording).ToHashSet()
            );
    }
}
