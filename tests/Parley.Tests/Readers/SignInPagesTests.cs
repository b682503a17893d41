using System.Net;
using System.Web;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class SignInPagesTests
{
    private const string Password = ReaderNode.Password;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Somebody_signs_up_out_and_in_again_and_goes_on_where_they_were(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var browser = host.Browser();
        Assert.Contains(
            """name="password" """,
            await ReaderHost.TextAsync(browser, "/harbour-courant/sign-up"),
            StringComparison.Ordinal
        );

        var signedUp = await ReaderHost.PostAsync(
            browser,
            "sign-up",
            ("name", "Ada Korr"),
            ("email", "ada@harbour.example"),
            ("password", Password),
            ("return", "/harbour-courant/t/1?order=oldest#c-2")
        );
        Assert.Equal(HttpStatusCode.SeeOther, signedUp.StatusCode);
        Assert.Equal("/harbour-courant/t/1?order=oldest#c-2", signedUp.Headers.Location!.OriginalString);
        Assert.Equal("Ada Korr", (await ReaderHost.WhoAsync(browser)).Name);

        var signedOut = await ReaderHost.PostAsync(browser, "sign-out");
        Assert.Equal(HttpStatusCode.OK, signedOut.StatusCode);
        Assert.False((await ReaderHost.WhoAsync(browser)).IsSignedIn);

        var signedIn = await ReaderHost.PostAsync(browser, "sign-in", ("email", "ada@harbour.example"), ("password", Password));
        Assert.Equal("/harbour-courant/", signedIn.Headers.Location!.OriginalString);
        Assert.Equal("Ada Korr", (await ReaderHost.WhoAsync(browser)).Name);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Signing_out_everywhere_holds_on_another_node_within_a_second(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        await using var other = await ReaderHost.StartAsync(database);
        using var phone = await host.SignedUpAsync();
        using var desk = other.Browser();
        await ReaderHost.PostAsync(desk, "sign-in", ("email", "ada@harbour.example"), ("password", Password));
        Assert.True((await ReaderHost.WhoAsync(desk)).IsSignedIn);

        await ReaderHost.PostAsync(phone, "sign-out", ("everywhere", "true"));

        var wait = await ReaderNode.WaitForAsync(async () => !(await ReaderHost.WhoAsync(desk)).IsSignedIn);
        // A second without a bell; the rest is what a machine adds that runs other suites beside this one.
        Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_token_that_was_signed_out_opens_nothing_when_it_is_sent_again(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var bare = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = host.Address,
        };
        bare.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var answer = await ReaderHost.PostAsync(
            bare,
            "sign-up",
            ("name", "Ada Korr"),
            ("email", "ada@harbour.example"),
            ("password", Password)
        );
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
        bare.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.True((await ReaderHost.WhoAsync(bare)).IsSignedIn);

        await ReaderHost.PostAsync(bare, "sign-out");

        Assert.False((await ReaderHost.WhoAsync(bare)).IsSignedIn);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_unknown_address_and_a_wrong_password_are_answered_alike_to_the_byte(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();
        using var browser = host.Browser();

        async Task<string> TryAsync(string email)
        {
            var answer = await ReaderHost.PostAsync(browser, "sign-in", ("email", email), ("password", "a heron at dusk"));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            return (await answer.Content.ReadAsStringAsync(Cancel)).Replace(email, "", StringComparison.Ordinal);
        }

        Assert.Equal(await TryAsync("ada@harbour.example"), await TryAsync("eve@harbour.example"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/harbour-courant/\r\nSet-Cookie: a=b")]
    public async Task Signing_in_leads_to_no_strangers_page(string wanted)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();

        var answer = await ReaderHost.PostAsync(
            ada,
            "sign-in",
            ("email", "ada@harbour.example"),
            ("password", Password),
            ("return", wanted)
        );

        Assert.Equal("/harbour-courant/", answer.Headers.Location!.OriginalString);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Words_written_signed_out_stand_in_their_box_after_signing_in_and_are_not_sent(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();
        using var browser = host.Browser();
        const string Words = "The dam held. <b>Three</b> sentences & a question?\r\n\r\nDid it?";
        var place = $"/harbour-courant/t/{Guid.CreateVersion7()}/comments";

        // The page that asks carries the words along, through a wrong password too.
        var asked = await ReaderHost.PostToAsync(browser, place, ("body", Words));
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        var carried = HiddenFields(await asked.Content.ReadAsStringAsync(Cancel));
        Assert.Contains(
            ("words", Words.ReplaceLineEndings("\n")),
            carried.Select(field => (field.Name, field.Value.ReplaceLineEndings("\n")))
        );
        var wrong = await ReaderHost.PostAsync(
            browser,
            "sign-in",
            [.. carried, ("email", "ada@harbour.example"), ("password", "no")]
        );
        carried = HiddenFields(await wrong.Content.ReadAsStringAsync(Cancel));
        var signedIn = await ReaderHost.PostAsync(
            browser,
            "sign-in",
            [.. carried, ("email", "ada@harbour.example"), ("password", Password)]
        );

        var page = await signedIn.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Contains($"""action="{place}" """.TrimEnd(), page, StringComparison.Ordinal);
        Assert.Contains(HttpUtility.HtmlEncode("<b>Three</b> sentences & a question?"), page, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(host, "SELECT count(*) FROM comment"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Words_survive_the_making_of_an_account(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var browser = host.Browser();
        var place = $"/harbour-courant/t/{Guid.CreateVersion7()}/comments";
        var asked = HiddenFields(
            await (await ReaderHost.PostToAsync(browser, place, ("body", "The dam held."))).Content.ReadAsStringAsync(Cancel)
        );

        // The other button of that page, then the form that it leads to.
        var signUp = await ReaderHost.PostAsync(
            browser,
            "sign-up",
            [.. asked, ("go", "sign-up"), ("email", "ada@harbour.example"), ("password", "")]
        );
        var page = await signUp.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("value=\"ada@harbour.example\"", page, StringComparison.Ordinal);
        var done = await ReaderHost.PostAsync(
            browser,
            "sign-up",
            [.. HiddenFields(page), ("name", "Ada Korr"), ("email", "ada@harbour.example"), ("password", Password)]
        );

        Assert.Contains("The dam held.", await done.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("Ada Korr", (await ReaderHost.WhoAsync(browser)).Name);
    }

    [Fact]
    public async Task In_a_frame_without_script_no_password_is_asked_for_but_a_window_of_its_own_opened()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var browser = host.Browser();

        var asked = await ReaderHost.PostAsync(
            browser,
            $"t/{Guid.CreateVersion7()}/comments?frame=1",
            ("body", "The dam held.")
        );

        var page = await asked.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotContain("type=\"password\"", page, StringComparison.Ordinal);
        Assert.Contains("target=\"_blank\"", page, StringComparison.Ordinal);
        var window = await ReaderHost.PostAsync(browser, "sign-in", [.. HiddenFields(page)]);
        Assert.Equal(HttpStatusCode.OK, window.StatusCode);
        Assert.Contains("The dam held.", await window.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strangers_page_signs_nobody_in_or_out()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();
        ada.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        ada.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        var signOut = await ReaderHost.PostAsync(ada, "sign-out");
        var signIn = await ReaderHost.PostAsync(ada, "sign-in", ("email", "ada@harbour.example"), ("password", Password));

        Assert.Equal(HttpStatusCode.Forbidden, signOut.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, signIn.StatusCode);
        Assert.True((await ReaderHost.WhoAsync(ada)).IsSignedIn);
    }

    [Fact]
    public async Task The_pages_with_passwords_stand_in_nobodys_frame_and_no_cache()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var browser = host.Browser();

        foreach (var page in new[] { "sign-in", "sign-up", "sign-out" })
        {
            var answer = await browser.GetAsync(new Uri($"/harbour-courant/{page}", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains(
                "frame-ancestors 'none'",
                answer.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task The_eleventh_guess_from_one_place_is_told_to_wait()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var browser = host.Browser();

        for (var guess = 0; guess < 10; guess++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await GuessAsync()).StatusCode);
        var eleventh = await GuessAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, eleventh.StatusCode);
        Assert.InRange(eleventh.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));

        Task<HttpResponseMessage> GuessAsync() =>
            ReaderHost.PostAsync(browser, "sign-in", ("email", "ada@harbour.example"), ("password", "a guess"));
    }

    internal static List<(string Name, string Value)> HiddenFields(string page)
    {
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page);
        return
        [
            .. document
                .QuerySelectorAll("main input[type=hidden]")
                .Select(field => (field.GetAttribute("name")!, field.GetAttribute("value") ?? "")),
        ];
    }

    internal static Task<long> CountAsync(ReaderHost host, string sql) =>
        host.Get<Database>().ReadAsync(scope => scope.FirstAsync(sql, [], row => row.Long(0), Cancel), Cancel);
}
