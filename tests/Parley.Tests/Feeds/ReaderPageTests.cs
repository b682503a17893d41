using System.Net;
using Parley.Comments;
using Parley.Feeds;
using Parley.Leaving;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Feeds;

/// <summary>The page that others may see of a reader.</summary>
public sealed class ReaderPageTests
{
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Others_see_a_readers_page_only_while_the_reader_wants_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("Bo Lind");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        await ada.PublishAsync(thread, "Hers, in *public*.");
        var removed = await ada.PublishAsync(thread, "Hers, removed.");
        await bo.PublishAsync(thread, "Not hers.");
        await server.DecideAsync(removed, CommentState.Removed);
        var (page, unknown) = ($"{Site}/r/{ada.Id}", Guid.NewGuid());
        var nobody = await visitor.GetAsync($"{Site}/r/{unknown}");

        // Closed, and of nobody, is one answer.
        var closed = await visitor.GetAsync(page);
        Assert.Equal((HttpStatusCode.NotFound, nobody.TextWithout(unknown)), (closed.Status, closed.TextWithout(ada.Id)));

        await ada.SendFormAsync($"{Site}/me/feed", ("open", "true"));
        await Eventually.IsSoAsync(async () =>
            (await visitor.GetAsync(page)).Text.Contains("in <em>public</em>", StringComparison.Ordinal)
        );
        var shown = await visitor.GetAsync(page);
        Assert.Contains("<bdi>Ada Korr</bdi>", shown.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"robots\" content=\"noindex\"", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("removed", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not hers", shown.Text, StringComparison.Ordinal);
        Assert.Contains("no-store", shown.Headers["cache-control"], StringComparison.Ordinal);
        // The same for everyone.
        Assert.Equal(shown.Text, (await bo.GetAsync(page)).Text);
        Assert.Contains($"href=\"{page}\"", (await ada.GetAsync($"{Site}/me")).Text, StringComparison.Ordinal);
        Assert.Contains(page, (await visitor.GetAsync($"{page}/feed.atom")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync($"{page}?before=x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/{TestServer.OtherSiteName}/r/{ada.Id}")).Status);

        await ada.SendFormAsync($"{Site}/me/feed", ("open", "false"));
        Assert.Equal(closed.Text.Length, (await visitor.GetAsync(page)).Text.Length);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(page)).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_stop_or_leaving_closes_it_at_once(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var desk = await server.StaffAsync();
        using var visitor = server.Visitor();
        var page = $"{Site}/r/{ada.Id}";
        var sanctions = $"{TestServer.Api}/moderation/readers/{ada.Id}/sanctions";
        await ada.PutAsync($"{TestServer.Api}/comments/mine/feed");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"{page}/feed.json")).Status);

        var stop = await desk.PostAsync(sanctions, new { kind = "hold", words = "Three threats." });
        server.Clock.Turn(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{page}/feed.json")).Status);
        Assert.Contains("it is not there", (await ada.GetAsync($"{Site}/me")).Text, StringComparison.Ordinal);
        await desk.DeleteAsync($"{TestServer.Api}/moderation/sanctions/{stop.Json["id"]}");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(page)).Status);

        // A warning takes no page away, and what runs out gives it back.
        var warning = await desk.PostAsync(
            sanctions,
            new
            {
                kind = "warning",
                words = "Be kind.",
                rule = 1,
            }
        );
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (warning.Status, (await visitor.GetAsync(page)).Status));
        var hour = server.Clock.GetUtcNow().AddHours(1);
        await desk.PostAsync(
            sanctions,
            new
            {
                kind = "hold",
                words = "Three threats.",
                until = hour,
            }
        );
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(page)).Status);
        server.Clock.Turn(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(page)).Status);

        await ada.PutAsync($"{TestServer.Api}/account/leaving", new { password = "three herons at dusk", words = "keep" });
        server.Clock.Turn(TimeSpan.FromDays(15));
        await server.Get<DeleteAccount>().HandleAsync(default);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(page)).Status);
    }

    [Fact]
    public async Task Where_not_everybody_may_read_the_page_is_refused_as_the_feed_is()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            new SiteSettings
            {
                Read = new Opening("entitlement:subscriber", "Subscribers read here.", "https://news.example/join"),
            }
        );
        using var visitor = server.Visitor();
        using var ada = await server.ReaderAsync();
        await ada.PutAsync($"{TestServer.Api}/comments/mine/feed");

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"{Site}/r/{ada.Id}")).Status);
        Assert.DoesNotContain("/me/feed", (await ada.GetAsync($"{Site}/me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wrote_much_is_read_part_by_part()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        for (var i = 0; i < FeedStore.AtOnce + 2; i++)
            await ada.PublishAsync(thread, $"Number {i} of {Guid.NewGuid():N}.");
        await ada.PutAsync($"{TestServer.Api}/comments/mine/feed");
        var page = "";
        await Eventually.IsSoAsync(async () =>
            (page = (await visitor.GetAsync($"{Site}/r/{ada.Id}")).Text).Contains(
                $"Number {FeedStore.AtOnce + 1} ",
                StringComparison.Ordinal
            )
        );

        var next = page.Split("rel=\"next\" href=\"")[1].Split('"')[0];
        var rest = (await visitor.GetAsync(next)).Text;

        Assert.DoesNotContain("Number 1 ", page, StringComparison.Ordinal);
        Assert.Contains("Number 1 ", rest, StringComparison.Ordinal);
        Assert.Contains("Number 0 ", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("Number 2 ", rest, StringComparison.Ordinal);
    }
}
