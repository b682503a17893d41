using System.Net;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Tests.Comments;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Publishing;

/// <summary>Passages go out as W3C annotations and come back by them: https://www.w3.org/TR/annotation-model/.</summary>
public sealed class ReportAnnotationTests
{
    private const string Api = TestServer.Api;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Annotations_go_out_and_come_back_to_the_same_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var visitor = server.Visitor();
        var first = await ReportScene.WriteAsync(server, "The order");
        // "The order" stands in the text three times: each is meant once, by what is before it.
        foreach (var prefix in (string[])["on the record about ", "say why "])
        {
            var named = await editor.PostAsync(
                $"{Api}/newsroom/reports/{first.Story}/attributions",
                new
                {
                    words = "the order",
                    prefix,
                    chain = new[] { new { source = new { name = "Nan Quast" } } },
                }
            );
            Assert.Equal(HttpStatusCode.Created, named.Status);
        }

        var second = await ReportScene.WriteAsync(server, "The same order");
        var answer = await visitor.GetAsync($"{Api}/reports/{first.Story}/annotations");
        Assert.StartsWith("application/ld+json", answer.Headers["content-type"], StringComparison.Ordinal);
        Assert.Equal("http://www.w3.org/ns/anno.jsonld", (string?)answer.Json["@context"]);
        var out1 = TargetsOf(answer.Json);
        Assert.Equal(3, out1.Count);
        foreach (var target in out1.Skip(1))
        {
            var back = await editor.PostAsync(
                $"{Api}/newsroom/reports/{second.Story}/attributions",
                new JsonObject
                {
                    ["target"] = target.DeepClone(),
                    ["chain"] = JsonNode.Parse("""[{"source":{"name":"Nan Quast"}}]"""),
                }
            );
            Assert.Equal(HttpStatusCode.Created, back.Status);
        }

        var out2 = TargetsOf((await visitor.GetAsync($"{Api}/reports/{second.Story}/annotations")).Json);
        Assert.Equal(
            out1.Select(target => target["selector"]!.ToJsonString()),
            out2.Select(target => target["selector"]!.ToJsonString())
        );
        // Places are counted in the whole text, whose paragraphs are lines.
        foreach (var target in out1)
        {
            var (quote, place) = (target["selector"]![0]!, target["selector"]![1]!);
            var text = ReportScene.Text.Replace("\n\n", "\n", StringComparison.Ordinal);
            Assert.Equal((string?)quote["exact"], text[(int)place["start"]!..(int)place["end"]!]);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_public_comment_on_words_goes_out_with_them_and_comes_back_to_the_same_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var moderator = await server.StaffAsync(ReaderRole.Moderator);
        using var visitor = server.Visitor();
        var first = await ReportScene.WriteAsync(server, "The order");
        await SayAsync(first.Story, "Which *order*?", "the order", "on the record about ");
        await SayAsync(first.Story, "On the story as a whole.", null, null);
        await SayAsync(first.Story, "Why so late?", "came so late", null);
        var removed = await SayAsync(first.Story, "zzremoved", "harbour master", null);
        var decided = await moderator.PostAsync(
            $"{Api}/moderation/comments/{removed}/decision",
            new
            {
                decision = "remove",
                rule = 1,
                words = "zebra",
            }
        );
        Assert.True(decided.Status == HttpStatusCode.OK, decided.Text);

        var out1 = await CommentsAsync(first.Story);
        Assert.Equal(
            [("Which order?", "Ada Korr", "the order"), ("Why so late?", "Ada Korr", "came so late")],
            out1.Select(one =>
                (
                    (string)one["body"]![0]!["value"]!,
                    (string)one["creator"]!["name"]!,
                    (string)one["target"]!["selector"]![0]!["exact"]!
                )
            )
        );
        Assert.All(out1, one => Assert.Equal("commenting", (string?)one["body"]![0]!["purpose"]));
        var second = await ReportScene.WriteAsync(server, "The same order");
        foreach (var one in out1)
        {
            var quote = one["target"]!["selector"]![0]!;
            await SayAsync(second.Story, $"Of {IdOf(one)}.", (string)quote["exact"]!, (string)quote["prefix"]!);
        }

        Assert.Equal(
            out1.Select(one => one["target"]!["selector"]!.ToJsonString()),
            (await CommentsAsync(second.Story)).Select(one => one["target"]!["selector"]!.ToJsonString())
        );

        // The next page goes on behind the last comment, without the passages.
        var next = await visitor.GetAsync(
            $"{Api}/reports/{first.Story}/annotations?after={new TimeCursor((DateTimeOffset)out1[0]["created"]!, IdOf(out1[0]))}"
        );
        Assert.Equal(IdOf(out1[1]), IdOf(next.Json["items"]!.AsArray().Single()!));

        // Words that are gone have no place any longer; their comments stand under the report.
        await first.ChangeAsync(ReportScene.Text.Replace(", or say why the order came so late", "", StringComparison.Ordinal));
        Assert.Single(await CommentsAsync(first.Story));

        static Guid IdOf(JsonNode one) => Guid.Parse(((string)one["id"]!).Split('/')[^1]);

        async Task<string> SayAsync(Guid story, string body, string? words, string? prefix)
        {
            server.Clock.Turn(TimeSpan.FromSeconds(1));
            var id = Guid.CreateVersion7();
            var said = await ada.PostAsync(
                $"{Api}/threads/{story}/comments",
                new
                {
                    id,
                    body,
                    words,
                    prefix,
                }
            );
            Assert.True(said.Status == HttpStatusCode.Created, said.Text);
            return id.ToString();
        }

        async Task<List<JsonNode>> CommentsAsync(Guid story)
        {
            var page = await visitor.GetAsync($"{Api}/reports/{story}/annotations");
            Assert.DoesNotContain("zzremoved", page.Text, StringComparison.Ordinal);
            return
            [
                .. page.Json["items"]!.AsArray().Select(one => one!).Where(one => (string?)one["motivation"] == "commenting"),
            ];
        }
    }

    [Fact]
    public async Task A_target_that_names_no_words_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        var report = await ReportScene.WriteAsync(server, "The order");

        foreach (
            var target in (string[])
                [
                    "{}",
                    "7",
                    """{"selector":[]}""",
                    """{"selector":[7]}""",
                    """{"selector":{"type":"TextPositionSelector","start":1,"end":2}}""",
                    """{"selector":{"type":"TextQuoteSelector"}}""",
                ]
        )
        {
            var answer = await editor.PostAsync(
                $"{Api}/newsroom/reports/{report.Story}/attributions",
                JsonNode.Parse("""{"chain":[{"source":{"name":"Nan"}}],"target":""" + target + "}")!
            );
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "target-invalid"), (answer.Status, answer.Code));
        }
    }

    private static List<JsonNode> TargetsOf(JsonNode page) => [.. page["items"]!.AsArray().Select(item => item!["target"]!)];
}
