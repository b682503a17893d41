using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.RightOfReply;
using Parley.Sourcing;
using Parley.Tests.Comments;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.RightOfReply;

/// <summary>The right of reply: somebody whom a report names answers by a link, once, and nothing of it is public before the newsroom says so.</summary>
public sealed class SourceReplyTests
{
    private const string Site = "/" + TestServer.SiteName;
    private const string Desk = Site + "/newsroom/replies";
    private const string Answer = "I signed nothing in May.\nAsk the clerk.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_named_source_answers_once_and_stands_beside_the_words_whatever_becomes_of_them(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var source = server.Visitor();
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        await report.NameAsync("harbour master", new(new(Kind: SourceKind.Person, Name: "Nan Quast")));
        var link = await OfferAsync(editor, report);

        // The link names the person and the words, and lets nobody write another's name.
        var asked = Parse(await source.GetAsync(link));
        Assert.Equal("harbour master", asked.QuerySelector("blockquote")!.TextContent);
        Assert.Contains("Nan Quast", asked.Body!.TextContent, StringComparison.Ordinal);
        var empty = await source.SendFormAsync(link, ("words", "  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        var sent = await source.SendFormAsync(link, ("words", Answer));
        var again = await source.SendFormAsync(link, ("words", Answer));
        var other = await source.SendFormAsync(link, ("words", "Something else."));
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (sent.Status, again.Status));
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("Something else.", other.Text, StringComparison.Ordinal);
        await AssertHiddenAsync();

        var desk = Parse(await editor.GetAsync(Desk));
        var action = desk.QuerySelector("button[value=publish]")!.Closest("form")!.GetAttribute("action")!;
        Assert.Contains("I signed nothing in May.", desk.Body!.TextContent, StringComparison.Ordinal);
        var published = await editor.SendFormAsync(action, ("do", "publish"), ("words", "The clerk has it in writing."));
        Assert.Equal(HttpStatusCode.SeeOther, published.Status);
        await AssertShownAsync("#note-2");
        Assert.Contains("stands beside", (await source.GetAsync(link)).Text, StringComparison.Ordinal);
        var late = await editor.SendFormAsync(action, ("do", "refuse"), ("words", "Too late."));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Too late.", late.Text, StringComparison.Ordinal);
        var json = (await visitor.GetAsync($"{TestServer.Api}/reports/{report.Story}")).Json["passages"]!.AsArray();
        var reply = json.SelectMany(one => one!["replies"]!.AsArray()).Single()!;
        Assert.Equal(("Nan Quast", Answer), ((string?)reply["name"], (string?)reply["words"]));

        // The words change, and then they go: the reply stays with what it answers.
        await report.ChangeAsync(ReportScene.Text.Replace("harbour master", "harbor master", StringComparison.Ordinal));
        await AssertShownAsync("#note-2");
        await report.ChangeAsync("Nothing of the old text is left, and the harbour has a new keeper.");
        await AssertShownAsync("section[aria-labelledby=orphans]");
        Assert.Equal(HttpStatusCode.SeeOther, (await editor.SendFormAsync(action, ("do", "withdraw"))).Status);
        await AssertHiddenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await source.GetAsync(link)).Status);

        async Task AssertShownAsync(string where)
        {
            await Eventually.IsSoAsync(async () =>
                (await visitor.GetAsync(report.Url)).Text.Contains("I signed nothing in May.", StringComparison.Ordinal)
            );
            var note = Parse(await visitor.GetAsync(report.Url)).QuerySelector(where)!;
            Assert.Contains("Nan Quast answers", note.TextContent, StringComparison.Ordinal);
            Assert.Contains("The clerk has it in writing.", note.TextContent, StringComparison.Ordinal);
        }

        async Task AssertHiddenAsync()
        {
            await Eventually.IsSoAsync(async () =>
                !(await visitor.GetAsync(report.Url)).Text.Contains("I signed nothing", StringComparison.Ordinal)
            );
            foreach (
                var url in (string[])
                    [
                        report.Url,
                        $"{Site}/t/{report.Story}",
                        $"{Site}/claims/{report.Said.ClaimId}",
                        $"{TestServer.Api}/reports/{report.Story}",
                    ]
            )
                Assert.DoesNotContain("I signed nothing", (await visitor.GetAsync(url)).Text, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reply_is_refused_with_a_reason_and_a_link_taken_back_leads_nowhere(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var source = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        // Whoever is not named would be named by answering.
        Assert.Null(await FindOfferAsync(editor, report));
        await report.NameAsync("harbour master", new(new(Kind: SourceKind.Organisation, Name: "The harbour board")));
        var (refused, unused) = (await OfferAsync(editor, report), await OfferAsync(editor, report));

        await source.SendFormAsync(refused, ("words", Answer));
        var action = Parse(await editor.GetAsync(Desk))
            .QuerySelector("button[value=refuse]")!
            .Closest("form")!
            .GetAttribute("action")!;
        var unsaid = await editor.SendFormAsync(action, ("do", "refuse"), ("words", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        await editor.SendFormAsync(action, ("do", "refuse"), ("words", "It names a private person."));
        // Of two editors at once the second keeps what they wrote.
        var second = await editor.SendFormAsync(action, ("do", "publish"), ("words", "The clerk has it in writing."));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("The clerk has it in writing.", second.Text, StringComparison.Ordinal);
        Assert.Contains("It names a private person.", (await source.GetAsync(refused)).Text, StringComparison.Ordinal);

        var withdraw = Parse(await editor.GetAsync(Desk)).QuerySelector("button[value=withdraw]")!.Closest("form")!;
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await editor.SendFormAsync(withdraw.GetAttribute("action")!, ("do", "withdraw"))).Status
        );
        var gone = await source.SendFormAsync(unused, ("words", Answer));
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        Assert.Contains("Ask the clerk.", gone.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_link_ends_a_passage_has_room_for_twenty_and_what_is_not_public_is_forgotten(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        using var source = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        var named = await report.NameAsync("harbour master", new(new(Kind: SourceKind.Person, Name: "Nan Quast")));
        var (late, refused) = (await OfferAsync(editor, report), await OfferAsync(editor, report));
        await source.SendFormAsync(refused, ("words", Answer));
        var action = Parse(await editor.GetAsync(Desk))
            .QuerySelector("button[value=refuse]")!
            .Closest("form")!
            .GetAttribute("action")!;
        await editor.SendFormAsync(action, ("do", "refuse"), ("words", "It names a private person."));
        for (var offered = 2; offered < SourceReply.MostOnPassage; offered++)
            Assert.True((await OfferAgainAsync()).IsSuccess);
        Assert.Equal("too-many-replies", (await OfferAgainAsync()).Problem!.Code);

        server.Clock.Turn(SourceReply.TimeToWrite + TimeSpan.FromMinutes(1));
        Assert.Contains("is over", (await source.GetAsync(late)).Text, StringComparison.Ordinal);
        var tooLate = await source.SendFormAsync(late, ("words", Answer));
        Assert.Equal(
            (HttpStatusCode.Conflict, true),
            (tooLate.Status, tooLate.Text.Contains("Ask the clerk.", StringComparison.Ordinal))
        );
        // Links by which nobody wrote in time take no room.
        Assert.True((await OfferAgainAsync()).IsSuccess);

        server.Clock.Turn(SourceReplyStore.KeptFor);
        await server.Get<SourceReplyStore>().SweepAsync(default);
        var forgotten = await source.GetAsync(refused);
        Assert.Equal(HttpStatusCode.OK, forgotten.Status);
        Assert.DoesNotContain("I signed nothing", forgotten.Text, StringComparison.Ordinal);

        async Task<Result<OfferReply.Offered>> OfferAgainAsync() =>
            await server
                .Get<OfferReply>()
                .HandleAsync(server.Site.Id, report.Story, named.Id, named.Root.Source.Id, report.Editor, default);
    }

    private static async Task<string> OfferAsync(TestVisitor editor, ReportScene report)
    {
        var offer = (await FindOfferAsync(editor, report))!;
        var offered = await editor.SendFormAsync(
            offer.GetAttribute("action")!,
            ("source", offer.QuerySelector("input[name=source]")!.GetAttribute("value")!)
        );
        return new Uri(Parse(offered).QuerySelector("#link")!.GetAttribute("value")!).AbsolutePath;
    }

    private static async Task<IElement?> FindOfferAsync(TestVisitor editor, ReportScene report) =>
        Parse(await editor.GetAsync($"{Site}/newsroom/reports/{report.Story}/sources")).QuerySelector("form[action$='/reply']");

    private static IDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
