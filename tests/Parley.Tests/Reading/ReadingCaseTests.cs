using System.Net;
using System.Text.RegularExpressions;
using Parley.Comments;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reading;

/// <summary>
/// The cases of the life of other systems that are about reading, by their names. A page here holds a hundred comments, so the
/// threads are longer than the cases say.
/// </summary>
public sealed partial class ReadingCaseTests
{
    private static readonly string[] Orders = ["newest", "oldest", "appreciated", "discussed"];

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task next_page_while_others_write(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var flat = await LongThread.FillAsync(server, ada.Id, LongThread.Flat, 250);
        var branch = await LongThread.FillAsync(server, ada.Id, LongThread.OneBranch, 250, "https://news.example/branch");
        List<Walk> newest = [.. Walk.Doors(flat.Id, "newest")];
        List<Walk> oldest = [.. Walk.Doors(flat.Id, "oldest")];
        List<Walk> replies = [.. Walk.BranchDoors(branch.Id, branch.Comments[0])];
        foreach (var walk in (Walk[])[.. newest, .. oldest, .. replies])
            await walk.NextAsync(bo);

        List<Guid> late = [],
            lateReplies = [];
        for (var i = 0; i < 3; i++)
        {
            late.Add(await bo.PublishAsync(flat.Id, $"Number {i} of those who come late."));
            lateReplies.Add(await bo.PublishAsync(branch.Id, $"Reply {i} of those who come late.", branch.Comments[0]));
        }

        // One that only the oldest order has shown, and one that nobody has met.
        var (early, middle) = (flat.Comments[20], flat.Comments[120]);
        foreach (var gone in (Guid[])[early, middle, branch.Comments[120]])
            await server.DecideAsync(gone, CommentState.Removed);

        var backwards = flat.Comments.Except([early, middle]).Reverse().ToList();
        foreach (var walk in newest)
            Assert.Equal(backwards, await walk.ToEndAsync(bo));
        // Whoever reads from the beginning comes to the latest at the end, and to each once.
        foreach (var walk in oldest)
            Assert.Equal([.. flat.Comments.Except([middle]), .. late], await walk.ToEndAsync(bo));
        foreach (var walk in replies)
            Assert.Equal(
                [.. branch.Comments.Skip(1).Except([branch.Comments[120]]), .. lateReplies],
                await walk.ToEndAsync(bo)
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task next_page_while_others_vote(string engine)
    {
        const int Count = 250;
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await LongThread.FillAsync(server, ada.Id, LongThread.Flat, Count);
        var voters = await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => server.ReaderAsync()));
        var (top, next) = (thread.Comments[0], thread.Comments[100]);
        // The first was liked by as many as there are comments, each after it by one less. Eleven of the first's are voters here.
        await ExecuteAsync(
            server,
            "UPDATE comment SET appreciations = @most - (position - (SELECT min(position) FROM comment WHERE thread_id = @thread)) WHERE site_id = @site AND thread_id = @thread",
            ("@most", Count),
            ("@thread", thread.Id)
        );
        await ExecuteAsync(
            server,
            "UPDATE comment SET appreciations = appreciations - 11 WHERE site_id = @site AND id = @id",
            ("@id", top)
        );
        foreach (var voter in voters)
            await voter.PutAsync($"{TestServer.Api}/comments/{top}/appreciation");
        List<Walk> walks = [.. Walk.Doors(thread.Id, "appreciated")];
        foreach (var walk in walks)
        {
            await walk.NextAsync(ada);
            Assert.Equal(thread.Comments.Take(100), walk.Met);
        }

        foreach (var voter in voters.Skip(1))
            await voter.PutAsync($"{TestServer.Api}/comments/{next}/appreciation");
        foreach (var voter in voters)
            await voter.DeleteAsync($"{TestServer.Api}/comments/{top}/appreciation");
        var fresh = (await ada.GetAsync($"{TestServer.Api}/threads/{thread.Id}/comments?order=appreciated")).Json["comments"]!;
        // The order has changed for whoever begins now: the one of page two is first but for its like, the first is further down.
        Assert.Contains(next, fresh.AsArray().Select(one => (Guid)one!["id"]!));
        Assert.NotEqual(top, (Guid)fresh[0]!["id"]!);

        foreach (var walk in walks)
            Assert.Equal(thread.Comments.Order(), (await walk.ToEndAsync(ada)).Order());
        foreach (var voter in voters)
            voter.Dispose();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task equal_times_keep_their_order(string engine)
    {
        const int Count = 205;
        await using var database = await TestDatabase.CreateAsync(engine);
        IReadOnlyList<Guid> expected;
        Guid thread;
        await using (var server = await TestServer.StartAsync(database))
        {
            using var ada = await server.ReaderAsync();
            using var bo = await server.ReaderAsync();
            (thread, expected) = await LongThread.FillAsync(server, ada.Id, LongThread.Flat, Count);
            await ExecuteAsync(
                server,
                "UPDATE comment SET posted_at = @at, appreciations = 0 WHERE site_id = @site AND thread_id = @thread",
                ("@at", server.Clock.GetUtcNow().AddMinutes(-1)),
                ("@thread", thread)
            );
            for (var i = 0; i < 5; i++)
                await AssertOrderAsync(bo);

            var edited = await ada.PatchAsync($"{TestServer.Api}/comments/{expected[3]}", new { body = "Other words." });
            Assert.Equal(HttpStatusCode.OK, edited.Status);
            await bo.PutAsync($"{TestServer.Api}/comments/{expected[150]}/appreciation");
            await bo.DeleteAsync($"{TestServer.Api}/comments/{expected[150]}/appreciation");
            await AssertOrderAsync(bo);
        }

        await using var again = await TestServer.StartAsync(database);
        using var visitor = again.Visitor();
        await AssertOrderAsync(visitor);

        // The sequence is that of arrival, and so the same on every engine.
        async Task AssertOrderAsync(TestVisitor who)
        {
            foreach (var order in Orders)
            foreach (var walk in Walk.Doors(thread, order))
                Assert.Equal(order == "newest" ? expected.Reverse() : expected, await walk.ToEndAsync(who));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task permalink_to_what_is_gone(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "smuggler");
        using var ann = await server.ReaderAsync("Ann Sorrel");
        using var bo = await server.ReaderAsync("Bo Tarn");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var above = await bo.PublishAsync(thread, "Who was at the quay?");
        var removed = await ann.PublishAsync(thread, "A marmaladezeppelin was.", above);
        var deleted = await ann.PublishAsync(thread, "Or was it a marmaladezeppelin?");
        var held = (Guid)(await ann.SayAsync(thread, "A marmaladezeppelin and a smuggler.")).Json["comment"]!["id"]!;
        foreach (var stands in (Guid[])[removed, deleted])
        foreach (var words in (string[])["marmaladezeppelin", "Ann Sorrel"])
            Assert.Contains(words, (await visitor.GetAsync(Page(stands))).Text, StringComparison.Ordinal);
        await server.DecideAsync(removed, CommentState.Removed);
        await ann.DeleteAsync($"{TestServer.Api}/comments/{deleted}");

        var page = await visitor.GetAsync(Page(removed));
        Assert.Contains(page.Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Gone]);
        Assert.Contains("Removed by a moderator", page.Text, StringComparison.Ordinal);
        Assert.Equal([above, removed], page.CommentIds);
        Assert.Contains($"href=\"/{TestServer.SiteName}/t/{thread}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("content=\"noindex\"", page.Text, StringComparison.Ordinal);
        foreach (var gone in (Guid[])[removed, deleted])
        foreach (var url in (string[])[Page(gone), Page(gone) + "?frame=1", $"{TestServer.Api}/comments/{gone}"])
        {
            var answer = await visitor.GetAsync(url);
            Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Gone, HttpStatusCode.NotFound]);
            Assert.DoesNotContain("marmaladezeppelin", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Ann Sorrel", answer.Text, StringComparison.Ordinal);
        }

        var never = Guid.CreateVersion7();
        foreach (var url in (Func<Guid, string>[])[Page, id => $"{TestServer.Api}/comments/{id}"])
        {
            var (asked, unknown) = (await visitor.GetAsync(url(held)), await visitor.GetAsync(url(never)));
            Assert.Equal(HttpStatusCode.NotFound, asked.Status);
            Assert.Equal(
                (unknown.Status, unknown.Headers.GetValueOrDefault("cache-control"), unknown.TextWithout(never)),
                (asked.Status, asked.Headers.GetValueOrDefault("cache-control"), asked.TextWithout(held))
            );
        }

        var mine = (await ann.GetAsync($"{TestServer.Api}/threads/{thread}/mine")).Json["held"]!;
        Assert.Contains("data-state=\"held\"", (string?)mine[0]!["fragment"], StringComparison.Ordinal);
        Assert.Equal("held", (string?)(await ann.GetAsync($"{TestServer.Api}/comments/{held}/mine")).Json["state"]);

        static string Page(Guid id) => $"/{TestServer.SiteName}/c/{id}";
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task counts_for_a_list_page(string engine)
    {
        var told = KnownCase.Of("counts-for-a-list-page");
        var asked = told.TextsOf("asked, in this order");
        var right = told.Expect[0].Split(" in ")[0].Split(", ").Select(int.Parse).ToList();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        foreach (var (page, count) in ((string, int)[])[("a", 2), ("b", 1), ("б", 3)])
            for (var i = 0; i < count; i++)
                await ada.PublishAsync(
                    await server.OpenThreadAsync($"https://news.example/{page}"),
                    $"{Guid.NewGuid()} is what I say."
                );

        var json = await visitor.PostAsync("/api/v1/counts", new { urls = asked });
        var form = await visitor.SendFormAsync("/api/v1/counts", [.. asked.Select(url => ("url", url))]);

        foreach (var answer in (TestAnswer[])[json, form])
            Assert.Equal(
                asked.Zip(right),
                answer.Json["counts"]!.AsArray().Select(one => ((string)one!["url"]!, (int)one["count"]!))
            );
        Assert.Equal(
            3,
            (
                await server.ListAsync(
                    "SELECT id FROM story WHERE site_id = @site",
                    [("@site", server.Site.Id)],
                    row => row.Guid(0)
                )
            ).Count
        );
    }

    private static Task ExecuteAsync(TestServer server, string sql, params (string, object?)[] parameters) =>
        server.Database.WriteAsync(
            scope => scope.ExecuteAsync(sql, [("@site", server.Site.Id), .. parameters], default),
            default
        );

    /// <summary>Somebody on the way through a thread, by one of its doors: each page leads to the next.</summary>
    private sealed class Walk(string first, Func<TestAnswer, (IEnumerable<Guid> Met, string? Next)> read)
    {
        private string? next = first;

        public List<Guid> Met { get; } = [];

        public static IEnumerable<Walk> Doors(Guid thread, string order)
        {
            var list = $"{TestServer.Api}/threads/{thread}/comments?order={order}";
            yield return new Walk($"/{TestServer.SiteName}/t/{thread}?order={order}", page => (page.CommentIds, NextOf(page)));
            yield return new Walk(list, page => ReadList(page, list));
        }

        public static IEnumerable<Walk> BranchDoors(Guid thread, Guid top)
        {
            var list = $"{TestServer.Api}/comments/{top}/replies?";
            yield return new Walk(
                $"/{TestServer.SiteName}/t/{thread}/b/{top}",
                page => (page.CommentIds.Where(id => id != top), NextOf(page))
            );
            yield return new Walk(list, page => ReadList(page, list));
        }

        public async Task NextAsync(TestVisitor who)
        {
            var page = await who.GetAsync(next!);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            (var met, next) = read(page);
            Met.AddRange(met);
        }

        public async Task<List<Guid>> ToEndAsync(TestVisitor who)
        {
            while (next is not null)
                await NextAsync(who);
            return Met;
        }

        private static (IEnumerable<Guid>, string?) ReadList(TestAnswer page, string list) =>
            (
                page.Json["comments"]!.AsArray().Select(one => (Guid)one!["id"]!),
                (string?)page.Json["next"] is { } after ? $"{list}&after={after}" : null
            );

        private static string? NextOf(TestAnswer page) =>
            NextLink().Match(page.Text) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
    }

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex NextLink();
}
