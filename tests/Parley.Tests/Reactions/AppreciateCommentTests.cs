using System.Net;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reactions;

public sealed class AppreciateCommentTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_thousand_taps_of_one_reader_are_one(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "The ferry is late.");
        var url = $"{TestServer.Api}/comments/{comment}/appreciation?order=oldest&place=7";

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1_000),
            Many,
            async (_, _) => Assert.Equal(HttpStatusCode.OK, (await bo.PutAsync(url)).Status)
        );

        Assert.Equal(1, await CountAsync(ada, comment));
        var kept = await server.ListAsync(
            """SELECT "order", place FROM reaction WHERE site_id = @site AND comment_id = @id""",
            [("@site", server.Site.Id), ("@id", comment)],
            row => (row.Text(0), row.Int(1))
        );
        Assert.Equal([("oldest", 7)], kept);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_forty_readers_who_change_their_minds_at_once_each_is_counted_as_they_ended(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "The ferry is late.");
        var readers = new List<TestReader>();
        for (var i = 0; i < 40; i++)
            readers.Add(await server.ReaderAsync());
        var url = $"{TestServer.Api}/comments/{comment}/appreciation";

        await Task.WhenAll(
            readers.Select(
                async (reader, i) =>
                {
                    await reader.PutAsync(url);
                    if (i % 2 == 0)
                        await reader.DeleteAsync(url);
                    if (i % 4 == 0)
                        await reader.PutAsync(url);
                }
            )
        );

        Assert.Equal(30, await CountAsync(ada, comment));
        foreach (var reader in readers)
            reader.Dispose();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_second_tap_takes_it_back_without_script_too(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var comment = await ada.PublishAsync(thread, "The ferry is late.");

        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await bo.SendFormAsync($"/{TestServer.SiteName}/c/{comment}/appreciate")).Status
        );
        Assert.Equal(1, await CountAsync(ada, comment));
        Assert.Equal(
            [comment],
            (await bo.GetAsync($"{TestServer.Api}/threads/{thread}/mine")).Json["appreciated"]!
                .AsArray()
                .Select(id => (Guid)id!)
        );

        await bo.SendFormAsync($"/{TestServer.SiteName}/c/{comment}/appreciate");
        Assert.Equal(0, await CountAsync(ada, comment));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_appreciates_their_own_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "The ferry is late.");

        Assert.Equal("own-comment", (await ada.PutAsync($"{TestServer.Api}/comments/{comment}/appreciation")).Code);
        Assert.Equal("sign-in-needed", (await visitor.PutAsync($"{TestServer.Api}/comments/{comment}/appreciation")).Code);
        Assert.Equal(0, await CountAsync(ada, comment));
    }

    [Theory]
    [InlineData("appreciate", "")]
    [InlineData("appreciate", "?frame=1")]
    [InlineData("report", "")]
    [InlineData("report", "?frame=1")]
    public async Task Who_takes_their_own_comment_for_anothers_is_told_so_and_led_back(string door, string frame)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var comment =
            $"/{TestServer.SiteName}/c/{await ada.PublishAsync(await server.OpenThreadAsync(), "The ferry is late.")}";

        var refused = await ada.SendFormAsync($"{comment}/{door}{frame}", ("reason", "spam"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("This is your own comment", refused.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{comment}{frame}\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync(comment + frame)).Status);
    }

    private static readonly ParallelOptions Many = new() { MaxDegreeOfParallelism = 32 };

    private static async Task<int> CountAsync(TestVisitor visitor, Guid comment) =>
        (int)(await visitor.GetAsync($"{TestServer.Api}/comments/{comment}")).Json["appreciations"]!;
}
