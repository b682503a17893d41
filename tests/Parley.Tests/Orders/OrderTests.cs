using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Comments;
using Parley.HouseRules;
using Parley.Leaving;
using Parley.Orders;
using Parley.Readers;
using Parley.Reasons;
using Parley.Record;
using Parley.Sites;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Parley.Transparency;
using Xunit;

namespace Parley.Tests.Orders;

/// <summary>Orders of authorities, from their arrival to what is kept of them.</summary>
public sealed partial class OrderTests
{
    private const string Page = $"{Court.Site}/console/orders";
    private const string Door = $"{Court.Api}/moderation/orders";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_order_with_an_hour_stands_before_everything_calls_staff_three_times_and_its_effect_is_one_step(
        string engine
    )
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.Moderator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        foreach (var one in (TestReader[])[court.Moderator, una, ann])
            await court.ConfirmAsync(one);
        var (first, second) = (
            await ann.PublishAsync(court.Thread, "Zebrawords and bread."),
            await ann.PublishAsync(court.Thread, "Zebrawords and cheese.")
        );
        var held = await court.HeldAsync(ann);

        // Ten minutes lay between its arrival and its entry: the clock ran. Browsers send no seconds.
        court.Server.Clock.Turn(TimeSpan.FromSeconds(60 - court.Now.Second));
        var entered = await court.Moderator.SendFormAsync(
            Page,
            ("kind", "terrorist"),
            ("authority", "Office <A>"),
            ("country", "de"),
            ("reference", "TCO-17"),
            ("basis", "§ 129a StGB"),
            ("contact", "answers@office.example"),
            ("received", Local(court, court.Now.AddMinutes(-10))),
            (
                "named",
                $"https://talk.example{Court.Site}/c/{first} and {Court.Site}/t/{court.Thread}#c-{second}, {Court.Site}/s/quay?x=1 /other/s/quay /c/{Guid.Empty}"
            )
        );
        Assert.True(entered.Status == HttpStatusCode.SeeOther, entered.Text);
        var page = (await court.Moderator.GetAsync(entered.Location)).Text;
        foreach (
            var shown in (string[])
                ["Office &lt;A&gt;", "TCO-17", "50 minutes left", "Zebrawords and cheese.", "1 address is of no comment"]
        )
            Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, $"href=\"{Court.Site}/s/quay\""));

        // At the desk it is before all that waits, also for those who may not answer it, and they read no more than that.
        var queue = (await court.Moderator.GetAsync($"{Court.Site}/console")).Text;
        Assert.Contains(entered.Location, queue, StringComparison.Ordinal);
        Assert.True(
            queue.IndexOf("50 minutes left", StringComparison.Ordinal)
                < queue.IndexOf("id=\"sieve-text\"", StringComparison.Ordinal)
        );
        var ofUna = await una.GetAsync($"{Court.Site}/console");
        Assert.Contains("50 minutes left", ofUna.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/console/orders", ofUna.Text, StringComparison.Ordinal);
        var json = await una.GetAsync($"{Court.Api}/moderation/queue");
        Assert.Equal(50, (int)Assert.Single(json.Json["orders"]!.AsArray())!["minutesLeft"]!);
        foreach (var hidden in (string[])["Office", "TCO-17"])
        {
            Assert.DoesNotContain(hidden, ofUna.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(hidden, json.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await una.SendFormAsync(entered.Location, ("do", "done"))).Status);

        // Called at once, at half time, and when the time is over: those who may answer, and nobody else; each once.
        var rounds = court.Server.Get<OrderRounds>();
        await rounds.GoAsync(default);
        var call = Assert.Single(await court.LettersAsync(1));
        Assert.DoesNotContain("TCO-17", call.TextBody + call.HtmlBody, StringComparison.Ordinal);
        Assert.Contains($"/console/orders/", call.TextBody!, StringComparison.Ordinal);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(21));
        await rounds.GoAsync(default);
        await rounds.GoAsync(default);
        Assert.Equal(2, (await court.LettersAsync(2)).Count);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(31));
        await rounds.GoAsync(default);
        await rounds.GoAsync(default);
        var late = (await court.LettersAsync(3)).ToList();
        Assert.Equal(3, late.Count);
        Assert.Single(late, letter => letter.Subject!.Contains("over time", StringComparison.Ordinal));

        // Whoever names a comment that the order does not name, by a slip perhaps, looks at it first.
        var these = ("comments", $"/c/{first} /c/{second}");
        (string, string)[] slip = [("do", "done"), ("comments", $"/c/{first} /c/{second} /c/{held}"), ("seen", $"/c/{first}")];
        var again = await court.Moderator.SendFormAsync(entered.Location, slip);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Single(Regex.Matches(again.Text, "Not named by its address"));

        // One action, with a statement in the same step whose ground is the law and whose source is the order.
        var done = await court.Moderator.SendFormAsync(entered.Location, ("do", "done"), ("words", ""), these);
        Assert.True(done.Status == HttpStatusCode.SeeOther, done.Text);
        // The button pressed twice, and somebody who would answer otherwise.
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await court.Moderator.SendFormAsync(entered.Location, ("do", "done"), these)).Status
        );
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await court.Moderator.SendFormAsync(entered.Location, ("do", "manifest-error"), ("words", "No."))).Status
        );
        foreach (var comment in (Guid[])[first, second])
        {
            var statement = Assert.Single(await court.StatementsAsync(comment));
            Assert.Equal(
                (Restriction.Removed, Origin.Order, "§ 129a StGB", "https://eur-lex.europa.eu/eli/reg/2021/784/oj"),
                (statement.Restriction, statement.Origin, statement.Rule, statement.Law)
            );
            Assert.Equal((null, Category.PublicSecurity), (statement.RuleNumber, statement.Category));
        }

        Assert.Empty((await una.GetAsync($"{Court.Api}/moderation/queue")).Json["orders"]!.AsArray());
        // The writer is told at once, by the law, and can object.
        var told = (await court.LettersAsync(5)).Where(letter =>
            letter.TextBody!.Contains("§ 129a StGB", StringComparison.Ordinal)
        );
        Assert.Equal(2, told.Count());
        Assert.Contains("/objections/", told.First().TextBody!, StringComparison.Ordinal);
        // A slip of the hand does not undo it, and nor does the desk.
        Assert.Equal("decision-overtaken", (await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last")).Code);
        Assert.Equal("comment-under-order", (await TryPublishAsync(una, first)).Code);

        var answer = (await court.Moderator.GetAsync($"{entered.Location}/answer"));
        Assert.StartsWith("text/plain", answer.Headers["content-type"], StringComparison.Ordinal);
        var plain = Marks().Replace(answer.Text, "");
        foreach (var shown in (string[])["Reference: TCO-17", "Office <A> (DE)", "Effect was given", $"/c/{first}"])
            Assert.Contains(shown, plain, StringComparison.Ordinal);
        Assert.Matches("Minutes from receipt: 6[3-9]\n", plain);
        foreach (var hidden in (string[])["Ann", "Zebra", "Harrow"])
            Assert.DoesNotContain(hidden, plain, StringComparison.Ordinal);
        Assert.Equal(
            [RecordKind.Order, RecordKind.OrderCalled, RecordKind.OrderCalled, RecordKind.OrderAnswered],
            (await KindsAsync(court)).Where(kind => kind is >= RecordKind.Order and <= RecordKind.OrderCalled)
        );
        Assert.Null((await court.Server.Get<VerifyRecord>().HandleAsync(court.Server.Site.Id, null, default)).Fault);
        Assert.Equal(
            CommentState.Held,
            (await court.Server.Get<CommentStore>().FindAsync(court.Server.Site.Id, held, default))!.State
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_writer_who_must_not_be_told_is_told_when_that_time_is_over_and_an_objection_brings_the_comment_back(
        string engine
    )
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Lind");
        await court.ConfirmAsync(ann);
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        // Whoever reports may be the writer by another name.
        await bo.PostAsync($"{Court.Api}/comments/{comment}/reports", new { reason = "abuse" });
        await Eventually.IsSoAsync(async () =>
            (await ann.GetAsync($"{Court.Api}/comments/mine")).Text.Contains("quinces", StringComparison.Ordinal)
        );
        var id = await EnterAsync(court, comment, kind: "removal", silentUntil: court.Now.AddDays(14));
        Assert.Equal(
            HttpStatusCode.OK,
            (await court.Moderator.PostAsync($"{Door}/{id}/answer", new { outcome = "done" })).Status
        );

        await court.Server.CaughtUpAsync();
        Assert.False((await ann.GetAsync($"{Court.Site}/t/{court.Thread}")).Shows(comment));
        foreach (var door in (string[])[$"{Court.Site}/me", $"{Court.Api}/comments/mine"])
            Assert.DoesNotContain("quinces", (await ann.GetAsync(door)).Text, StringComparison.Ordinal);
        var reported = (await bo.GetAsync($"{Court.Api}/notifications")).Text;
        Assert.Contains("\"gone\"", reported, StringComparison.Ordinal);
        await bo.SendFormAsync($"{Court.Site}/notifications");
        Assert.DoesNotContain("StGB", reported, StringComparison.Ordinal);
        var rounds = court.Server.Get<OrderRounds>();
        court.Server.Clock.Turn(TimeSpan.FromDays(13));
        await rounds.GoAsync(default);
        Assert.Empty(await court.LettersAsync(0));

        court.Server.Clock.Turn(TimeSpan.FromDays(2));
        await rounds.GoAsync(default);
        await rounds.GoAsync(default);
        var letter = Assert.Single(await court.LettersAsync(1));
        Assert.Contains("§ 86a StGB", letter.TextBody!, StringComparison.Ordinal);
        Assert.Contains("§ 86a StGB", (await ann.GetAsync($"{Court.Site}/me")).Text, StringComparison.Ordinal);
        Assert.Single(await KindsAsync(court), kind => kind == RecordKind.OrderWriterTold);

        // The time to object runs from when it may be told.
        var statement = Assert.Single(await court.StatementsAsync(comment));
        Assert.Equal(statement.SilentUntil!.Value.AddMonths(6), statement.ObjectionUntil);
        var code = Code().Match(letter.TextBody!).Groups[1].Value;
        await ann.PostAsync($"{Court.Api}/objections", new { code, words = "It is fruit." });
        var one = Objection().Match((await una.GetAsync($"{Court.Site}/console/objections")).Text).Value;
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await una.SendFormAsync(one, ("do", "reverse"), ("words", "Fruit it is."))).Status
        );
        await court.Server.CaughtUpAsync();
        Assert.True((await ann.GetAsync($"{Court.Site}/t/{court.Thread}")).Shows(comment));
        // Who was told no more than that it is gone is told that it is back.
        var told = (await bo.GetAsync($"{Court.Api}/notifications")).Json;
        Assert.Equal(("kept", 1), ((string?)told["reports"]![0]!["outcome"], (int)told["unread"]!));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_silence_is_prolonged_as_far_as_the_law_allows_and_ended_and_who_said_so_stays_on_record(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.Moderator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        await court.ConfirmAsync(ann);
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        var entered = Micros.FromMicros(court.Now.ToMicros());
        var id = await EnterAsync(court, comment, silentUntil: entered.AddDays(5));
        await court.Moderator.PostAsync($"{Door}/{id}/answer", new { outcome = "done" });
        var page = $"{Page}/{id}";
        var rounds = court.Server.Get<OrderRounds>();

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await una.PostAsync($"{Door}/{id}/silence", new { until = entered.AddDays(20), words = "By letter." })).Status
        );
        Assert.Equal("order-silence-words-invalid", await TryAsync(entered.AddDays(20), " "));
        Assert.Equal("order-silence-invalid", await TryAsync(entered.AddDays(48)));
        Assert.Equal("order-silence-invalid", await TryAsync(entered.AddMinutes(-1)));
        var forgotten = await court.Moderator.SendFormAsync(
            $"{page}/silence",
            ("do", "change"),
            ("until", ""),
            ("words", "Said <twice>.")
        );
        Assert.Equal(HttpStatusCode.BadRequest, forgotten.Status);
        Assert.Contains("Said &lt;twice&gt;.</textarea>", forgotten.Text, StringComparison.Ordinal);

        // Past the time that the order had first, and then no longer.
        var prolonged = await court.Moderator.SendFormAsync(
            $"{page}/silence",
            ("do", "change"),
            ("until", Local(court, entered.AddDays(20))),
            ("words", "By letter of the third.")
        );
        Assert.True(prolonged.Status == HttpStatusCode.SeeOther, prolonged.Text);
        Assert.Contains("By letter of the third.", (await court.Moderator.GetAsync(page)).Text, StringComparison.Ordinal);
        court.Server.Clock.Turn(TimeSpan.FromDays(10));
        await rounds.GoAsync(default);
        Assert.Empty(await court.LettersAsync(0));
        Assert.DoesNotContain("quinces", (await ann.GetAsync($"{Court.Site}/me")).Text, StringComparison.Ordinal);
        // Six weeks more at a time, and twelve in all.
        Assert.Equal("order-silence-invalid", await TryAsync(entered.AddDays(62).AddMinutes(1)));
        Assert.Null(await TryAsync(entered.AddDays(50)));
        Assert.Equal("order-silence-invalid", await TryAsync(entered.AddDays(84).AddMinutes(1)));
        Assert.Null(await TryAsync(entered.AddDays(84)));
        // The button pressed twice.
        Assert.Null(await TryAsync(entered.AddDays(84)));
        Assert.Equal(entered.AddDays(84), Assert.Single(await court.StatementsAsync(comment)).SilentUntil);

        court.Server.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Null(await TryAsync(null, "By telephone."));
        await rounds.GoAsync(default);
        var letter = Assert.Single(await court.LettersAsync(1));
        Assert.Contains("§ 86a StGB", letter.TextBody!, StringComparison.Ordinal);
        Assert.Contains("§ 86a StGB", (await ann.GetAsync($"{Court.Site}/me")).Text, StringComparison.Ordinal);
        var statement = Assert.Single(await court.StatementsAsync(comment));
        Assert.InRange(statement.SilentUntil!.Value, entered.AddDays(11), court.Now);
        Assert.Equal(statement.SilentUntil.Value.AddMonths(6), statement.ObjectionUntil);

        // Nobody is silent about what was said.
        Assert.Equal("order-silence-over", await TryAsync(court.Now.AddDays(1)));
        Assert.DoesNotContain("/silence\"", (await court.Moderator.GetAsync(page)).Text, StringComparison.Ordinal);
        var silences = (await court.Moderator.GetAsync($"{Door}/{id}")).Json["silences"]!.AsArray();
        Assert.Equal(
            ["By telephone.", "By letter.", "By letter.", "By letter of the third."],
            silences.Select(one => (string?)one!["words"])
        );
        Assert.Null(silences[0]!["until"]);
        Assert.Equal("Harrow", ((string?)silences[0]!["by"])!.Split(' ')[^1]);
        Assert.Equal(4, (await KindsAsync(court)).Count(kind => kind == RecordKind.OrderSilence));
        Assert.Null((await court.Server.Get<VerifyRecord>().HandleAsync(court.Server.Site.Id, null, default)).Fault);

        async Task<string?> TryAsync(DateTimeOffset? until, string words = "By letter.")
        {
            var answer = await court.Moderator.PostAsync(
                $"{Door}/{id}/silence",
                new
                {
                    until,
                    words,
                    end = until is null,
                }
            );
            return answer.Status == HttpStatusCode.OK ? null : answer.Code;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_order_that_nobody_has_answered_is_given_a_silence_or_none(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        var id = await EnterAsync(court, comment);
        var until = Micros.FromMicros(court.Now.ToMicros()).AddDays(42);
        // What nothing brings back is said, and not left out.
        Assert.Equal(
            "order-silence-invalid",
            (await court.Moderator.PostAsync($"{Door}/{id}/silence", new { words = "By letter." })).Code
        );
        // At first the law's six weeks are all.
        Assert.Equal("order-silence-invalid", (await ChangeAsync(id, until.AddMinutes(1))).Code);
        Assert.Equal(until, (DateTimeOffset)(await ChangeAsync(id, until)).Json["silentUntil"]!);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.Null((await ChangeAsync(id, null)).Json["silentUntil"]);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(1));
        await ChangeAsync(id, until);
        await court.Moderator.PostAsync($"{Door}/{id}/answer", new { outcome = "done" });
        Assert.Equal(until, Assert.Single(await court.StatementsAsync(comment)).SilentUntil);

        var asked = await EnterAsync(court, comment, kind: "information");
        Assert.Equal("order-silence-over", (await ChangeAsync(asked, until)).Code);
        Assert.Equal("order-not-found", (await ChangeAsync(Guid.NewGuid(), until)).Code);

        Task<TestAnswer> ChangeAsync(Guid order, DateTimeOffset? until) =>
            court.Moderator.PostAsync(
                $"{Door}/{order}/silence",
                new
                {
                    until,
                    words = "By letter.",
                    end = until is null,
                }
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_an_order_found_down_already_stays_down_and_the_answer_stays_what_it_was(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        var other = await ann.PublishAsync(court.Thread, "And figs.");
        await court.Moderator.PostAsync(
            $"{Court.Api}/moderation/comments/{comment}/decision",
            new { decision = "remove", rule = 1 }
        );
        var code = (await court.StatementsAsync(comment)).Single().Code;
        await ann.PostAsync($"{Court.Api}/objections", new { code, words = "It is fruit." });
        var id = await EnterAsync(court, comment);
        Assert.Equal(HttpStatusCode.OK, await AnswerAsync($"/c/{comment}"));

        Assert.Equal("comment-under-order", (await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last")).Code);
        Assert.Equal("comment-under-order", (await TryPublishAsync(una, comment)).Code);
        var one = Objection().Match((await una.GetAsync($"{Court.Site}/console/objections")).Text).Value;
        var reversed = await una.SendFormAsync(one, ("do", "reverse"), ("words", "Fruit it is."));
        Assert.Equal(HttpStatusCode.Conflict, reversed.Status);
        // Answered again about others, it is not as if these had gone too.
        Assert.Equal(HttpStatusCode.OK, await AnswerAsync($"/c/{comment}"));
        Assert.Equal(HttpStatusCode.Conflict, await AnswerAsync($"/c/{other}"));
        await court.Server.CaughtUpAsync();
        var page = await ann.GetAsync($"{Court.Site}/t/{court.Thread}");
        Assert.Equal((false, true), (page.Shows(comment), page.Shows(other)));

        async Task<HttpStatusCode> AnswerAsync(string comments) =>
            (await court.Moderator.PostAsync($"{Door}/{id}/answer", new { outcome = "done", comments })).Status;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_terrorist_content_order_took_down_is_kept_for_six_months_whoever_leaves_and_shown_to_nobody(
        string engine
    )
    {
        await using var court = await Court.OpenAsync(engine);
        using var adi = await court.Server.StaffAsync(ReaderRole.Administrator, "Adi North");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var (mended, other) = (
            await ann.PublishAsync(court.Thread, "Zebrafirst words."),
            await ann.PublishAsync(court.Thread, "Zebraother words.")
        );
        await ann.PatchAsync($"{Court.Api}/comments/{mended}", new { body = "Zebrasecond words." });
        var id = await EnterAsync(court, mended);
        await court.Moderator.PostAsync($"{Door}/{id}/answer", new { outcome = "done" });
        var until = court.Now.AddMonths(6);
        // What any other order takes down is not kept.
        var plain = await EnterAsync(court, other, kind: "removal");
        await court.Moderator.PostAsync($"{Door}/{plain}/answer", new { outcome = "done" });

        var leaves = await ann.PutAsync(
            $"{Court.Api}/account/leaving",
            new { password = "three herons at dusk", words = "delete" }
        );
        Assert.True(leaves.Status == HttpStatusCode.OK, leaves.Text);
        court.Server.Clock.Turn(TimeSpan.FromDays(15));
        await court.Server.Get<DeleteAccount>().HandleAsync(default);
        Assert.True((await court.Server.Get<CommentStore>().FindAsync(court.Server.Site.Id, mended, default))!.IsErased);

        var kept = JsonNode.Parse(Assert.Single(await KeptAsync(id)))!;
        Assert.Equal(
            ("Zebrasecond words.", "Zebrafirst words.", "Ann Ode"),
            ((string?)kept["words"], (string?)kept["earlier"]![0]!["words"], (string?)kept["writer"]!["name"])
        );
        Assert.Contains("@harbour.example", (string?)kept["writer"]!["email"], StringComparison.Ordinal);
        Assert.Empty(await KeptAsync(plain));
        foreach (
            var door in (string[])
                [Page, $"{Page}/{id}", $"{Page}/{id}/answer", Door, $"{Door}/{id}", $"{Court.Site}/console?c={mended}"]
        )
        {
            var shown = await adi.GetAsync(door);
            Assert.Equal(HttpStatusCode.OK, shown.Status);
            Assert.DoesNotContain("Zebra", shown.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Ann Ode", shown.Text, StringComparison.Ordinal);
        }

        var rounds = court.Server.Get<OrderRounds>();
        court.Server.Clock.Turn(until - court.Now - TimeSpan.FromMinutes(5));
        await rounds.GoAsync(default);
        Assert.Single(await KeptAsync(id));
        court.Server.Clock.Turn(TimeSpan.FromMinutes(6));
        await rounds.GoAsync(default);
        Assert.Empty(await KeptAsync(id));
        Assert.Single(await KindsAsync(court), kind => kind == RecordKind.PreservedForgotten);

        Task<List<string>> KeptAsync(Guid order) =>
            court.Server.Get<PreservedStore>().ListAsync(court.Server.Site.Id, order, default);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Orders_that_are_wrong_or_cannot_be_done_are_answered_with_what_is_wrong_and_counted_by_country(
        string engine
    )
    {
        await using var court = await Court.OpenAsync(engine);
        using var adi = await court.Server.StaffAsync(ReaderRole.Administrator, "Adi North");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");

        var empty = await court.Moderator.SendFormAsync(Page, ("received", "soon"), ("silent", "x"), ("named", "A <text>."));
        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);
        foreach (var field in (string[])["kind", "authority", "country", "reference", "basis", "received", "silent"])
            Assert.Contains($"href=\"#{field}\"", empty.Text, StringComparison.Ordinal);
        Assert.Contains("A &lt;text&gt;.", empty.Text, StringComparison.Ordinal);
        Assert.Equal("order-silence-invalid", await TryEnterAsync(silentUntil: court.Now.AddDays(43)));
        Assert.Equal("order-silence-invalid", await TryEnterAsync(silentUntil: court.Now.AddMinutes(-1)));
        Assert.Equal("order-received-invalid", await TryEnterAsync(receivedAt: court.Now.AddMinutes(6)));
        Assert.Equal("order-received-invalid", await TryEnterAsync(receivedAt: court.Now.AddYears(-2)));
        Assert.Equal("order-named-invalid", await TryEnterAsync(named: new string('x', 10_001)));

        var id = await EnterAsync(court, comment);
        // The same again is the same, and with a silence that was forgotten it is another.
        Assert.Equal(id, await EnterAsync(court, comment));
        Assert.NotEqual(id, await EnterAsync(court, comment, silentUntil: court.Now.AddDays(1)));
        Assert.Equal("body-invalid", CodeOf(await court.Moderator.PostAsync(Door, new { kind = 7, authority = "Office" })));
        Assert.Equal("body-invalid", CodeOf(await court.Moderator.PostAsync($"{Door}/{id}/answer", new { outcome = 9 })));
        Assert.Equal("order-outcome-missing", await TryAnswerAsync(id, null));
        Assert.Equal("order-words-missing", await TryAnswerAsync(id, "manifest-error"));
        Assert.Equal("order-words-invalid", await TryAnswerAsync(id, "done", new string('x', 2_001)));
        Assert.Equal("order-comments-invalid", await TryAnswerAsync(id, "done", comments: "nothing"));
        // Nothing goes of an order that names what is not there.
        Assert.Equal("order-comments-invalid", await TryAnswerAsync(id, "done", comments: $"/c/{comment} /c/{Guid.NewGuid()}"));
        Assert.Empty(await court.StatementsAsync(comment));
        Assert.Equal("order-not-found", await TryAnswerAsync(Guid.NewGuid(), "done"));
        var receipt = await court.Moderator.PostAsync($"{Door}/{id}/receipt");
        Assert.NotNull(receipt.Json["informedAt"]);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(20));
        Assert.Null(await TryAnswerAsync(id, "not-enough-information", "No address."));
        Assert.Empty(await court.StatementsAsync(comment));
        var text = Marks().Replace((await court.Moderator.GetAsync($"{Page}/{id}/answer")).Text, "");
        Assert.Contains("Reasons: No address.", text, StringComparison.Ordinal);

        // An order for information is noted and answered, and that is all.
        var asked = await EnterAsync(court, comment, kind: "information", country: "AT");
        Assert.DoesNotContain("quinces", (await court.Moderator.GetAsync($"{Page}/{asked}")).Text, StringComparison.Ordinal);
        Assert.Equal("order-words-missing", await TryAnswerAsync(asked, "done"));
        court.Server.Clock.Turn(TimeSpan.FromMinutes(7));
        Assert.Null(await TryAnswerAsync(asked, "done", "Answered by letter."));
        var removal = await EnterAsync(court, comment, kind: "removal", country: "AT");
        court.Server.Clock.Turn(TimeSpan.FromMinutes(9));
        Assert.Null(await TryAnswerAsync(removal, "done"));

        var site = court.Server.Site with { Settings = court.Server.Site.Settings with { Figures = true } };
        await court.Server.Get<SiteStore>().ChangeAsync(site, site.Origins, default);
        var figures = $"{Court.Site}/console/figures";
        await Eventually.IsSoAsync(async () => (await adi.GetAsync(figures)).Status == HttpStatusCode.OK);
        var half = HalfYear.Of(court.Server.Site, court.Now);
        using var zip = new ZipArchive(new MemoryStream((await adi.GetAsync($"{figures}/{half}")).Bytes));
        // What was ordered is no statement for the Commission's database.
        Assert.Equal("figures.csv", Assert.Single(zip.Entries).FullName);
        using var reader = new StreamReader(zip.Entries[0].Open());
        var csv = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n");
        foreach (
            var line in (string[])
                [
                    "statements,removed,,,,,,,1",
                    "orders-terrorist,received,,,,,,,2",
                    "orders-terrorist-DE,not-possible,,,,,,,1",
                    "orders-terrorist-DE,median-minutes-to-inform,,,,,,,0",
                    "orders-information-AT,effect-given,,,,,,,1",
                    "orders-information-AT,median-minutes-to-effect,,,,,,,7",
                    "orders-removal-AT,median-minutes-to-inform,,,,,,,9",
                    "orders-removal-AT,median-minutes-to-effect,,,,,,,9",
                ]
        )
            Assert.Contains(line, csv);
        var page = (await adi.GetAsync(figures)).Text;
        Assert.Contains("Orders against illegal content", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>AT</bdi>", page, StringComparison.Ordinal);

        async Task<string?> TryEnterAsync(
            DateTimeOffset? silentUntil = null,
            DateTimeOffset? receivedAt = null,
            string named = "A text."
        ) => CodeOf(await court.Moderator.PostAsync(Door, Body("terrorist", "DE", named, silentUntil, receivedAt)));

        async Task<string?> TryAnswerAsync(Guid order, string? outcome, string? words = null, string? comments = null) =>
            CodeOf(
                await court.Moderator.PostAsync(
                    $"{Door}/{order}/answer",
                    new
                    {
                        outcome,
                        words,
                        comments,
                    }
                )
            );

        static string? CodeOf(TestAnswer answer) => answer.Status == HttpStatusCode.OK ? null : answer.Code;
    }

    private static object Body(
        string kind,
        string country,
        string named,
        DateTimeOffset? silentUntil,
        DateTimeOffset? receivedAt = null
    ) =>
        new
        {
            kind,
            authority = "Office",
            country,
            reference = "Ref 7",
            basis = "§ 86a StGB",
            named,
            silentUntil,
            receivedAt,
        };

    private static async Task<Guid> EnterAsync(
        Court court,
        Guid comment,
        string kind = "terrorist",
        string country = "DE",
        DateTimeOffset? silentUntil = null
    )
    {
        var entered = await court.Moderator.PostAsync(Door, Body(kind, country, $"{Court.Site}/c/{comment}", silentUntil));
        Assert.True(entered.Status == HttpStatusCode.OK, entered.Text);
        return (Guid)entered.Json["id"]!;
    }

    private static Task<TestAnswer> TryPublishAsync(TestReader by, Guid comment) =>
        by.PostAsync($"{Court.Api}/moderation/comments/{comment}/decision", new { decision = "publish" });

    private static string Local(Court court, DateTimeOffset at) =>
        TimeZoneInfo
            .ConvertTime(at, court.Server.Site.Zone)
            .ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<List<RecordKind>> KindsAsync(Court court) =>
        court.Server.ListAsync(
            "SELECT kind FROM recorded WHERE site_id = @site ORDER BY number",
            [("@site", court.Server.Site.Id)],
            row => (RecordKind)row.Int(0)
        );

    [GeneratedRegex("/objections/([0-9a-f]{64})")]
    private static partial Regex Code();

    [GeneratedRegex($"/{TestServer.SiteName}/console/objections/[0-9a-f-]{{36}}")]
    private static partial Regex Objection();

    // What keeps a name in another script from turning the words around it.
    [GeneratedRegex("[\u2066-\u2069]")]
    private static partial Regex Marks();
}
