using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

/// <summary>The cases of the life of other systems that are about moderation, by their names.</summary>
public sealed partial class ModerationCaseTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task edit_after_approval(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "pills\nriver");
        using var newcomer = await desk.WriterAsync("Ann Sorrel");
        var comment = await desk.HoldAsync(newcomer, "The walk along the river was lovely.");
        await desk.DecideAsync(comment, "publish");
        Assert.Contains("lovely", (await Desk.PageAsync(desk.Visitor, $"/{ReaderHost.SiteName}/t/{desk.Thread}")).Text);

        var edited = await desk.EditAsync(newcomer, comment, "Buy at https://pills.example now");

        Assert.Equal("held", (string?)edited.Json!["comment"]!["state"]);
        await NowhereAsync(desk, comment, "pills");
        var waiting = await desk.WaitingAsync(comment);
        Assert.Contains("pills.example", (string?)waiting["comment"]!["body"]);
        Assert.Equal(
            ["links", "suspect-words"],
            waiting["reasons"]!.AsArray().Select(reason => (string)reason!["check"]!).Order(StringComparer.Ordinal)
        );
        var known = await desk.CaseAsync(comment);
        Assert.Equal("The walk along the river was lovely.", (string?)Assert.Single(known["earlier"]!.AsArray())!["body"]);
        var page = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}?c={comment}");
        Assert.Contains("The walk along the river was lovely.", page.Text);
        Assert.Contains("<mark>https://pills.example</mark>", page.Text);

        await desk.DecideAsync(comment, "reject");

        await NowhereAsync(desk, comment, "pills");
        var late = await desk.EditAsync(newcomer, comment, "The walk along the water was lovely.");
        Assert.Equal(HttpStatusCode.Forbidden, late.Status);
        Assert.Equal("rejected", await desk.StateAsync(comment));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task edit_after_approval_of_what_was_removed(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var newcomer = await desk.WriterAsync("Ann Sorrel");
        var comment = await desk.PublishAsync(newcomer, "The walk along the river was lovely.");
        await desk.DecideAsync(comment, "remove");

        var late = await desk.EditAsync(newcomer, comment, "Lovely, all the same.");

        Assert.Equal(HttpStatusCode.Forbidden, late.Status);
        await NowhereAsync(desk, comment, "ovely");
        Assert.Equal("removed", await desk.StateAsync(comment));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task held_comment_side_doors(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "quokkalantern");
        using var ann = await desk.WriterAsync("Ann Sorrel");
        using var other = await desk.WriterAsync("Bo Tarn");
        using var zenobia = await desk.WriterAsync("Zenobia Quill");
        var above = await desk.PublishAsync(ann, "The bread was good.");
        await desk.PublishAsync(other, "It was not.");
        // Pages that are kept follow a moment later; what is compared is what they come to.
        await Desk.UntilAsync(async () =>
            (await desk.EverywhereAsync(desk.Visitor, above))
                .Where(answer => answer.Key.Contains("order=", StringComparison.Ordinal))
                .All(answer => answer.Value.Contains("It was not.", StringComparison.Ordinal))
        );
        var before = await desk.EverywhereAsync(desk.Visitor, above);
        var beforeOther = await desk.EverywhereAsync(other, above);

        var held = await desk.HoldAsync(zenobia, "A quokkalantern would have been better.", above);

        await AssertUnseenAsync();
        var mine = await desk.GetAsync(zenobia, $"/threads/{desk.Thread}/mine");
        Assert.Contains("quokkalantern", (string)Assert.Single(mine["held"]!.AsArray())!["fragment"]!);
        Assert.Contains("data-state=\"held\"", (string)mine["held"]![0]!["fragment"]!);

        await desk.DecideAsync(held, "reject");
        await AssertUnseenAsync();

        async Task AssertUnseenAsync()
        {
            Assert.Equal(before, await desk.EverywhereAsync(desk.Visitor, above));
            Assert.Equal(beforeOther, await desk.EverywhereAsync(other, above));
            foreach (var who in new[] { desk.Visitor, other })
                await AssertLikeOneThatNeverWasAsync(who, held);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task removed_words_leave_everywhere(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var ann = await desk.WriterAsync("Ann Sorrel");
        using var bo = await desk.WriterAsync("Bo Tarn");
        var comment = await desk.PublishAsync(ann, "A marmaladezeppelin flew by.");
        await desk.EditAsync(ann, comment, "A marmaladezeppelin flew by, twice.");
        var reply = await desk.PublishAsync(bo, "> A marmaladezeppelin flew by\n\nI saw it too.", comment);
        var thread = $"/{ReaderHost.SiteName}/t/{desk.Thread}";
        using var cached = await desk.Visitor.GetAsync(new Uri(thread, UriKind.Relative));
        Assert.Contains("twice", await cached.Content.ReadAsStringAsync());

        await desk.DecideAsync(comment, "remove");

        await Desk.UntilAsync(async () =>
            !(await Desk.PageAsync(desk.Visitor, thread)).Text.Contains("twice", StringComparison.Ordinal)
        );
        foreach (var (url, text) in await desk.EverywhereAsync(desk.Visitor, comment))
        {
            // What another person quoted is that person's own words.
            Assert.False(text.Contains("twice", StringComparison.Ordinal), $"{url} still has the removed words");
            Assert.False(text.Contains("Ann Sorrel", StringComparison.Ordinal), $"{url} still has the writer's name");
        }

        var box = await Desk.PageAsync(bo, $"/{ReaderHost.SiteName}/c/{comment}/reply");
        Assert.DoesNotContain("marmaladezeppelin", box.Text);
        Assert.Contains("marmaladezeppelin", (string?)(await desk.GetAsync(desk.Visitor, $"/comments/{reply}"))["html"]);
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(thread, UriKind.Relative));
        again.Headers.IfNoneMatch.Add(cached.Headers.ETag ?? new EntityTagHeaderValue("\"none\""));
        using var fresh = await desk.Visitor.SendAsync(again);
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);

        var known = await desk.CaseAsync(comment);
        Assert.Equal("A marmaladezeppelin flew by, twice.", (string?)known["comment"]!["body"]);
        Assert.Equal("A marmaladezeppelin flew by.", (string?)known["earlier"]![0]!["body"]);
        Assert.Equal("Liv Harrow", (string?)known["restrictions"]![0]!["by"]);
        Assert.Equal("No attacks on people", (string?)known["restrictions"]![0]!["rule"]);
        var page = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}?c={comment}");
        Assert.Contains("marmaladezeppelin flew by, twice", page.Text);
        Assert.Contains("Removed by", page.Text);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task removed_words_leave_everywhere_when_their_writer_takes_them_down(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine, new() { ShowRevisions = true });
        using var ann = await desk.WriterAsync("Ann Sorrel");
        using var bo = await desk.WriterAsync("Bo Tarn");
        var comment = await desk.PublishAsync(ann, "A marmaladezeppelin flew by.");
        await desk.EditAsync(ann, comment, "A marmaladezeppelin flew by, twice.");
        var reply = await desk.PublishAsync(bo, "> A marmaladezeppelin flew by\n\nI saw it too.", comment);
        string[] revisions = [$"/{ReaderHost.SiteName}/c/{comment}/revisions", $"{Desk.Api}/comments/{comment}/revisions"];
        foreach (var url in revisions)
            Assert.Contains("marmaladezeppelin", (await Desk.PageAsync(desk.Visitor, url)).Text);

        await desk.SendAsync(ann, HttpMethod.Delete, $"/comments/{comment}");

        foreach (var (url, text) in await desk.EverywhereAsync(desk.Visitor, comment))
        {
            Assert.False(text.Contains("twice", StringComparison.Ordinal), $"{url} still has the deleted words");
            Assert.False(text.Contains("Ann Sorrel", StringComparison.Ordinal), $"{url} still has the writer's name");
        }

        foreach (var url in (string[])[.. revisions, $"/{ReaderHost.SiteName}/c/{comment}/reply"])
            Assert.DoesNotContain("marmaladezeppelin", (await Desk.PageAsync(bo, url)).Text);
        Assert.Contains("marmaladezeppelin", (string?)(await desk.GetAsync(desk.Visitor, $"/comments/{reply}"))["html"]);
        Assert.Equal("A marmaladezeppelin flew by, twice.", (string?)(await desk.CaseAsync(comment))["comment"]!["body"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task queue_after_an_account_is_gone(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var bo = await desk.WriterAsync("Bo Tarn");
        using var ann = await desk.WriterAsync("Ann Sorrel");
        var closed = await desk.OpenThreadAsync("https://harbour-courant.example/closed");
        var bosHeld = new List<Guid>();
        foreach (var words in new[] { "One kraken.", "Two kraken.", "Three kraken." })
            bosHeld.Add(await desk.HoldAsync(bo, words));
        var bosReported = new List<Guid>();
        foreach (var words in new[] { "You are all wrong.", "And you are worse." })
        {
            var comment = await desk.PublishAsync(bo, words);
            await desk.ReportAsync(ann, comment);
            bosReported.Add(comment);
        }

        var anns = await desk.HoldAsync(ann, "A kraken in a closed discussion.", thread: closed);
        await desk.SendAsync(desk.Moderator, HttpMethod.Put, $"/moderation/threads/{closed}/closed");
        Assert.Equal([.. bosHeld, .. bosReported, anns], await SortedAsync());

        // Whole accounts come later; what their going does to each comment is done here one by one.
        foreach (var comment in bosHeld)
            Assert.Equal(
                HttpStatusCode.NoContent,
                (await desk.SendAsync(bo, HttpMethod.Delete, $"/comments/{comment}")).Status
            );
        Assert.Equal([.. bosReported, anns], await SortedAsync());
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await desk.SendAsync(bo, HttpMethod.Delete, $"/comments/{bosReported[0]}")).Status
        );
        Assert.Equal([bosReported[1], anns], await SortedAsync());

        await desk.DecideAsync(anns, "publish");
        await desk.DecideAsync(bosReported[1], "keep");

        Assert.Empty(await desk.QueueAsync());
        var page = await Desk.PageAsync(desk.Moderator, Desk.Console);
        Assert.Contains("Nothing waits", page.Text);

        async Task<IEnumerable<Guid>> SortedAsync() =>
            (await desk.QueueAsync()).OrderBy(id => id.ToString(), StringComparer.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task marked_place_after_folding(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "idiot");
        using var ann = await desk.WriterAsync("Ann Sorrel");
        (string Text, string Found)[] cases =
        [
            ("İstanbul İzmir: what IDIOTs", "IDIOTs"),
            ("😀😀 idiot", "idiot"),
            ("Straße ﬁne idiot", "idiot"),
            ("éé IDIOT", "IDIOT"),
            ("i\u200Bdiot here", "i\u200Bdiot"),
        ];
        foreach (var (text, found) in cases)
        {
            var comment = await desk.HoldAsync(ann, text);

            var waiting = await desk.WaitingAsync(comment);

            var reason = waiting["reasons"]!.AsArray().Single(one => (string?)one!["check"] == "suspect-words")!;
            var body = (string)waiting["comment"]!["body"]!;
            Assert.Equal(found, body.Substring((int)reason["place"]!["start"]!, (int)reason["place"]!["length"]!));
            var page = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}?c={comment}");
            Assert.Equal([found], Marked().Matches(page.Text).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)));
            await desk.DecideAsync(comment, "reject");
        }
    }

    private static async Task NowhereAsync(Desk desk, Guid comment, string word)
    {
        await Desk.UntilAsync(async () =>
            (await desk.EverywhereAsync(desk.Visitor, comment)).Values.All(text =>
                !text.Contains(word, StringComparison.Ordinal)
            )
        );
    }

    private static async Task AssertLikeOneThatNeverWasAsync(HttpClient who, Guid held)
    {
        var never = Guid.CreateVersion7();
        foreach (var path in new[] { $"/{ReaderHost.SiteName}/c/", $"{Desk.Api}/comments/" })
        {
            var asked = await Desk.PageAsync(who, path + held);
            var unknown = await Desk.PageAsync(who, path + never);
            Assert.Equal(HttpStatusCode.NotFound, asked.Status);
            Assert.Equal(unknown.Status, asked.Status);
            Assert.Equal(Nameless(unknown.Text, never), Nameless(asked.Text, held));
        }
    }

    private static string Nameless(string text, Guid id) =>
        RequestName().Replace(text.Replace(id.ToString(), "(id)", StringComparison.Ordinal), "(request)");

    [GeneratedRegex("<code>0[A-Z0-9]+:[0-9A-F]+</code>")]
    private static partial Regex RequestName();

    [GeneratedRegex("<mark>(.*?)</mark>")]
    private static partial Regex Marked();
}
