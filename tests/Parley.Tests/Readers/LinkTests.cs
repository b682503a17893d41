using System.Web;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class LinkTests
{
    private const string NewPassword = "nine gulls on the roof";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_operators_link_survives_being_looked_at_and_works_once(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        Assert.False(await node.Get<MakeLinks>().HasOperatorAsync(Cancel));
        var code = CodeOf(await node.Get<MakeLinks>().ForOperatorAsync(Cancel));

        for (var look = 0; look < 5; look++)
            Assert.True(await node.Get<OpenLink>().IsOpenAsync(CodePurpose.SignIn, code, Cancel));
        var begun = await node.Get<OpenLink>().SignInAsync(code, null, Cancel);
        var again = await node.Get<OpenLink>().SignInAsync(code, null, Cancel);

        Assert.True((await node.FindAsync(begun.Value!))!.IsOperator);
        Assert.Equal(ReaderRole.Administrator, (await node.FindReaderAsync(begun.Value!))!.Role);
        Assert.Equal(Problems.LinkUsed, again.Problem);
        Assert.False(await node.Get<OpenLink>().IsOpenAsync(CodePurpose.SignIn, code, Cancel));
        Assert.True(await node.Get<MakeLinks>().HasOperatorAsync(Cancel));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_ten_who_press_the_button_at_once_one_is_let_in(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var code = CodeOf(await node.Get<MakeLinks>().ForOperatorAsync(Cancel));

        var pressed = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Task.Run(() => node.Get<OpenLink>().SignInAsync(code, null, Cancel)))
        );

        Assert.Single(pressed, answer => answer.IsSuccess);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Another_link_is_for_the_same_operator_and_withdraws_the_first(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var first = CodeOf(await node.Get<MakeLinks>().ForOperatorAsync(Cancel));
        var second = CodeOf(await node.Get<MakeLinks>().ForOperatorAsync(Cancel));

        Assert.Equal(Problems.LinkUsed, (await node.Get<OpenLink>().SignInAsync(first, null, Cancel)).Problem);
        var one = await node.Get<OpenLink>().SignInAsync(second, null, Cancel);
        var third = CodeOf(await node.Get<MakeLinks>().ForOperatorAsync(Cancel));
        var other = await node.Get<OpenLink>().SignInAsync(third, null, Cancel);
        Assert.Equal(one.Value!.Session.AccountId, other.Value!.Session.AccountId);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_link_waits_for_a_day_and_no_longer(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var code = CodeOf(await node.Get<MakeLinks>().ForOperatorAsync(Cancel));

        node.Clock.Advance(MakeLinks.Lifetime - TimeSpan.FromSeconds(1));
        Assert.True(await node.Get<OpenLink>().IsOpenAsync(CodePurpose.SignIn, code, Cancel));
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await node.Get<OpenLink>().IsOpenAsync(CodePurpose.SignIn, code, Cancel));
        Assert.Equal(Problems.LinkUsed, (await node.Get<OpenLink>().SignInAsync(code, null, Cancel)).Problem);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reset_shuts_out_whoever_had_the_old_password_and_lets_the_owner_choose_another(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var thief = await node.BeginAsync();
        Assert.NotNull(await node.FindAsync(thief));

        var link = await node.Get<MakeLinks>().ForNewPasswordAsync("Ada@harbour.example", Cancel);

        Assert.StartsWith("/harbour-courant/reset?code=", link.Value, StringComparison.Ordinal);
        Assert.Null(await node.FindAsync(thief));
        Assert.Equal(Problems.SignInFailed, (await node.SignInAsync()).Problem);
        var code = CodeOf(link.Value!);
        // A password that will not do leaves the link as it was.
        Assert.Equal(
            "password-too-short",
            (await node.Get<OpenLink>().ChoosePasswordAsync(code, "short", null, Cancel)).Problem?.Code
        );
        var chosen = await node.Get<OpenLink>().ChoosePasswordAsync(code, NewPassword, null, Cancel);
        Assert.Equal("Ada Korr", (await node.FindReaderAsync(chosen.Value!))!.Name);
        Assert.True((await node.SignInAsync(password: NewPassword)).IsSuccess);
        Assert.Equal(
            Problems.LinkUsed,
            (await node.Get<OpenLink>().ChoosePasswordAsync(code, NewPassword, null, Cancel)).Problem
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reset_for_an_address_that_nobody_has_says_so(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);

        Assert.Equal(
            Problems.EmailUnknown,
            (await node.Get<MakeLinks>().ForNewPasswordAsync("nobody@harbour.example", Cancel)).Problem
        );
        Assert.Equal(Problems.EmailInvalid, (await node.Get<MakeLinks>().ForNewPasswordAsync("nobody", Cancel)).Problem);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_link_of_one_kind_opens_no_door_of_another(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await node.BeginAsync();
        var password = CodeOf((await node.Get<MakeLinks>().ForNewPasswordAsync("ada@harbour.example", Cancel)).Value!);

        Assert.Equal(Problems.LinkUsed, (await node.Get<OpenLink>().SignInAsync(password, null, Cancel)).Problem);
        Assert.Equal(Problems.CodeNotValid, (await node.Get<HandToFrame>().ExchangeAsync(password, Cancel)).Problem);
        Assert.True(await node.Get<OpenLink>().IsOpenAsync(CodePurpose.Password, password, Cancel));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_who_becomes_a_moderator_is_one_on_every_node_and_on_that_site_alone(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await using var other = await ReaderNode.StartAsync(database);
        var island = await node.FindOrAddSiteAsync("island-post", "The Island Post");
        var begun = await node.BeginAsync();
        Assert.Equal(ReaderRole.Reader, (await other.FindReaderAsync(begun))!.Role);

        var added = await node.Get<MakeLinks>()
            .ForModeratorAsync(node.Site, new("ada@harbour.example", ReaderRole.Moderator, null), Cancel);

        Assert.Equal("Ada Korr", added.Value!.Reader.Name);
        Assert.Null(added.Value.LinkPath);
        await ReaderNode.WaitForAsync(async () => (await other.FindReaderAsync(begun))!.Role == ReaderRole.Moderator);
        Assert.Equal(ReaderRole.Reader, (await node.FindReaderAsync(begun, island))!.Role);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_new_moderator_gets_a_link_and_a_name(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var makeLinks = node.Get<MakeLinks>();

        var first = await makeLinks.ForModeratorAsync(
            node.Site,
            new("one@harbour.example", ReaderRole.Moderator, null),
            Cancel
        );
        var second = await makeLinks.ForModeratorAsync(
            node.Site,
            new("two@harbour.example", ReaderRole.Moderator, null),
            Cancel
        );
        var named = await makeLinks.ForModeratorAsync(
            node.Site,
            new("three@harbour.example", ReaderRole.Administrator, "Petra"),
            Cancel
        );

        Assert.Equal(
            ["Moderator", "Moderator 2", "Petra"],
            new[] { first, second, named }.Select(added => added.Value!.Reader.Name)
        );
        var begun = await node.Get<OpenLink>().ChoosePasswordAsync(CodeOf(named.Value!.LinkPath!), NewPassword, null, Cancel);
        Assert.Equal(ReaderRole.Administrator, (await node.FindReaderAsync(begun.Value!))!.Role);
    }

    private static string CodeOf(string path) => HttpUtility.ParseQueryString(path.Split('?')[1])["code"]!;
}
