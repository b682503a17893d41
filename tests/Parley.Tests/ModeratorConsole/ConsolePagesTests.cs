using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Tests.Moderation;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.ModeratorConsole;

/// <summary>The desk as a moderator without script has it: pages, and the forms on them.</summary>
public sealed class ConsolePagesTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_moderator_rejects_the_first_sees_the_next_and_takes_it_back(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var first = await desk.HoldAsync(writer, "First kraken.");
        var second = await desk.HoldAsync(writer, "Second kraken.");
        var page = await ShowAsync(desk, Desk.Console);
        Assert.Equal("First kraken.", page.QuerySelector(".dk-judged")!.TextContent.Trim());
        Assert.Equal("kraken", page.QuerySelector(".dk-judged mark")!.TextContent);

        var decided = await PressAsync(desk, page, "r");

        Assert.Equal("rejected", await desk.StateAsync(first));
        page = await ShowAsync(desk, decided);
        Assert.Equal("Second kraken.", page.QuerySelector(".dk-judged")!.TextContent.Trim());
        Assert.Contains("Rejected: comment by Ann Sorrel", page.QuerySelector(".dk-undo")!.TextContent);

        var back = await PressAsync(desk, page, "z");

        Assert.Equal("held", await desk.StateAsync(first));
        page = await ShowAsync(desk, back);
        Assert.Equal("First kraken.", page.QuerySelector(".dk-judged")!.TextContent.Trim());
        Assert.Null(page.QuerySelector(".dk-undo"));
        await PressAsync(desk, page, "a");
        Assert.Equal("published", await desk.StateAsync(first));
        Assert.Equal([second], await desk.QueueAsync());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_page_of_a_moment_ago_decides_nothing_about_other_words(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var comment = await desk.HoldAsync(writer, "A kraken.");
        var page = await ShowAsync(desk, Desk.Console);
        await desk.EditAsync(writer, comment, "A worse kraken.");

        var form = page.QuerySelector("form.dk-act")!;
        using var answer = await ReaderHost.PostToAsync(desk.Moderator, form.GetAttribute("action")!, ("do", "publish"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("held", await desk.StateAsync(comment));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reported_comment_is_removed_with_the_same_key(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        var above = await desk.PublishAsync(writer, "The bread was good.");
        var comment = await desk.PublishAsync(writer, "Whoever likes it is a fool.", above);
        await desk.ReportAsync(reader, comment, "abuse", "He means me.");

        var page = await ShowAsync(desk, Desk.Console);

        Assert.Contains("He means me.", page.QuerySelector(".dk-reasons")!.TextContent);
        Assert.Contains("The bread was good.", page.QuerySelector(".dk-context")!.TextContent);
        await PressAsync(desk, page, "r");
        Assert.Equal("removed", await desk.StateAsync(comment));
        Assert.Empty(await desk.QueueAsync());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_discussion_is_closed_and_opened_by_its_button(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        await desk.HoldAsync(writer, "A kraken.");
        var page = await ShowAsync(desk, Desk.Console + "/threads");
        var row = page.QuerySelectorAll("tbody tr").Single();
        Assert.Equal("1", row.QuerySelectorAll("td.n")[1].TextContent);

        using var closed = await ReaderHost.PostToAsync(
            desk.Moderator,
            row.QuerySelector("form")!.GetAttribute("action")!,
            ("do", "close")
        );

        Assert.Equal(HttpStatusCode.SeeOther, closed.StatusCode);
        Assert.False((bool)(await desk.ThreadAsync())["isOpen"]!);
        page = await ShowAsync(desk, Desk.Console + "/threads");
        Assert.Equal("open", page.QuerySelector("tbody button")!.GetAttribute("value"));
        using var opened = await ReaderHost.PostToAsync(
            desk.Moderator,
            page.QuerySelector("tbody form")!.GetAttribute("action")!,
            ("do", "open")
        );
        Assert.True((bool)(await desk.ThreadAsync())["isOpen"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Something_is_decided_about_a_writer_from_a_comment_and_lifted_from_the_list(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var comment = await desk.PublishAsync(writer, "The bread was good.");
        var page = await ShowAsync(desk, $"{Desk.Console}?c={comment}");
        var form = page.QuerySelector("form#sanction")!;

        using var decided = await ReaderHost.PostToAsync(
            desk.Moderator,
            form.GetAttribute("action")!,
            ("kind", "hold"),
            ("rule", "3"),
            ("words", "Three threats."),
            ("days", "7")
        );

        Assert.Equal($"{Desk.Console}?c={comment}", decided.Headers.Location!.ToString());
        await desk.HoldAsync(writer, "And the cheese.");
        page = await ShowAsync(desk, Desk.Console + "/writers");
        Assert.Contains("Three threats.", page.QuerySelector("tbody tr")!.TextContent);
        Assert.Contains("Liv Harrow", page.QuerySelector("tbody tr")!.TextContent);
        using var lifted = await ReaderHost.PostToAsync(
            desk.Moderator,
            page.QuerySelector("tbody form")!.GetAttribute("action")!
        );
        Assert.Equal(HttpStatusCode.SeeOther, lifted.StatusCode);
        await desk.PublishAsync(writer, "Also the milk.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Word_lists_are_tried_then_saved_and_a_fault_keeps_what_was_typed(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var page = await ShowAsync(desk, Desk.Console + "/words");

        page = await SendAsync(
            desk,
            page,
            200,
            ("banned", "scum"),
            ("suspect", "idiot\r\nliar"),
            ("text", "Who is an idiot <b>here</b>?"),
            ("do", "try")
        );
        Assert.Equal("idiot", page.QuerySelector(".pl-say mark")!.TextContent);
        Assert.Contains("Who is an idiot <b>here</b>?", page.QuerySelector(".pl-say .pl-text")!.TextContent);
        Assert.Equal("idiot\nliar", page.QuerySelector("#suspect")!.TextContent);

        page = await SendAsync(desk, page, 422, ("banned", "scum\r\n***"), ("suspect", "idiot"), ("text", ""), ("do", "save"));
        Assert.Contains("2", page.QuerySelector("#banned-error")!.TextContent);
        Assert.Equal("scum\n***", page.QuerySelector("#banned")!.TextContent);
        Assert.Equal("", (string?)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/suspect"))["text"]);

        await SendAsync(desk, page, 200, ("banned", "scum"), ("suspect", "idiot"), ("text", ""), ("do", "save"));
        Assert.Equal("scum", (string?)(await desk.GetAsync(desk.Moderator, "/moderation/word-lists/banned"))["text"]);
        await SendAsync(desk, page, 409, ("banned", "filth"), ("suspect", "idiot"), ("text", ""), ("do", "save"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_address_that_was_typed_wrong_is_answered_in_words(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        Assert.Equal(HttpStatusCode.BadRequest, (await Desk.PageAsync(desk.Moderator, Desk.Console + "?c=x")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Desk.PageAsync(desk.Moderator, Desk.Console + "?after=x")).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Desk.PageAsync(desk.Moderator, Desk.Console + "/threads?after=x")).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Desk.PageAsync(desk.Moderator, $"{Desk.Console}?c={Guid.CreateVersion7()}")).Status
        );
        foreach (var seen in new[] { "", "?seen=9.", "?seen=1", "?seen=1.zz", "?seen=1.ffffffffffffffff" })
        {
            using var answer = await ReaderHost.PostToAsync(
                desk.Moderator,
                $"{Desk.Console}/comments/{Guid.CreateVersion7()}/decision{seen}",
                ("do", "publish")
            );
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "identifier-placeholder-words")]
    public async Task Moderators_see_which_pages_send_what_is_no_identifier(string engine)
    {
        const string host = "https://harbour-courant.example";
        var identifiers = KnownCase.Of("identifier-placeholder-words").TextsOf("identifiers");
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var sent = new List<(string Url, string Given)>();
        foreach (var letter in "pq")
            for (var i = 0; i < identifiers.Count; i++)
            {
                var url = $"{host}/{letter}{i + 1}";
                var answer = await desk.SendAsync(
                    writer,
                    HttpMethod.Post,
                    "/comments",
                    new
                    {
                        id = Guid.CreateVersion7(),
                        body = $"Words number {sent.Count} of mine.",
                        url,
                        identifier = identifiers[i],
                    }
                );
                Assert.Equal(HttpStatusCode.Created, answer.Status);
                sent.Add((url, string.IsNullOrWhiteSpace(identifiers[i]) ? "nothing" : identifiers[i]));
            }

        await desk.Visitor.GetAsync(new Uri($"/t?url={host}/sound&id=501", UriKind.Relative));
        await desk.Visitor.GetAsync(new Uri($"/t?url={host}/read&id=undefined", UriKind.Relative));
        Assert.Equal([.. sent, ($"{host}/read", "undefined")], await ListedAsync());

        // Its template was mended.
        await desk.Visitor.GetAsync(new Uri($"/t?url={host}/read&id=502", UriKind.Relative));
        Assert.Equal(sent, await ListedAsync());

        async Task<IEnumerable<(string, string)>> ListedAsync() =>
            (await ShowAsync(desk, Desk.Console + "/threads"))
                .QuerySelectorAll("section[aria-labelledby=placeholders] li")
                .Select(line =>
                    (
                        line.QuerySelector("a")!.TextContent,
                        line.TextContent.Replace(line.QuerySelector("a")!.TextContent, "").Trim()
                    )
                );
    }

    private static async Task<IDocument> ShowAsync(Desk desk, string url)
    {
        var page = await Desk.PageAsync(desk.Moderator, url);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return new HtmlParser().ParseDocument(page.Text);
    }

    // What a browser does with a control that has a key: it sends the control's form, with the first rule to reject by.
    private static async Task<string> PressAsync(Desk desk, IDocument page, string key)
    {
        var button = page.QuerySelector($"button[data-key={key}]")!;
        var form = button.Closest("form")!;
        Assert.Empty(form.QuerySelectorAll("input[type=radio][checked]"));
        var fields = form.QuerySelectorAll("input[type=radio]")
            .Take(key == "r" ? 1 : 0)
            .Select(radio => (radio.GetAttribute("name")!, radio.GetAttribute("value")!));
        if (button.GetAttribute("name") is { } name)
            fields = fields.Append((name, button.GetAttribute("value")!));
        using var answer = await ReaderHost.PostToAsync(desk.Moderator, form.GetAttribute("action")!, [.. fields]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<IDocument> SendAsync(
        Desk desk,
        IDocument page,
        int status,
        params (string Name, string Value)[] fields
    )
    {
        var hidden = page.QuerySelectorAll("form input[type=hidden]")
            .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!));
        using var answer = await ReaderHost.PostToAsync(desk.Moderator, Desk.Console + "/words", [.. hidden, .. fields]);
        Assert.Equal(status, (int)answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
