using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.SecondLooks;
using Parley.Sites;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reasons;

/// <summary>Walks every way to restrict somebody or their words, and finds a statement of each.</summary>
public sealed partial class EveryRestrictionTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whatever_is_restricted_has_its_statement_with_all_that_the_law_wants_of_it(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var (delayed, rejected) = (await court.HeldAsync(ann), await court.HeldAsync(ann));
        court.Server.Clock.Turn(TimeSpan.FromHours(49));
        await court.Server.Get<LongHolds>().TellAsync(default);
        await court.DecideAsync(rejected, "reject");
        var removed = await ann.PublishAsync(court.Thread, "The bread was good.");
        await court.DecideAsync(removed, "remove");
        foreach (var kind in (string[])["hold", "warning", "silence", "suspension", "ban"])
            await court.GiveAsync(ann.Id, kind);

        var all = new List<Statement>();
        foreach (var about in (Guid[])[delayed, rejected, removed, ann.Id])
            all.AddRange(await court.StatementsAsync(about));

        // What is refused is not kept, so that nobody has anything of it; all else that there is to restrict is here.
        Assert.Equal(
            Enum.GetValues<Restriction>().Where(one => one != Restriction.Refused),
            all.Select(one => one.Restriction).Distinct().Order()
        );
        foreach (var statement in all)
        {
            Assert.NotNull(statement.Category);
            Assert.NotNull(statement.Origin);
            Assert.Equal("en", statement.Language);
            Assert.True(statement.Rule is not null || statement.WasFoundByMachine, statement.Restriction.ToString());
            Assert.Equal(statement.Restriction is Restriction.Held or Restriction.Delayed, statement.IsByMachine);
            // One can object to each but to having waited for a moment.
            Assert.Equal(statement.Restriction != Restriction.Held, statement.Code is not null);
        }

        using var visitor = court.Server.Visitor();
        foreach (var statement in all.Where(one => one.Code is not null && one.About != rejected))
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"{Court.Site}/objections/{statement.Code}")).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task However_words_come_to_wait_or_come_down_there_is_a_statement_of_it(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        var server = court.Server;
        using var moss = await server.StaffAsync(ReaderRole.Moderator, "Moss Reed");
        using var una = await server.StaffAsync(ReaderRole.SeniorModerator, "Una Bright");
        using var ann = await server.ReaderAsync("Ann Ode");
        using var bo = await server.ReaderAsync("Bo Reed");
        var settings = server.Site.Settings with { SecondLookPercent = 100 };
        await server.Get<SiteStore>().ChangeAsync(server.Site with { Settings = settings }, server.Site.Origins, default);
        await server.CaughtUpAsync();

        foreach (
            var (words, state, way) in new (string Words, string State, Func<Guid, Task> Way)[]
            {
                ("A quokkalantern.", "held", _ => Task.CompletedTask),
                ("A quokkalantern.", "rejected", ByFormAsync),
                ("Bread.", "removed", ByFormAsync),
                ("A quokkalantern.", "rejected", one => InBatchAsync(one, "writer")),
                ("Cheese.", "removed", one => InBatchAsync(one, "day")),
                ("A quokkalantern at https://pills.example now.", "rejected", one => InBatchAsync(one, "link")),
                ("A quokkalantern.", "rejected", one => InBatchAsync(one, "check")),
                ("A quokkalantern.", "rejected", one => InBatchAsync(one, "alike")),
                ("Butter.", "removed", ByOrderAsync),
                ("Salt.", "removed", ByObjectionAsync),
                ("Pepper.", "removed", BySecondLookAsync),
                (
                    "Thyme.",
                    "held",
                    one => DoneAsync(ann.PatchAsync($"{Court.Api}/comments/{one}", new { body = "A quokkalantern." }))
                ),
            }
        )
        {
            var comment = words.Contains("quokka", StringComparison.Ordinal)
                ? await court.HeldAsync(ann, words)
                : await ann.PublishAsync(court.Thread, words);
            await server.CaughtUpAsync();
            await way(comment);
            var known = (await una.GetAsync($"{Court.Api}/moderation/comments/{comment}")).Json;
            Assert.Equal((words, state), (words, (string?)known["comment"]!["state"]));
            var last = (await court.StatementsAsync(comment)).MaxBy(one => one.At);
            Assert.Equal((words, state), (words, last?.Restriction.ToString().ToLowerInvariant()));
        }

        using var @operator = await OperatorAsync();
        await DoneAsync(
            @operator.PostAsync(
                $"{Court.Api}/moderation/readers/{ann.Id}/sanctions",
                new
                {
                    kind = "ban",
                    words = Court.Words,
                    everywhere = true,
                }
            )
        );
        Assert.Equal(Restriction.Banned, Assert.Single(await court.StatementsAsync(ann.Id)).Restriction);

        // Whatever is so now, however it came to be.
        const string Restricted = "FROM comment c WHERE c.site_id = @site AND c.state IN (1, 2, 3)";
        var counts = await server.ListAsync(
            $"""
            SELECT (SELECT count(*) {Restricted}), (SELECT count(*) {Restricted} AND NOT EXISTS (SELECT 1 FROM statement s
                WHERE s.site_id = @site AND s.comment_id = c.id
                    AND s.restriction = CASE c.state WHEN 1 THEN @held WHEN 2 THEN @rejected ELSE @removed END))
            """,
            [
                ("@site", server.Site.Id),
                ("@held", Restriction.Held),
                ("@rejected", Restriction.Rejected),
                ("@removed", Restriction.Removed),
            ],
            row => (row.Long(0), row.Long(1))
        );
        Assert.Equal((12L, 0L), counts.Single());

        async Task ByFormAsync(Guid comment)
        {
            var page = (await moss.GetAsync($"{Court.Site}/console?c={comment}")).Text;
            var action = WebUtility.HtmlDecode(Decision().Match(page).Groups[1].Value);
            await DoneAsync(moss.SendFormAsync(action, ("do", "reject"), ("rule", "3")));
        }

        async Task InBatchAsync(Guid comment, string of)
        {
            JsonNode? batch = null;
            // What somebody wrote within a day is in a table that follows the events.
            await Eventually.IsSoAsync(async () =>
                (batch = (await moss.GetAsync($"{Court.Api}/moderation/comments/{comment}/batch?of={of}")).Json)["comments"]!
                    .AsArray()
                    .Any(one => (Guid)one!["id"]! == comment)
            );
            await DoneAsync(
                moss.PostAsync(
                    $"{Court.Api}/moderation/batches",
                    new
                    {
                        comments = new[] { comment },
                        decision = "reject",
                        rule = 3,
                        seenAt = (string?)batch!["seenAt"],
                    }
                )
            );
        }

        async Task ByOrderAsync(Guid comment)
        {
            const string Orders = $"{Court.Api}/moderation/orders";
            var order = await DoneAsync(
                court.Moderator.PostAsync(
                    Orders,
                    new
                    {
                        kind = "terrorist",
                        authority = "Office",
                        country = "DE",
                        reference = "Ref 7",
                        basis = "§ 86a StGB",
                        named = $"{Court.Site}/c/{comment}",
                    }
                )
            );
            await DoneAsync(court.Moderator.PostAsync($"{Orders}/{order.Json["id"]}/answer", new { outcome = "done" }));
        }

        async Task ByObjectionAsync(Guid comment)
        {
            await DoneAsync(bo.PostAsync($"{Court.Api}/comments/{comment}/reports", new { reason = "hate" }));
            await KeepAsync(comment);
            var code = (string?)(await bo.GetAsync($"{Court.Api}/notifications")).Json["reports"]![0]!["code"];
            await DoneAsync(bo.PostAsync($"{Court.Api}/objections", new { code, words = "It is hateful." }));
            var raised = (await una.GetAsync($"{Court.Api}/moderation/objections")).Json["objections"]!.AsArray().Single()!;
            await DoneAsync(
                una.PostAsync(
                    $"{Court.Api}/moderation/objections/{raised["id"]}/decision",
                    new
                    {
                        reverses = true,
                        words = "So it is.",
                        rule = 3,
                    }
                )
            );
        }

        async Task BySecondLookAsync(Guid comment)
        {
            const string Looks = $"{Court.Api}/moderation/second-looks";
            await KeepAsync(comment);
            server.Clock.Turn(TimeSpan.FromMinutes(11));
            await server.Get<DrawSecondLooks>().GoAsync(default);
            var look = (await una.GetAsync(Looks)).Json["items"]!.AsArray().Single(one => (string?)one!["body"] == "Pepper.")![
                "id"
            ];
            await DoneAsync(una.PostAsync($"{Looks}/{look}", new { stays = false, rule = 2 }));
            await DoneAsync(court.Moderator.PostAsync($"{Looks}/{look}/settlement", new { overturns = true, rule = 2 }));
        }

        Task KeepAsync(Guid comment) =>
            DoneAsync(moss.PostAsync($"{Court.Api}/moderation/comments/{comment}/decision", new { decision = "keep" }));

        async Task<TestVisitor> OperatorAsync()
        {
            var link = await server.Get<MakeLinks>().ForOperatorAsync(default);
            return new(
                server.Address,
                (await server.Get<OpenLink>().SignInAsync(link.Split('=')[1], null, default)).Value!.Token
            );
        }

        static async Task<TestAnswer> DoneAsync(Task<TestAnswer> sent)
        {
            var answer = await sent;
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.SeeOther, answer.Text);
            return answer;
        }
    }

    [GeneratedRegex("action=\"([^\"]*/decision\\?[^\"]*)\"")]
    private static partial Regex Decision();
}
