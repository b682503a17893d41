using System.Net;
using System.Net.Http.Json;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class FramePagesTests
{
    private const string Page = "/harbour-courant/sign-in?for=frame&origin=https://harbour-courant.example";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_sign_in_in_a_window_reaches_the_frame_by_a_code_that_works_once(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, "https://talk.example");
        using var setup = await host.SignedUpAsync();
        using var window = host.Browser();
        using var frame = host.Browser();

        var fields = SignInPagesTests.HiddenFields(await ReaderHost.TextAsync(window, Page));
        var done = await ReaderHost.PostAsync(
            window,
            "sign-in",
            [.. fields, ("email", "ada@harbour.example"), ("password", ReaderNode.Password)]
        );
        var code = CodeIn(await done.Content.ReadAsStringAsync(Cancel));
        var exchanged = await ExchangeAsync(frame, code);

        Assert.Equal(HttpStatusCode.OK, exchanged.StatusCode);
        var cookie = Assert.Single(exchanged.Headers.GetValues("Set-Cookie")).ToLowerInvariant();
        Assert.StartsWith("__host-parley-frame=", cookie, StringComparison.Ordinal);
        foreach (var flag in new[] { "secure", "httponly", "samesite=none", "partitioned", "path=/" })
            Assert.Contains(flag, cookie.Split("; "));
        var again = await ExchangeAsync(host.Browser(), code);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Contains("code-not-valid", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_is_signed_in_already_presses_one_button_and_opening_the_page_makes_no_code(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();

        var page = await ReaderHost.TextAsync(ada, Page);
        Assert.Contains("Ada Korr", page, StringComparison.Ordinal);
        Assert.Equal(0, await SignInPagesTests.CountAsync(host, "SELECT count(*) FROM one_time_code"));
        var done = await ReaderHost.PostAsync(ada, "sign-in", [.. SignInPagesTests.HiddenFields(page)]);

        Assert.Equal(
            HttpStatusCode.OK,
            (await ExchangeAsync(host.Browser(), CodeIn(await done.Content.ReadAsStringAsync(Cancel)))).StatusCode
        );
    }

    [Fact]
    public async Task A_page_that_is_not_the_sites_gets_no_sign_in()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();

        var opened = await ada.GetAsync(
            new Uri("/harbour-courant/sign-in?for=frame&origin=https://evil.example", UriKind.Relative),
            Cancel
        );
        var pressed = await ReaderHost.PostAsync(
            ada,
            "sign-in",
            ("for", "frame"),
            ("origin", "https://evil.example"),
            ("go", "on")
        );

        Assert.Equal(HttpStatusCode.Forbidden, opened.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, pressed.StatusCode);
        Assert.Equal(0, await SignInPagesTests.CountAsync(host, "SELECT count(*) FROM one_time_code"));
    }

    private static Task<HttpResponseMessage> ExchangeAsync(HttpClient frame, string code) =>
        frame.PostAsJsonAsync(new Uri("/api/v1/session/frame", UriKind.Relative), new { code }, Cancel);

    private static string CodeIn(string page) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page).QuerySelector("[data-code]")!.GetAttribute("data-code")!;
}
