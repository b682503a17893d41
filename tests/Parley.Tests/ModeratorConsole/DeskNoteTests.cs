using System.Net;
using AngleSharp.Html.Parser;
using Parley.Tests.Moderation;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.ModeratorConsole;

public sealed class DeskNoteTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_note_about_a_writer_is_read_by_colleagues_alone_and_can_be_taken_away(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var comment = await desk.PublishAsync(writer, "The bread was good.");
        var later = await desk.PublishAsync(writer, "So was the cheese.");
        var (url, words) = ($"{Desk.Console}?c={comment}", "Knows the baker.\n\nRead <b>both</b> sides.");
        await WriteAsync(desk.Moderator, url, words);
        // A second press of the button.
        await WriteAsync(desk.Moderator, url, words);

        var page = await ReadAsync(second, $"{Desk.Console}?c={later}");
        var note = Assert.Single(page.QuerySelectorAll(".dk-notes li"));
        Assert.Equal(words, note.QuerySelector(".dk-said")!.TextContent);
        Assert.Contains("Liv Harrow", note.TextContent);
        foreach (var who in new[] { writer, desk.Visitor })
            Assert.All(await desk.EverywhereAsync(who, comment), answer => Assert.DoesNotContain("the baker", answer.Value));
        Assert.DoesNotContain("the baker", (await Desk.PageAsync(writer, $"/{ReaderHost.SiteName}/me")).Text);

        using var gone = await ReaderHost.PostToAsync(second, note.QuerySelector("form")!.GetAttribute("action")!);

        Assert.Equal(HttpStatusCode.SeeOther, gone.StatusCode);
        Assert.Empty((await ReadAsync(desk.Moderator, url)).QuerySelectorAll(".dk-notes li"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_next_shift_reads_what_the_last_one_wrote_down_the_latest_first(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        for (var i = 1; i <= 52; i++)
        {
            using var kept = await ReaderHost.PostToAsync(desk.Moderator, Desk.Console + "/notes", ("words", $"Note {i}."));
            Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        }

        var page = await ReadAsync(second, Desk.Console + "/notes");
        var said = page.QuerySelectorAll(".dk-said").Select(note => note.TextContent).ToList();
        Assert.Equal(("Note 52.", 50), (said[0], said.Count));
        page = await ReadAsync(second, page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(["Note 2.", "Note 1."], page.QuerySelectorAll(".dk-said").Select(note => note.TextContent));
        using var empty = await ReaderHost.PostToAsync(second, Desk.Console + "/notes", ("words", " "));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
    }

    private static async Task WriteAsync(HttpClient who, string url, string words)
    {
        var form = (await ReadAsync(who, url)).QuerySelector("form:has(#note)")!;
        using var kept = await ReaderHost.PostToAsync(who, form.GetAttribute("action")!, ("words", words));
        Assert.Equal(url, kept.Headers.Location!.ToString());
    }

    private static async Task<AngleSharp.Dom.IDocument> ReadAsync(HttpClient who, string url)
    {
        var answer = await Desk.PageAsync(who, url);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return new HtmlParser().ParseDocument(answer.Text);
    }
}
