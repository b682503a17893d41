using System.Net;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class GuestTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_guest_is_somebody_on_the_one_site_that_was_entered(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var open = await node.FindOrAddSiteAsync("open-post", "The Open Post", guestsMayWrite: true);
        // An account's name elsewhere is free here.
        await node.BeginAsync("Ole Brand");

        var entered = (await node.Get<EnterAsGuest>().HandleAsync(open, "Ole Brand", "ole@open.example", null, Cancel)).Value!;

        var reader = await node.FindReaderAsync(entered.Session, open);
        Assert.Equal(entered.Guest, reader);
        Assert.True(reader!.IsGuest);
        Assert.Null(await node.FindReaderAsync(entered.Session));
        await node.Get<SignOut>().EverywhereAsync(entered.Session.Session, Cancel);
        Assert.Null(await node.FindAsync(entered.Session));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_guest_cannot_pass_for_somebody_who_has_an_account(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var open = await node.FindOrAddSiteAsync("open-post", "The Open Post", guestsMayWrite: true);
        await node.SignUpAsync("Ada Korr", site: open);

        var enter = node.Get<EnterAsGuest>();
        Assert.Equal("name-taken", (await enter.HandleAsync(open, "ADA KORR", "x@open.example", null, Cancel)).Problem?.Code);
        Assert.Equal(
            "name-is-reserved",
            (await enter.HandleAsync(open, "Moderator", "x@open.example", null, Cancel)).Problem?.Code
        );
        Assert.Equal("email-invalid", (await enter.HandleAsync(open, "Ole Brand", "x", null, Cancel)).Problem?.Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_guest_is_told_at_once_all_that_is_wrong(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { GuestsMayWrite = true });
        using var visitor = server.Visitor();

        var form = await visitor.SendFormAsync(
            $"/{TestServer.SiteName}/t/{await server.OpenThreadAsync()}/comments",
            ("body", "The dam held."),
            ("guestName", "Moderator"),
            ("guestEmail", "ole")
        );

        var words = Words.For("en");
        Assert.Contains(words["problem.name-is-reserved"], form.Text, StringComparison.Ordinal);
        Assert.Contains(words["problem.email-invalid"], form.Text, StringComparison.Ordinal);
        Assert.Contains("The dam held.", form.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Guests_are_turned_away_where_the_site_wants_accounts(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);

        var entered = await node.Get<EnterAsGuest>().HandleAsync(node.Site, "Ole Brand", "ole@open.example", null, Cancel);

        Assert.Equal(Problems.GuestsMayNotWrite, entered.Problem);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_guest_in_a_frame_without_script_is_known_there_when_writing_again(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database, settings: new() { GuestsMayWrite = true });
        using var browser = host.Browser();
        (string, string)[] form =
        [
            ("url", "https://harbour-courant.example/dam"),
            ("body", "The dam held."),
            ("guestName", "Ole"),
            ("guestEmail", "ole@open.example"),
        ];

        var posted = await ReaderHost.PostToAsync(browser, "/t/comments?frame=1", form);

        var cookie = Assert.Single(posted.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-parley-frame=", cookie, StringComparison.Ordinal);
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal("Ole", (await ReaderHost.WhoAsync(browser)).Name);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_program_may_do_for_a_guest_what_the_form_does(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { GuestsMayWrite = true });
        using var program = server.Visitor();
        var thread = await server.OpenThreadAsync();
        Task<TestAnswer> EnterAsync(string site, string name) =>
            program.PostAsync(
                "/api/v1/guests",
                new
                {
                    site,
                    name,
                    email = "ole@open.example",
                }
            );

        var entered = await EnterAsync(TestServer.SiteName, "Ole Brand");
        using var guest = new TestVisitor(server.Address, entered.Headers["set-cookie"].Split(';')[0].Split('=', 2)[1]);
        var posted = await guest.PostAsync(
            $"{TestServer.Api}/threads/{thread}/comments",
            new { id = Guid.CreateVersion7(), body = "The dam held." }
        );

        Assert.Equal((HttpStatusCode.Created, "Ole Brand"), (entered.Status, (string?)entered.Json["name"]));
        Assert.Equal("held", (string?)posted.Json["comment"]!["state"]);
        Assert.Equal("name-is-reserved", (await EnterAsync(TestServer.SiteName, "Moderator")).Code);
        Assert.Equal("guests-may-not-write", (await EnterAsync(TestServer.OtherSiteName, "Ole Brand")).Code);
        Assert.Equal("not-found", (await EnterAsync("nowhere", "Ole Brand")).Code);
    }
}
