using System.Net;
using Parley.Comments;
using Parley.Reactions;
using Parley.Sites;
using Parley.Tests.Mutes;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reactions;

/// <summary>What a reader found worthwhile, on their own page.</summary>
public sealed class OwnReactionsTests
{
    private const string Site = "/" + TestServer.SiteName;
    private const string Api = TestServer.Api;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task One_finds_again_what_one_found_worthwhile_the_latest_first_while_it_is_public(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync("Bo Lind");
        using var cai = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var older = await bo.PublishAsync(thread, "The *dam* held.");
        var newer = await cai.PublishAsync(thread, "It did not.");
        Assert.Contains(
            "no comment worthwhile yet",
            (await ada.GetAsync($"{Site}/me/reactions")).Text,
            StringComparison.Ordinal
        );

        // By when one said so, not by when it was written.
        foreach (var comment in (Guid[])[newer, older])
        {
            server.Clock.Turn(TimeSpan.FromMinutes(1));
            await ada.PutAsync($"{Api}/comments/{comment}/appreciation");
        }

        await bo.PutAsync($"{Api}/comments/{newer}/appreciation");
        Assert.Equal([older, newer], await ListAsync(ada));
        Assert.Equal([newer], await ListAsync(bo));
        var page = (await ada.GetAsync($"{Site}/me/reactions")).Text;
        Assert.Contains("The dam held.", page, StringComparison.Ordinal);
        Assert.Contains($"{Site}/c/{older}", page, StringComparison.Ordinal);
        Assert.Contains($"{Site}/t/{thread}", page, StringComparison.Ordinal);

        // At once, in both forms.
        await server.DecideAsync(older, CommentState.Removed);
        Assert.Equal([newer], await ListAsync(ada));
        Assert.DoesNotContain("The dam held.", (await ada.GetAsync($"{Site}/me/reactions")).Text, StringComparison.Ordinal);
        await server.DecideAsync(older, CommentState.Published);
        await MuteTests.MuteAsync(ada, newer);
        Assert.Equal([older], await ListAsync(ada));
        await ada.DeleteAsync($"{Api}/comments/{older}/appreciation");
        Assert.Empty(await ListAsync(ada));
    }

    [Fact]
    public async Task A_long_list_is_read_part_by_part_and_a_guest_has_one_too()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { GuestsMayWrite = true });
        using var bo = await server.ReaderAsync();
        using var visitor = server.Visitor();
        using var guest = server.As(
            await visitor.PostAsync(
                "/api/v1/guests",
                new
                {
                    site = TestServer.SiteName,
                    name = "Gus Quest",
                    email = "gus@harbour.example",
                }
            )
        );
        var thread = await server.OpenThreadAsync();
        List<Guid> all = [];
        for (var i = 0; i < OwnReactions.AtOnce + 4; i++)
        {
            all.Add(await bo.PublishAsync(thread, $"Number {Guid.NewGuid():N}."));
            Assert.Equal(HttpStatusCode.OK, (await guest.PutAsync($"{Api}/comments/{all[^1]}/appreciation")).Status);
            server.Clock.Turn(TimeSpan.FromSeconds(1));
        }

        all.Reverse();
        var first = await guest.GetAsync($"{Api}/appreciations/mine");
        var next = (string?)first.Json["next"];
        Assert.Equal(all[..OwnReactions.AtOnce], IdsIn(first));
        Assert.Equal(all[OwnReactions.AtOnce..], IdsIn(await guest.GetAsync($"{Api}/appreciations/mine?before={next}")));
        Assert.Contains(
            $"/me/reactions?before={next}",
            (await guest.GetAsync($"{Site}/me/reactions")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"/c/{all[^1]}\"",
            (await guest.GetAsync($"{Site}/me/reactions?before={next}")).Text,
            StringComparison.Ordinal
        );
        foreach (var door in (string[])[$"{Api}/appreciations/mine", $"{Site}/me/reactions"])
            Assert.Equal(HttpStatusCode.BadRequest, (await guest.GetAsync($"{door}?before=x")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync($"{Api}/appreciations/mine")).Status);
    }

    private static async Task<List<Guid>> ListAsync(TestVisitor who) => IdsIn(await who.GetAsync($"{Api}/appreciations/mine"));

    private static List<Guid> IdsIn(TestAnswer list) =>
        [.. list.Json["appreciations"]!.AsArray().Select(one => (Guid)one!["comment"]!["id"]!)];
}
