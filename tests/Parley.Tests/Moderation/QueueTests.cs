using System.Net;
using Parley.Comments;
using Parley.Markup;
using Parley.Moderation;
using Parley.Reports;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class QueueTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_likely_to_do_most_harm_stands_first_and_every_part_says_by_when(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        using var other = await desk.WriterAsync("Cy Reed");
        var held = await desk.HoldAsync(writer, "A kraken.");
        var stray = await desk.PublishAsync(writer, "My cat is called Bread.");
        var foul = await desk.PublishAsync(writer, "You people are vermin.");
        var fouler = await desk.PublishAsync(writer, "You are worse than vermin.");
        // How many wrote there within the hour is known a moment later.
        await Desk.UntilAsync(async () => (await desk.ListedAsync("view=everything")).Count == 4);
        await desk.ReportAsync(reader, stray, "off-topic");
        await desk.ReportAsync(reader, foul, "hate");
        await desk.ReportAsync(reader, fouler, "hate");
        await desk.ReportAsync(other, fouler, "off-topic");
        await desk.ReportAsync(other, foul, "hate");

        Assert.Equal([foul, fouler, held, stray], await desk.QueueAsync());
        var due = (await desk.GetAsync(desk.Moderator, "/moderation/queue"))["items"]!
            .AsArray()
            .Select(item => (DateTimeOffset)item!["due"]!)
            .ToList();
        Assert.Equal(due.Order(), due);
        Assert.Equal(QueueStore.Patience, due[2] - (DateTimeOffset)(await desk.WaitingAsync(held))["since"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task More_than_a_thousand_are_not_counted_to_the_last(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var (site, author, appender) = (desk.Site.Id, await desk.IdOfAsync("Ann Sorrel"), desk.Host.Get<ICommentAppender>());
        await Task.WhenAll(Enumerable.Range(0, QueueCount.Most).Select(_ => appender.AppendAsync(Held(), default)));
        Assert.Contains("1,000 wait", await PageAsync(), StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => appender.AppendAsync(Held(), default)));

        Assert.Equal(QueueCount.Most + 1, (int)(await desk.GetAsync(desk.Moderator, "/moderation/queue"))["total"]!);
        var page = await PageAsync();
        Assert.Contains("More than 1,000 wait", page, StringComparison.Ordinal);
        Assert.Contains("1,000&#x2B;", page, StringComparison.Ordinal);

        async Task<string> PageAsync() => (await Desk.PageAsync(desk.Moderator, Desk.Console)).Text;

        NewComment Held() =>
            new()
            {
                Site = site,
                Id = Guid.CreateVersion7(),
                ThreadId = desk.Thread,
                ParentId = null,
                AuthorId = author,
                State = CommentState.Held,
                Source = "A kraken.",
                Html = "<p>A kraken.</p>",
                Renderer = SafeHtml.Version,
                At = desk.Clock.GetUtcNow(),
            };
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_new_report_on_what_was_left_up_brings_it_back(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        using var other = await desk.WriterAsync("Cy Reed");
        var comment = await desk.PublishAsync(writer, "The ministry lies.");
        await desk.ReportAsync(reader, comment);
        await desk.DecideAsync(comment, "keep");
        Assert.Empty(await desk.QueueAsync());

        // The same reader has said so already.
        var again = await desk.SendAsync(reader, HttpMethod.Post, $"/comments/{comment}/reports", new { reason = "abuse" });
        Assert.Equal("already-reported", again.Code);
        Assert.Empty(await desk.QueueAsync());
        await desk.ReportAsync(other, comment, "hate");

        Assert.Equal([comment], await desk.QueueAsync());
        Assert.Equal("hate", (string?)Assert.Single((await desk.WaitingAsync(comment))["reports"]!.AsArray())!["reason"]);
        Assert.Equal("keep", (string?)Assert.Single((await desk.CaseAsync(comment))["decisions"]!.AsArray())!["decision"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task However_many_report_without_a_word_the_first_words_are_read_and_those_of_every_notice(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var comment = await desk.PublishAsync(writer, "The ministry lies.");
        var database = desk.Host.Get<Database>();
        var at = desk.Clock.GetUtcNow();
        string?[] said = [.. new string?[20], .. Enumerable.Range(0, 21).Select(which => $"Said {which}.")];
        await database.WriteAsync(
            async scope =>
            {
                foreach (var (words, which) in said.Append("A threat.").Select((words, which) => (words, which)))
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO report (site_id, id, comment_id, reader_id, reason, words, at, due_at, code, wants_letter)
                        VALUES (@site, @id, @comment, NULL, @reason, @words, @at, @at, @code, @no)
                        """,
                        [
                            ("@site", desk.Site.Id),
                            ("@id", Guid.CreateVersion7()),
                            ("@comment", comment),
                            ("@reason", which < said.Length ? "abuse" : ReportComment.Notice),
                            ("@words", words),
                            ("@at", at.AddSeconds(which)),
                            ("@code", Guid.NewGuid().ToString()),
                            ("@no", false),
                        ],
                        default
                    );
            },
            default
        );

        var read = await database.ReadAsync(
            scope => CaseStore.ListReportsAsync(scope, desk.Site.Id, [comment], default),
            default
        );

        Assert.Equal(said.Length + 1, read[comment].Count());
        Assert.Equal(
            [.. said[20..40], "A threat."],
            read[comment].Select(report => report.Words).Where(words => words is not null)
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Each_list_holds_what_its_name_says(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        var held = await desk.HoldAsync(writer, "A kraken.");
        var reported = await desk.PublishAsync(writer, "The ministry lies.");
        await desk.ReportAsync(reader, reported);
        var unseen = await desk.PublishAsync(writer, "The bread was good.");
        var seen = await desk.PublishAsync(writer, "So was the cheese.");
        await desk.DecideAsync(seen, "keep");
        var removed = await desk.PublishAsync(writer, "You are all fools.");
        await desk.DecideAsync(removed, "remove");
        var deleted = await desk.PublishAsync(writer, "Never mind.");
        await desk.SendAsync(writer, HttpMethod.Delete, $"/comments/{deleted}");

        // Who wrote what follows a moment later.
        await Desk.UntilAsync(async () => (await desk.ListedAsync("view=everything")).Count == 5);
        Assert.Equal([removed, seen, unseen, reported, held], await desk.ListedAsync("view=everything"));
        Assert.Equal([unseen, reported], await desk.ListedAsync("view=unmoderated"));
        Assert.Equal([held], await desk.ListedAsync("view=pending"));
        Assert.Equal([reported], await desk.ListedAsync("view=reported"));
        Assert.Equal(await desk.QueueAsync(), await desk.ListedAsync("view=waiting"));

        // Left up by a person, it is seen, and seen once.
        await desk.DecideAsync(unseen, "keep");
        Assert.Equal([reported], await desk.ListedAsync("view=unmoderated"));
        using var second = await desk.ModeratorAsync("Odo Brandt");
        var late = await desk.TryDecideAsync(unseen, "keep", second);
        Assert.Equal("decided-by-another", late.Code);
        Assert.Contains("Liv Harrow", late.Text);
        desk.Clock.Turn(TimeSpan.FromDays(8));
        Assert.Empty(await desk.ListedAsync("view=unmoderated"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_moderator_finds_by_words_writer_story_reason_rule_state_and_day(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var ann = await desk.WriterAsync("Ann Sorrel");
        using var bo = await desk.WriterAsync("Bo Tarn");
        var other = await desk.OpenThreadAsync("https://harbour-courant.example/ferry");
        var kraken = await desk.HoldAsync(ann, "A KRAKEN, schön.");
        var ferry = await desk.HoldAsync(bo, "The kraken took the ferry.", thread: other);
        var link = await desk.HoldAsync(bo, "Read https://deals.example/now and buy.");
        var said = await desk.PublishAsync(ann, "كفى كذبًا يا سادة.");
        await desk.ReportAsync(bo, said, "hate");
        var gone = await desk.PublishAsync(ann, "You fools.");
        await desk.DecideAsync(gone, "remove");
        await Desk.UntilAsync(async () => (await desk.ListedAsync("view=everything")).Count == 5);

        Assert.Equal([kraken], await desk.ListedAsync("text=kraken, SCHÖN"));
        Assert.Equal([said], await desk.ListedAsync("text=كذبًا"));
        Assert.Equal([gone], await desk.ListedAsync("view=everything&text=fools"));
        Assert.Equal([ferry, link], await desk.ListedAsync($"reader={await desk.IdOfAsync("Bo Tarn")}"));
        Assert.Equal([ferry], await desk.ListedAsync($"story={other}"));
        Assert.Equal([ferry, link], await desk.ListedAsync("name=BO t"));
        Assert.Empty(await desk.ListedAsync("name=nobody"));
        Assert.Equal([ferry], await desk.ListedAsync("title=/ferry"));
        Assert.Equal([kraken, ferry, link], await desk.ListedAsync("verdict=hold"));
        Assert.Equal([said], await desk.ListedAsync("verdict=pass"));
        var page = await desk.Moderator.GetStringAsync($"/{TestServer.SiteName}/console?name=BO+t&verdict=hold");
        Assert.Contains("name=\"name\" value=\"BO t\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"hold\" selected>", page, StringComparison.Ordinal);
        Assert.Equal([link], await desk.ListedAsync("why=check.links"));
        Assert.Equal([kraken, ferry], await desk.ListedAsync("why=check.suspect-words"));
        Assert.Equal([said], await desk.ListedAsync("why=report.hate"));
        Assert.Equal([gone], await desk.ListedAsync("view=everything&why=rule.1"));
        Assert.Empty(await desk.ListedAsync("view=everything&why=rule.2"));
        Assert.Equal([gone], await desk.ListedAsync("view=everything&state=removed"));
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(desk.Clock.GetUtcNow(), desk.Site.Zone).DateTime);
        Assert.Equal(4, (await desk.ListedAsync($"from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}")).Count);
        Assert.Empty(await desk.ListedAsync($"to={today.AddDays(-1):yyyy-MM-dd}"));
        Assert.Empty(await desk.ListedAsync($"from={today.AddDays(1):yyyy-MM-dd}"));
        Assert.Empty(await desk.ListedAsync("text=%25&view=pending"));

        foreach (
            var wrong in (string[])
                [
                    "view=all",
                    "view=1",
                    "state=lost",
                    "verdict=maybe",
                    "verdict=1",
                    "verdict=refuse",
                    "name=" + new string('x', 201),
                    "reader=x",
                    "story=x",
                    "why=x",
                    "why=check.%25",
                    "from=1.5.",
                    "to=x",
                    "after=x",
                    "text=" + new string('x', 201),
                ]
        )
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await desk.SendAsync(desk.Moderator, HttpMethod.Get, "/moderation/queue?" + wrong)).Status
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_checks_said_is_looked_for_by_the_words_as_they_are(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var mended = await desk.HoldAsync(writer, "A kraken.");
        await desk.EditAsync(writer, mended, "A squid.");
        var spoiled = await desk.PublishAsync(writer, "A herring.");
        await desk.EditAsync(writer, spoiled, "The kraken again.");
        // What still waits for what was found waits for it.
        Assert.Equal([mended, spoiled], (await desk.ListedAsync("verdict=hold")).Order());
        Assert.Empty(await desk.ListedAsync("verdict=pass"));

        await desk.DecideAsync(mended, "publish");
        await desk.DecideAsync(spoiled, "publish");
        var rejected = await desk.HoldAsync(writer, "One more kraken.");
        await desk.EditAsync(writer, rejected, "One more squid.");
        await desk.DecideAsync(rejected, "reject");
        await desk.ListedAsync(3);

        Assert.Equal([mended, rejected], (await desk.ListedAsync("view=everything&verdict=pass")).Order());
        Assert.Equal([spoiled], await desk.ListedAsync("view=everything&verdict=hold"));
    }

    /// <summary>Of as many as a busy site has waiting: nobody who looks for some of them has the database read all that was ever stated.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_checks_said_of_a_comment_is_read_along_its_own_statements(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var bo = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        foreach (var number in Enumerable.Range(1, 3))
            await bo.SayAsync(thread, $"See https://deals.example/{number}, everybody.");
        var isPostgres = engine == EveryDatabase.Postgres;
        await SectionTests.MultiplyAsync(server, isPostgres);
        await server.Database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    """
                    INSERT INTO statement (site_id, comment_id, at, restriction, content)
                    SELECT c.site_id, c.id, c.posted_at, 0, (SELECT min(s.content) FROM statement s WHERE s.site_id = @site)
                    FROM comment c WHERE c.site_id = @site
                        AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.site_id = c.site_id AND s.comment_id = c.id)
                    """,
                    [("@site", server.Site.Id)],
                    default
                );
                await scope.ExecuteAsync("ANALYZE", [], default);
            },
            default
        );

        foreach (var view in (QueueView[])[QueueView.Waiting, QueueView.Pending, QueueView.Everything])
        foreach (var verdict in QueueQuery.Verdicts)
        {
            var (sql, parameters) = server
                .Get<QueueStore>()
                .Look(server.Site, new(view) { Verdict = verdict }, null, QueueStore.OnPage);
            var plan = await server.Database.ReadAsync(
                scope =>
                    scope.ListAsync(
                        $"{(isPostgres ? "EXPLAIN" : "EXPLAIN QUERY PLAN")} {sql}",
                        parameters,
                        row => row.Text(isPostgres ? 0 : 3),
                        default
                    ),
                default
            );
            Assert.Contains(
                plan,
                line =>
                    isPostgres
                        ? line.Contains("using pk_statement on statement v", StringComparison.Ordinal)
                        : line.StartsWith("SEARCH v USING", StringComparison.Ordinal)
                            && line.Contains("(site_id=? AND comment_id=?)", StringComparison.Ordinal)
            );
            Assert.DoesNotContain(
                plan,
                line =>
                    line.Contains("Seq Scan on statement", StringComparison.Ordinal)
                    || line.StartsWith("SCAN v", StringComparison.Ordinal)
            );
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_list_that_is_walked_while_others_decide_neither_skips_nor_repeats(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        var all = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            all.Add(await desk.HoldAsync(writer, $"Kraken number {i}."));
            var reported = await desk.PublishAsync(writer, $"Number {i} is a lie.");
            await desk.ReportAsync(reader, reported, i % 2 == 0 ? "hate" : "abuse");
            all.Add(reported);
        }

        foreach (var view in new[] { QueueView.Waiting, QueueView.Everything })
        {
            await Desk.UntilAsync(async () => (await desk.ListedAsync("view=everything")).Count == 10);
            var walked = new List<Guid>();
            TimeCursor? after = null;
            do
            {
                var slice = await desk.Host.Get<QueueStore>().ListAsync(desk.Site, new(view), after, 3, default);
                walked.AddRange(slice.Items.Select(item => item.Read.Comment.Id));
                after = slice.Next;
                // The first of each part is decided before the next part is asked for.
                if (view == QueueView.Waiting && slice.Items.Count > 0)
                    await desk.DecideAsync(walked[^slice.Items.Count], slice.Items[0].Reports.Count > 0 ? "keep" : "publish");
            } while (after is not null);

            Assert.Equal(all.Order(), walked.Order());
        }

        Assert.Equal(6, (await desk.QueueAsync()).Count);
    }
}
