using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Readers;
using Parley.Tests.Mail;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Staff;

/// <summary>How somebody comes to work on a site. The case <c>links-in-mail-opened-by-machines</c>, of invitations.</summary>
public sealed partial class InvitationTests
{
    private const string Page = $"/{TestServer.SiteName}/console/staff";
    private const string Password = "three herons at dusk";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task By_a_link_that_was_shown_somebody_new_becomes_a_moderator_once_however_often_machines_open_it(
        string engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var visitor = server.Visitor();

        var shown = await administrator.SendFormAsync(
            $"{Page}/invitations",
            ("email", "Ole@harbour.example"),
            ("role", "moderator"),
            ("days", "3")
        );
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        var link = LinkIn(shown.Text);
        Assert.DoesNotContain(link, (await administrator.GetAsync(Page)).Text, StringComparison.Ordinal);
        Assert.Contains("ole@harbour.example", (await administrator.GetAsync(Page)).Text, StringComparison.Ordinal);
        for (var look = 0; look < 3; look++)
        {
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(link)).Status);
            Assert.Equal(HttpStatusCode.OK, (await visitor.HeadAsync(link)).Status);
        }

        var tooShort = await AcceptAsync(visitor, link, ("name", "Ole Brandt"), ("password", "short"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooShort.Status);
        var accepted = await AcceptAsync(visitor, link, ("name", "Ole Brandt"), ("password", Password));

        Assert.Equal((HttpStatusCode.SeeOther, $"/{TestServer.SiteName}/console"), (accepted.Status, accepted.Location));
        using var ole = server.As(accepted);
        Assert.Equal("moderator", await RoleAsync(ole));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).Status);
        Assert.Equal(
            HttpStatusCode.Gone,
            (await AcceptAsync(visitor, link, ("name", "Another"), ("password", Password))).Status
        );
        Assert.DoesNotContain("ole@harbour.example", (await administrator.GetAsync(Page)).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task By_letter_only_the_account_with_the_invited_address_is_let_in_and_its_address_is_confirmed_by_it(
        string engine
    )
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.Configure<ParleyOptions>(office.Use)
        );
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        using var thief = await server.ReaderAsync();
        var address = await EmailOfAsync(server, ada.Id);

        var invited = await InviteAsync(administrator, address, "administrator");
        Assert.Null(invited["link"]);
        var letter = await office.LetterToAsync(address);
        Assert.Equal("Look after the discussions of The Harbour Courant", letter.Subject);
        Assert.Contains("for 3 days", letter.TextBody, StringComparison.Ordinal);
        var link = PostOffice.LinkIn(letter);

        var refused = await AcceptAsync(thief, link, ("as", "me"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("went to another address", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Accept as", (await ada.GetAsync(link)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await AcceptAsync(ada, link, ("as", "me"))).Status);

        Assert.Equal("administrator", await RoleAsync(ada));
        Assert.Equal("reader", await RoleAsync(thief));
        Assert.True((bool)(await ada.GetAsync($"{TestServer.Api}/account")).Json["isConfirmed"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_invites_does_not_learn_whether_an_address_has_an_account(string engine)
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.Configure<ParleyOptions>(office.Use)
        );
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        var address = await EmailOfAsync(server, ada.Id);

        var known = await InviteByFormAsync(address);
        var unknown = await InviteByFormAsync("cid@harbour.example");

        Assert.Equal(unknown, known);

        async Task<string> InviteByFormAsync(string email)
        {
            var answer = await administrator.SendFormAsync(
                $"{Page}/invitations",
                ("email", email),
                ("role", "moderator"),
                ("days", "1")
            );
            var id = (Guid)
                (await administrator.GetAsync($"{TestServer.Api}/staff")).Json["invitations"]!.AsArray().Single()!["id"]!;
            await administrator.DeleteAsync($"{TestServer.Api}/staff/invitations/{id}");
            return Moments()
                .Replace(answer.Text, "(time)")
                .Replace(email, "(address)", StringComparison.Ordinal)
                .Replace(id.ToString(), "(id)", StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_link_opens_nothing_on_another_site_nor_withdrawn_nor_replaced_nor_after_its_time(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var visitor = server.Visitor();

        var elsewhere = Link(await InviteAsync(administrator, "a@harbour.example"));
        var replaced = elsewhere;
        var there = elsewhere.Replace(TestServer.SiteName, TestServer.OtherSiteName, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(there)).Status);
        Assert.Equal(
            HttpStatusCode.Gone,
            (await AcceptAsync(visitor, there, ("name", "Ole Brandt"), ("password", Password))).Status
        );
        await InviteAsync(administrator, "a@harbour.example");
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(replaced)).Status);

        var withdrawn = await InviteAsync(administrator, "b@harbour.example");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(Link(withdrawn))).Status);
        await administrator.SendFormAsync($"{Page}/invitations/{withdrawn["id"]}/withdraw");
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(Link(withdrawn))).Status);

        var late = Link(await InviteAsync(administrator, "c@harbour.example"));
        server.Clock.Turn(TimeSpan.FromDays(3));
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(late)).Status);
        Assert.Equal(
            HttpStatusCode.Gone,
            (await AcceptAsync(visitor, late, ("name", "Ole Brandt"), ("password", Password))).Status
        );
        Assert.Empty((await administrator.GetAsync($"{TestServer.Api}/staff")).Json["invitations"]!.AsArray());
    }

    /// <summary>The lists of addresses that are none, or mean more than one: <c>security/mail</c>.</summary>
    [Fact]
    public async Task Whatever_is_typed_as_an_address_a_letter_goes_to_that_one_or_none_is_sent()
    {
        await using var office = PostOffice.Open();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.Configure<ParleyOptions>(office.Use)
        );
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        // A host on the same network may have a name without a dot.
        string[] local = ["a@localhost"];
        var refused = Corpus
            .Items("security/mail/own-headers.json")
            .Where(item => item.GetProperty("want").GetString() == "refused")
            .Select(item => item.GetProperty("value").GetString()!)
            .Except(local)
            .ToList();
        List<string> typed = [.. refused, .. Corpus.Inputs("security/mail", "-"), .. local];
        List<string> invited = [];

        foreach (var address in typed)
        {
            var answer = await administrator.PostAsync(
                $"{TestServer.Api}/staff/invitations",
                new
                {
                    email = address,
                    role = "moderator",
                    days = 3,
                }
            );
            if ((int)answer.Status < 300)
                invited.Add(address.Trim().ToLowerInvariant());
            else
                Assert.Equal((address, "email-invalid"), (address, answer.Code));
        }

        Assert.Empty(refused.Intersect(invited));
        Assert.InRange(invited.Count, 5, typed.Count - refused.Count - 5);
        // This post office knows no letters but those of ASCII and no host without a dot, and takes dots by the book (RFC 5321,
        // Dot-string): others do not.
        var reached = invited
            .Except(local)
            .Where(address => Ascii.IsValid(address) && !$".{address}".Contains("..", StringComparison.Ordinal))
            .Where(address => !address.Contains(".@", StringComparison.Ordinal))
            .ToList();
        await Eventually.IsSoAsync(() => Task.FromResult(!reached.Except(office.Delivered.Select(letter => letter.To)).Any()));
        Assert.Empty(office.Delivered.Select(letter => letter.To).Except(invited));
        Assert.All(office.Delivered, letter => Assert.Single(letter.Message.To));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_address_is_kept_in_an_invitation_that_has_run_out(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        await InviteAsync(administrator, "a@harbour.example");
        server.Clock.Turn(TimeSpan.FromDays(2));
        await InviteAsync(administrator, "b@harbour.example");
        server.Clock.Turn(TimeSpan.FromDays(1));

        await server.Get<Sweeper>().SweepAsync(default);

        var kept = await server.ListAsync(
            "SELECT email FROM invitation WHERE site_id = @site",
            [("@site", server.Site.Id)],
            row => row.Text(0)
        );
        Assert.Equal(["b@harbour.example"], kept);
    }

    [Fact]
    public async Task An_administrator_who_is_invited_to_moderate_stays_what_they_are_and_a_known_address_makes_no_second_account()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var visitor = server.Visitor();
        var link = Link(await InviteAsync(administrator, await EmailOfAsync(server, administrator.Id)));

        var taken = await AcceptAsync(visitor, link, ("name", "Ole Brandt"), ("password", Password));
        Assert.Equal(HttpStatusCode.Conflict, taken.Status);
        Assert.Contains("There is an account with this e-mail address", taken.Text, StringComparison.Ordinal);
        var accepted = await administrator.PostAsync($"{TestServer.Api}/invitation", new { code = CodeOf(link) });

        Assert.Equal(HttpStatusCode.NoContent, accepted.Status);
        Assert.Equal("administrator", await RoleAsync(administrator));
    }

    [Fact]
    public async Task What_is_no_role_or_no_choice_of_days_is_refused_with_its_code_and_a_hundred_are_enough()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);

        Assert.Equal("invitation-role-unknown", await CodeAsync("a@harbour.example", "operator", 3));
        Assert.Equal("invitation-days-unknown", await CodeAsync("a@harbour.example", "moderator", 365));
        Assert.Equal("email-invalid", await CodeAsync("nobody", "moderator", 3));
        for (var number = 0; number < 100; number++)
            await InviteAsync(administrator, $"m{number}@harbour.example");
        Assert.Equal("invitations-too-many", await CodeAsync("a@harbour.example", "moderator", 3));

        async Task<string?> CodeAsync(string email, string role, int days) =>
            (
                await administrator.PostAsync(
                    $"{TestServer.Api}/staff/invitations",
                    new
                    {
                        email,
                        role,
                        days,
                    }
                )
            ).Code;
    }

    [Fact]
    public async Task Neither_a_link_nor_an_address_comes_into_a_log_of_ours_or_the_database()
    {
        var log = new KeptLog();
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace))
        );
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var visitor = server.Visitor();
        var link = Link(await InviteAsync(administrator, "ole@harbour.example"));
        await visitor.GetAsync(link);
        var codes = await server.ListAsync(
            "SELECT code_hash, content FROM one_time_code",
            [],
            row => row.Text(0) + row.Text(1)
        );
        await AcceptAsync(visitor, link, ("name", "Ole Brandt"), ("password", Password));

        Assert.DoesNotContain(codes, kept => kept.Contains(CodeOf(link), StringComparison.Ordinal));
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains(CodeOf(link), StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("ole@harbour.example", StringComparison.Ordinal));
    }

    internal static async Task<JsonNode> InviteAsync(TestVisitor administrator, string email, string role = "moderator")
    {
        var answer = await administrator.PostAsync(
            $"{TestServer.Api}/staff/invitations",
            new
            {
                email,
                role,
                days = 3,
            }
        );
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Json;
    }

    internal static async Task<string> RoleAsync(TestVisitor who) =>
        (string)(await who.GetAsync($"/api/v1/session?site={TestServer.SiteName}")).Json["role"]!;

    internal static string Link(JsonNode invited) => new Uri((string)invited["link"]!).PathAndQuery;

    internal static string CodeOf(string link) => link.Split("code=")[1];

    private static string LinkIn(string page) => LinkShown().Match(page).Groups[1].Value;

    private static Task<TestAnswer> AcceptAsync(TestVisitor who, string link, params (string, string)[] fields) =>
        who.SendFormAsync(link.Split('?')[0], [("code", CodeOf(link)), .. fields]);

    internal static async Task<string> EmailOfAsync(TestServer server, Guid reader) =>
        (
            await server.ListAsync(
                "SELECT a.email FROM account a JOIN reader r ON r.account_id = a.id WHERE r.site_id = @site AND r.id = @id",
                [("@site", server.Site.Id), ("@id", reader)],
                row => row.Text(0)
            )
        ).Single();

    [GeneratedRegex("http://[^/]+(/[a-z-]+/invitation\\?code=[0-9a-f]{64})")]
    private static partial Regex LinkShown();

    [GeneratedRegex("<time.*?</time>")]
    private static partial Regex Moments();
}
