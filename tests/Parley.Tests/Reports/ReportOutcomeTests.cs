using System.Net;
using Parley.Notices;
using Parley.Readers;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reports;

/// <summary>What readers hear of their reports, and what follows from many that came to nothing.</summary>
public sealed class ReportOutcomeTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_was_told_that_it_is_down_is_told_that_it_is_back_and_can_object_from_then_on(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Reed");
        await court.ConfirmAsync(bo);
        var (plain, objected) = (
            await ann.PublishAsync(court.Thread, "The bread was good."),
            await ann.PublishAsync(court.Thread, "The cheese was good.")
        );
        var codes = new List<string>();
        foreach (var comment in (Guid[])[plain, objected])
        {
            await bo.PostAsync($"{Court.Api}/comments/{comment}/reports", new { reason = "hate", wantsLetter = true });
            codes.Add(await NoticeAsync(comment));
            await court.DecideAsync(comment, "remove");
        }

        var firstUntil = court.Now.AddMonths(6);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var before = (await court.LettersAsync(6)).Count;
        court.Server.Clock.Turn(TimeSpan.FromDays(4));
        Assert.Equal(2, await UnreadAsync());
        await bo.SendFormAsync($"{Court.Site}/notifications");
        await court.DecideAsync(plain, "publish");
        Assert.Equal("kept", await OutcomeAsync(0));
        Assert.Equal(1, await UnreadAsync());
        // A slip of the hand leaves what they had been told, and have read.
        await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last");
        Assert.Equal("removed", await OutcomeAsync(0));
        Assert.Equal(0, await UnreadAsync());
        // Who has read of the slip is told that it is none any more.
        await court.DecideAsync(plain, "publish");
        await bo.SendFormAsync($"{Court.Site}/notifications");
        await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last");
        Assert.Equal(1, await UnreadAsync());
        await court.DecideAsync(plain, "publish");
        var code = (await court.StatementsAsync(objected))[^1].Code;
        await ann.PostAsync($"{Court.Api}/objections", new { code, words = "It was." });
        var page = (await una.GetAsync($"{Court.Site}/console/objections")).Text;
        var one = System.Text.RegularExpressions.Regex.Match(page, "/[a-z-]+/console/objections/[0-9a-f-]{36}").Value;
        await una.SendFormAsync(one, ("do", "reverse"), ("words", "So it was."));

        for (var i = 0; i < 2; i++)
            Assert.Equal("kept", await OutcomeAsync(i));
        Assert.All(
            (await bo.GetAsync($"{Court.Api}/notifications")).Json["reports"]!.AsArray(),
            told => Assert.Equal("kept", (string?)told!["outcome"])
        );
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var letters = (await court.LettersAsync(before + 4)).Select(letter => letter.TextBody!).ToList();
        Assert.Equal(2, letters.Count(text => text.Contains("and it stays", StringComparison.Ordinal)));
        var answers = letters.Where(text => text.Contains("It stays: it was found", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, answers.Count);
        Assert.All(answers, text => Assert.Contains("/objections/", text, StringComparison.Ordinal));
        // Six months after the first answer, and not yet after the second.
        court.Server.Clock.Turn(firstUntil - court.Now + TimeSpan.FromHours(1));
        using var somebody = court.Server.Visitor();
        foreach (var mine in codes)
        {
            var raised = await somebody.PostAsync($"{Court.Api}/objections", new { code = mine, words = "It is a threat." });
            Assert.True(raised.Status == HttpStatusCode.OK, raised.Text);
        }

        async Task<string> NoticeAsync(Guid comment)
        {
            using var visitor = court.Server.Visitor();
            var given = await visitor.PostAsync(
                $"{Court.Api}/comments/{comment}/notices",
                new
                {
                    words = "It is a threat.",
                    name = "Nan Grant",
                    email = "nan@plain.example",
                    goodFaith = true,
                }
            );
            return (string)given.Json["code"]!;
        }

        async Task<int> UnreadAsync() => (int)(await bo.GetAsync($"{Court.Api}/notifications")).Json["unread"]!;

        async Task<string?> OutcomeAsync(int i) =>
            (string?)(await bo.GetAsync($"{Court.Api}/notices/{codes[i]}")).Json["outcome"];
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_is_told_what_came_of_a_report_and_by_letter_where_they_wished(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var bo = await court.Server.ReaderAsync();
        using var cy = await court.Server.ReaderAsync();
        await court.ConfirmAsync(bo);
        await court.ConfirmAsync(cy);
        var (kept, removed, gone) = (
            await ann.PublishAsync(court.Thread, "The bread was good."),
            await ann.PublishAsync(court.Thread, "The cheese was good."),
            await ann.PublishAsync(court.Thread, "The wine was good.")
        );
        // Who wishes for nothing gets none.
        await cy.PostAsync($"{Court.Api}/comments/{removed}/reports", new { reason = "hate" });
        await bo.SendFormAsync($"{Court.Site}/c/{removed}/report", ("reason", "hate"), ("letter", "1"));
        foreach (var comment in (Guid[])[kept, gone])
            await bo.PostAsync($"{Court.Api}/comments/{comment}/reports", new { reason = "hate", wantsLetter = true });
        Assert.Empty((await bo.GetAsync($"{Court.Api}/notifications")).Json["reports"]!.AsArray());

        await court.DecideAsync(kept, "keep");
        await court.DecideAsync(removed, "remove", "Zebrawords.");
        await ann.DeleteAsync($"{Court.Api}/comments/{gone}");
        await court.Server.Get<NoticeRounds>().GoAsync(default);

        var answer = (await bo.GetAsync($"{Court.Api}/notifications")).Json;
        Assert.Equal(
            [("gone", null), ("removed", "No threats"), ("kept", null)],
            answer["reports"]!.AsArray().Select(told => ((string?)told!["outcome"], (string?)told["rule"]))
        );
        Assert.Equal(3, (int)answer["unread"]!);
        var page = (await bo.GetAsync($"{Court.Site}/notifications")).Text;
        Assert.Contains("that you reported was taken down.", page, StringComparison.Ordinal);
        Assert.Contains("that you reported stays.", page, StringComparison.Ordinal);
        foreach (var hidden in (string[])["Zebrawords", "Harrow"])
            Assert.DoesNotContain(hidden, page, StringComparison.Ordinal);
        await bo.SendFormAsync($"{Court.Site}/notifications");
        Assert.Equal(0, (int)(await bo.GetAsync($"{Court.Api}/notifications")).Json["unread"]!);
        Assert.Equal(1, (int)(await cy.GetAsync($"{Court.Api}/notifications")).Json["unread"]!);

        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var letters = await court.LettersAsync(2);
        Assert.Equal(2, letters.Count);
        Assert.Single(letters, letter => letter.TextBody!.Contains("and it stays", StringComparison.Ordinal));
        Assert.Single(letters, letter => letter.TextBody!.Contains("taken it down: No threats", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_reported_what_breaks_a_law_is_led_to_the_law(string engine)
    {
        const string Law = "https://law.example/stgb/185";
        await using var court = await Court.OpenAsync(engine);
        using var adi = await court.Server.StaffAsync(ReaderRole.Administrator);
        using var ann = await court.Server.ReaderAsync();
        using var bo = await court.Server.ReaderAsync();
        var comment = await ann.PublishAsync(court.Thread, "The mayor takes money.");
        var saved = await adi.PutAsync(
            $"{Court.Api}/rules",
            new
            {
                version = 0,
                rules = new[]
                {
                    new
                    {
                        name = "§ 185 StGB",
                        category = "harmful-speech",
                        law = Law,
                    },
                },
            }
        );
        var rule = (int)saved.Json["rules"]![0]!["number"]!;
        await bo.PostAsync($"{Court.Api}/comments/{comment}/reports", new { reason = "illegal" });
        await court.Moderator.PostAsync(
            $"{Court.Api}/moderation/comments/{comment}/decision",
            new
            {
                decision = "remove",
                rule,
                words = "It says that she is bribed.",
            }
        );

        var told = (await bo.GetAsync($"{Court.Api}/notifications")).Json["reports"]![0]!;
        Assert.Equal(("§ 185 StGB", Law), ((string?)told["rule"], (string?)told["law"]));
        var page = (await bo.GetAsync($"{Court.Site}/notifications")).Text;
        Assert.Contains($"href=\"{Law}\"", page, StringComparison.Ordinal);
        Assert.Contains("The law:", page, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_taken_back_tells_nobody(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var bo = await court.Server.ReaderAsync();
        await court.ConfirmAsync(bo);
        var comment = await ann.PublishAsync(court.Thread, "The bread was good.");
        await bo.PostAsync($"{Court.Api}/comments/{comment}/reports", new { reason = "hate", wantsLetter = true });

        await court.DecideAsync(comment, "keep");
        Assert.Equal(1, (int)(await bo.GetAsync($"{Court.Api}/notifications")).Json["unread"]!);
        Assert.Equal(HttpStatusCode.OK, (await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last")).Status);

        Assert.Equal(0, (int)(await bo.GetAsync($"{Court.Api}/notifications")).Json["unread"]!);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        Assert.Empty(await court.LettersAsync(0));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Reports_by_who_is_hardly_ever_right_are_due_later_and_never_lost(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var wolf = await court.Server.ReaderAsync("Wilma Crier");
        using var bo = await court.Server.ReaderAsync();
        for (var cried = 0; cried < 10; cried++)
        {
            var before = await ann.PublishAsync(court.Thread, $"The bread was good, {cried}.");
            await wolf.PostAsync($"{Court.Api}/comments/{before}/reports", new { reason = "illegal" });
            await court.DecideAsync(before, "keep");
        }

        var quiet = await court.Server.OpenThreadAsync("https://news.example/quiet");
        var (first, second) = (
            await ann.PublishAsync(quiet, "The cheese was good."),
            await ann.PublishAsync(quiet, "The wine was good.")
        );
        // How many read a discussion is told by how many write in it, which is known a moment later.
        await court.Server.ListedAsync(12);
        await wolf.PostAsync($"{Court.Api}/comments/{first}/reports", new { reason = "illegal" });
        court.Server.Clock.Turn(TimeSpan.FromMinutes(1));
        await bo.PostAsync($"{Court.Api}/comments/{second}/reports", new { reason = "illegal" });

        Assert.Equal([second, first], await QueueAsync());
        var desk = (await court.Moderator.GetAsync($"{Court.Site}/console?c={first}")).Text;
        Assert.Contains("Of 10 earlier reports by this reader 0 led to a removal.", desk, StringComparison.Ordinal);
        Assert.DoesNotContain("Wilma", desk, StringComparison.Ordinal);
        // A notice counts whole, whoever gives it.
        court.Server.Clock.Turn(TimeSpan.FromMinutes(1));
        var third = await ann.PublishAsync(quiet, "The ham was good.");
        await court.Server.ListedAsync(13);
        await wolf.PostAsync(
            $"{Court.Api}/comments/{third}/notices",
            new
            {
                words = "It is pork.",
                name = "Wilma Crier",
                email = "wilma@plain.example",
                goodFaith = true,
            }
        );
        Assert.Equal(third, (await QueueAsync())[0]);

        async Task<List<Guid>> QueueAsync() =>
            [
                .. (await court.Moderator.GetAsync($"{Court.Api}/moderation/queue")).Json["items"]!
                    .AsArray()
                    .Select(item => (Guid)item!["comment"]!["id"]!),
            ];
    }
}
