using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Tests.Setup;
using Parley.Tests.Sourcing;
using Xunit;

namespace Parley.Tests.Reading;

public sealed class LaneTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("/talk", "")]
    [InlineData("", "/site")]
    [InlineData("/talk", "/site")]
    public async Task The_lane_and_the_endpoint_answer_alike(string prefix, string basePath)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        var counter = new Passed();
        await using var server = await TestServer.StartAsync(
            database,
            prefix: prefix,
            basePath: basePath,
            // After the lane's own filter, so that it counts what the lane let pass.
            services: services => services.AddSingleton<IStartupFilter>(counter)
        );
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var id = await ada.SayAsync(thread, "The ferry is late.");
        Assert.Equal(HttpStatusCode.Created, id.Status);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        var kept = await editor.PutAsync(
            $"{basePath}{prefix}{TestServer.Api}/newsroom/pages",
            new
            {
                url = "https://news.example/vote",
                headline = "The vote",
                text = "It was close.",
            }
        );
        Assert.Equal(HttpStatusCode.OK, kept.Status);
        var stories = await SourcedStories.OfAsync(server, editor);
        await stories.SourceAsync(
            await stories.AddAsync("lantern"),
            new ClaimAsked(Sentence: "Orsenia mediates."),
            SourcedStories.By("The Meridian"),
            SourcedStories.By("Orsenian official", SourceKind.Unnamed, Seen.No)
        );
        await server.CaughtUpAsync();
        var home = basePath + prefix;

        foreach (
            var path in (string[])
                [
                    $"/{TestServer.SiteName}/t/{thread}",
                    $"/{TestServer.SiteName}/t/{thread}?frame=1",
                    $"/{TestServer.SiteName}/t/{thread}/sources",
                    $"/{TestServer.SiteName}/s/lantern",
                    $"/{TestServer.SiteName}/t/{thread}?order=oldest&lang=ar",
                    "/t?url=https://news.example/vote",
                    $"/{TestServer.SiteName}/c/{id.Json["comment"]!["id"]}",
                ]
        )
        {
            var url = home + path;
            foreach (var encoding in (string[])["identity", "gzip", "br"])
            {
                // A parameter that we do not know is answered by the endpoint each time.
                var slow = await visitor.GetAsync(
                    url + (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "x=1",
                    ("Accept-Encoding", encoding)
                );
                var first = await visitor.GetAsync(url, ("Accept-Encoding", encoding));
                var passed = counter.Count;
                var second = await visitor.GetAsync(url, ("Accept-Encoding", encoding));
                Assert.Equal(passed, counter.Count);

                Assert.Equal(HttpStatusCode.OK, slow.Status);
                Assert.Equal(encoding == "identity" ? null : encoding, second.Headers.GetValueOrDefault("content-encoding"));
                Assert.Equal(slow.Headers, first.Headers);
                Assert.Equal(slow.Headers, second.Headers);
                Assert.Equal(slow.Bytes, second.Bytes);
                Assert.Contains($"href=\"{home}/{TestServer.SiteName}/", Unpacked(second), StringComparison.Ordinal);

                var head = await visitor.HeadAsync(url, ("Accept-Encoding", encoding));
                Assert.Equal((HttpStatusCode.OK, 0), (head.Status, head.Bytes.Length));
                Assert.Equal(slow.Headers, head.Headers);
            }
        }

        // A host answers without its base path too, but not without the prefix.
        if (prefix.Length > 0)
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/{TestServer.SiteName}/t/{thread}")).Status);
    }

    [Fact]
    public async Task An_address_of_another_host_is_not_answered_with_this_ones_links()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var id = await ada.PublishAsync(await server.OpenThreadAsync(), "The ferry is late.");
        var url = $"/{TestServer.SiteName}/c/{id}";

        var own = await ada.GetAsync(url);
        await ada.GetAsync(url);
        var other = await ada.GetAsync(url, ("Host", "talk.example"));

        Assert.Contains("http://127.0.0.1", own.Text, StringComparison.Ordinal);
        Assert.Contains("http://talk.example/", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("http://127.0.0.1", other.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_broken_template_stays_on_the_moderators_list_while_its_quiet_page_is_read(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        await ada.PublishAsync(await server.OpenThreadAsync(), "The ferry is late.");

        for (var days = 0; days < 8; days++)
        {
            await visitor.GetAsync("/t?url=https://news.example/vote&id={{id}}");
            server.Clock.Turn(TimeSpan.FromDays(1));
        }

        Assert.Equal("{{id}}", Assert.Single(server.Get<PlaceholderPages>().List(server.Site.Id)).Given);
    }

    private static string Unpacked(TestAnswer answer)
    {
        using var packed = new MemoryStream(answer.Bytes);
        using Stream stream = answer.Headers.GetValueOrDefault("content-encoding") switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed class Passed : IStartupFilter
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, rest) =>
                    {
                        Interlocked.Increment(ref count);
                        return rest(http);
                    }
                );
                next(app);
            };
    }
}
