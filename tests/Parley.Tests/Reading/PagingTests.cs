using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Reading;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reading;

/// <summary>Readers who walk through long threads to their end while others write, react and take down.</summary>
public sealed partial class PagingTests
{
    private const int Comments = 10_000;

    [Theory, ClassData(typeof(EveryDatabase))]
    public Task Every_comment_of_a_flat_thread_is_met_once(string engine) => WalkAsync(engine, LongThread.Flat);

    [Theory, ClassData(typeof(EveryDatabase))]
    public Task Every_comment_of_a_single_branch_is_met_once(string engine) => WalkAsync(engine, LongThread.OneBranch);

    [Theory, ClassData(typeof(EveryDatabase))]
    public Task Every_comment_of_chains_five_hundred_deep_is_met_once(string engine) => WalkAsync(engine, LongThread.Deep);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_link_to_a_comment_five_hundred_deep_shows_what_it_answers_and_leads_on_to_the_rest(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await LongThread.FillAsync(server, ada.Id, LongThread.Deep, 500);

        List<Guid> met = [];
        for (string? next = $"/{TestServer.SiteName}/c/{thread.Comments[^1]}"; next is not null; )
        {
            var page = await ada.GetAsync(next);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.InRange(page.CommentIds.Count, 1, ThreadReader.MostOnPage);
            met.InsertRange(0, page.CommentIds);
            next = Links(AboveLink(), page).SingleOrDefault();
        }

        Assert.Equal(thread.Comments, met);
    }

    private static async Task WalkAsync(string engine, LongThread.Shape shape)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var thread = await LongThread.FillAsync(server, ada.Id, shape, Comments);

        await using var bustle = new Bustle(ada, bo, thread);
        // The orders are of top-level comments: where there are few, one way is much like another.
        string[] orders = shape == LongThread.Flat ? ["newest", "oldest", "appreciated", "discussed"] : ["newest"];
        foreach (var order in orders)
        {
            AssertMetOnce(thread, bustle, await WalkJsonAsync(bo, bustle, thread.Id, order), "interface, " + order);
            AssertMetOnce(thread, bustle, await WalkPagesAsync(bo, bustle, thread.Id, order), "pages, " + order);
        }

        Assert.NotEmpty(bustle.Removed);
    }

    private static void AssertMetOnce(LongThread thread, Bustle bustle, List<Guid> met, string how)
    {
        var times = met.CountBy(id => id).ToDictionary();
        Assert.True(times.All(one => one.Value == 1), $"{how}: {times.Count(one => one.Value > 1)} were met more than once");
        var missed = thread.Comments.Where(id => !bustle.Removed.ContainsKey(id) && !times.ContainsKey(id)).ToList();
        Assert.True(missed.Count == 0, $"{how}: {missed.Count} of {thread.Comments.Count} were never met");
    }

    private static async Task<List<Guid>> WalkJsonAsync(TestVisitor visitor, Bustle bustle, Guid thread, string order)
    {
        var met = new List<Guid>();
        string? after = null;
        do
        {
            await bustle.KeptUpAsync();
            var page = (await visitor.GetAsync($"{TestServer.Api}/threads/{thread}/comments?order={order}{After(after)}")).Json;
            foreach (var top in page["comments"]!.AsArray())
            {
                met.Add((Guid)top!["id"]!);
                met.AddRange(Ids(top["replies"]!));
                var next = (string?)top["nextReplies"];
                while (next is not null)
                {
                    await bustle.KeptUpAsync();
                    var rest = (
                        await visitor.GetAsync($"{TestServer.Api}/comments/{top["id"]}/replies?{After(next)[1..]}")
                    ).Json;
                    met.AddRange(Ids(rest["comments"]!));
                    next = (string?)rest["next"];
                }
            }

            after = (string?)page["next"];
        } while (after is not null);
        return met;
    }

    private static async Task<List<Guid>> WalkPagesAsync(TestVisitor visitor, Bustle bustle, Guid thread, string order)
    {
        var met = new List<Guid>();
        string? next = $"/{TestServer.SiteName}/t/{thread}?order={order}";
        while (next is not null)
        {
            await bustle.KeptUpAsync();
            var page = await visitor.GetAsync(next);
            met.AddRange(page.CommentIds);
            foreach (var link in Links(BranchLink(), page))
                await WalkBranchAsync(visitor, bustle, link, met);
            next = Links(NextLink(), page).SingleOrDefault();
        }

        return met;
    }

    private static async Task WalkBranchAsync(TestVisitor visitor, Bustle bustle, string? next, List<Guid> met)
    {
        var top = Guid.Parse(BranchTop().Match(next!).Groups[1].Value);
        while (next is not null)
        {
            await bustle.KeptUpAsync();
            var page = await visitor.GetAsync(next);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            // The comment over the branch stands on each of its pages.
            met.AddRange(page.CommentIds.Where(id => id != top));
            next = Links(NextLink(), page).SingleOrDefault();
        }
    }

    private static IEnumerable<Guid> Ids(JsonNode comments) => comments.AsArray().Select(comment => (Guid)comment!["id"]!);

    private static IEnumerable<string> Links(Regex link, TestAnswer page) =>
        link.Matches(page.Text).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    private static string After(string? cursor) => cursor is null ? "" : "&after=" + cursor;

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex NextLink();

    [GeneratedRegex("<a class=\"pl-bare pl-news-button\" href=\"([^\"]*/b/[^\"]+)\"")]
    private static partial Regex BranchLink();

    [GeneratedRegex("<div class=\"pl-more\"><a class=\"pl-btn\" href=\"([^\"]*/c/[^\"]+)\"")]
    private static partial Regex AboveLink();

    [GeneratedRegex("/b/([0-9a-f-]{36})")]
    private static partial Regex BranchTop();
}
