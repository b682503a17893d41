using Parley.Readers;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class SignInTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_right_password_signs_in_and_any_other_does_not(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await node.BeginAsync();

        var right = await node.SignInAsync("ADA@harbour.example");
        Assert.NotNull(await node.FindAsync(right.Value!));

        foreach (var password in new[] { "", "three herons at dus", "Three herons at dusk", new string('x', 1_000_000) })
            Assert.Equal(Problems.SignInFailed, (await node.SignInAsync(password: password)).Problem);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_learns_from_signing_in_whether_an_address_has_an_account(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await node.BeginAsync();
        // Made by a command, without a password yet.
        await node.Get<MakeLinks>()
            .ForModeratorAsync(node.Site, new("mod@harbour.example", ReaderRole.Moderator, null), Cancel);

        var wrong = await node.SignInAsync(password: "a heron at dusk");

        Assert.Equal(wrong, await node.SignInAsync("nobody@harbour.example"));
        Assert.Equal(wrong, await node.SignInAsync("mod@harbour.example"));
        Assert.Equal(wrong, await node.SignInAsync("no address at all\0"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_password_typed_on_another_keyboard_is_the_same(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await node.Get<SignUp>().HandleAsync(node.Site, new("ada@harbour.example", "caf\u00e9 au port", "Ada"), null, Cancel);

        Assert.True((await node.SignInAsync(password: "cafe\u0301 au port")).IsSuccess);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Signing_in_gives_a_new_token_and_ends_the_one_that_was_there(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await node.BeginAsync();
        // A token that somebody planted in the browser: their own.
        var planted = await node.BeginAsync("Eve Marsh", "eve@harbour.example");
        Assert.NotNull(await node.FindAsync(planted));

        var begun = (await node.SignInAsync(before: planted.Session)).Value!;

        Assert.NotEqual(planted.Token, begun.Token);
        Assert.Null(await node.FindAsync(planted));
        Assert.Equal("Ada Korr", (await node.FindReaderAsync(begun))!.Name);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_hash_that_has_become_weak_is_replaced_when_its_owner_signs_in(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await node.BeginAsync();
        using var weak = new Passwords(iterations: 1);
        var hash = (await weak.HashAsync(ReaderNode.Password, Cancel)).Value!;
        await SetHashAsync(node, hash);

        Assert.True((await node.SignInAsync()).IsSuccess);

        var account = await node.Get<AccountStore>().FindAsync(EmailAddress.Kept("ada@harbour.example"), Cancel);
        Assert.NotEqual(hash, account!.PasswordHash);
        Assert.True((await node.SignInAsync()).IsSuccess);
    }

    private static Task SetHashAsync(ReaderNode node, string hash) =>
        node.Get<Database>()
            .WriteAsync(
                scope => scope.ExecuteAsync("UPDATE account SET password_hash = @hash", [("@hash", hash)], Cancel),
                Cancel
            );
}
