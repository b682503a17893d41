using Parley.Evening;
using Parley.Publishing;
using Parley.Readers;
using Parley.Tests.Comments;
using Parley.Tests.Sanctions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Evening;

/// <summary>At six in the evening, by the site's clock, a letter says that something is on the list.</summary>
public sealed class EveningLetterTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_has_something_on_their_list_is_told_once_an_evening_unless_they_want_no_letters(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        var server = court.Server;
        await using var other = await court.OtherNodeAsync();
        using var ada = await server.ReaderAsync("Ada Korr");
        using var ines = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var otto = await server.StaffAsync(ReaderRole.Journalist, "Otto Quill");
        using var quiet = await server.StaffAsync(ReaderRole.Journalist, "Pia Renn");
        foreach (var one in (TestReader[])[ada, ines, otto, quiet])
            await court.ConfirmAsync(one);
        await quiet.DeleteAsync($"{Court.Api}/account/letters");
        TurnTo(17, 30);
        foreach (
            var (reporter, words) in ((TestReader, string)[])
                [(ines, "I was there, and I saw the quokka."), (quiet, "I was there."), (otto, "Nice.")]
        )
            await ada.PublishAsync(await WriteAsync(reporter), words);
        await server.ListedAsync(3);

        Assert.Equal(0, await CallAsync());
        TurnTo(18, 1);
        Assert.Equal(2, await CallAsync());
        Assert.Equal(0, await CallAsync());
        var letter = Assert.Single(await court.LettersAsync(1));
        Assert.Equal("1 comment for you this evening", letter.Subject);
        Assert.Contains("1 first-hand account.", letter.TextBody, StringComparison.Ordinal);
        var day = server
            .Site.DayOf(server.Clock.GetUtcNow())
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var link = $"/{TestServer.SiteName}/newsroom/evening?stories=mine&day={day}";
        Assert.Contains("http://talk.example" + link, letter.TextBody, StringComparison.Ordinal);
        Assert.Contains($"/{TestServer.SiteName}/account", letter.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("quokka", letter.TextBody + letter.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("quokka", (await ines.GetAsync(link)).Text, StringComparison.Ordinal);

        // Nothing new by the next evening, and nothing in the night.
        Turn(TimeSpan.FromHours(5));
        Assert.Equal(0, await CallAsync());
        TurnTo(18, 1);
        Assert.Equal(2, await CallAsync());
        Assert.Single(await court.LettersAsync(1));

        // In the language that its reader chose.
        await ines.SendFormAsync($"{Court.Site}/account/letters", ("language", "ar"));
        await ada.PublishAsync(await WriteAsync(ines), "I was there, and I saw it again.");
        await server.ListedAsync(4);
        TurnTo(18, 1);
        await CallAsync();
        Assert.Single(await court.LettersAsync(2), one => one.HtmlBody!.Contains("dir=\"rtl\"", StringComparison.Ordinal));

        async Task<Guid> WriteAsync(TestReader by)
        {
            var reporter = (await server.Get<ReaderStore>().FindAsync(server.Site.Id, by.Id, default))!;
            var asked = new ReportAsked { Headline = $"By {by.Name}", Text = ReportScene.Text };
            var report = await server.Get<SaveReport>().AddAsync(server.Site.Id, reporter, asked, default);
            await server.Get<SaveReport>().PublishAsync(server.Site, report.Value!.StoryId, reporter, default);
            return report.Value.StoryId;
        }

        void TurnTo(int hour, int minute)
        {
            var now = server.Clock.GetUtcNow();
            var at = server.Site.MomentOf(server.Site.DayOf(now), new(hour, minute));
            Turn((at > now ? at : server.Site.MomentOf(server.Site.DayOf(now).AddDays(1), new(hour, minute))) - now);
        }

        void Turn(TimeSpan by)
        {
            server.Clock.Turn(by);
            other.Clock.Turn(by);
        }

        // Both nodes look at the same moment.
        async Task<int> CallAsync() =>
            (
                await Task.WhenAll(
                    server.Get<EveningLetter>().CallAsync(default),
                    other.Get<EveningLetter>().CallAsync(default)
                )
            ).Sum();
    }
}
