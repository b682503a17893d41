using System.Net;
using Parley.Mail;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sanctions;

public sealed class SanctionLetterTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_was_decided_about_gets_a_letter_that_says_what_why_and_until_when_and_names_nobody(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var unconfirmed = await court.Server.ReaderAsync("Una Med");
        await court.ConfirmAsync(ann);

        await court.GiveAsync(unconfirmed.Id, "ban");
        await court.GiveAsync(ann.Id, "suspension", "Three <b>threats</b> & \u202Emore.", court.Now.AddDays(3));
        var letter = Assert.Single(await court.LettersAsync(1));

        Assert.Equal("A moderator of The Harbour Courant decided about you: Suspended", letter.Subject);
        Assert.Contains("Three <b>threats</b> & ", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("Three &lt;b&gt;threats&lt;/b&gt; &amp; ", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Until ", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("The rule: ", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains($"http://talk.example/{TestServer.SiteName}/me", letter.TextBody, StringComparison.Ordinal);
        // Nobody's name: neither who decided nor any other reader.
        foreach (var name in (string[])["Liv", "Harrow", "Una Med", "Ann Ode"])
        {
            Assert.DoesNotContain(name, letter.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain(name, letter.HtmlBody, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task It_is_written_in_the_language_of_the_site_and_a_ban_s_leads_to_the_rules(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        await court
            .Server.Get<SiteStore>()
            .ChangeAsync(court.Server.Site with { Language = "ar" }, [.. court.Server.Site.Origins], default);
        await court.Server.CaughtUpAsync();
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        await court.ConfirmAsync(ann);

        await court.GiveAsync(ann.Id, "ban", "تهديد");
        var letter = Assert.Single(await court.LettersAsync(1));

        Assert.Contains("dir=\"rtl\"", letter.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(Words.For("ar")["sanction.takes-ban"], letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("/rules?version=0#rule-3", letter.TextBody, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task One_under_a_law_says_that_it_is_a_law_in_the_letter_on_their_page_and_to_their_client(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var editor = await court.Server.StaffAsync(ReaderRole.Administrator);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Tarn");
        await court.ConfirmAsync(ann);
        await editor.SendFormAsync(
            $"{Court.Site}/console/rules",
            ("version", "0"),
            ("number-0", "1"),
            ("name-0", "No insults"),
            ("name-1", "§ 185 StGB"),
            ("meaning-1", "Insult."),
            ("law-1", "https://law.example/185")
        );

        Assert.Equal(HttpStatusCode.OK, (await court.TryGiveAsync(ann.Id, "silence", rule: 7)).Status);
        Assert.Equal(HttpStatusCode.OK, (await court.TryGiveAsync(bo.Id, "silence", rule: 1)).Status);

        Assert.Contains("The law: § 185 StGB", Assert.Single(await court.LettersAsync(1)).TextBody, StringComparison.Ordinal);
        foreach (
            var (reader, says, law) in ((TestReader, string, string?)[])
                [(ann, "The law", "https://law.example/185"), (bo, "The rule", null)]
        )
        {
            var page = (await reader.GetAsync($"{Court.Site}/me")).Text;
            Assert.True(page.Contains("The law: ", StringComparison.Ordinal) == (law is not null), page);
            Assert.Contains($"{says}: ", page, StringComparison.Ordinal);
            var mine = (await reader.GetAsync($"{Court.Api}/comments/mine")).Json["sanctions"]![0]!["rule"]!;
            Assert.Equal(law, (string?)mine["law"]);
            Assert.Equal(law, (string?)(await court.ListAsync(reader.Id))[0]!["rule"]!["law"]);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_lifted_within_half_a_minute_nobody_is_written_about(string engine)
    {
        await using var court = await Court.OpenWithMailAsync(engine);
        using var ann = await court.Server.ReaderAsync("Ann Ode");
        using var bo = await court.Server.ReaderAsync("Bo Tarn");
        await court.ConfirmAsync(ann);
        await court.ConfirmAsync(bo);

        var slip = await court.GiveAsync(ann.Id, "ban");
        await court.GiveAsync(bo.Id, "silence");
        court.Server.Clock.Turn(Statement.LettersAfter - TimeSpan.FromSeconds(5));
        await court.Server.Get<MailSender>().SendNextAsync(default);
        Assert.Equal(2, (await court.WaitingLettersAsync()).Count);
        await court.LiftAsync(slip);

        Assert.Contains("Silenced", Assert.Single(await court.LettersAsync(1)).Subject, StringComparison.Ordinal);
    }
}
