using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Browser.Setup;
using Parley.Tests.Setup;
using Parley.Tests.Tokens;
using Parley.Tokens;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static Parley.Browser.Embed.EmbedTests;

namespace Parley.Browser.Pages;

/// <summary>
/// The ordinary day of a reader, on a phone whose browser blocks third-party cookies, and on one without script; and a developer's first hour.
/// </summary>
public sealed class OrdinaryDayTests(Chromium chromium)
{
    private static readonly Look Phone = new() { Width = 390 };

    [Fact]
    public async Task A_reader_comes_by_the_count_reads_takes_up_a_draft_answers_mends_reacts_mutes_reports_and_is_renamed()
    {
        await using var paper = await Paper.StartAsync();
        var site = await paper.Talk.SiteAsync();
        Assert.Null(await paper.Talk.Get<TokenKeyStore>().AddAsync(site.Id, Signer.OwnKey, default));
        var day = await Day.BeginAsync(paper);
        await BeginDraftAsync(paper, day);
        await using var reader = await chromium.VisitAsync(ThirdPartyCookies.Blocked, Phone);
        var (page, windows) = (reader.Page, 0);
        page.Popup += (_, _) => windows++;

        // 1. The count beside the headline leads to the discussion, not to the top of the article.
        await page.GotoAsync(paper.At("list.html"));
        var count = page.Locator("[data-parley-count]").First;
        await Expect(count).ToHaveTextAsync("6");
        await count.TapAsync();
        await Expect(page).ToHaveURLAsync(new Regex("article.html#discussion$"));
        var frame = Frame(page);
        await Expect(frame.Locator("article.pl-comment")).ToHaveCountAsync(6);
        await Expect(page.Locator("parley-discussion")).ToBeInViewportAsync();

        // 3. One branch is read, another folded; a friend's link shows its comment under those that it answers.
        await frame.Locator($"li:has(> #c-{day.Loud}) > details > summary").DispatchEventAsync("click");
        await Expect(frame.Locator($"#c-{day.LoudReply}")).ToBeHiddenAsync();
        await Expect(frame.Locator($"#c-{day.Deep}")).ToBeVisibleAsync();
        await page.GotoAsync("about:blank");
        await page.GotoAsync(paper.At($"article.html#parley-c-{day.Deep}"));
        await Expect(frame.Locator($"#c-{day.Deep}")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(frame.Locator($"#c-{day.Deep}")).ToBeInViewportAsync();
        await Expect(frame.Locator($"li:has(> #c-{day.Top}) #c-{day.Reply}")).ToBeVisibleAsync();

        // 4. The newspaper's own reader: no second account, no window, and what she had begun at her desk.
        await page.GotoAsync(Signed(paper, "Ana Reader"));
        var box = frame.Locator($"#c-{day.Top} textarea");
        await Expect(box).ToHaveValueAsync("I drove it on Tue");
        Assert.Equal(0, windows);

        // 5. What would make it wait is said before it is sent; a slip is mended after.
        await Expect(frame.Locator($"#c-{day.Top} .pl-hint").First).ToContainTextAsync("A link makes a newcomer");
        var left = frame.Locator($"#c-{day.Top} [data-part=state]");
        await box.FillAsync(new string('x', 5_002));
        await Expect(left).ToHaveTextAsync("2 characters too many");
        await box.FillAsync("I drove it on Tusday, and nobody asked.");
        await Expect(left).ToHaveTextAsync("4,961 characters left");
        await frame.Locator($"#c-{day.Top} button[data-kind=main]").TapAsync();
        var own = frame.Locator("article[data-own]");
        await Expect(own).ToContainTextAsync("Tusday");
        await own.Locator("a[href$='/edit']").TapAsync();
        await own.Locator("textarea").FillAsync("I drove it on Tuesday, and nobody asked.");
        await own.Locator("button[data-kind=main]").TapAsync();
        await Expect(own.Locator(".pl-text")).ToHaveTextAsync("I drove it on Tuesday, and nobody asked.");

        // 6. One is worthwhile, one is reported with a reason, and one writer is heard no more.
        var worthwhile = frame.Locator($"#c-{day.Deep} .pl-acts > button");
        await worthwhile.TapAsync();
        await Expect(worthwhile).ToHaveAttributeAsync("aria-pressed", "true");
        await frame.Locator($"#c-{day.Insult} a[href$='/report']").TapAsync();
        await frame.Locator($"#c-{day.Insult} [name=reason]").First.CheckAsync();
        await frame.Locator($"#c-{day.Insult} section button[data-kind=main]").TapAsync();
        await Expect(frame.Locator($"#c-{day.Insult} [name=reason]")).ToHaveCountAsync(0);
        await frame.Locator($"#c-{day.Loud} a[href$='/report']").TapAsync();
        await frame.Locator($"#c-{day.Loud} a[href$='/mute']").TapAsync();
        await Expect(frame.Locator($"#c-{day.Loud} > .pl-text")).ToBeHiddenAsync();

        // 9. She marries, and the newspaper says so.
        paper.Talk.Clock.Turn(TimeSpan.FromMinutes(1));
        await page.GotoAsync(Signed(paper, "Ana Marsh"));
        // The page came before the paper's word did.
        await Eventually.IsSoAsync(async () =>
        {
            await page.ReloadAsync();
            return (await frame.Locator("article[data-own] .pl-by").TextContentAsync())!.Contains(
                "Ana Marsh",
                StringComparison.Ordinal
            );
        });
        await Expect(frame.Locator($"#c-{day.Loud} > .pl-text")).ToBeHiddenAsync();
        Assert.Equal(0, windows);
        Assert.DoesNotContain(
            Talk.ControlCookie,
            paper.Talk.Requests.Last(request => request.Path == "/t").Cookie,
            StringComparison.Ordinal
        );
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task A_reader_without_script_does_the_same_on_pages_of_their_own_and_may_leave()
    {
        await using var paper = await Paper.StartAsync();
        var day = await Day.BeginAsync(paper);
        var ana = await paper.Talk.WriterAsync("Ana Reader");
        await using var reader = await chromium.VisitAsync(Phone with { Script = false });
        var page = reader.Page;
        string At(Guid comment) => $"{paper.Talk.Origin}/fenmoor/c/{comment}";
        var thread = $"{paper.Talk.Origin}/fenmoor/t/{day.Thread}";

        // 1, 3. The link in the article leads to the discussion; a branch folds; a comment's page has what it answers.
        await page.GotoAsync(paper.At("article.html"));
        await page.Locator("parley-discussion a").TapAsync();
        await Expect(page.Locator("article.pl-comment")).ToHaveCountAsync(6);
        await page.Locator($"li:has(> #c-{day.Loud}) > details > summary")
            .TapAsync(
                new()
                {
                    Position = new() { X = 4, Y = 4 },
                }
            );
        await Expect(page.Locator($"#c-{day.LoudReply}")).ToBeHiddenAsync();
        await page.GotoAsync(At(day.Deep));
        await Expect(page.Locator($"#c-{day.Top}, #c-{day.Reply}, #c-{day.Deep}")).ToHaveCountAsync(3);

        // 4, 5. Signing in leads back to where one was; the hint stands at the box; the slip is mended.
        await page.GotoAsync(At(day.Top) + "/reply");
        await Expect(page.Locator(".pl-hint").First).ToContainTextAsync("A link makes a newcomer");
        await ana.EnterAsync(reader.Context);
        await page.GotoAsync(At(day.Top) + "/reply");
        await page.FillAsync("textarea", "I drove it on Tusday, and nobody asked.");
        await page.TapAsync("form.pl-composer button[data-kind=main]");
        var own = page.Locator("article.pl-comment", new() { HasText = "I drove it on" });
        await Expect(own).ToHaveCountAsync(1);
        var mine = Guid.Parse((await own.GetAttributeAsync("id"))![2..]);
        await page.GotoAsync(At(mine) + "/edit");
        await page.FillAsync("textarea", "I drove it on Tuesday, and nobody asked.");
        await page.TapAsync("form.pl-composer button[data-kind=main]");
        await Expect(page.Locator($"#c-{mine}")).ToContainTextAsync("on Tuesday");

        // 6. Each by its own page.
        await page.GotoAsync(At(day.Deep));
        await page.Locator($"#c-{day.Deep} .pl-acts > button").TapAsync();
        await Expect(page.Locator($"#c-{day.Deep} .pl-acts > button > span")).ToHaveTextAsync("1");
        await page.GotoAsync(At(day.Insult) + "/report");
        await page.Locator("[name=reason]").First.CheckAsync();
        await page.TapAsync("main button[data-kind=main]");
        await Expect(page.Locator("main [name=reason]")).ToHaveCountAsync(0);
        await page.GotoAsync(At(day.Loud) + "/mute");
        await page.TapAsync("main button[data-kind=main]");
        await Expect(page.Locator("main")).ToContainTextAsync("You have muted Dov Loud");
        await page.GotoAsync($"{paper.Talk.Origin}/fenmoor/me/mutes");
        await Expect(page.Locator("main")).ToContainTextAsync("Dov Loud");

        // 9. Another name, and the way out, with the time to think again.
        await page.GotoAsync($"{paper.Talk.Origin}/fenmoor/account");
        await page.FillAsync("[name=name]", "Ana Marsh");
        await page.Locator("form[action$='/account/name'] button").TapAsync();
        await Expect(page.Locator("[name=name]")).ToHaveValueAsync("Ana Marsh");
        await page.GotoAsync($"{paper.Talk.Origin}/fenmoor/account/leave");
        await page.Locator("[name=words]").First.CheckAsync();
        await page.FillAsync("[name=password]", Writer.Password);
        await page.Locator("form[action$='/account/leave'] button").TapAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Your account is deleted on");
        await page.GotoAsync(thread);
        await Expect(page.Locator("article.pl-comment")).ToHaveCountAsync(7);
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task A_developer_pastes_one_tag_sets_a_secret_and_is_told_that_identity_address_origin_and_clock_are_right()
    {
        await using var paper = await Paper.StartAsync();
        var site = await paper.Talk.SiteAsync();
        var chief = await paper.Talk.WriterAsync("Iva Chief");
        await chief.BecomeAsync(Readers.ReaderRole.Administrator);
        await using var developer = await chromium.VisitAsync(Phone);
        await chief.EnterAsync(developer.Context);
        var page = developer.Page;
        var article = Signed(paper, "Ana Reader");

        // Before there is a secret the checker says so; with it, everything is right.
        await CheckAsync(TokenOf(paper, "Ana Reader"));
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("This would not sign anybody in");
        Assert.Null(await paper.Talk.Get<TokenKeyStore>().AddAsync(site.Id, Signer.OwnKey, default));
        await Eventually.IsSoAsync(async () =>
        {
            await CheckAsync(TokenOf(paper, "Ana Reader"));
            return await page.Locator("[role=status][data-kind=good]").CountAsync() == 1;
        });
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("This would sign in a new reader, Ana Reader");
        foreach (var what in (string[])["Signature", "E-mail address and other details", "Times", "The page’s origin"])
            await Expect(page.Locator($"dt:text-is('{what}') + dd")).ToContainTextAsync("Right.");
        await developer.AssertAccessibleAsync();
        // A clock that goes wrong, and a secret that is another's.
        await CheckAsync(TokenOf(paper, "Ana Reader", later: -3600));
        await Expect(page.Locator("dt:text-is('Times') + dd")).ToContainTextAsync("Wrong:");
        await CheckAsync(TokenOf(paper, "Ana Reader", secret: "another secret, also long enough to be one"));
        await Expect(page.Locator("dt:text-is('Signature') + dd")).ToContainTextAsync("Wrong:");

        await page.GotoAsync(article);
        await Eventually.IsSoAsync(async () =>
            await Frame(page).Locator("parley-thread").EvaluateAsync<string?>("thread => thread.reader?.name") == "Ana Reader"
        );
        developer.AssertNoFaults();

        async Task CheckAsync(string token)
        {
            await page.GotoAsync($"{paper.Talk.Origin}/fenmoor/console/token");
            await page.FillAsync("[name=token]", token);
            await page.FillAsync("[name=address]", article);
            await page.ClickAsync("main button[data-kind=main]");
            await page.Locator("[role=status]").WaitForAsync();
        }
    }

    /// <summary>What is there when the day begins.</summary>
    private sealed record Day(Guid Thread, Guid Top, Guid Reply, Guid Deep, Guid Loud, Guid LoudReply, Guid Insult)
    {
        public static async Task<Day> BeginAsync(Paper paper)
        {
            var thread = await paper.Talk.OpenThreadAsync(paper.At("article.html"));
            var ben = await paper.Talk.WriterAsync("Ben Holt");
            var cleo = await paper.Talk.WriterAsync("Cleo Marr");
            var dov = await paper.Talk.WriterAsync("Dov Loud");
            var loud = await dov.SayAsync(thread, "The road is a disgrace, all of it.");
            var loudReply = await ben.SayAsync(thread, "All of it?", loud);
            var insult = await cleo.SayAsync(thread, "Whoever drives there is a fool.");
            var top = await ben.SayAsync(thread, "Did anybody drive it yet?");
            var reply = await cleo.SayAsync(thread, "My brother did.", top);
            var deep = await ben.SayAsync(thread, "And was he asked for papers?", reply);
            return new Day(thread, top, reply, deep, loud, loudReply, insult);
        }
    }

    // At her desk, in the morning.
    private async Task BeginDraftAsync(Paper paper, Day day)
    {
        await using var desk = await chromium.VisitAsync();
        await desk.Page.GotoAsync(Signed(paper, "Ana Reader"));
        var frame = Frame(desk.Page);
        await Eventually.IsSoAsync(async () =>
            await frame.Locator("parley-thread").EvaluateAsync<string?>("thread => thread.reader?.name") == "Ana Reader"
        );
        await frame.Locator($"#c-{day.Top} .pl-acts a[href$='/reply']").ClickAsync();
        await frame.Locator($"#c-{day.Top} textarea").FillAsync("I drove it on Tue");
        await Eventually.IsSoAsync(() =>
            Task.FromResult(
                paper.Talk.Answered.Any(one => one.Method == "PUT" && one.Path.Contains("/drafts/", StringComparison.Ordinal))
            )
        );
    }

    private static string Signed(Paper paper, string name) =>
        paper.Serve(
            "signed.html",
            $"""
            <!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">
            <title>The road to Kesh</title><link rel=icon href="data:,"><link rel=canonical href="https://paper.example/article.html">
            <script src="https://talk.example/embed.js" async></script>
            <parley-discussion token="{TokenOf(paper, name)}"><a href="https://talk.example/t">Comments</a></parley-discussion>
            """
        );

    private static string TokenOf(Paper paper, string name, int later = 0, string secret = Signer.Secret)
    {
        var claims = Signer.Own();
        var now = paper.Talk.Clock.GetUtcNow().ToUnixTimeSeconds() + later;
        (claims["iat"], claims["exp"], claims["name"]) = (now, now + 300, name);
        (claims["aud"], claims["jti"]) = ("site:fenmoor", Guid.NewGuid().ToString());
        return Signer.Sign((JsonNode)claims, secret: secret);
    }
}
