using System.Net;
using Parley.Reasons;
using Parley.Record;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Notices;

public sealed class FlaggerTests
{
    private const string Page = $"{Court.Site}/console/flaggers";
    private const string Body = "Office for <Hate>";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_trusted_flagger_calls_illegal_comes_first_and_says_so_until_nobody_trusts_them(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var office = await court.Server.ReaderAsync("Una Office");
        using var bo = await court.Server.ReaderAsync("Bo Reed");
        var comments = new List<Guid>();
        foreach (var word in (string[])["bread", "cheese", "wine"])
            comments.Add(await ann.PublishAsync(court.Thread, $"The {word} was good."));

        var unknown = await court.Moderator.SendFormAsync(Page, ("name", "Nobody Here"), ("body", Body));
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Contains("value=\"Nobody Here\"", unknown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await NameAsync("Una Office"));
        // The button pressed twice.
        Assert.Equal(HttpStatusCode.SeeOther, await NameAsync("Una Office"));

        await GiveAsync(bo, comments[0]);
        await GiveAsync(office, comments[1]);
        var queue = (await court.Moderator.GetAsync($"{Court.Api}/moderation/queue")).Json["items"]!.AsArray();
        Assert.Equal(comments[1], (Guid)queue[0]!["comment"]!["id"]!);
        Assert.True((DateTimeOffset)queue[0]!["due"]! <= court.Now.AddMinutes(15));
        Assert.Contains(
            "Office for &lt;Hate&gt;",
            (await court.Moderator.GetAsync($"{Court.Site}/console?c={comments[1]}")).Text,
            StringComparison.Ordinal
        );
        court.Server.Clock.Turn(TimeSpan.FromMinutes(9));
        await court.DecideAsync(comments[1], "remove");
        await court.DecideAsync(comments[0], "remove");
        Assert.Equal(Origin.TrustedFlagger, Assert.Single(await court.StatementsAsync(comments[1])).Origin);
        Assert.Equal(Origin.Notice, Assert.Single(await court.StatementsAsync(comments[0])).Origin);

        // One that waits still counts; what is given afterwards is anybody's.
        await GiveAsync(office, comments[2]);
        var figures = Assert.Single((await ListAsync()).AsArray())!;
        Assert.Equal(
            (Body, 2, 1, 1, 9),
            (
                (string?)figures["body"],
                (int)figures["given"]!,
                (int)figures["answered"]!,
                (int)figures["removed"]!,
                (int)figures["medianMinutes"]!
            )
        );
        var page = (await court.Moderator.GetAsync(Page)).Text;
        Assert.Contains("9 minutes", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await court.Moderator.SendFormAsync($"{Page}/{office.Id}/revoke")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await court.Moderator.DeleteAsync($"{Court.Api}/moderation/flaggers/{office.Id}")).Status
        );
        Assert.Empty((await ListAsync()).AsArray());
        var late = await ann.PublishAsync(court.Thread, "The ham was good.");
        await GiveAsync(office, late);
        await court.DecideAsync(late, "remove");
        Assert.Equal(Origin.Notice, Assert.Single(await court.StatementsAsync(late)).Origin);

        Assert.Equal(
            2,
            (
                await court.Server.ListAsync(
                    "SELECT kind FROM recorded WHERE site_id = @site AND kind = @kind",
                    [("@site", court.Server.Site.Id), ("@kind", RecordKind.Flagger)],
                    row => row.Int(0)
                )
            ).Count
        );
        Assert.Null((await court.Server.Get<VerifyRecord>().HandleAsync(court.Server.Site.Id, null, default)).Fault);

        async Task<HttpStatusCode> NameAsync(string name) =>
            (await court.Moderator.SendFormAsync(Page, ("name", name), ("body", Body))).Status;

        async Task<System.Text.Json.Nodes.JsonNode> ListAsync() =>
            (await court.Moderator.GetAsync($"{Court.Api}/moderation/flaggers")).Json["flaggers"]!;
    }

    private static async Task GiveAsync(TestReader sender, Guid comment)
    {
        var given = await sender.PostAsync(
            $"{Court.Api}/comments/{comment}/notices",
            new
            {
                words = "It is a threat.",
                name = sender.Name,
                email = "office@plain.example",
                goodFaith = true,
            }
        );
        Assert.True(given.Status == HttpStatusCode.OK, given.Text);
    }
}
