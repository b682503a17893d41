using System.Net;
using System.Text.RegularExpressions;
using Parley.Http;
using Parley.Leaving;
using Parley.Notices;
using Parley.Readers;
using Parley.Reasons;
using Parley.Record;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Notices;

public sealed partial class NoticeTests
{
    private const string Law = "https://law.example/stgb/185";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_visitor_gives_notice_and_is_answered_when_a_moderator_names_the_law(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var visitor = court.Server.Visitor();
        await court.ConfirmAsync(ann);
        var law = await AddLawAsync(court);
        var comment = await ann.PublishAsync(court.Thread, "The mayor takes money.");

        var sent = await visitor.SendFormAsync(
            $"{Court.Site}/c/{comment}/notice",
            ("words", "It is a <fibfib>."),
            ("law", "§ 185"),
            ("name", "Zebra Grant"),
            ("email", "zebra@plain.example"),
            ("goodFaith", "1")
        );
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        var page = (await visitor.GetAsync(sent.Location)).Text;
        Assert.Contains("It is a &lt;fibfib&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("waits for a person", page, StringComparison.Ordinal);
        var receipt = Assert.Single(await court.LettersAsync(1));
        Assert.Equal("zebra@plain.example", receipt.To.Mailboxes.Single().Address);
        Assert.Contains(sent.Location, receipt.TextBody!, StringComparison.Ordinal);
        // Anybody may have named that address: nothing of what was sent goes there.
        Assert.DoesNotContain("fibfib", receipt.TextBody!, StringComparison.Ordinal);

        var console = (await court.Moderator.GetAsync($"{Court.Site}/console?view=notices")).Text;
        foreach (var shown in (string[])["Zebra Grant", "It is a &lt;fibfib&gt;.", "§ 185"])
            Assert.Contains(shown, console, StringComparison.Ordinal);
        Assert.DoesNotContain("zebra@plain.example", console, StringComparison.Ordinal);
        Assert.Equal("law-words-missing", (await TryDecideAsync(court, comment, law, null)).Code);
        Assert.Equal(HttpStatusCode.OK, (await TryDecideAsync(court, comment, law, "It says that she is bribed.")).Status);

        var statement = Assert.Single(await court.StatementsAsync(comment));
        Assert.Equal(
            (Origin.Notice, Law, "It says that she is bribed.", "§ 185 StGB"),
            (statement.Origin, statement.Law, statement.Facts, statement.Rule)
        );
        var answered = (await visitor.GetAsync(sent.Location)).Text;
        Assert.Contains("was taken down as illegal", answered, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Law}\"", answered, StringComparison.Ordinal);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var letters = await court.LettersAsync(3);
        var answer = letters.Single(one =>
            one.To.Mailboxes.Single().Address == "zebra@plain.example" && one.Subject != receipt.Subject
        );
        Assert.Contains("§ 185 StGB", answer.TextBody!, StringComparison.Ordinal);
        Assert.Contains("No machine", answer.TextBody!, StringComparison.Ordinal);
        // Who wrote it hears why, and not from whom.
        var mine = "";
        await Eventually.IsSoAsync(async () =>
            (mine = (await ann.GetAsync($"{Court.Site}/me")).Text).Contains("§ 185 StGB", StringComparison.Ordinal)
        );
        var hers = letters.Single(one => one.To.Mailboxes.Single().Address != "zebra@plain.example");
        foreach (var text in (string[])[mine, hers.TextBody!, hers.HtmlBody!])
        {
            Assert.Contains("§ 185 StGB", text, StringComparison.Ordinal);
            Assert.Contains("It says that she is bribed.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Zebra", text, StringComparison.Ordinal);
            Assert.DoesNotContain("fibfib", text, StringComparison.Ordinal);
        }

        foreach (var text in (string[])[answered, answer.TextBody!, answer.HtmlBody!])
        {
            Assert.DoesNotContain("bribed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Harrow", text, StringComparison.Ordinal);
        }

        Assert.Equal(
            [RecordKind.Rules, RecordKind.Notice, RecordKind.NoticeAnswered, RecordKind.Statement, RecordKind.Decision],
            await court.Server.ListAsync(
                "SELECT kind FROM recorded WHERE site_id = @site AND kind <> 30 ORDER BY number",
                [("@site", court.Server.Site.Id)],
                row => (RecordKind)row.Int(0)
            )
        );
        Assert.Null((await court.Server.Get<VerifyRecord>().HandleAsync(court.Server.Site.Id, null, default)).Fault);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whatever_becomes_of_the_comment_each_sender_is_told(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var visitor = court.Server.Visitor();
        var (kept, removed, gone) = (
            await ann.PublishAsync(court.Thread, "The bread was good."),
            await ann.PublishAsync(court.Thread, "The cheese was good."),
            await ann.PublishAsync(court.Thread, "The wine was good.")
        );
        var all = new[]
        {
            await GiveAsync(court, kept),
            await GiveAsync(court, kept, "Other words."),
            await GiveAsync(court, removed),
        };
        var withdrawn = await GiveAsync(court, gone);
        Assert.Equal(["kept", "kept", "removed"], await OutcomesAsync(keep: true));

        // Taken back within its time, it was no answer, and no letter tells of it.
        await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last");
        Assert.Equal(["kept", "kept", null], await OutcomesAsync(keep: false));
        await court.DecideAsync(removed, "keep");
        Assert.Equal(["kept", "kept", "kept"], await OutcomesAsync(keep: false));

        await ann.DeleteAsync($"{Court.Api}/comments/{gone}");
        await court.Server.Get<NoticeRounds>().GoAsync(default);
        Assert.Equal("gone", (string?)(await withdrawn.FollowAsync(visitor)).Json["outcome"]);
        Assert.Empty((await court.Moderator.GetAsync($"{Court.Api}/moderation/queue")).Json["items"]!.AsArray());
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var told = (await court.LettersAsync(8)).Where(letter =>
            letter.Subject!.StartsWith("The decision", StringComparison.Ordinal)
        );
        Assert.Equal(
            [(3, "It stays"), (1, "Its author took it down")],
            new[] { "It stays", "Its author took it down" }.Select(text =>
                (told.Count(letter => letter.TextBody!.Contains(text, StringComparison.Ordinal)), text)
            )
        );

        async Task<List<string?>> OutcomesAsync(bool keep)
        {
            if (keep)
            {
                await court.DecideAsync(kept, "keep");
                await court.DecideAsync(removed, "remove");
            }

            var found = new List<string?>();
            foreach (var notice in all)
                found.Add((string?)(await notice.FollowAsync(visitor)).Json["outcome"]);
            return found;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Notices_stand_in_the_queue_by_the_time_by_which_they_are_due_and_in_a_list_of_their_own(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var bo = await court.Server.ReaderAsync();
        var (spam, noticed, edited) = (
            await ann.PublishAsync(court.Thread, "Buy bread."),
            await ann.PublishAsync(court.Thread, "Buy cheese."),
            await ann.PublishAsync(court.Thread, "Buy wine.")
        );
        // How many read it follows from what was written.
        await Eventually.IsSoAsync(async () =>
            Ids(await court.Moderator.GetAsync($"{Court.Api}/moderation/queue?view=everything")).Count() == 3
        );
        await bo.PostAsync($"{Court.Api}/comments/{spam}/reports", new { reason = "spam" });
        await GiveAsync(court, noticed);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(1));
        await GiveAsync(court, edited);
        await GiveAsync(court, edited, "Twice.");
        await ann.PatchAsync($"{Court.Api}/comments/{edited}", new { body = "Buy water." });

        var queue = await court.Moderator.GetAsync($"{Court.Api}/moderation/queue");
        // What two say is likelier so than what one says.
        Assert.Equal([edited, noticed, spam], Ids(queue));
        Assert.True((DateTimeOffset)queue.Json["items"]![0]!["due"]! <= court.Now.AddHours(1));
        Assert.Equal([edited, noticed], Ids(await court.Moderator.GetAsync($"{Court.Api}/moderation/queue?view=notices")));
        var next = (await court.Moderator.GetAsync($"{Court.Site}/console?view=notices&c={noticed}")).Text;
        Assert.Matches("Notices\\s*<span class=\"dk-num\">2</span>", next);
        Assert.DoesNotContain("words before an edit", next, StringComparison.Ordinal);
        var second = (await court.Moderator.GetAsync($"{Court.Site}/console?view=notices&c={edited}")).Text;
        Assert.Contains("words before an edit", second, StringComparison.Ordinal);
        court.Server.Clock.Turn(TimeSpan.FromHours(2));
        Assert.Contains(
            "dk-late",
            (await court.Moderator.GetAsync($"{Court.Site}/console?view=notices")).Text,
            StringComparison.Ordinal
        );

        static IEnumerable<Guid> Ids(TestAnswer answer) =>
            answer.Json["items"]!.AsArray().Select(item => (Guid)item!["comment"]!["id"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_no_notice_is_refused_with_all_that_is_wrong_and_once_is_once(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var visitor = court.Server.Visitor();
        var comment = await ann.PublishAsync(court.Thread, "The bread was good.");
        var door = $"{Court.Site}/c/{comment}/notice";

        var wrong = await visitor.SendFormAsync(door, ("words", " "), ("law", new string('x', 301)), ("email", "nowhere"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        foreach (var field in (string[])["words", "law", "name", "email", "goodFaith"])
            Assert.Contains($"href=\"#{field}\"", wrong.Text, StringComparison.Ordinal);
        var kept = await visitor.SendFormAsync(
            door,
            ("words", "A <lie>."),
            ("name", "Nan Grant"),
            ("email", "nan@plain.example")
        );
        foreach (var shown in (string[])["A &lt;lie&gt;.", "Nan Grant", "nan@plain.example"])
            Assert.Contains(shown, kept.Text, StringComparison.Ordinal);

        Assert.Equal("notice-words-invalid", (await TryAsync(words: new string('x', 5_001))).Code);
        Assert.Equal("notice-name-missing", (await TryAsync(name: " ")).Code);
        Assert.Equal("notice-name-invalid", (await TryAsync(name: "Nan\nGrant")).Code);
        Assert.Equal("notice-email-missing", (await TryAsync(email: "")).Code);
        Assert.Equal("email-invalid", (await TryAsync(email: "nowhere")).Code);
        Assert.Equal("notice-faith-missing", (await TryAsync(goodFaith: false)).Code);
        Assert.Equal("own-comment", (await TryAsync(by: ann)).Code);
        Assert.Empty(await CountAsync());

        // About the abuse of children nobody need say who they are, and what they do say must still be right.
        Assert.Equal("email-invalid", (await TryAsync(email: "nowhere", abuse: true)).Code);
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(name: "", email: "", abuse: true)).Status);
        var first = await TryAsync(words: new string('x', 5_000));
        var again = await TryAsync(words: new string('x', 5_000));
        Assert.Equal((string)first.Json["code"]!, (string)again.Json["code"]!);
        Assert.Equal(2, (await CountAsync()).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Court.Site}/notices/{new string('0', 64)}")).Status);
        // What names another law, comes from somebody else, or is about other words by now is another notice, with a code of its own.
        using var bo = await court.Server.ReaderAsync();
        var codes = new HashSet<string> { (string)first.Json["code"]! };
        Assert.True(codes.Add((string)(await TryAsync(words: new string('x', 5_000), law: "§ 185")).Json["code"]!));
        Assert.True(codes.Add((string)(await TryAsync(words: new string('x', 5_000), law: "§ 186")).Json["code"]!));
        Assert.True(codes.Add((string)(await TryAsync(words: new string('x', 5_000), by: bo)).Json["code"]!));
        Assert.True(codes.Add((string)(await TryAsync(words: new string('x', 5_000), abuse: true)).Json["code"]!));
        await ann.PatchAsync($"{Court.Api}/comments/{comment}", new { body = "The bread was fine." });
        Assert.True(codes.Add((string)(await TryAsync(words: new string('x', 5_000))).Json["code"]!));

        await court.DecideAsync(comment, "remove");
        Assert.Equal("comment-not-found", (await TryAsync()).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(door)).Status);

        Task<TestAnswer> TryAsync(
            string words = "It is a lie.",
            string name = "Nan Grant",
            string email = "nan@plain.example",
            bool goodFaith = true,
            bool abuse = false,
            TestVisitor? by = null,
            string? law = null
        ) =>
            (by ?? visitor).PostAsync(
                $"{Court.Api}/comments/{comment}/notices",
                new
                {
                    words,
                    law,
                    name,
                    email,
                    goodFaith,
                    aboutAbuse = abuse,
                }
            );

        Task<List<int>> CountAsync() =>
            court.Server.ListAsync(
                "SELECT 1 FROM notice WHERE site_id = @site",
                [("@site", court.Server.Site.Id)],
                row => row.Int(0)
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_sent_a_notice_is_known_for_half_a_year_after_the_answer_and_no_longer(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var bo = await court.Server.ReaderAsync("Bo Reed");
        using var visitor = court.Server.Visitor();
        await court.ConfirmAsync(bo);
        var (open, done) = (
            await ann.PublishAsync(court.Thread, "The bread was good."),
            await ann.PublishAsync(court.Thread, "The cheese was good.")
        );
        // What is known of a reader stands in the form.
        Assert.Contains(
            "value=\"Bo Reed\"",
            (await bo.GetAsync($"{Court.Site}/c/{open}/notice")).Text,
            StringComparison.Ordinal
        );
        var (waiting, answered) = (await GiveAsync(court, open), await GiveAsync(court, done));
        await court.DecideAsync(done, "keep");
        var rounds = court.Server.Get<NoticeRounds>();

        court.Server.Clock.Turn(court.Now.AddMonths(6) - court.Now - TimeSpan.FromMinutes(1));
        await rounds.GoAsync(default);
        Assert.Equal([(true, true), (true, true)], await KnownAsync());
        court.Server.Clock.Turn(TimeSpan.FromMinutes(2));
        await rounds.GoAsync(default);
        Assert.Equal([(true, true), (false, false)], await KnownAsync());
        Assert.Contains("is forgotten", (await answered.PageAsync(visitor)).Text, StringComparison.Ordinal);
        Assert.Equal("It is a lie.", (string?)(await waiting.FollowAsync(visitor)).Json["words"]);

        // Whoever leaves is forgotten at once, and what they called illegal is still looked at.
        using var cy = await court.Server.ReaderAsync();
        var left = await cy.PostAsync(
            $"{Court.Api}/comments/{open}/notices",
            new
            {
                words = "A threat.",
                name = "Cy Brook",
                email = "cy@plain.example",
                goodFaith = true,
            }
        );
        var leaves = await cy.PutAsync(
            $"{Court.Api}/account/leaving",
            new { password = "three herons at dusk", words = "keep" }
        );
        Assert.True(leaves.Status == HttpStatusCode.OK, leaves.Text);
        court.Server.Clock.Turn(TimeSpan.FromDays(15));
        await court.Server.Get<DeleteAccount>().HandleAsync(default);
        var code = (string)left.Json["code"]!;
        var rest = Assert.Single(
            await court.Server.ListAsync(
                "SELECT n.name, n.email, n.reader_id FROM notice n JOIN report r ON r.site_id = n.site_id AND r.id = n.id WHERE n.site_id = @site AND r.code = @code",
                [("@site", court.Server.Site.Id), ("@code", code)],
                row => (row.TextOrNull(0), row.TextOrNull(1), row.GuidOrNull(2))
            )
        );
        Assert.Equal((null, null, null), rest);
        using var una = await court.Server.StaffAsync();
        Assert.Contains(
            "A threat.",
            (await una.GetAsync($"{Court.Site}/console?view=notices&c={open}")).Text,
            StringComparison.Ordinal
        );

        Task<List<(bool, bool)>> KnownAsync() =>
            court.Server.ListAsync(
                "SELECT n.email, r.words FROM notice n JOIN report r ON r.site_id = n.site_id AND r.id = n.id WHERE n.site_id = @site ORDER BY n.at, n.id",
                [("@site", court.Server.Site.Id)],
                row => (!row.IsNull(0), !row.IsNull(1))
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task However_many_call_a_comment_illegal_the_desk_reads_the_first_and_each_is_answered(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var visitor = court.Server.Visitor();
        var comment = await ann.PublishAsync(court.Thread, "The bread was good.");
        for (var sent = 0; sent < 52; sent++)
            await GiveAsync(court, comment, $"Reason {sent}.");

        var read = await court.Server.Database.ReadAsync(
            scope => NoticeStore.ListOpenAsync(scope, court.Server.Site.Id, comment, 20, default),
            default
        );
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"Reason {number}."), read.Select(notice => notice.Words));
        await court.DecideAsync(comment, "remove");

        Assert.Equal(
            52,
            (
                await court.Server.ListAsync(
                    "SELECT DISTINCT content FROM recorded WHERE site_id = @site AND kind = @kind",
                    [("@site", court.Server.Site.Id), ("@kind", RecordKind.NoticeAnswered)],
                    row => row.Text(0)
                )
            ).Count
        );
        Assert.Equal(Origin.Notice, Assert.Single(await court.StatementsAsync(comment)).Origin);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Leaving_a_comment_up_answers_the_notices_that_were_shown_and_brings_the_rest(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        var comment = await ann.PublishAsync(court.Thread, "The bread was good.");
        for (var sent = 0; sent < 22; sent++)
            await GiveAsync(court, comment, $"Reason {sent}.");
        var page = (await court.Moderator.GetAsync($"{Court.Site}/console")).Text;
        Assert.Contains("Reason 19.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Reason 20.", page, StringComparison.Ordinal);

        var kept = await court.Moderator.SendFormAsync(Decision(page), ("do", "publish"));

        page = (await court.Moderator.GetAsync(kept.Location)).Text;
        Assert.DoesNotContain("Reason 19.", page, StringComparison.Ordinal);
        Assert.Contains("Reason 20.", page, StringComparison.Ordinal);
        Assert.Contains("Reason 21.", page, StringComparison.Ordinal);
        await court.Moderator.SendFormAsync(Decision(page), ("do", "publish"));
        Assert.Empty((await court.Moderator.GetAsync($"{Court.Api}/moderation/queue")).Json["items"]!.AsArray());

        static string Decision(string page) => WebUtility.HtmlDecode(DecisionForm().Match(page).Groups[1].Value);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_moderator_does_not_read_why_somebody_calls_their_own_comment_illegal(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var una = await court.Server.StaffAsync(ReaderRole.Moderator, "Una Bright");
        var comment = await una.PublishAsync(court.Thread, "The mayor takes money.");
        await GiveAsync(court, comment, "A zebrareason.");

        foreach (var door in (string[])[$"{Court.Api}/moderation/comments/{comment}", $"{Court.Api}/moderation/queue"])
        {
            Assert.Contains("zebrareason", (await court.Moderator.GetAsync(door)).Text, StringComparison.Ordinal);
            var own = await una.GetAsync(door);
            Assert.Contains("\"reason\":\"notice\"", own.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("zebrareason", own.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_network_gives_twenty_notices_an_hour()
    {
        await using var court = await Court.OpenAsync(EveryDatabase.Sqlite);
        using var ann = await court.Server.ReaderAsync();
        var comment = await ann.PublishAsync(court.Thread, "The bread was good.");
        court.Server.Get<Pace>().IsKept = true;

        for (var sent = 0; sent < 20; sent++)
            await GiveAsync(court, comment, $"Reason {sent}.");
        using var visitor = court.Server.Visitor();
        var tooMany = await visitor.SendFormAsync($"{Court.Site}/c/{comment}/notice", ("words", "One <more>."));

        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.Status);
        Assert.Contains("One &lt;more&gt;.", tooMany.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_who_reports_is_shown_both_ways()
    {
        await using var court = await Court.OpenAsync(EveryDatabase.Sqlite);
        using var ann = await court.Server.ReaderAsync();
        using var visitor = court.Server.Visitor();
        var comment = await ann.PublishAsync(court.Thread, "The bread was good.");

        var page = await visitor.GetAsync($"{Court.Site}/c/{comment}/report");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"{Court.Site}/sign-in?return=", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Court.Site}/c/{comment}/notice\"", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"reason\"", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await visitor.SendFormAsync($"{Court.Site}/c/{comment}/report", ("reason", "spam"))).Status
        );
    }

    private sealed record Given(string Code)
    {
        public Task<TestAnswer> FollowAsync(TestVisitor visitor) => visitor.GetAsync($"{Court.Api}/notices/{Code}");

        public Task<TestAnswer> PageAsync(TestVisitor visitor) => visitor.GetAsync($"{Court.Site}/notices/{Code}");
    }

    private static async Task<Given> GiveAsync(Court court, Guid comment, string words = "It is a lie.")
    {
        using var visitor = court.Server.Visitor();
        var given = await visitor.PostAsync(
            $"{Court.Api}/comments/{comment}/notices",
            new
            {
                words,
                name = "Nan Grant",
                email = "nan@plain.example",
                goodFaith = true,
            }
        );
        Assert.True(given.Status == HttpStatusCode.OK, given.Text);
        return new((string)given.Json["code"]!);
    }

    // The house's third rule stays, and a law is added to it.
    private static async Task<int> AddLawAsync(Court court)
    {
        using var adi = await court.Server.StaffAsync(ReaderRole.Administrator);
        var saved = await adi.PutAsync(
            $"{Court.Api}/rules",
            new
            {
                version = 0,
                rules = new object[]
                {
                    new { number = 3, name = "No threats" },
                    new
                    {
                        name = "§ 185 StGB",
                        meaning = "Insult.",
                        category = "harmful-speech",
                        law = Law,
                    },
                },
            }
        );
        Assert.True(saved.Status == HttpStatusCode.OK, saved.Text);
        return (int)saved.Json["rules"]![1]!["number"]!;
    }

    private static Task<TestAnswer> TryDecideAsync(Court court, Guid comment, int rule, string? words) =>
        court.Moderator.PostAsync(
            $"{Court.Api}/moderation/comments/{comment}/decision",
            new
            {
                decision = "remove",
                rule,
                words,
            }
        );

    [GeneratedRegex("action=\"([^\"]*/decision[?][^\"]*)\"")]
    private static partial Regex DecisionForm();
}
