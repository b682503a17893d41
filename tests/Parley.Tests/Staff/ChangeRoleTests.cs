using System.Net;
using System.Text.Json.Nodes;
using Parley.Readers;
using Parley.Record;
using Parley.Staff;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Staff.InvitationTests;

namespace Parley.Tests.Staff;

/// <summary>How somebody's work on a site ends.</summary>
public sealed class ChangeRoleTests
{
    private const string Page = $"/{TestServer.SiteName}/console/staff";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_role_that_is_taken_away_opens_nothing_at_once_here_and_on_another_node_nor_does_what_it_opened(
        string engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await using var second = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var other = await server.StaffAsync(ReaderRole.Administrator);
        using var elsewhere = new TestVisitor(second.Address, other.Token);
        using var visitor = server.Visitor();
        var link = Link(await InviteAsync(other, "friend@harbour.example", "administrator"));
        var kept = Link(await InviteAsync(administrator, "ole@harbour.example"));
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync(Page)).Status);

        var taken = await administrator.SendFormAsync($"{Page}/{other.Id}/take");

        Assert.Equal(HttpStatusCode.SeeOther, taken.Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"{TestServer.Api}/moderation/queue")).Status);
        await Eventually.IsSoAsync(async () => (await elsewhere.GetAsync(Page)).Status == HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(kept)).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_invitation_holds_only_while_whoever_made_it_may_invite_however_they_lost_their_role(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var other = await server.StaffAsync(ReaderRole.Administrator);
        using var last = await server.StaffAsync(ReaderRole.Administrator);
        using var visitor = server.Visitor();
        var link = Link(await InviteAsync(other, "friend@harbour.example", "administrator"));
        var byOperator = Link(await InviteAsync(administrator, "ole@harbour.example"));
        var email = await EmailOfAsync(server, other.Id);
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    UPDATE account SET is_operator = @yes WHERE id =
                        (SELECT account_id FROM reader WHERE site_id = @site AND id = @reader)
                    """,
                    [("@yes", true), ("@site", server.Site.Id), ("@reader", administrator.Id)],
                    default
                ),
            default
        );

        foreach (var address in new[] { email, await EmailOfAsync(server, administrator.Id) })
        {
            var lowered = new MakeLinks.NewModerator(address, ReaderRole.Moderator, null);
            Assert.True((await server.Get<MakeLinks>().ForModeratorAsync(server.Site, lowered, default)).IsSuccess);
        }

        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).Status);
        var accepted = await visitor.PostAsync(
            $"{TestServer.Api}/invitation",
            new
            {
                code = CodeOf(link),
                name = "Ole Brandt",
                password = "three herons at dusk",
            }
        );
        Assert.Equal("link-used", accepted.Code);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(byOperator)).Status);
        var open = await server.Get<InvitationStore>().ListAsync(server.Site.Id, default);
        Assert.Equal("ole@harbour.example", Assert.Single(open).Email.Text);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_command_lowers_nobody_unasked_and_never_the_last_administrator_and_goes_on_record(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var boss = await server.StaffAsync(ReaderRole.Administrator);
        var email = await EmailOfAsync(server, boss.Id);
        var before = (await RolesAsync()).Count;

        Assert.Equal(ReaderRole.Administrator, (await AddAsync(email, null)).Value!.Reader.Role);
        Assert.Equal("last-administrator", (await AddAsync(email, ReaderRole.Moderator)).Problem!.Code);
        Assert.Equal(before, (await RolesAsync()).Count);
        Assert.Equal(ReaderRole.Moderator, (await AddAsync("new@harbour.example", null)).Value!.Reader.Role);
        Assert.Equal(
            ReaderRole.Administrator,
            (await AddAsync("new@harbour.example", ReaderRole.Administrator)).Value!.Reader.Role
        );
        Assert.Equal(ReaderRole.Journalist, (await AddAsync(email, ReaderRole.Journalist)).Value!.Reader.Role);

        Assert.Equal(
            [
                (ReaderRole.Reader, ReaderRole.Moderator),
                (ReaderRole.Moderator, ReaderRole.Administrator),
                (ReaderRole.Administrator, ReaderRole.Journalist),
            ],
            (await RolesAsync()).Skip(before)
        );

        Task<Result<MakeLinks.Added>> AddAsync(string to, ReaderRole? role) =>
            server.Get<MakeLinks>().ForModeratorAsync(server.Site, new(to, role, null), default);

        Task<List<(ReaderRole From, ReaderRole To)>> RolesAsync() =>
            server.ListAsync(
                "SELECT content FROM recorded WHERE site_id = @site AND kind = @role ORDER BY number",
                [("@site", server.Site.Id), ("@role", RecordKind.Role)],
                row =>
                {
                    var said = JsonNode.Parse(row.Text(0))!;
                    return ((ReaderRole)(int)said["from"]!, (ReaderRole)(int)said["to"]!);
                }
            );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_last_administrator_stays_and_of_two_who_let_each_other_go_at_once_one_does(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        var alone = await administrator.DeleteAsync($"{TestServer.Api}/staff/{administrator.Id}");
        Assert.Equal((HttpStatusCode.Conflict, "last-administrator"), (alone.Status, alone.Code));
        using var other = await server.StaffAsync(ReaderRole.Administrator);
        var take = server.Get<ChangeRole>();
        var byOne = await server.Get<ReaderStore>().FindAsync(server.Site.Id, administrator.Id, default);
        var byOther = await server.Get<ReaderStore>().FindAsync(server.Site.Id, other.Id, default);

        var taken = await Task.WhenAll(
            Task.Run(() => take.HandleAsync(server.Site, administrator.Id, ReaderRole.Reader, null, byOther!, default)),
            Task.Run(() => take.HandleAsync(server.Site, other.Id, ReaderRole.Reader, null, byOne!, default))
        );

        Assert.Equal("last-administrator", Assert.Single(taken.OfType<Problem>()).Code);
        Assert.Single(await server.Get<StaffStore>().ListAsync(server.Site.Id, default));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Another_role_opens_what_is_its_own_at_once_and_shuts_the_rest(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        using var jo = await server.StaffAsync(ReaderRole.Journalist);
        using var ada = await server.ReaderAsync();
        var comment = await ada.PublishAsync(await server.OpenThreadAsync(), "The ferry is late.");
        async Task<string> OpensAsync() =>
            string.Join(
                ' ',
                (int)(await jo.PutAsync($"{TestServer.Api}/comments/{comment}/pick")).Status,
                (int)(await jo.GetAsync($"{TestServer.Api}/moderation/queue")).Status,
                (int)(await jo.GetAsync($"{TestServer.Api}/staff")).Status
            );
        Assert.Equal("200 403 403", await OpensAsync());

        await administrator.PutAsync($"{TestServer.Api}/staff/{jo.Id}", new { role = "senior-moderator" });
        Assert.Equal("200 200 403", await OpensAsync());
        await administrator.SendFormAsync($"{Page}/{jo.Id}/role", ("role", "administrator"));
        Assert.Equal("200 200 200", await OpensAsync());
        var link = Link(await InviteAsync(jo, "friend@harbour.example", "journalist"));
        await administrator.PutAsync($"{TestServer.Api}/staff/{jo.Id}", new { role = "journalist" });
        Assert.Equal("200 403 403", await OpensAsync());
        using var visitor = server.Visitor();
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).Status);

        var outsider = await administrator.PutAsync($"{TestServer.Api}/staff/{ada.Id}", new { role = "moderator" });
        Assert.Equal((HttpStatusCode.Conflict, "reader-not-staff"), (outsider.Status, outsider.Code));
        var unknown = await administrator.PutAsync($"{TestServer.Api}/staff/{jo.Id}", new { role = "king" });
        Assert.Equal("invitation-role-unknown", unknown.Code);
        var alone = await administrator.PutAsync($"{TestServer.Api}/staff/{administrator.Id}", new { role = "moderator" });
        Assert.Equal((HttpStatusCode.Conflict, "last-administrator"), (alone.Status, alone.Code));
    }

    [Fact]
    public async Task A_journalist_answers_with_the_newsrooms_mark()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var jo = await server.StaffAsync(ReaderRole.Journalist);
        var thread = await server.OpenThreadAsync();
        var said = await jo.PublishAsync(thread, "I wrote the report. Ask me.");

        var page = await jo.GetAsync($"/{TestServer.SiteName}/t/{thread}");
        var answer = (await jo.GetAsync($"{TestServer.Api}/comments/{said}")).Json;

        Assert.Contains("<span class=\"pl-tag\" data-kind=\"staff\">Newsroom</span>", page.Text, StringComparison.Ordinal);
        Assert.Equal("journalist", (string?)answer["author"]!["role"]);
    }

    [Fact]
    public async Task An_operator_stays_what_they_are_and_somebody_of_another_site_is_not_there()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var administrator = await server.StaffAsync(ReaderRole.Administrator);
        var link = await server.Get<MakeLinks>().ForOperatorAsync(default);
        var begun = await server.Get<OpenLink>().SignInAsync(CodeOf(link), null, default);
        var session = begun.Value!.Session;
        var reader = (await server.Get<ReaderDirectory>().FindAsync(server.Site.Id, session, default))!;
        var elsewhere = (await server.Get<ReaderDirectory>().FindAsync(server.OtherSite.Id, session, default))!;

        var taken = await administrator.DeleteAsync($"{TestServer.Api}/staff/{reader.Id}");
        var nobody = await administrator.DeleteAsync($"{TestServer.Api}/staff/{elsewhere.Id}");

        Assert.Equal("role-not-given-here", taken.Code);
        Assert.Equal("reader-not-found", nobody.Code);
        Assert.Contains("Not given here", (await administrator.GetAsync(Page)).Text, StringComparison.Ordinal);
    }
}
