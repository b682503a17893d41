using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Storage;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

/// <summary>Nobody's notice is answered, and nobody's report settled, by whoever leaves a comment up without having read it.</summary>
public sealed class UnreadReportTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_notice_that_comes_after_the_page_was_drawn_waits_for_whoever_reads_it(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var comment = await ReportedAsync(desk);
        var page = await ReadAsync(desk, $"{Desk.Console}?c={comment}");
        await NoticeAsync(desk, comment);

        await LeaveAsync(desk, page);

        Assert.Equal(["notice"], await WaitingAsync(desk, comment));
        page = await ReadAsync(desk, $"{Desk.Console}?c={comment}");
        Assert.Contains("It names my street.", page.QuerySelector("#now")!.TextContent);
        await LeaveAsync(desk, page);
        Assert.Empty(await desk.QueueAsync());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task By_the_JSON_interface_too_what_was_not_read_is_not_settled(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var comment = await ReportedAsync(desk);
        var read = (await desk.WaitingAsync(comment))["reports"]!.AsArray();
        await NoticeAsync(desk, comment);

        await KeepAsync((string)read[^1]!["at"]!);
        Assert.Equal(["notice"], await WaitingAsync(desk, comment));
        await KeepAsync(null);
        Assert.Equal(["notice"], await WaitingAsync(desk, comment));
        await KeepAsync((string)(await desk.WaitingAsync(comment))["reports"]!.AsArray()[^1]!["at"]!);
        Assert.Empty(await desk.QueueAsync());

        async Task KeepAsync(string? reportedAt)
        {
            var seen = new { state = "published", reportedAt };
            var kept = await desk.TryDecideAsync(comment, "keep", seen: seen);
            Assert.True(kept.Status == HttpStatusCode.OK, kept.Text);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_taken_down_answers_whoever_asked_for_it_meanwhile(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var comment = await ReportedAsync(desk);
        await NoticeAsync(desk, comment);

        var down = await desk.TryDecideAsync(comment, "remove", seen: new { state = "published" });

        Assert.True(down.Status == HttpStatusCode.OK, down.Text);
        Assert.Empty((await desk.CaseAsync(comment))["notices"]!.AsArray());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_batch_leaves_up_nothing_that_somebody_calls_illegal(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var reported = await ReportedAsync(desk);
        using var writer = await desk.WriterAsync("Cy Moss");
        using var reader = await desk.WriterAsync("Dee Rook");
        var noticed = await desk.PublishAsync(writer, "Her house is the last of the street.");
        await NoticeAsync(desk, noticed);
        var plain = await desk.PublishAsync(writer, "So it is.");
        await desk.ReportAsync(reader, plain);
        desk.Clock.Turn(TimeSpan.FromMinutes(1));
        var answer = await desk.GetAsync(desk.Moderator, $"/moderation/comments/{noticed}/batch?of=writer");
        Assert.Equal([noticed], answer["noticed"]!.AsArray().Select(one => (Guid)one!));

        var page = await ReadAsync(desk, $"{Desk.Console}/batch?c={noticed}&of=writer");
        Assert.Contains("1 of them is called illegal", page.QuerySelector("main")!.TextContent);
        Assert.Contains("1", page.QuerySelector("button[value=publish]")!.TextContent);
        using var sent = await ReaderHost.PostToAsync(
            desk.Moderator,
            page.QuerySelector("form.dk-act")!.GetAttribute("action")!,
            ("comments", Value("comments")),
            ("seen", Value("seen")),
            ("do", "publish")
        );
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Contains(
            "1 comment of that batch was left as it is",
            (await ReadAsync(desk, sent.Headers.Location!.ToString())).Body!.TextContent
        );
        Assert.Equal(new[] { reported, noticed }.Order(), (await desk.QueueAsync()).Order());

        var again = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            "/moderation/batches",
            new
            {
                comments = new[] { noticed },
                decision = "publish",
                seenAt = (string)answer["seenAt"]!,
            }
        );
        Assert.Equal("notice-waits", again.Code);

        string Value(string name) => page.QuerySelector($"input[name={name}]")!.GetAttribute("value")!;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_hundred_who_report_one_comment_are_counted_and_twenty_of_them_quoted(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var comment = await ReportedAsync(desk);
        await desk.DecideAsync(comment, "keep");
        await desk
            .Host.Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    for (var number = 0; number < 200; number++)
                        await scope.ExecuteAsync(
                            """
                            INSERT INTO report (site_id, id, comment_id, reader_id, reason, words, at, due_at, code, wants_letter)
                            VALUES (@site, @id, @comment, @id, 'abuse', @words, @at, @at, @code, @no)
                            """,
                            [
                                ("@site", desk.Site.Id),
                                ("@id", Guid.CreateVersion7()),
                                ("@comment", comment),
                                ("@words", $"No. {number} " + new string('x', 990)),
                                ("@at", desk.Clock.GetUtcNow().AddSeconds(number)),
                                ("@code", $"code-{number}"),
                                ("@no", false),
                            ],
                            default
                        );
                },
                default
            );

        var page = await ReadAsync(desk, $"{Desk.Console}?c={comment}");
        var reasons = page.QuerySelector(".dk-reasons")!.TextContent;
        Assert.Contains("200", reasons);
        Assert.Contains("No. 19 ", reasons);
        Assert.DoesNotContain("No. 20 ", reasons);
        Assert.Contains("and 180 more who added something", reasons);
        Assert.InRange(page.DocumentElement.OuterHtml.Length, 20_000, 60_000);
        var queue = await desk.GetAsync(desk.Moderator, "/moderation/queue");
        Assert.Equal(200, queue["items"]![0]!["reports"]!.AsArray().Count);
        Assert.InRange(queue.ToJsonString().Length, 20_000, 60_000);
    }

    private static async Task<Guid> ReportedAsync(Desk desk)
    {
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        var comment = await desk.PublishAsync(writer, "The mayor lives at the corner.");
        await desk.ReportAsync(reader, comment);
        return comment;
    }

    private static async Task NoticeAsync(Desk desk, Guid comment)
    {
        var given = await desk.SendAsync(
            desk.Visitor,
            HttpMethod.Post,
            $"/comments/{comment}/notices",
            new
            {
                words = "It names my street.",
                name = "Zebra Grant",
                email = "zebra@plain.example",
                goodFaith = true,
            }
        );
        Assert.True(given.Status is HttpStatusCode.OK or HttpStatusCode.Created, given.Text);
    }

    private static async Task LeaveAsync(Desk desk, IDocument page)
    {
        using var left = await ReaderHost.PostToAsync(
            desk.Moderator,
            page.QuerySelector("form.dk-act")!.GetAttribute("action")!,
            ("do", "publish")
        );
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
    }

    private static async Task<IEnumerable<string>> WaitingAsync(Desk desk, Guid comment) =>
        (await desk.WaitingAsync(comment))["reports"]!.AsArray().Select(report => (string)report!["reason"]!);

    private static async Task<IDocument> ReadAsync(Desk desk, string url) =>
        new HtmlParser().ParseDocument((await Desk.PageAsync(desk.Moderator, url)).Text);
}
