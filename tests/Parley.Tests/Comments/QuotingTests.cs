using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

/// <summary>Answering with the words that one answers, without script; with it, see the suite in a browser.</summary>
public sealed class QuotingTests
{
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_form_of_an_answer_offers_to_quote_and_what_is_quoted_keeps_its_levels(string engine)
    {
        var told = KnownCase.Of("quotes-in-quotes");
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var comment = await ada.PublishAsync(thread, (string)told.Input["text"]!);
        var plain = new HtmlParser().ParseDocument((await visitor.GetAsync($"{Site}/c/{comment}/reply")).Text);
        var link = Assert.Single(plain.QuerySelectorAll("main a[href*=quote]")).GetAttribute("href")!;
        Assert.Equal("", BoxOf(plain));

        var page = new HtmlParser().ParseDocument((await visitor.GetAsync(link)).Text);

        Assert.Equal("> >> deep one\n> >\n> > middle\n>\n> mine\n\n", BoxOf(page));
        // Words that stand there already are not thrown away by another press.
        Assert.Empty(page.QuerySelectorAll("main a[href*=quote]"));
        var posted = await ada.SayAsync(thread, BoxOf(page), comment);
        Assert.Equal(
            "<blockquote><blockquote><blockquote><p dir=\"auto\">deep one</p></blockquote><p dir=\"auto\">middle</p></blockquote><p dir=\"auto\">mine</p></blockquote>",
            (string?)posted.Json["comment"]!["html"]
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Only_what_the_public_reads_is_quoted_and_no_more_than_a_passage(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var gap = await ada.PublishAsync(thread, "A marmaladezeppelin.");
        await ada.PublishAsync(thread, "It stands under it.", gap);
        var hidden = await ada.PublishAsync(thread, "A quokkalantern.");
        // Each letter is three signs, and the last one must not be cut in two.
        var longest = await ada.PublishAsync(thread, string.Concat(Enumerable.Repeat("o\u0323\u0302", 400)));
        await server.DecideAsync(gap, CommentState.Removed);
        await server.DecideAsync(hidden, CommentState.Held);

        var ofGap = await ada.GetAsync($"{Site}/c/{gap}/reply?quote=1");
        Assert.Equal(HttpStatusCode.OK, ofGap.Status);
        Assert.Equal("", BoxOf(new HtmlParser().ParseDocument(ofGap.Text)));
        Assert.DoesNotContain("marmalade", ofGap.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("quote=1", ofGap.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"{Site}/c/{hidden}/reply?quote=1")).Status);
        var box = BoxOf(new HtmlParser().ParseDocument((await ada.GetAsync($"{Site}/c/{longest}/reply?quote=1")).Text));
        Assert.Equal("> " + string.Concat(Enumerable.Repeat("\u1ed9", 400)) + "\n\n", box);
    }

    [Theory]
    [InlineData("abc", "> abc\n\n")]
    [InlineData("\na\n\nb\n", "> a\n>\n> b\n\n")]
    public void What_is_short_is_quoted_whole(string source, string quoted) =>
        Assert.Equal(quoted, Parley.Markup.Quotation.OfBeginning(source));

    [Fact]
    public void What_is_long_ends_with_a_whole_letter_and_three_dots()
    {
        // The family is one letter of five signs: at the end there is no room for it.
        var quoted = Parley.Markup.Quotation.OfBeginning(new string('a', 498) + "👨‍👩‍👧b");

        Assert.Equal("> " + new string('a', 498) + "…\n\n", quoted);
    }

    private static string BoxOf(IHtmlDocument page) => page.QuerySelector("textarea")!.TextContent;
}
