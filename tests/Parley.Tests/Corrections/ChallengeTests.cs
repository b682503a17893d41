using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Screening;
using Parley.Sourcing;
using Parley.Tests.Comments;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Corrections;

/// <summary>The correction desk: a reader challenges a fact with evidence, the newsroom answers in place, and the reader hears of it.</summary>
public sealed class ChallengeTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;
    private const string Desk = Site + "/newsroom/corrections";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_challenge_with_evidence_changes_the_claim_and_is_answered_in_place(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        var said = await ada.PostAsync(
            $"{Api}/threads/{report.Story}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = "It was April.",
                passage = report.Said.PassageId,
            }
        );
        var comment = (Guid)said.Json["comment"]!["id"]!;
        var page = $"{Site}/c/{comment}/challenge";
        await server.ListedAsync(1);
        var own = Parse(await ada.GetAsync($"{Site}/me")).QuerySelector($"a[href='{page}']");
        Assert.NotNull(own);

        Assert.Equal(HttpStatusCode.NotFound, (await bo.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.SendFormAsync(page, ("evidence", "Me too."))).Status);
        var empty = await ada.SendFormAsync(page, ("evidence", " "), ("url", "https://zzgazette.example/1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Equal("https://zzgazette.example/1", Parse(empty).QuerySelector("#url")!.GetAttribute("value"));
        var raised = await ada.SendFormAsync(
            page,
            ("evidence", "The zzgazette has it."),
            ("url", "https://zzgazette.example/1")
        );
        Assert.Equal(HttpStatusCode.SeeOther, raised.Status);

        var desk = Parse(await editor.GetAsync(Desk));
        Assert.Contains("The zzgazette has it.", desk.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(desk.QuerySelector("a[href='https://zzgazette.example/1']"));
        var claim = desk.QuerySelector("select[name=claim] option")!.GetAttribute("value")!;
        Assert.Equal($"{report.Said.ClaimId}", claim);
        // A change without a claim or a reason is no answer, and the words come back.
        var unsaid = await editor.SendFormAsync(
            $"{Desk}/{comment}",
            ("do", "change"),
            ("status", "disputed"),
            ("reason", "The day is wrong.")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        Assert.Equal("The day is wrong.", Parse(unsaid).QuerySelector("textarea[name=reason]")!.TextContent);

        var answered = await editor.SendFormAsync(
            $"{Desk}/{comment}",
            ("do", "change"),
            ("claim", claim),
            ("status", "disputed"),
            ("reason", "The day is wrong.")
        );

        Assert.Equal(HttpStatusCode.SeeOther, answered.Status);
        var shown = Parse(await visitor.GetAsync(answered.Location)).GetElementById($"c-{comment}")!;
        Assert.Contains("Answered by Ines Marrow", shown.TextContent, StringComparison.Ordinal);
        Assert.Contains("The day is wrong.", shown.TextContent, StringComparison.Ordinal);
        Assert.Equal("Disputed", shown.QuerySelector(".pl-say .pl-tag")!.TextContent);
        var json = (await visitor.GetAsync($"{Api}/comments/{comment}")).Json["answer"]!;
        Assert.Equal(
            ("The day is wrong.", "Ines Marrow", "disputed"),
            ((string?)json["text"], (string?)json["by"], (string?)json["status"])
        );
        Assert.Equal(
            [(ClaimStatus.Disputed, (Guid?)comment)],
            await server.ListAsync(
                "SELECT status, comment_id FROM claim_status WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => ((ClaimStatus)row.Int(0), row.GuidOrNull(1))
            )
        );
        await Eventually.IsSoAsync(async () =>
            (await ada.GetAsync($"{Site}/notifications")).Text.Contains("answered your challenge", StringComparison.Ordinal)
        );
        Assert.Empty(Parse(await editor.GetAsync(Desk)).QuerySelectorAll("form[action*='/newsroom/corrections/']"));
        foreach (
            var url in (string[])
                [
                    report.Url,
                    $"{Site}/t/{report.Story}",
                    $"{Site}/c/{comment}",
                    $"{Site}/passages/{report.Said.PassageId}",
                    $"{Site}/t/{report.Story}/feed.atom",
                    $"{Site}/t/{report.Story}/feed.json",
                    $"{Api}/threads/{report.Story}/comments",
                    $"{Api}/comments/{comment}",
                ]
        )
        foreach (var who in (TestVisitor[])[visitor, bo])
            Assert.DoesNotContain("zzgazette", (await who.GetAsync(url)).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_moderator_hands_on_a_comment_that_waits_and_nothing_of_it_is_public_by_that(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var moderator = await server.StaffAsync();
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        var report = await ReportScene.WriteAsync(server, "The order");
        await server.SetWordsAsync(WordListKind.Suspect, "zzapril");
        var said = await ada.PostAsync(
            $"{Api}/threads/{report.Story}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = "It was zzapril.",
                claim = report.Said.ClaimId,
            }
        );
        var comment = (Guid)said.Json["comment"]!["id"]!;
        Assert.Equal("held", (string?)said.Json["comment"]!["state"]);
        var page = $"{Site}/c/{comment}/challenge";

        foreach (var other in (TestReader[])[bo, editor])
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.OK, (await moderator.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await moderator.SendFormAsync(page)).Status);

        var desk = Parse(await editor.GetAsync(Desk));
        Assert.Contains("It was zzapril.", desk.Body!.TextContent, StringComparison.Ordinal);
        var answered = await editor.SendFormAsync(
            $"{Desk}/{comment}",
            ("do", "change"),
            ("claim", $"{report.Said.ClaimId}"),
            ("status", "disputed"),
            ("reason", "It was May.")
        );
        Assert.Equal(HttpStatusCode.SeeOther, answered.Status);
        // Whoever answered is led on, and its writer to where they may read the answer.
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync(answered.Location)).Status);
        await Eventually.IsSoAsync(async () =>
            (await ada.GetAsync($"{Site}/notifications")).Text.Contains("answered your challenge", StringComparison.Ordinal)
        );
        var told = Parse(await ada.GetAsync($"{Site}/notifications"));
        var read = Parse(await ada.GetAsync(told.QuerySelector($"a[href*='{comment}']")!.GetAttribute("href")!));
        Assert.Contains("It was May.", read.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain($"{comment}", (await bo.GetAsync($"{Site}/notifications")).Text, StringComparison.Ordinal);
        await server.CaughtUpAsync();
        foreach (
            var url in (string[])
                [
                    report.Url,
                    $"{Site}/t/{report.Story}",
                    $"{Site}/c/{comment}",
                    $"{Site}/claims/{report.Said.ClaimId}",
                    $"{Site}/passages/{report.Said.PassageId}",
                    $"{Site}/t/{report.Story}/feed.atom",
                    $"{Api}/threads/{report.Story}/comments",
                    $"{Api}/claims/{report.Said.ClaimId}",
                    $"{Api}/claims/{report.Said.ClaimId}/comments",
                ]
        )
        foreach (var who in (TestVisitor[])[visitor, bo])
        {
            var text = (await who.GetAsync(url)).Text;
            Assert.DoesNotContain("zzapril", text, StringComparison.Ordinal);
            if (url != $"{Site}/c/{comment}")
                Assert.DoesNotContain($"{comment}", text, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_moderator_hands_a_comment_on_and_it_is_said_once_why_nothing_changes(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var moderator = await server.StaffAsync();
        using var editor = await server.StaffAsync(ReaderRole.Journalist);
        var thread = await server.OpenThreadAsync();
        var comment = await ada.PublishAsync(thread, "There were three, not two.");
        var queue = Parse(await moderator.GetAsync($"{Site}/console?c={comment}"));
        var link = queue.QuerySelector($"a[href$='/c/{comment}/challenge']")!.GetAttribute("href")!;

        var handed = await moderator.SendFormAsync(link);
        var kept = await editor.SendFormAsync($"{Desk}/{comment}", ("do", "keep"), ("reason", "The list has two."));
        var again = await editor.SendFormAsync($"{Desk}/{comment}", ("do", "keep"), ("reason", "It still has two."));
        var late = await ada.SendFormAsync(link, ("evidence", "I was there."));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (handed.Status, kept.Status));
        var answer = Parse(await ada.GetAsync(kept.Location)).GetElementById($"c-{comment}")!.QuerySelector(".pl-say")!;
        Assert.Contains("The list has two.", answer.TextContent, StringComparison.Ordinal);
        Assert.Null(answer.QuerySelector(".pl-tag"));
        // What was answered is answered; nobody's words are lost.
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again.Status, late.Status));
        Assert.Contains("It still has two.", again.Text, StringComparison.Ordinal);
        // What is taken down takes its answer along.
        await server.DecideAsync(comment, Parley.Comments.CommentState.Removed);
        Assert.DoesNotContain("The list has two.", (await ada.GetAsync($"{Site}/c/{comment}")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_change_of_what_is_known_tells_those_who_discussed_the_claim_each_time(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var onPassage = await server.ReaderAsync();
        using var onClaim = await server.ReaderAsync();
        using var replying = await server.ReaderAsync();
        using var elsewhere = await server.ReaderAsync();
        var report = await ReportScene.WriteAsync(server, "The order");
        var claim = report.Said.ClaimId!.Value;
        var editor = report.Editor;
        var first = await SayAsync(onPassage, "It was April.", new { passage = report.Said.PassageId });
        await SayAsync(onClaim, "I doubt it.", new { claim });
        await SayAsync(replying, "So do I.", new { parentId = first });
        await SayAsync(elsewhere, "What of the harbour?", new { });
        await server.ListedAsync(4);

        async Task<Guid> SayAsync(TestVisitor who, string body, object more)
        {
            var id = Guid.CreateVersion7();
            var sent = JsonSerializer.SerializeToNode(more)!.AsObject();
            (sent["id"], sent["body"]) = (id, body);
            Assert.Equal(HttpStatusCode.Created, (await who.PostAsync($"{Api}/threads/{report.Story}/comments", sent)).Status);
            return id;
        }

        async Task<string?[]> ToldAsync(TestVisitor who) =>
            [
                .. (await who.GetAsync($"{Api}/notifications")).Json["notifications"]!
                    .AsArray()
                    .Where(one => (string?)one!["kind"] == "claim" && !(bool)one["isRead"]!)
                    .Select(one => $"{one!["claim"]!["sentence"]} {one["claim"]!["status"]}"),
            ];

        foreach (var status in (ClaimStatus[])[ClaimStatus.Disputed, ClaimStatus.Retracted])
        {
            await server
                .Get<ChangeClaimStatus>()
                .HandleAsync(server.Site.Id, claim, editor, new(status, "The ministry says so.", null, null, null), default);
            var sentence = $"The order was signed. {(status == ClaimStatus.Disputed ? "disputed" : "retracted")}";
            foreach (var who in (TestVisitor[])[onPassage, onClaim, replying])
            {
                await Eventually.IsSoAsync(async () => (await ToldAsync(who)).Contains(sentence));
                Assert.Equal([sentence], await ToldAsync(who));
                await who.PutAsync($"{Api}/notifications/read", new { });
            }
        }

        // Of another claim of the same words one is told besides.
        var other = await report.NameAsync(
            "signed in May",
            new(new(Kind: SourceKind.Document, Name: "Minutes")),
            "It was May."
        );
        await server
            .Get<ChangeClaimStatus>()
            .HandleAsync(server.Site.Id, claim, editor, new(ClaimStatus.Stands, "It was signed.", null, null, null), default);
        await server
            .Get<ChangeClaimStatus>()
            .HandleAsync(
                server.Site.Id,
                other.ClaimId!.Value,
                editor,
                new(ClaimStatus.Stands, "So it was.", null, null, null),
                default
            );
        await Eventually.IsSoAsync(async () => (await ToldAsync(onPassage)).Contains("It was May. stands"));
        Assert.Equal(
            ["It was May. stands", "The order was signed. stands"],
            (await ToldAsync(onPassage)).Order(StringComparer.Ordinal)
        );

        Assert.Empty(await ToldAsync(elsewhere));
        var page = Parse(await onClaim.GetAsync($"{Site}/notifications"));
        Assert.NotNull(page.QuerySelector($".pl-head a[href='{Site}/claims/{claim}']"));
        Assert.Contains("The order was signed.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Stands", page.Body.TextContent, StringComparison.Ordinal);
    }

    private static IDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
