using Parley.Readers;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class SignUpTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Somebody_who_signs_up_is_signed_in_under_the_chosen_name(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);

        var begun = await node.BeginAsync("  Ada   Korr ");

        Assert.Equal(begun.Session, await node.FindAsync(begun));
        var reader = await node.FindReaderAsync(begun);
        Assert.Equal("Ada Korr", reader!.Name);
        Assert.Equal(ReaderRole.Reader, reader.Role);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_people_who_want_names_that_look_alike_at_the_same_moment_one_gets_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        string[] names = ["limes", "Iimes", "LIMES", "lіmеs", "l1mes", "Ⅼimes", "ｌｉｍｅｓ", "limes "];

        var answers = await Task.WhenAll(
            names.Select((name, i) => Task.Run(() => node.SignUpAsync(name, $"reader{i}@harbour.example")))
        );

        Assert.Single(answers, answer => answer.IsSuccess);
        Assert.All(
            answers.Where(answer => !answer.IsSuccess),
            // lіmеs has two Cyrillic letters in a Latin word: it is refused whoever has the name.
            answer => Assert.Contains(answer.Problem!.Code, new[] { "name-taken", "name-mixes-alphabets" })
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_name_may_be_had_on_two_sites_by_two_people(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var other = await node.FindOrAddSiteAsync("island-post", "The Island Post");

        Assert.True((await node.SignUpAsync("Ada Korr", "ada@harbour.example")).IsSuccess);
        Assert.True((await node.SignUpAsync("Ada Korr", "ada@island.example", other)).IsSuccess);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_address_opens_one_account_however_it_is_written(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await node.BeginAsync(email: "ada@harbour.example");

        var again = await node.SignUpAsync("Bea Lind", " Ada@Harbour.EXAMPLE ");

        Assert.Equal("email-taken", again.Problem?.Code);
        Assert.Equal("email", again.Problem?.Field);
        // The name that was wanted with it is still free.
        Assert.True((await node.SignUpAsync("Bea Lind", "bea@harbour.example")).IsSuccess);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_signs_up_as_the_staff_or_the_publication(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await node.Get<MakeLinks>()
            .ForModeratorAsync(node.Site, new("mod@harbour.example", ReaderRole.Moderator, "Petra from the desk"), Cancel);

        foreach (var name in new[] { "The Harbour Courant", "Moderator Bob", "Petra from the desk", "PETRA FROM THE DESK" })
            Assert.Equal("name-is-reserved", (await node.SignUpAsync(name)).Problem?.Code);
        Assert.True((await node.SignUpAsync("Petra from the quay")).IsSuccess);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Neither_password_nor_token_is_kept(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);

        var begun = await node.BeginAsync();

        var kept = await node.Get<Database>()
            .ReadAsync(
                async scope =>
                {
                    var accounts = await scope.ListAsync("SELECT password_hash FROM account", [], row => row.Text(0), Cancel);
                    var sessions = await scope.ListAsync("SELECT token_hash FROM session", [], row => row.Text(0), Cancel);
                    return (Account: Assert.Single(accounts), Session: Assert.Single(sessions));
                },
                Cancel
            );
        Assert.DoesNotContain(ReaderNode.Password, kept.Account, StringComparison.Ordinal);
        Assert.NotEqual(begun.Token, kept.Session);
        Assert.Equal(SessionToken.Hash(begun.Token), kept.Session);
    }
}
