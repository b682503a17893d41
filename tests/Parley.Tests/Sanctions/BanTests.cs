using System.Net;
using Parley.Tests.Live;
using Parley.Tests.Setup;
using Parley.Tests.Tokens;
using Xunit;

namespace Parley.Tests.Sanctions;

public sealed class BanTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task It_ends_streams_and_sign_ins_on_every_node_within_five_seconds_and_lifting_gives_them_back(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        await using var other = await court.OtherNodeAsync();
        using var ann = await court.Server.ReaderAsync();
        using var annThere = new TestVisitor(other.Address, ann.Token);
        await court.Server.CaughtUpAsync();
        await other.CaughtUpAsync();
        await using var here = await LiveListener.ToAsync(court.Server, court.Thread, cookie: ann.Cookie);
        await using var there = await LiveListener.ToAsync(other, court.Thread, cookie: ann.Cookie);
        Assert.True(await IsInAsync(ann) && await IsInAsync(annThere) && !here.IsOver && !there.IsOver);

        var until = court.Now.AddDays(30);
        var ban = await court.GiveAsync(ann.Id, "ban", "Three <b>threats</b>.", until);

        Assert.False(await IsInAsync(ann));
        Assert.InRange(
            await Eventually.IsSoAsync(async () => here.IsOver && there.IsOver && !await IsInAsync(annThere)),
            TimeSpan.Zero,
            Promised
        );
        foreach (var browser in (TestVisitor[])[ann, annThere])
        {
            var refused = await browser.GetAsync($"{Court.Api}/comments/mine");
            Assert.Equal((HttpStatusCode.Forbidden, "banned"), (refused.Status, refused.Code));
            Assert.Contains("Three <b>threats</b>.", (string)refused.Json["title"]!, StringComparison.Ordinal);
            Assert.InRange((DateTimeOffset)refused.Json["until"]!, until.AddSeconds(-1), until);
            var page = await browser.GetAsync($"{Court.Site}/me");
            Assert.Equal(HttpStatusCode.Forbidden, page.Status);
            Assert.Contains("Three &lt;b&gt;threats&lt;/b&gt;.", page.Text, StringComparison.Ordinal);
        }

        // The account's other sites are none of this one's business.
        Assert.True(await IsInAsync(ann, TestServer.OtherSiteName));
        await court.LiftAsync(ban);
        Assert.True(await IsInAsync(ann));
        await Eventually.IsSoAsync(() => IsInAsync(annThere));
        Assert.Equal("published", await court.SayAsync(ann));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Signing_in_there_is_refused_with_the_reason_to_whoever_knows_the_password_alone(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync();
        using var visitor = court.Server.Visitor();
        var email = $"r2-{court.Server.Address.Port}@harbour.example";
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync()).Status);
        await court.GiveAsync(ann.Id, "ban", until: court.Now.AddDays(30));

        var refused = await SignInAsync();
        var wrong = await SignInAsync("three herons at dawn");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("You are shut out here until", refused.Text, StringComparison.Ordinal);
        Assert.Contains(Court.Words, refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("set-cookie", refused.Headers.Keys);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.DoesNotContain(Court.Words, wrong.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(site: TestServer.OtherSiteName)).Status);
        court.Server.Clock.Turn(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync()).Status);

        Task<TestAnswer> SignInAsync(string password = "three herons at dusk", string site = TestServer.SiteName) =>
            visitor.SendFormAsync($"/{site}/sign-in", ("email", email), ("password", password));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_token_of_the_site_signs_nobody_in_who_is_banned(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        await court.Server.TakeKeyAsync();
        using var ann = await court.Server.SignedReaderAsync("reader-7");
        using var visitor = court.Server.Visitor();
        var id = (Guid)(await ann.GetAsync($"/api/v1/session?site={TestServer.SiteName}")).Json["id"]!;
        await court.GiveAsync(id, "ban");

        var again = await visitor.PostAsync(
            SignedReaders.Door,
            new { token = court.Server.Sign(claims => claims["sub"] = "reader-7") }
        );
        var other = await visitor.PostAsync(
            SignedReaders.Door,
            new { token = court.Server.Sign(claims => claims["sub"] = "reader-8") }
        );

        Assert.Equal((HttpStatusCode.Forbidden, "banned"), (again.Status, again.Code));
        Assert.DoesNotContain("set-cookie", again.Headers.Keys);
        Assert.Equal("banned", (await ann.GetAsync($"{Court.Api}/comments/mine")).Code);
        Assert.Equal(HttpStatusCode.Created, other.Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_guest_who_is_banned_writes_no_more_and_is_no_new_guest_in_the_same_browser(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var visitor = court.Server.Visitor();
        var entered = await court.EnterAsync(visitor, "Gus Quest");
        using var gus = court.Server.As(entered);
        await court.GiveAsync((Guid)entered.Json["id"]!, "ban");

        var answer = await gus.SendFormAsync(
            $"{Court.Site}/t/{court.Thread}/comments",
            ("body", "What I think."),
            ("guestName", "Gus Two"),
            ("guestEmail", "gus2@plain.example")
        );

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains(Court.Words, answer.Text, StringComparison.Ordinal);
        Assert.Contains(">What I think.</textarea>", answer.Text, StringComparison.Ordinal);
    }

    private static async Task<bool> IsInAsync(TestVisitor browser, string site = TestServer.SiteName) =>
        (await browser.GetAsync($"/api/v1/session?site={site}")).Json["id"] is not null;
}
