using System.Net;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Live;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sanctions;

/// <summary>What an operator decides about an account for all sites of the installation.</summary>
public sealed class EverywhereTests
{
    private const string Third = "south-shore";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_ban_holds_on_every_site_also_later_ones_and_lifting_takes_back_exactly_that(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        await using var node = await court.OtherNodeAsync();
        using var @operator = await OperatorAsync(court.Server);
        using var ann = await court.Server.ReaderAsync();
        using var annThere = new TestVisitor(node.Address, ann.Token);
        using var bo = await court.Server.ReaderAsync();
        Assert.True(await IsInAsync(ann, TestServer.OtherSiteName) && await IsInAsync(annThere));
        await court.Server.CaughtUpAsync();
        await using var stream = await LiveListener.ToAsync(court.Server, court.Thread, cookie: ann.Cookie);
        // What the site decided by itself stands beside it.
        var own = await court.GiveAsync(ann.Id, "silence");
        var page = $"{Court.Site}/console/writers";

        Assert.Equal("operator-needed", (await GiveAsync(court.Moderator, ann.Id, "ban")).Code);
        Assert.Equal("sanction-rule-of-one-site", (await GiveAsync(@operator, ann.Id, "ban", rule: 3)).Code);
        Assert.Equal("writer-is-staff", (await GiveAsync(@operator, court.Moderator.Id, "ban")).Code);
        using var guest = court.Server.As(await court.EnterAsync(court.Server.Visitor(), "Gus Plain"));
        var guestId = (Guid)(await guest.GetAsync($"/api/v1/session?site={TestServer.SiteName}")).Json["id"]!;
        Assert.Equal("reader-without-account", (await GiveAsync(@operator, guestId, "ban")).Code);

        var given = await GiveAsync(@operator, ann.Id, "ban");

        Assert.Equal(HttpStatusCode.OK, given.Status);
        Assert.Equal((Guid)given.Json["id"]!, (Guid)(await GiveAsync(@operator, ann.Id, "ban")).Json["id"]!);
        Assert.False(await IsInAsync(ann));
        Assert.False(await IsInAsync(ann, TestServer.OtherSiteName));
        Assert.InRange(
            await Eventually.IsSoAsync(async () =>
                stream.IsOver && !await IsInAsync(annThere) && !await IsInAsync(annThere, TestServer.OtherSiteName)
            ),
            TimeSpan.Zero,
            TimeSpan.FromSeconds(5)
        );
        // A site that comes later, and one that she comes to later, are the same.
        await court
            .Server.Get<SiteStore>()
            .AddAsync(Third, "South Shore", "en", "Europe/Vienna", new(), ["https://south.example"], default);
        await Eventually.IsSoAsync(async () =>
            (await bo.GetAsync($"/api/v1/session?site={Third}")).Status == HttpStatusCode.OK
        );
        var there = await ann.GetAsync($"/api/v1/sites/{Third}/comments/mine");
        Assert.Equal((HttpStatusCode.Forbidden, "banned"), (there.Status, there.Code));
        Assert.True(await IsInAsync(bo, Third));

        // Each site has its own statement of it, in its own record, and sees it without being able to lift it.
        var statements = await court.Server.ListAsync(
            """
            SELECT s.site_id FROM statement s JOIN reader r ON r.site_id = s.site_id AND r.id = s.comment_id
            JOIN recorded d ON d.site_id = s.site_id AND d.kind = 3 AND d.subject_id = r.id AND d.content LIKE '%everywhere%'
            WHERE s.at > 0 AND s.content LIKE '%reason.everywhere.writer%' ORDER BY s.site_id
            """,
            [],
            row => row.Int(0)
        );
        Assert.Equal(3, statements.Distinct().Count());
        Assert.Equal(3, statements.Count);
        var ban = (await court.ListAsync(ann.Id)).Single(one => (string?)one!["kind"] == "ban")!;
        Assert.True((bool)ban["everywhere"]!);
        var refused = await court.Moderator.DeleteAsync($"{Court.Api}/moderation/sanctions/{ban["id"]}");
        Assert.Equal((HttpStatusCode.Forbidden, "operator-needed"), (refused.Status, refused.Code));
        var seen = (await court.Moderator.GetAsync(page)).Text;
        Assert.Contains("All sites", seen, StringComparison.Ordinal);
        Assert.DoesNotContain($"sanctions/{ban["id"]}/lift", seen, StringComparison.Ordinal);
        Assert.Contains($"sanctions/{own}/lift", seen, StringComparison.Ordinal);
        Assert.Contains($"sanctions/{ban["id"]}/lift", (await @operator.GetAsync(page)).Text, StringComparison.Ordinal);

        // The same kind of the site's own is another one, and outlives it.
        var second = await court.GiveAsync(ann.Id, "ban", "Spam as well.");
        var lifted = await @operator.SendFormAsync($"{Court.Site}/console/sanctions/{ban["id"]}/lift");

        Assert.Equal(HttpStatusCode.SeeOther, lifted.Status);
        Assert.True(await IsInAsync(ann, TestServer.OtherSiteName) && await IsInAsync(ann, Third));
        Assert.False(await IsInAsync(ann));
        await court.LiftAsync(second);
        Assert.True(await IsInAsync(ann));
        Assert.Equal("silenced", await court.SayAsync(ann));
        await court.LiftAsync(own);
        Assert.Equal("published", await court.SayAsync(ann));
        Assert.Equal("published", await court.SayAsync(bo));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_warning_is_read_once_for_all_sites_and_an_objection_is_an_operators_to_decide(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var @operator = await OperatorAsync(court.Server);
        using var ann = await court.Server.ReaderAsync();
        Assert.True(await IsInAsync(ann, TestServer.OtherSiteName));
        var comment = await ann.PublishAsync(court.Thread, "The ferry is late.");

        // As the console sends it, with the rule that stands in the box beside.
        var form = await @operator.SendFormAsync(
            $"{Court.Site}/console/writers/{ann.Id}/sanctions?c={comment}",
            ("kind", "warning"),
            ("rule", "3"),
            ("words", Court.Words),
            ("where", "everywhere")
        );
        Assert.Equal(HttpStatusCode.SeeOther, form.Status);
        Assert.Contains("name=\"where\"", (await @operator.GetAsync(form.Location)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"where\"", (await court.Moderator.GetAsync(form.Location)).Text, StringComparison.Ordinal);
        Assert.Equal("warning-unread", await court.SayAsync(ann));
        var mine = (await OwnAsync(TestServer.SiteName))!;
        Assert.True((bool)mine["everywhere"]!);
        Assert.Contains(
            "holds on all its sites",
            (await ann.GetAsync($"/{TestServer.OtherSiteName}/me")).Text,
            StringComparison.Ordinal
        );
        var read = await ann.PutAsync($"/api/v1/sites/{TestServer.SiteName}/warnings/{mine["id"]}/read");
        Assert.Equal(HttpStatusCode.NoContent, read.Status);
        Assert.Equal("published", await court.SayAsync(ann));
        Assert.False((bool)(await OwnAsync(TestServer.OtherSiteName))!["stands"]!);

        await GiveAsync(@operator, ann.Id, "silence");
        var code = (await OwnAsync(TestServer.SiteName))!["code"];
        await ann.PostAsync($"{Court.Api}/objections", new { code, words = "It was my brother." });
        var objection = await court.Server.ListAsync(
            "SELECT id FROM objection WHERE site_id = @site",
            [("@site", court.Server.Site.Id)],
            row => row.Guid(0)
        );
        var door = $"{Court.Site}/console/objections/{objection[0]}";
        (string, string)[] decision = [("do", "reverse"), ("words", "It was.")];
        var bySite = await court.Moderator.SendFormAsync(door, decision);
        Assert.Equal(HttpStatusCode.Forbidden, bySite.Status);
        Assert.Contains("an operator of the installation decides", bySite.Text, StringComparison.Ordinal);
        Assert.Equal("silenced", await court.SayAsync(ann));
        // There is no other operator: the same one decides, and the record says so.
        Assert.Equal(HttpStatusCode.SeeOther, (await @operator.SendFormAsync(door, decision)).Status);
        Assert.Equal("published", await court.SayAsync(ann));
        Assert.False((bool)(await OwnAsync(TestServer.OtherSiteName))!["stands"]!);

        async Task<JsonNode?> OwnAsync(string site) =>
            (await ann.GetAsync($"/api/v1/sites/{site}/comments/mine")).Json["sanctions"]![0];
    }

    private static async Task<TestVisitor> OperatorAsync(TestServer server)
    {
        var link = await server.Get<MakeLinks>().ForOperatorAsync(default);
        var begun = await server.Get<OpenLink>().SignInAsync(link.Split('=')[1], null, default);
        return new TestVisitor(server.Address, begun.Value!.Token);
    }

    private static Task<TestAnswer> GiveAsync(TestVisitor by, Guid reader, string kind, int? rule = null) =>
        by.PostAsync(
            $"{Court.Api}/moderation/readers/{reader}/sanctions",
            new
            {
                kind,
                rule,
                words = Court.Words,
                everywhere = true,
            }
        );

    private static async Task<bool> IsInAsync(TestVisitor browser, string site = TestServer.SiteName) =>
        (await browser.GetAsync($"/api/v1/session?site={site}")).Json["id"] is not null;
}
