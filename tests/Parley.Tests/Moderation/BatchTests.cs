using System.Net;
using AngleSharp.Html.Parser;
using Parley.Moderation;
using Parley.Storage;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class BatchTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_writer_s_last_24_hours_go_at_once_and_come_back_whole_but_for_what_was_removed_before(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var other = await desk.WriterAsync("Bo Tarn");
        var old = await desk.PublishAsync(writer, "Of the day before yesterday.");
        desk.Clock.Turn(TimeSpan.FromHours(25));
        await desk.ListWordsAsync("suspect", "kraken");
        var before = await desk.PublishAsync(writer, "Removed before.");
        await desk.DecideAsync(before, "remove");
        var theirs = await desk.PublishAsync(other, "Somebody else's.");
        var reported = await desk.PublishAsync(writer, "The ministry lies.");
        await desk.ReportAsync(other, reported);
        var held = await desk.HoldAsync(writer, "A kraken.");
        var mine = new List<Guid> { reported, held };
        for (var i = 0; i < 5; i++)
            mine.Add(await desk.PublishAsync(writer, $"Another word, number {i}."));
        await Desk.UntilAsync(async () => (await BatchAsync(desk, reported, "day")).Count == 7);
        var (_, fields, page) = await BatchAsync(desk, reported, "day");
        Assert.Equal(5, page.QuerySelectorAll(".pl-quoted").Length);

        await SendAsync(desk, fields, "reject");

        foreach (var comment in mine)
        {
            Assert.Equal(comment == held ? "rejected" : "removed", await desk.StateAsync(comment));
            var told = (await desk.CaseAsync(comment))["restrictions"]!.AsArray();
            Assert.Single(told, one => (string?)one!["words"] == "Enough of it.");
        }

        Assert.Equal("published", await desk.StateAsync(old));
        Assert.Equal("published", await desk.StateAsync(theirs));
        Assert.Contains("Taken down: 7 comments", (await Desk.PageAsync(desk.Moderator, Desk.Console)).Text);

        // One that its author deletes meanwhile stays theirs; the rest comes back.
        await desk.TakeBackAsync();

        foreach (var comment in mine)
            Assert.Equal(comment == held ? "held" : "published", await desk.StateAsync(comment));
        Assert.Equal("removed", await desk.StateAsync(before));
        Assert.Equal([reported, held], (await desk.QueueAsync()).OrderBy(id => mine.IndexOf(id)));
        Assert.DoesNotContain(
            (await desk.CaseAsync(reported))["restrictions"]!.AsArray(),
            one => (string?)one!["words"] == "Enough of it."
        );
        Assert.Equal(8, (int)(await desk.ThreadAsync())["count"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task More_than_are_decided_in_one_transaction_go_by_one_press_and_come_back_by_one(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        const int All = BatchStore.AtOnce + 5;
        var first = Guid.Empty;
        for (var number = 0; number < All; number++)
        {
            (first, _, _) = await desk.PostAsync(writer, $"The ministry lies, {number}.");
            desk.Clock.Turn(TimeSpan.FromMinutes(2));
        }

        await desk.ListedAsync(All);
        var before = await StatesAsync();
        var found = await BatchAsync(desk, first, "day");
        Assert.Equal(All, found.Count);

        await SendAsync(desk, found.Fields, "reject");

        Assert.Equal(0, (await StatesAsync()).Where(state => state.Key is 0 or 1).Sum(state => state.Value));
        Assert.Contains($"Taken down: {All} comments", (await Desk.PageAsync(desk.Moderator, Desk.Console)).Text);
        Assert.Equal(HttpStatusCode.OK, (await desk.TakeBackAsync()).Status);
        Assert.Equal(before, await StatesAsync());

        async Task<Dictionary<int, long>> StatesAsync() =>
            (
                await desk
                    .Host.Get<Database>()
                    .ReadAsync(
                        scope =>
                            scope.ListAsync(
                                "SELECT state, count(*) FROM comment WHERE site_id = @site GROUP BY state",
                                [("@site", desk.Site.Id)],
                                row => KeyValuePair.Create(row.Int(0), row.Long(1)),
                                default
                            ),
                        default
                    )
            ).ToDictionary();
    }

    /// <summary>Whoever decides locks one discussion after the other: two who did so in different orders would wait for each other.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_batch_is_taken_back_in_the_order_of_its_discussions(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var threads = new Dictionary<Guid, Guid>();
        foreach (
            var thread in (Guid[])
                [
                    desk.Thread,
                    await desk.OpenThreadAsync("https://harbour-courant.example/a"),
                    await desk.OpenThreadAsync("https://harbour-courant.example/b"),
                ]
        )
        foreach (var number in (int[])[1, 2])
            threads[await desk.HoldAsync(writer, $"A kraken, {number}, in {thread}.", thread: thread)] = thread;
        var (_, fields, _) = await BatchAsync(desk, threads.Keys.First(), "writer");
        await SendAsync(desk, fields, "reject");

        var moderator = await desk.IdOfAsync("Liv Harrow");
        var batch = await desk
            .Host.Get<Database>()
            .ReadAsync(
                async scope =>
                {
                    var since = desk.Clock.GetUtcNow() - Decision.TakeBackWindow;
                    var last = await DecisionStore.FindLastAsync(scope, desk.Site.Id, moderator, since, default);
                    return await DecisionStore.ListBatchAsync(scope, desk.Site.Id, last!.BatchId!.Value, default);
                },
                default
            );

        Assert.Equal(threads.Values.Order(), batch.Select(one => threads[one.CommentId]));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_batch_that_was_cut_off_goes_on_by_the_same_press_and_comes_back_by_one(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var (one, two) = (await desk.HoldAsync(writer, "A kraken."), await desk.HoldAsync(writer, "Another kraken."));
        var (_, fields, _) = await BatchAsync(desk, one, "writer");

        // As far as it came before the database was away, and the page that was sent again.
        await SendAsync(desk, [("comments", one.ToString("N")), fields.Single(field => field.Item1 == "seen")], "reject");
        await SendAsync(desk, fields, "reject");

        Assert.Equal(("rejected", "rejected"), (await desk.StateAsync(one), await desk.StateAsync(two)));
        await desk.TakeBackAsync();
        Assert.Equal(("held", "held"), (await desk.StateAsync(one), await desk.StateAsync(two)));

        // Later it is another: the letters about the first have gone.
        await SendAsync(desk, [("comments", one.ToString("N")), fields.Single(field => field.Item1 == "seen")], "reject");
        desk.Clock.Turn(Decision.TakeBackWindow + TimeSpan.FromSeconds(1));
        await SendAsync(desk, fields, "reject");
        await desk.TakeBackAsync();
        Assert.Equal(("rejected", "held"), (await desk.StateAsync(one), await desk.StateAsync(two)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Another_press_about_some_of_the_same_comments_is_an_undo_of_its_own(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var (one, two) = (await desk.HoldAsync(writer, "A kraken."), await desk.HoldAsync(writer, "Another kraken."));
        var three = await desk.HoldAsync(writer, "A third kraken.");
        var seen = (await BatchAsync(desk, one, "writer")).Fields.Single(field => field.Item1 == "seen");

        // Decided otherwise.
        await PressAsync("publish", "2", one, two);
        await PressAsync("reject", "2", one, two, three);
        Assert.Equal(["removed", "removed", "rejected"], await StatesAsync());
        await desk.TakeBackAsync();
        Assert.Equal(["published", "published", "held"], await StatesAsync());
        await desk.TakeBackAsync();
        Assert.Equal(["held", "held", "held"], await StatesAsync());

        // By another rule.
        await PressAsync("reject", "2", one);
        await PressAsync("reject", "3", one, two);
        await desk.TakeBackAsync();
        Assert.Equal(["rejected", "held", "held"], await StatesAsync());
        await desk.TakeBackAsync();

        // About others, but for the one that was decided last.
        await PressAsync("reject", "2", one, two);
        var moderator = await desk.IdOfAsync("Liv Harrow");
        var last = await desk
            .Host.Get<Database>()
            .ReadAsync(
                scope => DecisionStore.FindLastAsync(scope, desk.Site.Id, moderator, DateTimeOffset.UnixEpoch, default),
                default
            );
        await PressAsync("reject", "2", last!.CommentId, three);
        await desk.TakeBackAsync();
        Assert.Equal(["rejected", "rejected", "held"], await StatesAsync());

        Task PressAsync(string what, string rule, params Guid[] comments) =>
            SendAsync(desk, [("comments", string.Join(' ', comments.Select(comment => $"{comment:N}"))), seen], what, rule);

        async Task<string[]> StatesAsync() =>
            [await desk.StateAsync(one), await desk.StateAsync(two), await desk.StateAsync(three)];
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_decided_too_long_ago_to_be_taken_back_is_not_taken_back_with_what_went_on_from_it(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var (one, two) = (await desk.HoldAsync(writer, "A kraken."), await desk.HoldAsync(writer, "Another kraken."));
        var three = await desk.HoldAsync(writer, "A third kraken.");
        var seen = (await BatchAsync(desk, one, "writer")).Fields.Single(field => field.Item1 == "seen");

        await PressAsync(one);
        desk.Clock.Turn(Decision.TakeBackWindow - TimeSpan.FromMinutes(1));
        await PressAsync(one, two);
        desk.Clock.Turn(TimeSpan.FromMinutes(2));
        await PressAsync(one, two, three);
        await desk.TakeBackAsync();
        Assert.Equal(["rejected", "rejected", "held"], await StatesAsync());
        await desk.TakeBackAsync();
        Assert.Equal(["rejected", "held", "held"], await StatesAsync());

        Task PressAsync(params Guid[] comments) =>
            SendAsync(desk, [("comments", string.Join(' ', comments.Select(comment => $"{comment:N}"))), seen], "reject");

        async Task<string[]> StatesAsync() =>
            [await desk.StateAsync(one), await desk.StateAsync(two), await desk.StateAsync(three)];
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Comments_that_lead_to_one_place_say_the_same_or_met_the_same_check_are_found_together(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var ann = await desk.WriterAsync("Ann Sorrel");
        using var bo = await desk.WriterAsync("Bo Tarn");
        var deal = await desk.HoldAsync(ann, "Buy at https://www.deals.example/a");
        var deals = await desk.HoldAsync(bo, "Or rather: http://DEALS.example/b?c=1 is best");
        var elsewhere = await desk.HoldAsync(ann, "Read https://notdeals.example/a");
        var kraken = await desk.HoldAsync(ann, "A kraken! It came.");
        var again = await desk.HoldAsync(bo, "a KRAKEN it came");
        // Of a longer text a word more or less makes no other one.
        const string Tale =
            "the kraken rose before the pier at dawn, and the whole council stood there and looked at it for an hour";
        var (tale, retold) = (await desk.HoldAsync(ann, Tale + " in silence."), await desk.HoldAsync(bo, Tale + "."));

        Assert.Equal([deal, deals], await IdsAsync(deal, "link"));
        Assert.Equal([deal, deals, elsewhere], await IdsAsync(deal, "check"));
        Assert.Equal([kraken, again], await IdsAsync(kraken, "alike"));
        Assert.Equal([tale, retold], await IdsAsync(tale, "alike"));
        Assert.Equal([deals, again, retold], await IdsAsync(deals, "writer"));
        Assert.Empty(await IdsAsync(kraken, "link"));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Desk.PageAsync(desk.Moderator, $"{Desk.Console}/batch?c={deal}&of=moon")).Status
        );

        async Task<IEnumerable<Guid>> IdsAsync(Guid comment, string of) => (await BatchAsync(desk, comment, of)).Ids;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_edited_or_decided_after_the_page_was_drawn_is_left_alone(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var stays = await desk.HoldAsync(writer, "A kraken in the harbour.");
        var edited = await desk.HoldAsync(writer, "A kraken in the bay.");
        var decided = await desk.HoldAsync(writer, "A kraken at sea.");
        var (_, fields, _) = await BatchAsync(desk, stays, "writer");
        await desk.EditAsync(writer, edited, "A kraken, and an insult.");
        await desk.DecideAsync(decided, "reject", second);
        var late = await desk.HoldAsync(writer, "One more kraken.");

        await SendAsync(desk, fields, "publish");

        Assert.Equal("published", await desk.StateAsync(stays));
        Assert.Equal("held", await desk.StateAsync(edited));
        Assert.Equal("rejected", await desk.StateAsync(decided));
        Assert.Equal("held", await desk.StateAsync(late));
        using var twice = await ReaderHost.PostToAsync(
            desk.Moderator,
            $"{Desk.Console}/batch",
            [.. fields, ("do", "reject"), ("rule", "99")]
        );
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Another_program_sees_decides_and_takes_back_a_batch_by_the_same_doors(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var (one, two) = (await desk.HoldAsync(writer, "A kraken."), await desk.HoldAsync(writer, "Another kraken."));
        var found = await desk.GetAsync(desk.Moderator, $"/moderation/comments/{one}/batch?of=writer");
        Assert.Equal([one, two], found["comments"]!.AsArray().Select(comment => (Guid)comment!["id"]!));
        Assert.True((bool)found["isWhole"]!);

        // Whoever has one in front keeps the others from it, and hands it on.
        Assert.Equal(
            HttpStatusCode.OK,
            (await desk.SendAsync(second, HttpMethod.Put, $"/moderation/comments/{one}/lease")).Status
        );
        var taken = await desk.SendAsync(desk.Moderator, HttpMethod.Put, $"/moderation/comments/{one}/lease");
        Assert.Equal((HttpStatusCode.Conflict, "lease-taken"), (taken.Status, taken.Code));
        var held = (await desk.GetAsync(desk.Moderator, "/moderation/leases"))["leases"]!.AsArray();
        Assert.Equal("Odo Brandt", (string?)Assert.Single(held)!["name"]);
        await desk.SendAsync(second, HttpMethod.Post, "/moderation/notes", new { words = "Ask the editor.", comment = one });
        await desk.SendAsync(second, HttpMethod.Delete, $"/moderation/comments/{one}/lease");
        Assert.Empty((await desk.GetAsync(desk.Moderator, "/moderation/leases"))["leases"]!.AsArray());
        var note = Assert.Single((await desk.CaseAsync(one))["notes"]!.AsArray())!;
        Assert.Equal("Ask the editor.", (string?)note["words"]);
        var gone = await desk.SendAsync(desk.Moderator, HttpMethod.Delete, $"/moderation/notes/{(Guid)note["id"]!}");
        Assert.Equal(HttpStatusCode.NoContent, gone.Status);
        Assert.Empty((await desk.CaseAsync(one))["notes"]!.AsArray());

        var decided = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            "/moderation/batches",
            new
            {
                comments = new[] { one, two },
                decision = "reject",
                rule = 2,
                words = "Enough of it.",
                seenAt = (string)found["seenAt"]!,
            }
        );
        Assert.Equal([one, two], decided.Json!["decisions"]!.AsArray().Select(decision => (Guid)decision!["commentId"]!));
        Assert.Equal("rejected", await desk.StateAsync(two));
        await desk.TakeBackAsync();
        Assert.Equal(("held", "held"), (await desk.StateAsync(one), await desk.StateAsync(two)));
        var undated = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            "/moderation/batches",
            new { comments = new[] { one }, decision = "publish" }
        );
        Assert.Equal("batch-invalid", undated.Code);
    }

    private sealed record Found(int Count, (string, string)[] Fields, AngleSharp.Dom.IDocument Page)
    {
        public IEnumerable<Guid> Ids =>
            Fields.Where(one => one.Item1 == "comments").SelectMany(one => one.Item2.Split(' ')).Select(Guid.Parse);
    }

    private static async Task<Found> BatchAsync(Desk desk, Guid comment, string of)
    {
        var answer = await Desk.PageAsync(desk.Moderator, $"{Desk.Console}/batch?c={comment}&of={of}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var page = new HtmlParser().ParseDocument(answer.Text);
        var fields = page.QuerySelectorAll("form.dk-act input[type=hidden]")
            .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!))
            .ToArray();
        var found = new Found(0, fields, page);
        return found with { Count = found.Ids.Count() };
    }

    private static async Task SendAsync(Desk desk, (string, string)[] fields, string what, string rule = "2")
    {
        using var answer = await ReaderHost.PostToAsync(
            desk.Moderator,
            $"{Desk.Console}/batch?rules=0",
            [.. fields, ("do", what), ("rule", rule), ("words", "Enough of it.")]
        );
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }
}
