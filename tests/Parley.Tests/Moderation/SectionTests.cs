using System.Net;
using Parley.Moderation;
using Parley.Readers;
using Parley.Screening;
using Parley.Stories;
using Parley.Tests.Setup;
using Parley.Threads;
using Xunit;

namespace Parley.Tests.Moderation;

/// <summary>A moderator whose work is limited to sections of the site.</summary>
public sealed class SectionTests
{
    private const string Desk = $"{TestServer.Api}/moderation";
    private const string Console = $"/{TestServer.SiteName}/console";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_is_limited_to_sections_sees_counts_and_decides_what_is_theirs_and_reads_no_word_of_the_rest(
        string engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "kraken");
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var moderator = await server.StaffAsync();
        using var ann = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        var (sport, harbour, town) = (
            await StoryAsync(server, "https://news.example/a", "SPORT"),
            await StoryAsync(server, "https://news.example/harbour/b", null),
            await StoryAsync(server, "https://news.example/town/c", "Town")
        );
        var match = await HoldAsync(ann, sport, "A kraken in goal.");
        var pier = await HoldAsync(ann, harbour, "A kraken at the pier.");
        var mayor = await HoldAsync(bo, town, "The mayor is a kraken.");
        var vote = await bo.PublishAsync(town, "The vote was late.");
        await ann.PostAsync($"{TestServer.Api}/comments/{vote}/reports", new { reason = "abuse" });
        await server.ListedAsync(4);
        Assert.Equal(4, (await QueueAsync(moderator)).Total);

        var limited = await administrator.PutAsync(
            $"{TestServer.Api}/staff/{moderator.Id}",
            new { role = "moderator", sections = new[] { "sport", "/harbour" } }
        );
        Assert.Equal(HttpStatusCode.NoContent, limited.Status);
        await Eventually.IsSoAsync(async () => (await QueueAsync(moderator)).Total == 2);

        // All views, what they count, and what one looks for.
        Assert.Equal([match, pier], (await QueueAsync(moderator)).Ids);
        Assert.Equal([match, pier], (await QueueAsync(moderator, "?view=pending")).Ids);
        Assert.Empty((await QueueAsync(moderator, "?view=reported")).Ids);
        Assert.Equal([pier, match], (await QueueAsync(moderator, "?view=everything")).Ids);
        Assert.Equal([pier], (await QueueAsync(moderator, "?text=pier")).Ids);
        Assert.Empty((await QueueAsync(moderator, "?text=mayor")).Ids);
        Assert.Empty((await QueueAsync(moderator, $"?story={town}")).Ids);
        Assert.Equal(4, (await QueueAsync(administrator)).Total);

        // The discussions, with what waits in each.
        Assert.Equal([(harbour, 1), (sport, 1)], await WaitingAsync(moderator));
        Assert.Equal([(harbour, 1), (sport, 1), (town, 1)], await WaitingAsync(administrator));

        // Where something surges they are told of theirs alone.
        foreach (var story in (Guid[])[sport, town])
            await SurgeTests.HappenAsync(server, story, 40, server.Clock.GetUtcNow());
        foreach (var (who, told) in ((TestReader, Guid[])[])[(administrator, [sport, town]), (moderator, [sport])])
        {
            var surges = (await who.GetAsync($"{Desk}/surges")).Json["surges"]!.AsArray();
            Assert.Equal(told.Order(), surges.Select(surge => (Guid)surge!["threadId"]!).Order());
            Assert.Equal(told.Length, (await who.GetAsync(Console)).Text.Split("comments ×").Length - 1);
        }

        // Neither a page nor an answer gives a word of it, and nothing there can be decided, taken or changed.
        string[] closed =
        [
            $"{Desk}/comments/{mayor}",
            $"{Desk}/policies/threads/{town}",
            $"{Desk}/readers/{bo.Id}/sanctions",
            $"{Desk}/word-lists/suspect",
            $"{Desk}/checks",
            $"{Desk}/comments/{mayor}/batch?of=writer",
            $"{Desk}/readers/{bo.Id}/likenesses",
            $"{Console}/writers/{bo.Id}",
            $"{Console}?c={mayor}",
            $"{Console}/batch?c={mayor}&of=writer",
            $"{Console}/threads/{town}/policy",
            $"{Console}/words",
        ];
        foreach (var url in closed)
        {
            Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync(url)).Status);
            Refused(await moderator.GetAsync(url));
        }

        Refused(await moderator.PostAsync($"{Desk}/comments/{mayor}/decision", new { decision = "publish" }));
        Refused(await moderator.PutAsync($"{Desk}/threads/{town}/closed"));
        Refused(await moderator.PutAsync($"{Desk}/policies/threads/{town}", new { state = "closed" }));
        Refused(await moderator.PostAsync($"{Desk}/readers/{bo.Id}/sanctions", new { kind = "hold", words = "Too loud." }));
        Refused(await moderator.SendFormAsync($"{Console}/comments/{mayor}/lease", ("do", "take")));
        Refused(await moderator.PutAsync($"{Desk}/comments/{mayor}/lease"));
        Refused(await moderator.DeleteAsync($"{Desk}/comments/{mayor}/lease"));
        Refused(await moderator.PostAsync($"{Desk}/notes", new { words = "Loud.", comment = mayor }));
        Refused(await moderator.PostAsync($"{Desk}/notes", new { words = "Loud.", reader = bo.Id }));
        await administrator.PutAsync($"{Desk}/comments/{mayor}/lease");
        Assert.Contains($"{mayor}", (await administrator.GetAsync($"{Desk}/leases")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{mayor}", (await moderator.GetAsync($"{Desk}/leases")).Text, StringComparison.Ordinal);
        await administrator.DeleteAsync($"{Desk}/comments/{mayor}/lease");
        Refused(await moderator.SendFormAsync($"{Console}/comments/{mayor}/release", ("words", "Look.")));
        Refused(await moderator.SendFormAsync($"{Console}/threads/{town}", ("do", "contest")));
        Refused(await moderator.SendFormAsync($"{Console}/writers/{bo.Id}/notes", ("words", "Loud.")));
        Refused(
            await moderator.SendFormAsync(
                $"{Console}/batch",
                ("do", "publish"),
                ("comments", mayor.ToString("N")),
                ("seen", "7fffffffffff")
            )
        );
        foreach (var page in new[] { Console, $"{Console}/threads", $"{Console}/writers" })
        {
            var read = await moderator.GetAsync(page);
            Assert.Equal(HttpStatusCode.OK, read.Status);
            Assert.DoesNotContain("mayor", read.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("town/c", read.Text, StringComparison.Ordinal);
            Assert.Contains("sport · /harbour", read.Text, StringComparison.Ordinal);
        }

        Assert.Contains("town/c", (await administrator.GetAsync($"{Console}/threads")).Text, StringComparison.Ordinal);

        // In a batch of one's own and others, one's own is decided.
        var both = await moderator.SendFormAsync(
            $"{Console}/batch",
            ("do", "publish"),
            ("comments", $"{mayor:N} {pier:N}"),
            ("seen", "7fffffffffff")
        );
        Assert.Equal(HttpStatusCode.SeeOther, both.Status);
        Assert.Equal([match], (await QueueAsync(moderator)).Ids);
        Assert.Equal(3, (await QueueAsync(administrator)).Total);
        Assert.Equal(
            HttpStatusCode.OK,
            (await moderator.PostAsync($"{Desk}/comments/{match}/decision", new { decision = "publish" })).Status
        );
        Assert.Equal(HttpStatusCode.NoContent, (await moderator.PutAsync($"{Desk}/threads/{sport}/closed")).Status);
        var hold = await moderator.PostAsync($"{Desk}/readers/{ann.Id}/sanctions", new { kind = "hold", words = "Too loud." });
        Assert.Equal(HttpStatusCode.OK, hold.Status);

        // Under the comments the desk's buttons stand where they would be let through.
        Assert.True((bool)(await moderator.GetAsync($"{TestServer.Api}/threads/{sport}/mine")).Json["mayModerate"]!);
        Assert.False((bool)(await moderator.GetAsync($"{TestServer.Api}/threads/{town}/mine")).Json["mayModerate"]!);

        // What they took before, they may not take back once it is another's.
        await administrator.PutAsync(
            $"{TestServer.Api}/staff/{moderator.Id}",
            new { role = "moderator", sections = new[] { "Town" } }
        );
        await Eventually.IsSoAsync(async () => (await QueueAsync(moderator)).Total == 2);
        Refused(await moderator.DeleteAsync($"{Desk}/decisions/last"));
        Assert.DoesNotContain("/undo", (await moderator.GetAsync(Console)).Text, StringComparison.Ordinal);
        Assert.Equal([mayor, vote], (await QueueAsync(moderator)).Ids.Order());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_section_is_the_same_however_its_letters_were_typed(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "kraken");
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var moderator = await server.StaffAsync();
        using var ann = await server.ReaderAsync();
        var cafe = await StoryAsync(server, "https://news.example/a", "Caf\u00e9");
        var sport = await StoryAsync(server, "https://news.example/b", "Sport");
        var coffee = await HoldAsync(ann, cafe, "A kraken in the cup.");
        await HoldAsync(ann, sport, "A kraken in goal.");

        var limited = await administrator.PutAsync(
            $"{TestServer.Api}/staff/{moderator.Id}",
            new { role = "moderator", sections = new[] { "CAFE\u0301 " } }
        );

        Assert.Equal(HttpStatusCode.NoContent, limited.Status);
        await Eventually.IsSoAsync(async () => (await QueueAsync(moderator)).Total == 1);
        Assert.Equal([coffee], (await QueueAsync(moderator)).Ids);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_limited_whom_from_what_to_what_is_on_record_and_another_role_ends_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var moderator = await server.StaffAsync();
        var staff = $"{TestServer.Api}/staff/{moderator.Id}";
        var page = $"{Console}/staff";

        await administrator.SendFormAsync(
            $"{page}/{moderator.Id}/role",
            ("role", "moderator"),
            ("sections", "Sport\r\n\r\nTown")
        );
        // The role alone leaves them, and the same again is nothing new.
        await administrator.PutAsync(staff, new { role = "moderator" });
        Assert.Contains("Sport&#xA;Town</textarea>", (await administrator.GetAsync(page)).Text, StringComparison.Ordinal);
        var many = Enumerable.Range(0, SectionNames.Most + 1).Select(i => $"S{i}");
        Assert.Equal(
            "sections-invalid",
            (await administrator.PutAsync(staff, new { role = "moderator", sections = many })).Code
        );
        Assert.Equal(
            "sections-for-moderators",
            (await administrator.PutAsync(staff, new { role = "senior-moderator", sections = new[] { "Sport" } })).Code
        );
        await administrator.SendFormAsync(
            $"{page}/{moderator.Id}/role",
            ("role", "senior-moderator"),
            ("sections", "Sport\nTown")
        );
        await administrator.PutAsync(staff, new { role = "moderator" });

        var recorded = await server.ListAsync(
            "SELECT content FROM recorded WHERE site_id = @site AND kind = 30 AND subject_id = @reader ORDER BY number",
            [("@site", server.Site.Id), ("@reader", moderator.Id)],
            row => row.Text(0)
        );
        Assert.Equal(
            [
                """{"from":2,"fromSections":[],"to":2,"toSections":["Sport","Town"],"by":"BY"}""",
                """{"from":2,"fromSections":["Sport","Town"],"to":3,"toSections":[],"by":"BY"}""",
                """{"from":3,"fromSections":[],"to":2,"toSections":[],"by":"BY"}""",
            ],
            recorded.Skip(1).Select(line => line.Replace(administrator.Id.ToString(), "BY", StringComparison.Ordinal))
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_invitation_says_to_which_sections_and_never_narrows_whoever_works_here_already(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var moderator = await server.StaffAsync();
        using var ann = await server.ReaderAsync();
        using var visitor = server.Visitor();

        var fresh = await visitor.PostAsync(
            $"{TestServer.Api}/invitation",
            new
            {
                code = await InviteAsync(["Sport"]),
                name = "Ole Brandt",
                password = "three herons at dusk",
            }
        );
        await ann.PostAsync($"{TestServer.Api}/invitation", new { code = await InviteAsync(["Sport"]) });
        await ann.PostAsync($"{TestServer.Api}/invitation", new { code = await InviteAsync(["Town"]) });
        await moderator.PostAsync($"{TestServer.Api}/invitation", new { code = await InviteAsync(["Sport"]) });
        Assert.Equal(HttpStatusCode.NoContent, fresh.Status);
        Assert.Equal("sections-for-moderators", (await SendAsync("journalist", ["Sport"])).Code);

        var all = (await administrator.GetAsync($"{TestServer.Api}/staff")).Json["staff"]!.AsArray();
        string SectionsOf(string name) =>
            string.Join(' ', all.Single(one => (string?)one!["name"] == name)!["sections"]!.AsArray());
        Assert.Equal("Sport", SectionsOf("Ole Brandt"));
        Assert.Equal("Sport Town", SectionsOf(ann.Name));
        Assert.Equal("", SectionsOf(moderator.Name));
        await ann.PostAsync($"{TestServer.Api}/invitation", new { code = await InviteAsync([]) });
        all = (await administrator.GetAsync($"{TestServer.Api}/staff")).Json["staff"]!.AsArray();
        Assert.Equal("", SectionsOf(ann.Name));

        Task<TestAnswer> SendAsync(string role, string[] sections) =>
            administrator.PostAsync(
                $"{TestServer.Api}/staff/invitations",
                new
                {
                    email = "ole@harbour.example",
                    role,
                    days = 1,
                    sections,
                }
            );

        async Task<string> InviteAsync(string[] sections) =>
            ((string)(await SendAsync("moderator", sections)).Json["link"]!).Split("code=")[1];
    }

    // A moderator of one small section must not make the desk read all that waits.
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_is_limited_is_shown_theirs_by_the_discussions_in_which_anything_waits(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "quokkalantern");
        using var bo = await server.ReaderAsync();
        for (var i = 0; i < 5; i++)
        {
            var thread = await StoryAsync(server, $"https://news.example/{i}", "Town");
            await Eventually.IsSoAsync(async () =>
                (string?)(await bo.SayAsync(thread, $"A quokkalantern {Guid.NewGuid()}.")).Json["comment"]?["state"] == "held"
            );
        }

        var isPostgres = engine == EveryDatabase.Postgres;
        await MultiplyAsync(server, isPostgres);
        var reader = new Reader(server.Site.Id, Guid.Empty, null, ReaderKind.Account, ReaderRole.Moderator, "Liv", 0)
        {
            LimitedTo = ["Sport", "/harbour"],
        };
        var within = StorySections.Of(server.Site, reader);
        var queue = server.Get<QueueStore>();
        foreach (
            var (sql, parameters) in ((string, (string, object?)[])[])
                [
                    queue.Look(server.Site, new(QueueView.Pending) { Within = within }, null, QueueStore.OnPage),
                    QueueStore.Count(server.Site.Id, within),
                ]
        )
        {
            var plan = await PlanAsync(server, isPostgres, sql, parameters);
            Assert.Contains(
                plan,
                line =>
                    line.Contains("ix_comment_site_id_thread_id_state_posted_at_id", StringComparison.Ordinal)
                    && line.Contains(isPostgres ? "on comment c" : "SEARCH c ", StringComparison.Ordinal)
            );
            Assert.DoesNotContain(
                plan,
                line => line.Contains("ix_comment_site_id_state_posted_at_id", StringComparison.Ordinal)
            );
        }
    }

    // The same as is left of the whole site's list for them, part by part, several at one moment among them.
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_is_limited_walks_the_same_list_as_all_others_without_what_is_not_theirs(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await server.SetWordsAsync(WordListKind.Suspect, "quokkalantern");
        using var bo = await server.ReaderAsync();
        using var cy = await server.ReaderAsync();
        List<Guid> theirs = [];
        for (var i = 0; i < 6; i++)
        {
            var thread = await StoryAsync(server, $"https://news.example/{i}", i % 2 == 0 ? "Town" : "Sport");
            foreach (var writer in (TestReader[])[bo, cy])
            {
                var sent = await writer.SayAsync(thread, $"A quokkalantern {Guid.NewGuid()}.");
                Assert.Equal("held", (string?)sent.Json["comment"]!["state"]);
                if (i % 2 == 1)
                    theirs.Add((Guid)sent.Json["comment"]!["id"]!);
            }
        }

        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE comment SET posted_at = @at WHERE site_id = @site AND author_id = @author",
                    [("@at", server.Clock.GetUtcNow()), ("@site", server.Site.Id), ("@author", cy.Id)],
                    default
                ),
            default
        );
        var reader = new Reader(server.Site.Id, Guid.Empty, null, ReaderKind.Account, ReaderRole.Moderator, "Liv", 0)
        {
            LimitedTo = ["Sport"],
        };
        var within = StorySections.Of(server.Site, reader);
        foreach (var view in (QueueView[])[QueueView.Pending, QueueView.Waiting])
        {
            var all = (await WalkAsync(new(view))).Where(theirs.Contains).ToList();
            Assert.Equal(6, all.Count);
            Assert.Equal(all, await WalkAsync(new(view) { Within = within }));
            Assert.Equal(
                (await WalkAsync(new(view) { Reader = bo.Id })).Where(theirs.Contains),
                await WalkAsync(new(view) { Within = within, Reader = bo.Id })
            );
        }

        Assert.Equal(6, (await server.Get<QueueStore>().CountAsync(server.Site.Id, default, within)).Held);

        async Task<List<Guid>> WalkAsync(QueueQuery query)
        {
            List<Guid> walked = [];
            TimeCursor? after = null;
            do
            {
                var part = await server.Get<QueueStore>().ListAsync(server.Site, query, after, 2, default);
                walked.AddRange(part.Items.Select(item => item.Read.Comment.Id));
                after = part.Next;
            } while (after is not null);
            return walked;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_reported_is_read_along_its_index_also_for_whoever_is_limited(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        var reader = new Reader(server.Site.Id, Guid.Empty, null, ReaderKind.Account, ReaderRole.Moderator, "Liv", 0)
        {
            LimitedTo = ["Sport", "/harbour"],
        };
        var isPostgres = engine == EveryDatabase.Postgres;
        var (sql, parameters) = server
            .Get<QueueStore>()
            .Look(
                server.Site,
                new(QueueView.Reported) { Within = StorySections.Of(server.Site, reader) },
                null,
                QueueStore.OnPage
            );
        var plan = await PlanAsync(server, isPostgres, sql, parameters);

        Assert.Contains(plan, line => line.Contains("ix_report_site_id_due_at", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("SCAN r", StringComparison.Ordinal));
    }

    /// <summary>Four thousand of each comment that waits, and the planner told of them.</summary>
    internal static Task MultiplyAsync(TestServer server, bool isPostgres) =>
        server.Database.WriteAsync(
            async scope =>
            {
                var columns = await scope.ListAsync(
                    isPostgres
                        ? "SELECT column_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'comment'"
                        : "SELECT name FROM pragma_table_info('comment')",
                    [],
                    row => row.Text(0),
                    default
                );
                var id = isPostgres
                    ? "(lpad(to_hex(n.k), 8, '0') || substr(replace(c.id::text, '-', ''), 9))::uuid"
                    : "unhex(printf('%08x', n.k) || substr(hex(c.id), 9))";
                var values = columns.Select(column =>
                    column switch
                    {
                        "id" => id,
                        "position" or "posted_at" => $"c.{column} - n.k",
                        _ => $"c.\"{column}\"",
                    }
                );
                await scope.ExecuteAsync(
                    $"""
                    WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 4000)
                    INSERT INTO comment ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
                    SELECT {string.Join(", ", values)} FROM comment c CROSS JOIN n WHERE c.site_id = @site AND c.state = 1
                    """,
                    [("@site", server.Site.Id)],
                    default
                );
                await scope.ExecuteAsync("ANALYZE", [], default);
            },
            default
        );

    private static Task<List<string>> PlanAsync(
        TestServer server,
        bool isPostgres,
        string sql,
        (string, object?)[] parameters
    ) =>
        server.Database.WriteAsync(
            async scope =>
            {
                // The tables are small, and are to be read as large ones would be.
                if (isPostgres)
                    await scope.ExecuteAsync("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off", [], default);
                return await scope.ListAsync(
                    $"{(isPostgres ? "EXPLAIN" : "EXPLAIN QUERY PLAN")} {sql}",
                    parameters,
                    row => row.Text(isPostgres ? 0 : 3),
                    default
                );
            },
            default
        );

    private static void Refused(TestAnswer answer)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("limited to sections", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("mayor", answer.Text, StringComparison.Ordinal);
        if (answer.Headers["content-type"].Contains("json", StringComparison.Ordinal))
            Assert.Equal("outside-sections", answer.Code);
    }

    private static async Task<(int Total, List<Guid> Ids)> QueueAsync(TestReader moderator, string asked = "")
    {
        var queue = (await moderator.GetAsync($"{Desk}/queue{asked}")).Json;
        return ((int)queue["total"]!, [.. queue["items"]!.AsArray().Select(item => (Guid)item!["comment"]!["id"]!)]);
    }

    private static async Task<List<(Guid Thread, int Held)>> WaitingAsync(TestReader moderator) =>
        [
            .. (await moderator.GetAsync($"{Desk}/threads")).Json["threads"]!
                .AsArray()
                .Select(one => (Id: (Guid)one!["id"]!, Held: (int)one["held"]!, Url: (string)one["url"]!))
                .OrderBy(one =>
                    one.Url.Split('/')[^1] switch
                    {
                        "b" => 0,
                        "a" => 1,
                        _ => 2,
                    }
                )
                .Select(one => (one.Id, one.Held)),
        ];

    // A story as an import brings it, found by its address.
    private static Task<Guid> StoryAsync(TestServer server, string url, string? section)
    {
        var id = Guid.CreateVersion7();
        return server.Database.WriteAsync(
            async scope =>
            {
                var address = StoryAddress.Parse(url, PageClaims.ParametersOf(server.Site)).Value!;
                var facts = new StoryFacts
                {
                    Url = url,
                    AddressKeys = [address.Key],
                    Place = address.Key,
                    Section = section,
                };
                await server.Get<StoryStore>().AddAsync(scope, server.Site.Id, id, facts, default);
                await ThreadStore.AddAsync(scope, server.Site.Id, id, server.Clock.GetUtcNow(), default);
                return id;
            },
            default
        );
    }

    private static async Task<Guid> HoldAsync(TestReader writer, Guid thread, string words)
    {
        var said = await writer.SayAsync(thread, words);
        Assert.Equal("held", (string?)said.Json["comment"]!["state"]);
        return (Guid)said.Json["comment"]!["id"]!;
    }
}
