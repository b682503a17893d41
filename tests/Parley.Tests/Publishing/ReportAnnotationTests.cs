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
