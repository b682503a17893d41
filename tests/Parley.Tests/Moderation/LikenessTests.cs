using System.Net;
using System.Text.Json.Nodes;
using Parley.Moderation;
using Parley.Readers;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

/// <summary>Whether a writer looks to be somebody who was shut out: shown to staff with what speaks for it, and nothing follows.</summary>
public sealed class LikenessTests
{
    private const string Said =
        "The mayor sold the whole harbour to her cousin and nobody in this sleepy town dares to say it aloud.";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_comes_back_by_another_account_is_shown_with_each_sign_to_staff_alone_and_nothing_follows(
        string engine
    )
    {
        await using var court = await Court.OpenAsync(engine);
        using var banned = await court.Server.ReaderAsync("Wanda Grimm");
        using var back = await court.Server.ReaderAsync("Wanda Grimm 2");
        using var twin = await court.Server.ReaderAsync("Hollis Rook");
        using var stranger = await court.Server.ReaderAsync("Petra Vale");
        await SetEmailAsync(court, banned, "wanda.grimm@gmail.com");
        await SetEmailAsync(court, twin, "wandagrimm+two@googlemail.com");
        await SetEmailAsync(court, stranger, "wanda.grimm@harbour.example");
        // Whoever gives somebody else's address, and cannot confirm it, makes them like nobody.
        using var critic = await court.Server.ReaderAsync("Iris Bloom");
        await SetEmailAsync(court, critic, "wanda.grimm+three@gmail.com", isConfirmed: false);
        await banned.PublishAsync(court.Thread, Said + " Read https://deals.example/now today.");
        var again = await back.PublishAsync(court.Thread, "Read this: https://www.deals.example/now and think.");
        var same = await twin.PublishAsync(court.Thread, Said + " Read https://deals.example/then today.");
        var other = await stranger.PublishAsync(
            court.Thread,
            "The ferry was late, as ever, and I read https://news.example/vote."
        );
        await court.Server.ListedAsync(4);

        // While nobody is shut out there is nothing to show.
        Assert.Empty(await LikeAsync(court, back));
        var suspension = await court.GiveAsync(banned.Id, "suspension");
        var found = Assert.Single(await LikeAsync(court, back))!;
        Assert.Equal(("Wanda Grimm", "suspension", true), Shown(found));
        Assert.Equal(["name", "link"], Signs(found));
        Assert.Contains("deals.example/now", (string)found["signs"]![1]!["sentence"]!, StringComparison.Ordinal);
        await court.LiftAsync(suspension);
        Assert.Empty(await LikeAsync(court, back));
        await court.GiveAsync(banned.Id, "ban");

        found = Assert.Single(await LikeAsync(court, twin))!;
        Assert.Equal(("Wanda Grimm", "ban", true), Shown(found));
        Assert.Equal(["mailbox", "words"], Signs(found));
        Assert.Empty(await LikeAsync(court, stranger));
        Assert.Empty(await LikeAsync(court, critic));
        Assert.Empty(await LikeAsync(court, court.Moderator));

        // One sign is possible; that somebody is new besides makes two, and alone says nothing.
        court.Server.Clock.Turn(TimeSpan.FromDays(2));
        using var fresh = await court.Server.ReaderAsync("Wanda Grlmm 7");
        found = Assert.Single(await LikeAsync(court, fresh))!;
        Assert.Equal(["name", "new"], Signs(found));
        using var guest = await court.Server.ReaderAsync("Milo Fenn");
        Assert.Empty(await LikeAsync(court, guest));
        court.Server.Clock.Turn(TimeSpan.FromDays(2));
        using var late = await court.Server.ReaderAsync("Wanda Grimm_3");
        found = Assert.Single(await LikeAsync(court, late))!;
        Assert.Equal(("Wanda Grimm", "ban", false), Shown(found));
        Assert.Equal(["name"], Signs(found));

        // At the desk beside the comment, and on the reader's page; of the addresses no letter.
        foreach (
            var page in new[] { $"{Court.Site}/console?view=everything&c={same}", $"{Court.Site}/console/writers/{twin.Id}" }
        )
        {
            var text = (await court.Moderator.GetAsync(page)).Text;
            Assert.Contains("Likely the same person as", text, StringComparison.Ordinal);
            Assert.Contains("Both gave addresses of one mailbox.", text, StringComparison.Ordinal);
            foreach (var address in new[] { "wandagrimm", "wanda.grimm", "gmail.com", "googlemail.com" })
                Assert.DoesNotContain(address, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(
            "the same person",
            (await court.Moderator.GetAsync($"{Court.Site}/console?view=everything&c={other}")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await twin.GetAsync($"{Court.Api}/moderation/readers/{twin.Id}/likenesses")).Status
        );

        // Nothing was decided about anybody, and their words are where they were.
        Assert.Equal("published", await court.SayAsync(twin));
        Assert.Equal("published", await court.SayAsync(back));
        Assert.Empty(await court.ListAsync(twin.Id));
        var kept = await court.Moderator.GetAsync($"{Court.Api}/moderation/comments/{again}");
        Assert.Equal("published", (string?)kept.Json["comment"]!["state"]);
    }

    // Each page of the desk asks: neither all that was ever decided nor all that somebody wrote may be read for it.
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_compared_is_read_along_indexes(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        var isPostgres = engine == EveryDatabase.Postgres;
        foreach (
            var (sql, index) in new[]
            {
                (LikenessStore.Barring, "ix_sanction_site_id_at"),
                (
                    LikenessStore.LatestOf(2),
                    isPostgres ? "pk_authored" : "sqlite_autoindex_authored_1 (site_id=? AND author_id=?)"
                ),
            }
        )
        {
            var plan = await court.Server.Database.WriteAsync(
                async scope =>
                {
                    if (isPostgres)
                        await scope.ExecuteAsync(
                            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off",
                            [],
                            default
                        );
                    return await scope.ListAsync(
                        $"{(isPostgres ? "EXPLAIN" : "EXPLAIN QUERY PLAN")} {sql}",
                        [
                            ("@site", court.Server.Site.Id),
                            ("@back", 2_000),
                            ("@now", court.Now),
                            ("@writer", Guid.Empty),
                            ("@most", 200),
                            ("@author0", Guid.Empty),
                            ("@author1", Guid.Empty),
                        ],
                        row => row.Text(isPostgres ? 0 : 3),
                        default
                    );
                },
                default
            );
            Assert.True(plan.Exists(line => line.Contains(index, StringComparison.Ordinal)), string.Join('\n', plan));
            Assert.DoesNotContain(plan, line => line.StartsWith("SCAN sanction", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("a.b+c@gmail.com", "ab@gmail.com")]
    [InlineData("ab@googlemail.com", "ab@gmail.com")]
    [InlineData("a.b+c@harbour.example", "a.b@harbour.example")]
    [InlineData("+ab@harbour.example", "+ab@harbour.example")]
    [InlineData("ab", "ab")]
    public void An_address_tells_its_mailbox(string address, string mailbox) => Assert.Equal(mailbox, Mailbox.Of(address));

    private static async Task<JsonArray> LikeAsync(Court court, TestReader reader)
    {
        var answer = await court.Moderator.GetAsync($"{Court.Api}/moderation/readers/{reader.Id}/likenesses");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json["likenesses"]!.AsArray();
    }

    private static (string, string, bool) Shown(JsonNode found) =>
        ((string)found["name"]!, (string)found["kind"]!, (bool)found["isLikely"]!);

    private static IEnumerable<string> Signs(JsonNode found) =>
        found["signs"]!.AsArray().Select(sign => (string)sign!["kind"]!);

    private static Task SetEmailAsync(Court court, TestReader reader, string email, bool isConfirmed = true) =>
        court.Server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    UPDATE account SET email = @email, confirmed_at = @confirmed WHERE id =
                        (SELECT account_id FROM reader WHERE site_id = @site AND id = @reader)
                    """,
                    [
                        ("@email", email),
                        ("@confirmed", isConfirmed ? court.Now : null),
                        ("@site", court.Server.Site.Id),
                        ("@reader", reader.Id),
                    ],
                    default
                ),
            default
        );
}
