using System.Net;
using MimeKit;
using Parley.Moderation;
using Parley.Reasons;
using Parley.Sites;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class DecisionLetterTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whose_comment_was_removed_gets_a_letter_that_says_why_once_nobody_can_take_it_back(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var reporter = await court.Server.ReaderAsync("Rea Porter");
        await court.ConfirmAsync(ann);
        var (removed, slip) = (
            await ann.PublishAsync(court.Thread, "The bread was good."),
            await ann.PublishAsync(court.Thread, "The cheese as well.")
        );
        await ReportAsync(reporter, removed);

        await court.DecideAsync(removed, "remove", "A <b>threat</b>.");
        await court.DecideAsync(slip, "remove");
        Assert.Equal(HttpStatusCode.OK, (await court.Moderator.DeleteAsync($"{Court.Api}/moderation/decisions/last")).Status);
        Assert.Equal(Origin.Report, (await court.StatementsAsync(removed))[^1].Origin);
        Assert.Empty(await LettersThatWaitAsync(court, TimeSpan.FromMinutes(9)));
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var letter = Assert.Single(await court.LettersAsync(1));

        Assert.Matches("^Your comment under “.+” was removed$", letter.Subject);
        Assert.Contains("A <b>threat</b>.", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("A &lt;b&gt;threat&lt;/b&gt;.", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("The rule: ", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains($"http://talk.example/{TestServer.SiteName}/me", letter.TextBody, StringComparison.Ordinal);
        foreach (var name in (string[])["Liv", "Harrow", "Rea Porter", "a reporters words"])
            Assert.DoesNotContain(name, letter.TextBody + letter.HtmlBody, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whose_comment_waits_for_two_days_is_told_once_and_in_the_language_of_the_site(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        await court
            .Server.Get<SiteStore>()
            .ChangeAsync(court.Server.Site with { Language = "ar" }, [.. court.Server.Site.Origins], default);
        await court.Server.CaughtUpAsync();
        await using var other = await court.OtherNodeAsync();
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        await court.ConfirmAsync(ann);
        var (held, decided) = (await court.HeldAsync(ann), await court.HeldAsync(ann));
        await court.DecideAsync(decided, "publish");

        Turn(TimeSpan.FromHours(47));
        Assert.Equal(0, await TellAsync());
        Turn(TimeSpan.FromHours(2));
        Assert.Equal(1, await TellAsync());
        Assert.Equal(0, await TellAsync());

        var letter = Assert.Single(await court.LettersAsync(1));
        Assert.Contains("dir=\"rtl\"", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(
            [Restriction.Held, Restriction.Delayed],
            (await court.StatementsAsync(held)).Select(one => one.Restriction)
        );
        Assert.Single(await court.StatementsAsync(decided));
        // And it still waits, for the same reasons.
        var queue = await court.Moderator.GetAsync($"{Court.Api}/moderation/queue");
        Assert.Equal(held, (Guid)Assert.Single(queue.Json["items"]!.AsArray())!["comment"]!["id"]!);
        Assert.NotEmpty(queue.Json["items"]![0]!["reasons"]!.AsArray());

        void Turn(TimeSpan by)
        {
            court.Server.Clock.Turn(by);
            other.Clock.Turn(by);
        }

        // Both nodes look at the same moment.
        async Task<int> TellAsync() =>
            (
                await Task.WhenAll(court.Server.Get<LongHolds>().TellAsync(default), other.Get<LongHolds>().TellAsync(default))
            ).Sum();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_letter_and_their_page_say_whether_a_machine_found_it_in_the_language_that_its_reader_chose(
        string engine
    )
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        await court.ConfirmAsync(ann);
        var chosen = await ann.SendFormAsync($"{Court.Site}/account/letters", ("language", "ar"));
        Assert.Equal(HttpStatusCode.SeeOther, chosen.Status);
        Assert.Contains(
            "<option value=\"ar\" lang=\"ar\" selected>",
            (await ann.GetAsync($"{Court.Site}/account")).Text,
            StringComparison.Ordinal
        );
        // Whoever asks for letters of replies, and says nothing of a language, keeps the one they chose.
        await ann.PutAsync($"{Court.Api}/account/letters", new { });
        var held = await court.HeldAsync(ann);
        await IsSaidAsync("by-machine", true, true);

        await court.DecideAsync(held, "reject");
        await IsSaidAsync("by-person-after-machine", true, false);
        await court.DecideAsync(await ann.PublishAsync(court.Thread, "The bread was good."), "remove");
        await IsSaidAsync("by-person", false, false);
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        var letters = await court.LettersAsync(2);

        Assert.All(letters, letter => Assert.Contains("dir=\"rtl\"", letter.HtmlBody, StringComparison.Ordinal));
        Assert.Single(letters, letter => Says(letter, "by-person-after-machine"));
        Assert.Single(letters, letter => Says(letter, "by-person") && !Says(letter, "by-person-after-machine"));
        // What is no language of ours is the site's own again.
        await ann.SendFormAsync($"{Court.Site}/account/letters", ("language", "tlh"));
        await court.DecideAsync(await court.HeldAsync(ann), "reject");
        court.Server.Clock.Turn(TimeSpan.FromMinutes(11));
        Assert.Contains(
            "Found by an automatic check, decided by a person.",
            (await court.LettersAsync(3)).Single(one => one.Subject!.StartsWith("Your", StringComparison.Ordinal)).TextBody,
            StringComparison.Ordinal
        );

        static bool Says(MimeMessage letter, string by) =>
            letter.TextBody!.Split('\n', StringSplitOptions.TrimEntries).Contains(Words.For("ar")["statement." + by]);

        async Task IsSaidAsync(string by, bool wasFound, bool isDecided)
        {
            Assert.Contains(
                Words.For("en")["statement." + by],
                (await ann.GetAsync($"{Court.Site}/me")).Text,
                StringComparison.Ordinal
            );
            var mine = (await ann.GetAsync($"{Court.Api}/comments/mine")).Json["comments"]!.AsArray()[0]!;
            Assert.Equal((wasFound, isDecided), ((bool)mine["foundByMachine"]!, (bool)mine["decidedByMachine"]!));
        }
    }

    [Fact]
    public async Task A_site_that_tells_nobody_tells_nobody()
    {
        await using var court = await Court.OpenAsync(EveryDatabase.Sqlite);
        await court
            .Server.Get<SiteStore>()
            .ChangeAsync(
                court.Server.Site with
                {
                    Settings = court.Server.Site.Settings with { TellOfHoldAfterHours = 0 },
                },
                [.. court.Server.Site.Origins],
                default
            );
        await court.Server.CaughtUpAsync();
        using var ann = await court.Server.ReaderAsync();
        var held = await court.HeldAsync(ann);

        court.Server.Clock.Turn(TimeSpan.FromDays(30));

        Assert.Equal(0, await court.Server.Get<LongHolds>().TellAsync(default));
        Assert.Single(await court.StatementsAsync(held));
    }

    private static async Task ReportAsync(TestReader reader, Guid comment) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            (
                await reader.PostAsync(
                    $"{Court.Api}/comments/{comment}/reports",
                    new { reason = "abuse", words = "a reporters words" }
                )
            ).Status
        );

    // What lies there until a time from now.
    private static Task<List<long>> LettersThatWaitAsync(Court court, TimeSpan until) =>
        court.Server.ListAsync(
            "SELECT due_at FROM letter WHERE site_id = @site AND due_at <= @until",
            [("@site", court.Server.Site.Id), ("@until", court.Now + until)],
            row => row.Long(0)
        );
}
