using System.Net;
using AngleSharp.Html.Parser;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Readers;

public sealed class AccountPageTests
{
    private const string Account = "/harbour-courant/account";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_takes_another_name_once_a_day_and_it_stands_beside_what_they_wrote(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var comment = await ada.PublishAsync(thread, "The dam held.");
        Assert.Contains(
            "Ada Korr",
            (await visitor.GetAsync($"/{TestServer.SiteName}/t/{thread}")).Text,
            StringComparison.Ordinal
        );

        var changed = await ada.SendFormAsync(Account + "/name", ("name", "Ada Voss"));
        var again = await ada.SendFormAsync(Account + "/name", ("name", "Ada Quay"));
        server.Clock.Turn(TimeSpan.FromHours(25));
        var later = await ada.SendFormAsync(Account + "/name", ("name", "Ada Quay"));

        Assert.Equal(HttpStatusCode.SeeOther, changed.Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, again.Status);
        Assert.Equal(HttpStatusCode.SeeOther, later.Status);
        await Eventually.IsSoAsync(async () =>
            (await visitor.GetAsync($"/{TestServer.SiteName}/t/{thread}")).Text is var page
            && page.Contains("Ada Quay", StringComparison.Ordinal)
            && !page.Contains("Ada Korr", StringComparison.Ordinal)
        );
        var kept = await server.ListAsync(
            "SELECT name FROM earlier_name WHERE site_id = @site ORDER BY until",
            [("@site", server.Site.Id)],
            row => row.Text(0)
        );
        Assert.Equal(["Ada Korr", "Ada Voss"], kept);
        Assert.Contains(
            "Ada Quay",
            (await visitor.GetAsync($"{TestServer.Api}/comments/{comment}")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_name_that_looks_like_another_is_nobodys_second_name_but_ones_own_may_change_its_letters(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bea = await server.ReaderAsync("Bea Lind");

        var taken = await bea.SendFormAsync(Account + "/name", ("name", "ADA K0RR"));
        var staff = await bea.SendFormAsync(Account + "/name", ("name", "The Harbour Courant"));
        var empty = await bea.SendFormAsync(Account + "/name", ("name", "\u200b"));
        var own = await ada.SendFormAsync(Account + "/name", ("name", "ada korr"));

        Assert.Equal(HttpStatusCode.Conflict, taken.Status);
        Assert.Equal("ADA K0RR", Field(taken, "name").GetAttribute("value"));
        Assert.NotEqual(HttpStatusCode.SeeOther, staff.Status);
        Assert.NotEqual(HttpStatusCode.SeeOther, empty.Status);
        Assert.Equal(HttpStatusCode.SeeOther, own.Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_session_elsewhere_is_ended_from_here_and_nobody_elses_is(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var here = await host.SignedUpAsync();
        using var elsewhere = host.Browser();
        await ReaderHost.PostAsync(elsewhere, "sign-in", ("email", "ada@harbour.example"), ("password", ReaderNode.Password));
        using var bea = await host.SignedUpAsync("Bea Lind", "bea@harbour.example");

        var listed = Sessions(await ReaderHost.TextAsync(here, Account));
        var beas = Sessions(await ReaderHost.TextAsync(elsewhere, Account));
        Assert.Single(listed);
        await ReaderHost.PostAsync(bea, "account/sessions", ("session", listed[0]));
        Assert.True((await ReaderHost.WhoAsync(elsewhere)).IsSignedIn);

        await ReaderHost.PostAsync(here, "account/sessions", ("session", listed[0]));

        Assert.False((await ReaderHost.WhoAsync(elsewhere)).IsSignedIn);
        Assert.True((await ReaderHost.WhoAsync(here)).IsSignedIn);
        Assert.Single(beas);
        Assert.Empty(Sessions(await ReaderHost.TextAsync(here, Account)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Another_password_ends_every_session_but_this_one(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var here = await host.SignedUpAsync();
        using var elsewhere = host.Browser();
        await ReaderHost.PostAsync(elsewhere, "sign-in", ("email", "ada@harbour.example"), ("password", ReaderNode.Password));

        var wrong = await ReaderHost.PostAsync(
            here,
            "account/password",
            ("password", "guessed it"),
            ("new-password", "nine gulls on the roof")
        );
        var weak = await ReaderHost.PostAsync(
            here,
            "account/password",
            ("password", ReaderNode.Password),
            ("new-password", "short")
        );
        Assert.True((await ReaderHost.WhoAsync(elsewhere)).IsSignedIn);
        var changed = await ReaderHost.PostAsync(
            here,
            "account/password",
            ("password", ReaderNode.Password),
            ("new-password", "nine gulls on the roof")
        );

        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, weak.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        Assert.True((await ReaderHost.WhoAsync(here)).IsSignedIn);
        Assert.False((await ReaderHost.WhoAsync(elsewhere)).IsSignedIn);
        var old = await ReaderHost.PostAsync(
            elsewhere,
            "sign-in",
            ("email", "ada@harbour.example"),
            ("password", ReaderNode.Password)
        );
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
    }

    [Fact]
    public async Task A_password_is_guessed_no_faster_with_a_session_than_without_and_nobody_else_pays_for_it()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();
        using var bea = await host.SignedUpAsync("Bea Lind", "bea@harbour.example");

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
            answers.Add((await GuessAsync(ada, "guessed it")).StatusCode);
        var other = await GuessAsync(bea, ReaderNode.Password);

        Assert.Equal(10, answers.Count(status => status == HttpStatusCode.Forbidden));
        Assert.Equal(2, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.SeeOther, other.StatusCode);

        static Task<HttpResponseMessage> GuessAsync(HttpClient browser, string password) =>
            ReaderHost.PostAsync(
                browser,
                "account/password",
                ("password", password),
                ("new-password", "nine gulls on the roof")
            );
    }

    [Fact]
    public async Task Where_no_letter_can_be_sent_the_page_says_so_instead_of_offering_one()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();

        var page = await ReaderHost.TextAsync(ada, Account);

        Assert.Contains("This site sends no letters.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/account/email", page, StringComparison.Ordinal);
        Assert.Contains("ada@harbour.example", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await ReaderHost.PostAsync(ada, "account/confirm")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await ReaderHost.PostAsync(ada, "forgotten", ("email", "ada@harbour.example"))).StatusCode
        );
    }

    private static AngleSharp.Dom.IElement Field(TestAnswer answer, string name) =>
        new HtmlParser().ParseDocument(answer.Text).QuerySelector($"input[name={name}]")!;

    private static List<string> Sessions(string page) =>
        [
            .. new HtmlParser()
                .ParseDocument(page)
                .QuerySelectorAll("button[name=session]")
                .Select(b => b.GetAttribute("value")!),
        ];
}
