using System.Net;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

/// <summary>The case <c>links-in-mail-opened-by-machines</c>, of the links that there are.</summary>
public sealed class LinkPagesTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_operators_link_survives_machines_that_open_it_and_works_for_the_person_once(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        var link = await host.Get<MakeLinks>().ForOperatorAsync(Cancel);
        await LookAsync(host, link);

        using var person = host.Browser();
        var page = await ReaderHost.TextAsync(person, link);
        Assert.Single(new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page).QuerySelectorAll("main button"));
        var pressed = await ReaderHost.PostToAsync(person, "/sign-in-link", [.. SignInPagesTests.HiddenFields(page)]);

        Assert.Equal(HttpStatusCode.SeeOther, pressed.StatusCode);
        Assert.Equal(ReaderRole.Administrator, (await ReaderHost.WhoAsync(person)).Role);
        await IsUsedAsync(host, link);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Where_there_are_several_sites_the_operators_link_leads_to_all_of_them_and_a_visitor_learns_of_none(
        string engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        await host.Get<SiteStore>()
            .AddAsync("north-shore", "North Shore", "en", "UTC", new(), ["https://north.example"], Cancel);
        using var person = host.Browser();
        using var visitor = host.Browser();
        var page = await ReaderHost.TextAsync(person, await host.Get<MakeLinks>().ForOperatorAsync(Cancel));

        var pressed = await ReaderHost.PostToAsync(person, "/sign-in-link", [.. SignInPagesTests.HiddenFields(page)]);
        var home = await ReaderHost.TextAsync(person, pressed.Headers.Location!.OriginalString);

        Assert.Contains("href=\"/harbour-courant/console\"", home, StringComparison.Ordinal);
        Assert.Contains("href=\"/north-shore/\"", home, StringComparison.Ordinal);
        var others = await visitor.GetAsync(new Uri("/", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        Assert.DoesNotContain("North Shore", await others.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_link_to_a_new_password_survives_them_too(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();
        var link = (await host.Get<MakeLinks>().ForNewPasswordAsync("ada@harbour.example", Cancel)).Value!;
        Assert.False((await ReaderHost.WhoAsync(ada)).IsSignedIn);
        await LookAsync(host, link);

        var fields = SignInPagesTests.HiddenFields(await ReaderHost.TextAsync(ada, link));
        var tooShort = await ReaderHost.PostAsync(ada, "reset", [.. fields, ("password", "short")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooShort.StatusCode);
        var pressed = await ReaderHost.PostAsync(ada, "reset", [.. fields, ("password", "nine gulls on the roof")]);

        Assert.Equal(HttpStatusCode.SeeOther, pressed.StatusCode);
        Assert.Equal("Ada Korr", (await ReaderHost.WhoAsync(ada)).Name);
        await IsUsedAsync(host, link);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_program_chooses_a_password_by_the_code_of_the_link(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var device = server.Visitor();
        var link = (
            await server.Get<MakeLinks>().ForNewPasswordAsync($"r1-{server.Address.Port}@harbour.example", Cancel)
        ).Value!;
        var code = link.Split("code=")[1];

        var tooShort = await device.PostAsync("/api/v1/passwords", new { code, password = "short" });
        var chosen = await device.PostAsync("/api/v1/passwords", new { code, password = "nine gulls on the roof" });
        var again = await device.PostAsync("/api/v1/passwords", new { code, password = "ten gulls on the roof" });

        Assert.Equal("password-too-short", tooShort.Code);
        Assert.True((bool)chosen.Json["isSignedIn"]!);
        Assert.Equal((HttpStatusCode.Gone, "link-used"), (again.Status, again.Code));
        var token = chosen.Headers["set-cookie"].Split(';')[0]["parley=".Length..];
        using var signedIn = new TestVisitor(server.Address, token);
        var session = await signedIn.GetAsync($"/api/v1/session?site={TestServer.SiteName}");
        Assert.Equal(ada.Id, (Guid)session.Json["id"]!);
        Assert.False((bool)(await ada.GetAsync("/api/v1/session")).Json["isSignedIn"]!);
    }

    [Theory]
    [InlineData("/sign-in-link")]
    [InlineData("/sign-in-link?code=")]
    [InlineData("/sign-in-link?code=%00")]
    [InlineData("/sign-in-link?code=a&code=b")]
    [InlineData("/harbour-courant/reset?code=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_link_that_never_was_says_what_a_used_one_says(string link)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);

        await IsUsedAsync(host, link);
    }

    private static async Task LookAsync(ReaderHost host, string link)
    {
        using var machine = new HttpClient { BaseAddress = host.Address };
        for (var look = 0; look < 5; look++)
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                using var request = new HttpRequestMessage(method, new Uri(link, UriKind.Relative));
                var answer = await machine.SendAsync(request, Cancel);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.False(answer.Headers.Contains("Set-Cookie"));
            }
    }

    private static async Task IsUsedAsync(ReaderHost host, string link)
    {
        using var browser = host.Browser();
        var answer = await browser.GetAsync(new Uri(link, UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("has been used already", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
