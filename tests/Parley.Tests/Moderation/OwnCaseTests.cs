using System.Globalization;
using System.Net;
using Parley.Readers;
using Parley.Screening;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class OwnCaseTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_publishes_or_leaves_up_their_own_words_at_the_desk_but_takes_them_down(string engine)
    {
        await using var court = await Court.OpenAsync(engine);
        using var mo = await court.Server.StaffAsync(ReaderRole.Moderator, "Mo Field");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        var (held, other) = (await HeldOwnAsync(court, mo), await court.HeldAsync(ann));

        Assert.Equal("own-comment-decision", (await TryAsync(mo, held, "publish", "It is a lamp.")).Code);
        var page = (await mo.GetAsync($"{Court.Site}/console?c={held}")).Text;
        Assert.Contains("These are your own words", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"publish\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"reject\"", page, StringComparison.Ordinal);
        Assert.Contains(
            "value=\"publish\"",
            (await mo.GetAsync($"{Court.Site}/console?c={other}")).Text,
            StringComparison.Ordinal
        );

        // Of several together they are left, and said to be.
        var batch = (await mo.GetAsync($"{Court.Site}/console/batch?c={other}&of=check")).Text;
        Assert.Contains("1 of them is your own", batch, StringComparison.Ordinal);
        Assert.Contains("Publish or leave up 1", batch, StringComparison.Ordinal);
        Assert.Equal("own-comment-decision", (await TryBatchAsync(court, mo, held)).Code);
        var third = await court.HeldAsync(ann);
        var left = await mo.SendFormAsync(
            $"{Court.Site}/console/batch",
            ("comments", $"{held:N} {third:N}"),
            ("seen", court.Now.ToMicros().ToString("x", CultureInfo.InvariantCulture)),
            ("do", "publish")
        );
        Assert.Equal($"{Court.Site}/console?left=1", left.Location);
        const string Told = "1 comment of that batch was left as it is";
        Assert.Contains(Told, (await mo.GetAsync(left.Location!)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Told, (await mo.GetAsync($"{Court.Site}/console")).Text, StringComparison.Ordinal);
        var taken = await TryBatchAsync(court, mo, held, other);
        Assert.Equal(1, (int)taken.Json["own"]!);
        Assert.Equal(other, (Guid)Assert.Single(taken.Json["decisions"]!.AsArray())!["commentId"]!);

        // A colleague publishes them; what others say against them is no more theirs to decide.
        await court.DecideAsync(held, "publish");
        await ann.PostAsync($"{Court.Api}/comments/{held}/reports", new { reason = "hate" });
        Assert.Equal("own-comment-decision", (await TryAsync(mo, held, "keep", "It is a lamp.")).Code);
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(mo, held, "remove")).Status);
        // Nor do they bring back later what was taken down.
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        Assert.Equal("own-comment-decision", (await TryAsync(mo, held, "publish", "It is a lamp.")).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_alone_decides_about_a_discussion_publishes_their_own_words_with_a_reason_that_is_kept(
        string engine
    )
    {
        await using var court = await Court.OpenAsync(engine);
        using var elsewhere = await court.Server.StaffAsync(ReaderRole.Moderator, "Mo Field");
        using var paper = await court.Server.StaffAsync(ReaderRole.Journalist, "Jo Reed");
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        await court.Server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE reader SET sections = @sections WHERE site_id = @site AND id = @id",
                    [("@site", court.Server.Site.Id), ("@id", elsewhere.Id), ("@sections", "[\"Sport\"]")],
                    default
                ),
            default
        );
        var held = await HeldOwnAsync(court, court.Moderator);

        Assert.Equal("own-reason-missing", (await TryAsync(court.Moderator, held, "publish")).Code);
        var page = (await court.Moderator.GetAsync($"{Court.Site}/console?c={held}")).Text;
        Assert.Contains("nobody else decides here", page, StringComparison.Ordinal);
        Assert.Contains("value=\"publish\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(court.Moderator, held, "publish", "It is a lamp.")).Status);
        // What others say against them is answered, too: nobody else would.
        await ann.PostAsync($"{Court.Api}/comments/{held}/reports", new { reason = "hate" });
        Assert.Equal("own-reason-missing", (await TryAsync(court.Moderator, held, "keep")).Code);
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(court.Moderator, held, "keep", "Still a lamp.")).Status);

        var decisions = (await court.Moderator.GetAsync($"{Court.Api}/moderation/comments/{held}")).Json["decisions"]!;
        Assert.Equal(["It is a lamp.", "Still a lamp."], decisions.AsArray().Select(one => (string?)one!["because"]));
        Assert.Equal("kept", (string?)(await ann.GetAsync($"{Court.Api}/notifications")).Json["reports"]![0]!["outcome"]);
    }

    // Staff are asked before their words wait, and send them again.
    private static async Task<Guid> HeldOwnAsync(Court court, TestReader staff)
    {
        await court.Server.SetWordsAsync(WordListKind.Suspect, "quokkalantern");
        const string Words = "A quokkalantern.";
        TestAnswer said = null!;
        await Eventually.IsSoAsync(async () => (said = await staff.SayAsync(court.Thread, Words)).Code == "comment-nudged");
        var sent = await staff.PostAsync(
            $"{Court.Api}/threads/{court.Thread}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = Words,
                nudge = (Guid)said.Json["nudge"]!,
            }
        );
        return (Guid)sent.Json["comment"]!["id"]!;
    }

    private static Task<TestAnswer> TryAsync(TestReader by, Guid comment, string decision, string? words = null) =>
        by.PostAsync(
            $"{Court.Api}/moderation/comments/{comment}/decision",
            new
            {
                decision,
                rule = 3,
                words,
            }
        );

    private static Task<TestAnswer> TryBatchAsync(Court court, TestReader by, params Guid[] comments) =>
        by.PostAsync(
            $"{Court.Api}/moderation/batches",
            new
            {
                comments,
                decision = "publish",
                seenAt = court.Now,
            }
        );
}
