using System.Net;
using System.Text.RegularExpressions;
using Parley.Comments;
using Parley.Moderation;
using Parley.Notices;
using Parley.Objections;
using Parley.Readers;
using Parley.Reasons;
using Parley.Record;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;
using Parley.Tests.OwnModel;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Objections;

public sealed partial class ObjectionTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Somebody_else_decides_without_seeing_the_first_decision_and_one_step_brings_a_comment_back(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Reed");
        await court.ConfirmAsync(ann);
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        await court.DecideAsync(comment, "remove", "Zebrawords.");
        // Only the one it is about can read how to object.
        Assert.DoesNotContain("objections/", (await bo.GetAsync($"{Court.Site}/me")).Text, StringComparison.Ordinal);
        var page = "";
        await Eventually.IsSoAsync(async () =>
            (page = (await ann.GetAsync($"{Court.Site}/me")).Text).Contains("/objections/", StringComparison.Ordinal)
        );
        Assert.Equal(CodeIn(page), (string?)(await ann.GetAsync($"{Court.Api}/comments/mine")).Json["comments"]![0]!["code"]);
        var door = $"{Court.Site}/objections/{CodeIn(page)}";
        Assert.DoesNotContain("Harrow", (await ann.GetAsync(door)).Text, StringComparison.Ordinal);

        var sent = await ann.SendFormAsync(door, ("body", "x"), ("words", "I meant the <fruit>."));
        Assert.Equal((HttpStatusCode.SeeOther, door), (sent.Status, sent.Location));
        Assert.Contains("I meant the &lt;fruit&gt;.", (await ann.GetAsync(door)).Text, StringComparison.Ordinal);
        var one = await OneAsync(una);

        var before = (await una.GetAsync(one)).Text;
        Assert.Contains("Only quinces and medlars.", before, StringComparison.Ordinal);
        Assert.Contains("I meant the &lt;fruit&gt;.", before, StringComparison.Ordinal);
        foreach (var hidden in (string[])["Zebrawords", "Harrow"])
            Assert.DoesNotContain(hidden, before, StringComparison.Ordinal);
        var own = await DecideAsync(court.Moderator, one, "keep");
        Assert.Equal(HttpStatusCode.Conflict, own.Status);
        Assert.DoesNotContain("name=\"do\"", (await court.Moderator.GetAsync(one)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(una, one, "reverse", "Fruit it is.")).Status);

        var after = (await una.GetAsync(one)).Text;
        foreach (var shown in (string[])["Zebrawords", "Harrow", "Fruit it is."])
            Assert.Contains(shown, after, StringComparison.Ordinal);
        await court.Server.CaughtUpAsync();
        Assert.True((await bo.GetAsync($"{Court.Site}/t/{court.Thread}")).Shows(comment));
        Assert.DoesNotContain(one, (await una.GetAsync($"{Court.Site}/console/objections")).Text, StringComparison.Ordinal);
        var told = (await ann.GetAsync(door)).Text;
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var letter = Assert.Single(await court.LettersAsync(1));
        Assert.Equal("Your objection on The Harbour Courant", letter.Subject);
        foreach (var text in (string[])[told, letter.TextBody!, letter.HtmlBody!])
        {
            Assert.Contains("Fruit it is.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Una Bright", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Harrow", text, StringComparison.Ordinal);
        }

        Assert.Equal(
            [RecordKind.Statement, RecordKind.Decision, RecordKind.Objection, RecordKind.Decision, RecordKind.ObjectionDecided],
            await court.Server.ListAsync(
                "SELECT kind FROM recorded WHERE site_id = @site AND kind <> 30 ORDER BY number",
                [("@site", court.Server.Site.Id)],
                row => (RecordKind)row.Int(0)
            )
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task While_somebody_objects_to_a_ban_staff_see_that_it_is_one_and_not_why_or_by_whom(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        await court.ConfirmAsync(ann);
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        var ban = await court.GiveAsync(ann.Id, "ban", "Zebrawords.");
        var code = CodeIn(Assert.Single(await court.LettersAsync(1)).TextBody!);
        string[] doors =
        [
            $"{Court.Site}/console/writers",
            $"{Court.Site}/console/writers/{ann.Id}",
            $"{Court.Site}/console?c={comment}",
            $"{Court.Api}/moderation/readers/{ann.Id}/sanctions",
            $"{Court.Api}/moderation/comments/{comment}",
        ];
        await AllShowAsync(true);

        using var browser = court.Server.Visitor();
        await browser.PostAsync($"{Court.Api}/objections", new { code, words = "It was my brother." });
        await AllShowAsync(false);
        var hidden = Assert.Single(await court.ListAsync(ann.Id))!;
        Assert.Equal(("ban", true, true), ((string?)hidden["kind"], (bool)hidden["stands"]!, (bool)hidden["objected"]!));
        // From the objection one comes to what else there is about them.
        var one = await OneAsync(una);
        Assert.Contains(
            $"href=\"{Court.Site}/console/writers/{ann.Id}\"",
            (await una.GetAsync(one)).Text,
            StringComparison.Ordinal
        );

        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(una, one, "keep")).Status);
        await AllShowAsync(true);

        async Task AllShowAsync(bool areShown)
        {
            foreach (var door in doors)
            {
                var answer = await una.GetAsync(door);
                Assert.Equal(HttpStatusCode.OK, answer.Status);
                Assert.True(areShown == answer.Text.Contains("Zebrawords", StringComparison.Ordinal), door);
                // Beside a comment nobody is named anyway.
                Assert.True(
                    (areShown && !door.Contains("console?", StringComparison.Ordinal))
                        == answer.Text.Contains("Harrow", StringComparison.Ordinal),
                    door
                );
            }
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_decides_about_an_answer_reads_what_it_answers(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Reed");
        var asked = await bo.PublishAsync(court.Thread, "Who bakes your bread?");
        var answer = (Guid)(await ann.SayAsync(court.Thread, "A crook.", asked)).Json["comment"]!["id"]!;
        await court.DecideAsync(answer, "remove");
        var page = "";
        await Eventually.IsSoAsync(async () =>
            (page = (await ann.GetAsync($"{Court.Site}/me")).Text).Contains("/objections/", StringComparison.Ordinal)
        );
        await ann.PostAsync($"{Court.Api}/objections", new { code = CodeIn(page), words = "He is one." });

        var shown = (await una.GetAsync(await OneAsync(una))).Text;

        Assert.Contains("A crook.", shown, StringComparison.Ordinal);
        Assert.Contains("Who bakes your bread?", shown, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_is_shut_out_objects_by_the_letter_and_gets_back_exactly_what_was_taken(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        await court.GiveAsync(ann.Id, "hold");
        await court.ConfirmAsync(ann);
        await court.GiveAsync(ann.Id, "ban");
        Assert.Equal("banned", await court.SayAsync(ann));
        var letter = Assert.Single(await court.LettersAsync(1));
        var code = CodeIn(letter.TextBody!);
        using var browser = court.Server.Visitor();

        Assert.Contains("Shut out", (await browser.GetAsync($"{Court.Site}/objections/{code}")).Text, StringComparison.Ordinal);
        // The session of whoever is shut out opens it as well.
        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync($"{Court.Site}/objections/{code}")).Status);
        var raised = await browser.PostAsync($"{Court.Api}/objections", new { code, words = "It was my brother." });
        Assert.Equal(HttpStatusCode.OK, raised.Status);
        var one = await OneAsync(una);
        // Two at once: one decision.
        using var ola = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Ola North");
        var both = await Task.WhenAll(DecideAsync(una, one, "reverse"), DecideAsync(ola, one, "reverse"));
        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.Conflict], both.Select(answer => answer.Status).Order());

        Assert.Equal("held", await court.SayAsync(ann));
        var list = await court.ListAsync(ann.Id);
        Assert.Equal([("ban", false), ("hold", true)], list.Select(x => ((string)x!["kind"]!, (bool)x["stands"]!)));
        var again = await browser.PostAsync($"{Court.Api}/objections", new { code, words = "It was my brother." });
        Assert.True((bool)again.Json["isReversed"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_waits_too_long_objects_to_the_waiting_and_one_step_publishes_the_words_that_waited(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        await court.ConfirmAsync(ann);
        var (published, kept, decided) = (await court.HeldAsync(ann), await court.HeldAsync(ann), await court.HeldAsync(ann));
        // Nobody objects to what has waited for a moment.
        Assert.DoesNotContain("/objections/", (await ann.GetAsync($"{Court.Site}/me")).Text, StringComparison.Ordinal);
        court.Server.Clock.Turn(TimeSpan.FromHours(49));
        Assert.Equal(3, await court.Server.Get<LongHolds>().TellAsync(default));
        var codes = new Dictionary<Guid, string>();
        foreach (var comment in (Guid[])[published, kept, decided])
            codes[comment] = (await court.StatementsAsync(comment))[^1].Code!;
        var letters = await court.LettersAsync(3);
        Assert.Equal(codes.Values.Order(), letters.Select(letter => CodeIn(letter.TextBody!)).Order());
        var page = (await ann.GetAsync($"{Court.Site}/me")).Text;
        Assert.All(codes.Values, code => Assert.Contains($"/objections/{code}", page, StringComparison.Ordinal));
        Assert.Contains(
            "Found by an automatic check. A person decides.",
            (await ann.GetAsync($"{Court.Site}/objections/{codes[kept]}")).Text,
            StringComparison.Ordinal
        );
        await SaysAsync(kept, "Object to the waiting");

        var one = await RaiseAsync(published);
        Assert.Contains("Publish the comment", (await una.GetAsync(one)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(una, one, "reverse", "It is about a lantern.")).Status);
        Assert.Contains("A machine", (await una.GetAsync(one)).Text, StringComparison.Ordinal);
        Assert.Equal("decision-overtaken", (await una.DeleteAsync($"{Court.Api}/moderation/decisions/last")).Code);
        await SaysAsync(published, "Your comment waits no longer");
        one = await RaiseAsync(kept);
        await SaysAsync(kept, "It waits for a person.");
        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(una, one, "keep", "A person reads it tomorrow.")).Status);
        await SaysAsync(kept, "Your comment goes on waiting");
        await court.Server.CaughtUpAsync();
        using var visitor = court.Server.Visitor();
        var thread = await visitor.GetAsync($"{Court.Site}/t/{court.Thread}");
        Assert.Equal((true, false), (thread.Shows(published), thread.Shows(kept)));
        await court.DecideAsync(kept, "publish");
        await SaysAsync(kept, "Your comment was left to wait then");

        // Once somebody has decided there is no waiting to object to, and nothing for staff to do.
        one = await RaiseAsync(decided);
        await court.DecideAsync(decided, "reject");
        Assert.DoesNotContain(one, (await una.GetAsync($"{Court.Site}/console/objections")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(una, one, "reverse")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync($"{Court.Site}/objections/{codes[decided]}")).Status);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var answers = (await court.LettersAsync(5)).FindAll(letter =>
            letter.Subject!.StartsWith("Your objection", StringComparison.Ordinal)
        );
        Assert.Equal(2, answers.Count);
        Assert.Single(answers, letter => letter.TextBody!.Contains("the comment was published", StringComparison.Ordinal));
        Assert.Single(answers, letter => letter.TextBody!.Contains("the comment was left to wait", StringComparison.Ordinal));
        Assert.All(answers, letter => Assert.DoesNotContain("decision", letter.TextBody!, StringComparison.Ordinal));

        // Of a decision there is none to speak.
        async Task SaysAsync(Guid comment, string words)
        {
            var text = (await ann.GetAsync($"{Court.Site}/objections/{codes[comment]}")).Text;
            Assert.Contains(words, text, StringComparison.Ordinal);
            Assert.DoesNotContain("decision", text, StringComparison.Ordinal);
        }

        async Task<string> RaiseAsync(Guid comment)
        {
            var raised = await ann.PostAsync($"{Court.Api}/objections", new { code = codes[comment], words = "It is urgent." });
            Assert.True(raised.Status == HttpStatusCode.OK, raised.Text);
            return await OneAsync(una);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_mended_or_published_meanwhile_is_no_longer_the_waiting_that_was_objected_to(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var settings = court.Server.Site.Settings with { EditWindowMinutes = 60 * 24 * 7 };
        await court
            .Server.Get<SiteStore>()
            .ChangeAsync(court.Server.Site with { Settings = settings }, [.. court.Server.Site.Origins], default);
        await court.Server.CaughtUpAsync();
        var (mended, published) = (await court.HeldAsync(ann), await court.HeldAsync(ann));
        court.Server.Clock.Turn(TimeSpan.FromHours(49));
        Assert.Equal(2, await court.Server.Get<LongHolds>().TellAsync(default));
        var one = await RaiseAsync(published);

        // Somebody has published it meanwhile, and nobody is told that it goes on waiting.
        await court.DecideAsync(published, "publish");
        Assert.Equal("decision-overtaken", (await JudgeAsync(one, false)).Code);
        Assert.Equal("decision-overtaken", (await JudgeAsync(one, true)).Code);

        // Words that nobody has read are not those that have waited.
        var code = await CodeAsync(court, mended);
        one = await RaiseAsync(mended);
        var edit = await ann.PatchAsync($"{Court.Api}/comments/{mended}", new { body = "Quite other words." });
        Assert.Equal((HttpStatusCode.OK, "held"), (edit.Status, (string?)edit.Json["comment"]!["state"]));
        Assert.Equal("decision-overtaken", (await JudgeAsync(one, true)).Code);
        Assert.Empty((await una.GetAsync($"{Court.Api}/moderation/objections")).Json["objections"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync($"{Court.Site}/objections/{code}")).Status);

        async Task<Guid> RaiseAsync(Guid comment)
        {
            var code = await CodeAsync(court, comment);
            await ann.PostAsync($"{Court.Api}/objections", new { code, words = "It is urgent." });
            var waiting = (await una.GetAsync($"{Court.Api}/moderation/objections")).Json["objections"]!.AsArray();
            return (Guid)Assert.Single(waiting)!["id"]!;
        }

        Task<TestAnswer> JudgeAsync(Guid objection, bool reverses) =>
            una.PostAsync($"{Court.Api}/moderation/objections/{objection}/decision", new { reverses, words = "Looked at." });
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_objection_is_counted_and_due_like_whatever_waits_and_hides_the_first_decision_at_the_desk_until_it_is_decided(
        string engine
    )
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var mo = await court.Server.StaffAsync(ReaderRole.Moderator, "Mo Field");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        await court.DecideAsync(comment, "remove", "Zebrawords.");
        var desk = $"{Court.Site}/console?c={comment}";
        foreach (var shown in (string[])["Zebrawords", "Harrow"])
            Assert.Contains(shown, (await una.GetAsync(desk)).Text, StringComparison.Ordinal);

        await ann.PostAsync(
            $"{Court.Api}/objections",
            new { code = await CodeAsync(court, comment), words = "I meant fruit." }
        );

        var one = Assert.Single((await una.GetAsync($"{Court.Api}/moderation/objections")).Json["objections"]!.AsArray())!;
        Assert.Equal(
            (comment, "removed", "I meant fruit."),
            ((Guid)one["aboutId"]!, (string?)one["against"], (string?)one["words"])
        );
        var id = (Guid)one["id"]!;
        foreach (var hidden in (string[])["Zebrawords", "Harrow"])
        foreach (
            var path in (string[])
                [desk, $"{Court.Api}/moderation/comments/{comment}", $"{Court.Api}/moderation/objections/{id}"]
        )
            Assert.DoesNotContain(hidden, (await una.GetAsync(path)).Text, StringComparison.Ordinal);
        var known = (await una.GetAsync($"{Court.Api}/moderation/comments/{comment}")).Json;
        Assert.Equal(id, (Guid)Assert.Single(known["objections"]!.AsArray())!);
        Assert.Empty(known["decisions"]!.AsArray());
        Assert.Empty(known["restrictions"]!.AsArray());
        var late = await una.PostAsync(
            $"{Court.Api}/moderation/comments/{comment}/decision",
            new { decision = "remove", rule = 3 }
        );
        Assert.Equal("decision-overtaken", late.Code);
        Assert.DoesNotContain("Harrow", late.Text, StringComparison.Ordinal);

        // In the menu, among the lists and in the queue, where it stands by when it is due: a day after it was raised.
        var menu = "Objections <span class=\"dk-num\">1</span>";
        Assert.Contains(menu, (await una.GetAsync($"{Court.Site}/console")).Text, StringComparison.Ordinal);
        var announced = $"<a href=\"{Court.Site}/console/objections/{id}\"";
        var early = await court.HeldAsync(ann);
        court.Server.Clock.Turn(TimeSpan.FromHours(23) + TimeSpan.FromMinutes(45));
        var after = await court.HeldAsync(ann, "Another quokkalantern.");
        var page = (await una.GetAsync($"{Court.Site}/console")).Text;
        Assert.Equal([early, id, after], Item().Matches(page).Select(item => Guid.Parse(item.Groups[1].Value)));
        Assert.DoesNotContain(announced, page, StringComparison.Ordinal);
        var slice = await court.Server.Get<QueueStore>().ListAsync(court.Server.Site, QueueQuery.Waiting, null, 1, default);
        Assert.Empty(slice.Objections);
        slice = await court.Server.Get<QueueStore>().ListAsync(court.Server.Site, QueueQuery.Waiting, slice.Next, 1, default);
        Assert.Equal(id, Assert.Single(slice.Objections).Id);
        // What comes before the comment in front is announced there, to those who may decide it.
        await court.DecideAsync(early, "publish");
        Assert.Contains(announced, (await una.GetAsync($"{Court.Site}/console")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/objections/{id}", (await mo.GetAsync($"{Court.Site}/console")).Text, StringComparison.Ordinal);
        await court.DecideAsync(after, "publish");
        court.Server.Clock.Turn(TimeSpan.FromHours(1));
        Assert.Contains(announced, (await una.GetAsync($"{Court.Site}/console")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "objections/",
            (await una.GetAsync($"{Court.Site}/console?view=pending")).Text,
            StringComparison.Ordinal
        );
        var waiting = (await una.GetAsync($"{Court.Api}/moderation/queue")).Json["objections"]!.AsArray();
        Assert.Equal(id, (Guid)Assert.Single(waiting)!["id"]!);
        Assert.Equal(
            (DateTimeOffset)one["at"]!,
            await court.Server.Get<QueueStore>().FindOldestAsync(court.Server.Site.Id, default)
        );

        var decided = await una.PostAsync(
            $"{Court.Api}/moderation/objections/{id}/decision",
            new { reverses = false, words = "Fruit it is not." }
        );
        Assert.True(decided.Status == HttpStatusCode.OK && !(bool)decided.Json["isReversed"]!, decided.Text);
        foreach (var shown in (string[])["Zebrawords", "Harrow"])
            Assert.Contains(shown, (await una.GetAsync(desk)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(menu, (await una.GetAsync($"{Court.Site}/console")).Text, StringComparison.Ordinal);
        Assert.Null(await court.Server.Get<QueueStore>().FindOldestAsync(court.Server.Site.Id, default));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_walks_the_queue_meets_every_objection_once_however_many_are_due_together(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var first = await court.HeldAsync(ann);
        var raised = new List<Guid>();
        var now = court.Server.Clock.GetUtcNow();
        await court.Server.Database.WriteAsync(
            async scope =>
            {
                // Several at the same moment.
                foreach (var number in Enumerable.Range(0, 2 * QueueStore.OnPage + 10))
                    raised.Add(await ObjectAsync(scope, court, now + TimeSpan.FromSeconds(number / 7)));
            },
            default
        );

        var alone = await WalkAsync(court);
        court.Server.Clock.Turn(TimeSpan.FromDays(2));
        var last = await court.HeldAsync(ann);
        var whole = await WalkAsync(court);

        Assert.Equal(raised.Order(), alone.Objections.Order());
        Assert.Equal([first], alone.Comments);
        Assert.Equal(raised.Order(), whole.Objections.Order());
        Assert.Equal([first, last], whole.Comments);
        // Whoever is shown no objections has the comments behind them.
        using var mo = await court.Server.StaffAsync(name: "Mo Dray");
        Assert.Contains(last.ToString(), (await mo.GetAsync($"/{TestServer.SiteName}/console")).Text, StringComparison.Ordinal);
        // An address that somebody made up begins at the beginning.
        var made = await una.GetAsync($"{Court.Api}/moderation/queue?after={TimeCursor.Oldest}");
        Assert.Equal((HttpStatusCode.OK, QueueStore.OnPage), (made.Status, made.Json["objections"]!.AsArray().Count));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Comments_and_objections_that_are_due_at_one_moment_are_met_once_each(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var first = await court.HeldAsync(ann);
        var posted = (await court.Server.Get<CommentStore>().FindAsync(court.Server.Site.Id, first, default))!.PostedAt;
        var raisedAt = posted + QueueStore.Patience - OpenObjections.Patience;
        var raised = new List<Guid>();
        // Two objections and a comment in turn, so that they stand between each other.
        for (var number = 0; number < 60; number++)
        {
            await court.Server.Database.WriteAsync(
                async scope =>
                {
                    raised.Add(await ObjectAsync(scope, court, raisedAt));
                    raised.Add(await ObjectAsync(scope, court, raisedAt));
                },
                default
            );
            await Decided.AddAsync(
                court.Server.Database,
                court.Server.Site.Id,
                first,
                posted,
                number,
                number + 1,
                isDecided: false
            );
        }

        var (objections, comments) = await WalkAsync(court);

        Assert.Equal(120, raised.Count);
        Assert.Equal(raised.Order(), objections.Order());
        Assert.Equal((61, 61), (comments.Count, comments.Distinct().Count()));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_page_on_which_only_objections_stand_does_not_say_that_nothing_waits(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        Assert.Contains("Nothing waits", (await una.GetAsync($"{Court.Site}/console")).Text, StringComparison.Ordinal);
        var last = await court.HeldAsync(ann);
        await court.Server.Database.WriteAsync(
            async scope =>
            {
                for (var number = 0; number <= QueueStore.OnPage; number++)
                    await ObjectAsync(scope, court, court.Server.Clock.GetUtcNow() - TimeSpan.FromDays(2));
            },
            default
        );

        var page = (await una.GetAsync($"{Court.Site}/console")).Text;

        Assert.DoesNotContain(last.ToString(), page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing waits", page, StringComparison.Ordinal);
        Assert.Contains("Objections come first", page, StringComparison.Ordinal);
        Assert.Contains("Show more", page, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_site_with_one_moderator_decides_again_by_the_same_and_the_record_says_so(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var visitor = court.Server.Visitor();
        var comment = await ann.PublishAsync(court.Thread, "The bread was good.");
        await court.DecideAsync(comment, "remove");
        await visitor.PostAsync($"{Court.Api}/objections", new { code = await CodeAsync(court, comment), words = "It was." });
        var one = await OneAsync(court.Moderator);

        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(court.Moderator, one, "keep", "It was not.")).Status);
        // The same button pressed twice.
        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(court.Moderator, one, "keep", "It was not.")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(court.Moderator, one, "reverse", "It was not.")).Status);

        Assert.False((await visitor.GetAsync($"{Court.Site}/t/{court.Thread}")).Shows(comment));
        var last = await court.Server.ListAsync(
            "SELECT content FROM recorded WHERE site_id = @site AND kind = @kind",
            [("@site", court.Server.Site.Id), ("@kind", RecordKind.ObjectionDecided)],
            row => row.Text(0)
        );
        Assert.EndsWith("\"reversed\":false,\"sameAsFirst\":true}", Assert.Single(last), StringComparison.Ordinal);
        Assert.Null((await court.Server.Get<VerifyRecord>().HandleAsync(court.Server.Site.Id, null, default)).Fault);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Where_the_others_only_moderate_whoever_decided_first_finds_the_form_and_decides_again(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var mo = await court.Server.StaffAsync(ReaderRole.Moderator, "Mo Field");
        using var ann = await court.Server.ReaderAsync();
        var comment = await ann.PublishAsync(court.Thread, "The bread was good.");
        await court.DecideAsync(comment, "remove");
        await ann.PostAsync($"{Court.Api}/objections", new { code = await CodeAsync(court, comment), words = "It was." });
        var one = await OneAsync(court.Moderator);

        Assert.Equal(HttpStatusCode.Forbidden, (await DecideAsync(mo, one, "keep")).Status);
        Assert.Contains("name=\"do\"", (await court.Moderator.GetAsync(one)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(court.Moderator, one, "keep")).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_decides_in_their_own_case_and_whoever_decided_first_does_where_nobody_else_is_left(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync();
        var own = await una.PublishAsync(court.Thread, "Only quinces and medlars.");
        await court.DecideAsync(own, "remove");
        await una.PostAsync($"{Court.Api}/objections", new { code = await CodeAsync(court, own), words = "I meant fruit." });
        var raised = await OneAsync(una);

        await IsOwnCaseAsync(raised);
        // Nobody above a moderator is left but whoever decided first.
        Assert.Contains("name=\"do\"", (await court.Moderator.GetAsync(raised)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(court.Moderator, raised, "reverse")).Status);

        // Her words again, and somebody else's objection to their staying.
        var code = await GiveAsync(court, own, ann);
        await court.DecideAsync(own, "keep");
        await ann.PostAsync($"{Court.Api}/objections", new { code, words = "It is a threat." });
        var against = await OneAsync(una);
        await IsOwnCaseAsync(against);
        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(court.Moderator, against, "keep")).Status);

        // And what she reported herself.
        var others = await ann.PublishAsync(court.Thread, "Only bread and cheese.");
        code = await GiveAsync(court, others, una);
        await court.DecideAsync(others, "keep");
        await una.PostAsync($"{Court.Api}/objections", new { code, words = "It is a threat." });
        await IsOwnCaseAsync(await OneAsync(una));

        async Task IsOwnCaseAsync(string one)
        {
            var page = (await una.GetAsync(one)).Text;
            Assert.DoesNotContain("name=\"do\"", page, StringComparison.Ordinal);
            Assert.Contains("This is your own case", page, StringComparison.Ordinal);
            foreach (var outcome in (string[])["keep", "reverse"])
            {
                var tried = await una.SendFormAsync(one, ("do", outcome), ("words", "So it is."), ("rule", "3"));
                Assert.Equal(HttpStatusCode.Conflict, tried.Status);
            }
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_cannot_be_objected_to_is_refused_with_its_code_and_once_is_once(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        var slip = await ann.PublishAsync(court.Thread, "The bread was good.");
        await court.DecideAsync(slip, "remove");
        var gone = await CodeAsync(court, slip);
        await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last");
        await court.DecideAsync(slip, "remove");
        var code = await CodeAsync(court, slip);
        Assert.NotEqual(gone, code);

        Assert.Equal("objection-words-missing", await TryAsync(code, " "));
        Assert.Equal("objection-words-invalid", await TryAsync(code, new string('x', 2_001)));
        Assert.Equal("objection-words-invalid", await TryAsync(code, "a\u0000b"));
        Assert.Equal("objection-not-found", await TryAsync(gone, "Words."));
        Assert.Equal("objection-not-found", await TryAsync("", "Words."));
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync($"{Court.Site}/objections/{gone}")).Status);
        Assert.Null(await TryAsync(code, new string('x', 2_000)));
        Assert.Null(await TryAsync(code, new string('x', 2_000)));
        Assert.Equal("objection-twice", await TryAsync(code, "Other words."));
        var one = await OneAsync(court.Moderator);
        Assert.Equal(HttpStatusCode.BadRequest, (await DecideAsync(court.Moderator, one, "x")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await DecideAsync(court.Moderator, one, "keep", " ")).Status);

        var late = await ann.PublishAsync(court.Thread, "The cheese as well.");
        await court.DecideAsync(late, "remove");
        var (lateCode, after) = (await CodeAsync(court, late), court.Now.AddMonths(6) - court.Now);
        court.Server.Clock.Turn(after - TimeSpan.FromMinutes(1));
        Assert.Equal("objection-words-missing", await TryAsync(lateCode, ""));
        court.Server.Clock.Turn(TimeSpan.FromMinutes(2));
        Assert.Equal("objection-too-late", await TryAsync(lateCode, "Words."));
        using var visitor = court.Server.Visitor();
        Assert.DoesNotContain(
            "<textarea",
            (await visitor.GetAsync($"{Court.Site}/objections/{lateCode}")).Text,
            StringComparison.Ordinal
        );

        async Task<string?> TryAsync(string by, string words)
        {
            using var somebody = court.Server.Visitor();
            var answer = await somebody.PostAsync($"{Court.Api}/objections", new { code = by, words });
            return answer.Status == HttpStatusCode.OK ? null : answer.Code;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_gave_notice_or_reported_objects_to_a_comments_staying_and_somebody_else_takes_it_down(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Reed");
        using var visitor = court.Server.Visitor();
        await court.ConfirmAsync(ann);
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        await bo.PostAsync($"{Court.Api}/comments/{comment}/reports", new { reason = "hate" });
        var notice = await visitor.PostAsync(
            $"{Court.Api}/comments/{comment}/notices",
            new
            {
                words = "It is a threat.",
                name = "Zebra Grant",
                email = "zebra@plain.example",
                goodFaith = true,
            }
        );
        var code = (string)notice.Json["code"]!;
        Assert.Equal("objection-not-found", (await RaiseAsync(code, "Too early.")).Code);
        await court.DecideAsync(comment, "keep");
        court.Server.Clock.Turn(TimeSpan.FromHours(1));

        Assert.Contains(
            $"/objections/{code}",
            (await visitor.GetAsync($"{Court.Site}/notices/{code}")).Text,
            StringComparison.Ordinal
        );
        var reported = (string)(await bo.GetAsync($"{Court.Api}/notifications")).Json["reports"]![0]!["code"]!;
        Assert.Equal(HttpStatusCode.OK, (await RaiseAsync(code, "It is a <threat>.")).Status);
        Assert.Equal("objection-twice", (await RaiseAsync(code, "Other words.")).Code);
        // Each of both has an objection of their own.
        Assert.Equal(HttpStatusCode.OK, (await RaiseAsync(reported, "It is hateful.")).Status);
        var both = One()
            .Matches((await una.GetAsync($"{Court.Site}/console/objections")).Text)
            .Select(match => match.Value)
            .Distinct()
            .ToList();
        Assert.Equal(2, both.Count);

        var page = (await una.GetAsync(both[0])).Text;
        Assert.Contains("It is a &lt;threat&gt;.", page, StringComparison.Ordinal);
        foreach (var hidden in (string[])["Zebra", "Harrow", "Bo Reed"])
            Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(court.Moderator, both[0], "keep")).Status);
        var ruleless = await DecideAsync(una, both[0], "reverse", "A threat it is.");
        Assert.Equal(HttpStatusCode.BadRequest, ruleless.Status);
        Assert.Contains("A threat it is.", ruleless.Text, StringComparison.Ordinal);
        var taken = await una.SendFormAsync(both[0], ("do", "reverse"), ("words", "A threat it is."), ("rule", "3"));
        Assert.Equal(HttpStatusCode.SeeOther, taken.Status);
        // What is down already is answered all the same.
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await una.SendFormAsync(both[1], ("do", "reverse"), ("words", "So it is."), ("rule", "3"))).Status
        );
        // On record each answer stands at the time when it was given.
        var answers = await court.Server.ListAsync(
            "SELECT at FROM recorded WHERE site_id = @site AND kind = @kind ORDER BY number",
            [("@site", court.Server.Site.Id), ("@kind", RecordKind.NoticeAnswered)],
            row => row.Time(0)
        );
        Assert.Equal(2, answers.Count);
        Assert.True(answers[1] - answers[0] >= TimeSpan.FromHours(1), string.Join(' ', answers));

        await court.Server.CaughtUpAsync();
        Assert.False((await bo.GetAsync($"{Court.Site}/t/{court.Thread}")).Shows(comment));
        // Whoever was told that it stays reads that it does not, and the answer that has gone out is not taken back beneath them.
        Assert.Equal("removed", await OutcomeAsync(visitor, code));
        var reread = (await bo.GetAsync($"{Court.Api}/notifications")).Json["reports"]![0]!;
        Assert.Equal(("removed", "No threats"), ((string?)reread["outcome"], (string?)reread["rule"]));
        Assert.Equal("decision-overtaken", (await una.DeleteAsync($"{Court.Api}/moderation/decisions/last")).Code);
        Assert.Equal("removed", await OutcomeAsync(visitor, code));
        var statement = Assert.Single(await court.StatementsAsync(comment));
        Assert.Equal(
            (Origin.Notice, "A threat it is.", una.Id),
            (statement.Origin, statement.Facts, statement.DecidedBy!.Value)
        );
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var told = (await court.LettersAsync(4)).Single(letter =>
            letter.Subject!.StartsWith("Your objection", StringComparison.Ordinal)
        );
        Assert.Equal("zebra@plain.example", told.To.Mailboxes.Single().Address);
        Assert.Contains("reversed", told.TextBody!, StringComparison.Ordinal);
        Assert.Contains(
            "The decision was reversed",
            (await visitor.GetAsync($"{Court.Site}/objections/{code}")).Text,
            StringComparison.Ordinal
        );

        Task<TestAnswer> RaiseAsync(string by, string words) =>
            visitor.PostAsync($"{Court.Api}/objections", new { code = by, words });
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_reports_away_their_own_objection(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Reed");
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        Assert.Equal(HttpStatusCode.NoContent, (await ReportAsync("hate")).Status);
        await court.DecideAsync(comment, "keep");
        var code = (string)(await bo.GetAsync($"{Court.Api}/notifications")).Json["reports"]![0]!["code"]!;
        await bo.PostAsync($"{Court.Api}/objections", new { code, words = "It is hateful." });
        var one = await OneAsync(una);

        Assert.Equal("already-reported", (await ReportAsync("spam")).Code);

        Assert.Equal(one, await OneAsync(una));
        await DecideAsync(una, one, "keep");
        Assert.Equal(HttpStatusCode.NoContent, (await ReportAsync("spam")).Status);

        Task<TestAnswer> ReportAsync(string reason) => bo.PostAsync($"{Court.Api}/comments/{comment}/reports", new { reason });
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_waits_for_an_answer_has_one_though_the_comment_goes_and_comes_back_meanwhile(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Reed");
        using var cy = await court.Server.ReaderAsync("Cy Marsh");
        var comment = await ann.PublishAsync(court.Thread, "Only quinces and medlars.");
        foreach (var reader in (TestReader[])[bo, cy])
            await reader.PostAsync($"{Court.Api}/comments/{comment}/reports", new { reason = "hate" });
        await court.DecideAsync(comment, "keep");
        var (first, second) = (await CodeOfReportAsync(bo), await CodeOfReportAsync(cy));
        Assert.Equal(HttpStatusCode.OK, await RaiseAsync(bo, first));
        var one = Assert.Single(await OpenAsync());
        Assert.Equal(HttpStatusCode.OK, await RaiseAsync(cy, second));
        var other = Assert.Single(await OpenAsync(), open => open != one);

        var taken = await una.SendFormAsync(one, ("do", "reverse"), ("words", "A threat it is."), ("rule", "3"));
        Assert.Equal(HttpStatusCode.SeeOther, taken.Status);
        await court.DecideAsync(comment, "publish");

        Assert.Equal(other, Assert.Single(await OpenAsync()));
        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(una, other, "keep")).Status);
        Assert.Contains(
            "It is hateful.",
            (await cy.GetAsync($"{Court.Site}/objections/{second}")).Text,
            StringComparison.Ordinal
        );
        // And whoever was told that it is gone can object to its being back.
        Assert.Equal(HttpStatusCode.OK, await RaiseAsync(bo, first));

        async Task<List<string>> OpenAsync() =>
            [
                .. One()
                    .Matches((await una.GetAsync($"{Court.Site}/console/objections")).Text)
                    .Select(match => match.Value)
                    .Distinct(),
            ];

        async Task<string> CodeOfReportAsync(TestReader reader) =>
            (string)(await reader.GetAsync($"{Court.Api}/notifications")).Json["reports"]![0]!["code"]!;

        async Task<HttpStatusCode> RaiseAsync(TestReader reader, string code) =>
            (await reader.PostAsync($"{Court.Api}/objections", new { code, words = "It is hateful." })).Status;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Reversing_reaches_a_comment_that_waits_by_then_and_the_sender_whose_notice_had_it_taken_down(
        string engine
    )
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var visitor = court.Server.Visitor();
        var (edited, removed) = (
            await ann.PublishAsync(court.Thread, "Only quinces and medlars."),
            await ann.PublishAsync(court.Thread, "Only bread and cheese.")
        );
        var (ofEdited, ofRemoved) = (await GiveAsync(court, edited), await GiveAsync(court, removed));
        await court.DecideAsync(edited, "keep");
        await court.DecideAsync(removed, "remove");
        await visitor.PostAsync($"{Court.Api}/objections", new { code = ofEdited, words = "It is a threat." });
        await court.Server.SetWordsAsync(WordListKind.Suspect, "quokkalantern");
        await Eventually.IsSoAsync(async () =>
            (string?)
                (
                    await ann.PatchAsync($"{Court.Api}/comments/{edited}", new { body = $"Quokkalantern {Guid.NewGuid():N}." })
                ).Json["comment"]!["state"] == "held"
        );

        // Longer than what a moderator adds to a decision may be, and as long as the box says.
        var words = new string('x', 2_000);
        var one = await OneAsync(una);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await una.SendFormAsync(one, ("do", "reverse"), ("words", words + "x"), ("rule", "3"))).Status
        );
        var taken = await una.SendFormAsync(one, ("do", "reverse"), ("words", words), ("rule", "3"));
        Assert.True(taken.Status == HttpStatusCode.SeeOther, taken.Text);
        var statement = (await court.StatementsAsync(edited))[^1];
        Assert.Equal((Restriction.Rejected, words), (statement.Restriction, statement.Facts));
        Assert.Equal("removed", await OutcomeAsync(visitor, ofEdited));
        Assert.Empty((await una.GetAsync($"{Court.Api}/moderation/queue")).Json["items"]!.AsArray());

        // The other way about: the writer objects, the comment is public again, and the sender can object to that.
        await visitor.PostAsync(
            $"{Court.Api}/objections",
            new { code = await CodeAsync(court, removed), words = "It was bread." }
        );
        Assert.Equal(HttpStatusCode.SeeOther, (await DecideAsync(una, await OneAsync(una), "reverse")).Status);
        Assert.Equal("kept", await OutcomeAsync(visitor, ofRemoved));
        Assert.Equal(
            HttpStatusCode.OK,
            (await visitor.PostAsync($"{Court.Api}/objections", new { code = ofRemoved, words = "A threat." })).Status
        );
        // Whoever brought it back has taken the decision that is objected to.
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(una, await OneAsync(una), "keep")).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_decision_taken_back_leaves_no_objection_behind_and_whoever_raised_one_is_forgotten_with_the_notice(
        string engine
    )
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Reed");
        var (slip, done) = (
            await ann.PublishAsync(court.Thread, "Only quinces and medlars."),
            await ann.PublishAsync(court.Thread, "Only bread and cheese.")
        );
        var (ofSlip, ofDone) = (await GiveAsync(court, slip), await GiveAsync(court, done, bo));
        await court.DecideAsync(done, "keep");
        await bo.PostAsync($"{Court.Api}/objections", new { code = ofDone, words = "Zebraplea." });
        await DecideAsync(una, await OneAsync(una), "keep", "Zebraanswer.");

        await court.DecideAsync(slip, "keep");
        Assert.Equal(HttpStatusCode.OK, (await RaiseAsync("It is a threat.")).Status);
        await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last");
        await court.DecideAsync(slip, "keep");
        // What is decided anew can be objected to anew.
        Assert.Equal(HttpStatusCode.OK, (await RaiseAsync("It still is a threat.")).Status);
        await DecideAsync(una, await OneAsync(una), "keep");
        Assert.Equal(3, (await WordsAsync()).Count(words => words is not null));

        court.Server.Clock.Turn(court.Now.AddMonths(6) - court.Now + TimeSpan.FromMinutes(1));
        await court.Server.Get<NoticeRounds>().GoAsync(default);
        Assert.Equal(
            [true, true],
            await court.Server.ListAsync(
                "SELECT email FROM notice WHERE site_id = @site",
                [("@site", court.Server.Site.Id)],
                row => row.IsNull(0)
            )
        );
        Assert.Equal(0, (await WordsAsync()).Count(words => words is not null));
        using var visitor = court.Server.Visitor();
        var page = (await visitor.GetAsync($"{Court.Site}/objections/{ofDone}")).Text;
        Assert.Contains("is forgotten", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebra", page, StringComparison.Ordinal);
        Assert.Null((await court.Server.Get<VerifyRecord>().HandleAsync(court.Server.Site.Id, null, default)).Fault);

        Task<TestAnswer> RaiseAsync(string words) => ann.PostAsync($"{Court.Api}/objections", new { code = ofSlip, words });

        // What was said, and by whom; also as the record keeps it.
        async Task<List<string?>> WordsAsync() =>
            [
                .. await court.Server.ListAsync(
                    "SELECT words, answer, reader_id FROM objection WHERE site_id = @site",
                    [("@site", court.Server.Site.Id)],
                    row => row.TextOrNull(0) ?? row.TextOrNull(1) ?? row.GuidOrNull(2)?.ToString()
                ),
                .. await court.Server.ListAsync(
                    "SELECT words FROM recorded_words WHERE site_id = @site AND words = 'Zebraplea.'",
                    [("@site", court.Server.Site.Id)],
                    row => row.TextOrNull(0)
                ),
            ];
    }

    private static async Task<string?> OutcomeAsync(TestVisitor visitor, string code) =>
        (string?)(await visitor.GetAsync($"{Court.Api}/notices/{code}")).Json["outcome"];

    private static async Task<string> GiveAsync(Court court, Guid comment, TestVisitor? by = null)
    {
        using var visitor = court.Server.Visitor();
        var given = await (by ?? visitor).PostAsync(
            $"{Court.Api}/comments/{comment}/notices",
            new
            {
                words = "It is a threat.",
                name = "Nan Grant",
                email = "nan@plain.example",
                goodFaith = true,
            }
        );
        Assert.True(given.Status == HttpStatusCode.OK, given.Text);
        return (string)given.Json["code"]!;
    }

    private static async Task<string> CodeAsync(Court court, Guid comment) => (await court.StatementsAsync(comment))[^1].Code!;

    private static string CodeIn(string text) => Code().Match(text).Groups[1].Value;

    // The one that waits.
    private static async Task<string> OneAsync(TestReader staff) =>
        Assert.Single(
            One()
                .Matches((await staff.GetAsync($"{Court.Site}/console/objections")).Text)
                .Select(match => match.Value)
                .Distinct()
        );

    private static Task<TestAnswer> DecideAsync(
        TestReader staff,
        string one,
        string outcome,
        string words = "Looked at again."
    ) => staff.SendFormAsync(one, ("do", outcome), ("words", words));

    [GeneratedRegex("dk-item\" href=\"[^\"]*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")]
    private static partial Regex Item();

    [GeneratedRegex("/objections/([0-9a-f]{64})")]
    private static partial Regex Code();

    [GeneratedRegex($"/{TestServer.SiteName}/console/objections/[0-9a-f-]{{36}}")]
    private static partial Regex One();

    // An objection that nobody has decided, against a decision that there is no more of than its statement.
    private static async Task<Guid> ObjectAsync(DbScope scope, Court court, DateTimeOffset at)
    {
        var objection = new Objection
        {
            Id = Guid.CreateVersion7(),
            AboutId = Guid.CreateVersion7(),
            StatementAt = at,
            Restriction = Restriction.Removed,
            ReaderId = null,
            FirstBy = null,
            Words = "I meant fruit.",
            At = at,
        };
        await scope.ExecuteAsync(
            "INSERT INTO statement (site_id, comment_id, at, restriction, content) VALUES (@site, @about, @at, @removed, '{}')",
            [
                ("@site", court.Server.Site.Id),
                ("@about", objection.AboutId),
                ("@at", objection.StatementAt),
                ("@removed", Restriction.Removed),
            ],
            default
        );
        await ObjectionStore.AddAsync(scope, court.Server.Site.Id, objection, default);
        return objection.Id;
    }

    // All that waits, part by part.
    private static async Task<(List<Guid> Objections, List<Guid> Comments)> WalkAsync(Court court)
    {
        var (objections, comments) = (new List<Guid>(), new List<Guid>());
        TimeCursor? after = null;
        do
        {
            var slice = await court
                .Server.Get<QueueStore>()
                .ListAsync(court.Server.Site, QueueQuery.Waiting, after, QueueStore.OnPage, default);
            Assert.InRange(slice.Objections.Count, 0, QueueStore.OnPage);
            objections.AddRange(slice.Objections.Select(one => one.Id));
            comments.AddRange(slice.Items.Select(item => item.Read.Comment.Id));
            after = slice.Next;
        } while (after is not null);
        return (objections, comments);
    }
}
