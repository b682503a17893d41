using System.Net;
using AngleSharp.Html.Parser;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

/// <summary>The cases of the life of other systems that are about sending a comment, by their names.</summary>
public sealed class PostingCaseTests
{
    private const string Witness = "I was there and saw it.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task same_id_other_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ann = await server.ReaderAsync("Ann Sorrel");
        using var bo = await server.ReaderAsync("Bo Tarn");
        var thread = await server.OpenThreadAsync();
        var other = await server.OpenThreadAsync("https://news.example/other");
        var id = Guid.CreateVersion7();

        var first = await ann.SayAsync(thread, "The bridge is closed.", id: id);
        var second = await ann.SayAsync(thread, "The bridge is open.", id: id);
        var third = await bo.SayAsync(thread, "Mine.", id: id);
        var fourth = await ann.SayAsync(other, "The bridge is closed.", id: id);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.All(
            [second, third, fourth],
            answer => Assert.Equal((HttpStatusCode.Conflict, "comment-id-taken"), (answer.Status, answer.Code))
        );
        Assert.DoesNotContain("Ann", third.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("bridge", third.Text, StringComparison.Ordinal);
        var kept = (await bo.GetAsync($"{TestServer.Api}/comments/{id}")).Json;
        Assert.Equal(
            ("Ann Sorrel", true, thread),
            (
                (string?)kept["author"]!["name"],
                ((string)kept["html"]!).Contains("is closed.", StringComparison.Ordinal),
                (Guid)kept["threadId"]!
            )
        );
        Assert.Equal((1, 0), (await CountAsync(bo, thread), await CountAsync(bo, other)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task parent_gone_while_writing(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ann = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var parent = await ann.PublishAsync(thread, "The ferry sank.");
        var box = $"/{TestServer.SiteName}/c/{parent}/reply";
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync(box)).Status);
        await ann.DeleteAsync($"{TestServer.Api}/comments/{parent}");

        var json = await bo.SayAsync(thread, Witness, parent);
        var form = await bo.SendFormAsync(box, ("body", Witness));

        Assert.Equal((HttpStatusCode.Conflict, "parent-gone"), (json.Status, json.Code));
        Assert.Equal(HttpStatusCode.Conflict, form.Status);
        Assert.Equal(0, await CountAsync(bo, thread));
        Assert.Empty((await bo.GetAsync($"{TestServer.Api}/threads/{thread}/comments")).Json["comments"]!.AsArray());
        // The page says what happened; its form posts the words at the top, when its reader wants that.
        var page = new HtmlParser().ParseDocument(form.Text);
        Assert.Contains("The comment you answer is gone", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Witness, page.QuerySelector("textarea[name=body]")!.TextContent);
        var send = page.QuerySelector("form.pl-composer")!.GetAttribute("action")!;
        Assert.Equal(HttpStatusCode.SeeOther, (await bo.SendFormAsync(send, ("body", Witness))).Status);
        var alone = Assert.Single(
            (await bo.GetAsync($"{TestServer.Api}/threads/{thread}/comments")).Json["comments"]!.AsArray()
        );
        Assert.Null(alone!["parentId"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task parent_gone_while_writing_where_a_placeholder_stands(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ann = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var parent = await ann.PublishAsync(thread, "The ferry sank.");
        var first = await bo.PublishAsync(thread, "Who says so?", parent);
        await ann.DeleteAsync($"{TestServer.Api}/comments/{parent}");

        var second = await bo.PublishAsync(thread, Witness, parent);
        var form = await bo.SendFormAsync($"/{TestServer.SiteName}/c/{parent}/reply", ("body", Witness + " Twice."));

        Assert.Equal(HttpStatusCode.SeeOther, form.Status);
        var gap = Assert.Single(
            (await bo.GetAsync($"{TestServer.Api}/threads/{thread}/comments")).Json["comments"]!.AsArray()
        )!;
        Assert.Equal((parent, "deleted"), ((Guid)gap["id"]!, (string?)gap["state"]));
        var replies = gap["replies"]!.AsArray().Select(reply => (Guid)reply!["id"]!).ToList();
        Assert.Equal([first, second], replies[..2]);
        Assert.Equal(3, replies.Count);
        Assert.All(gap["replies"]!.AsArray(), reply => Assert.Equal(parent, (Guid)reply!["parentId"]!));
    }

    private static async Task<int> CountAsync(TestVisitor visitor, Guid thread) =>
        (int)(await visitor.GetAsync($"{TestServer.Api}/threads/{thread}")).Json["count"]!;
}
