using Microsoft.Extensions.Time.Testing;
using Parley.Readers;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class SessionTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Asking_for_a_session_in_use_does_not_ask_the_database(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var (known, unknown) = (await node.BeginAsync(), await node.BeginAsync("Bea Lind", "bea@harbour.example"));
        Assert.NotNull(await node.FindAsync(known));
        Assert.NotNull(await node.FindReaderAsync(known));

        // Behind everybody's back, without an event.
        await ForgetAllAsync(node);

        Assert.Null(await node.FindAsync(unknown));
        Assert.NotNull(await node.FindAsync(known));
        Assert.Equal("Ada Korr", (await node.FindReaderAsync(known))!.Name);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_signs_out_is_signed_out_at_once_and_elsewhere_stays_signed_in(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var phone = await node.BeginAsync();
        var desk = (await node.SignInAsync()).Value!;
        Assert.NotNull(await node.FindAsync(phone));

        await node.Get<SignOut>().HandleAsync(phone.Session, Cancel);

        Assert.Null(await node.FindAsync(phone));
        Assert.NotNull(await node.FindAsync(desk));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Signing_out_everywhere_ends_every_session_on_every_node(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await using var other = await ReaderNode.StartAsync(database);
        var phone = await node.BeginAsync();
        var desk = (await node.SignInAsync()).Value!;
        var stranger = await node.BeginAsync("Bea Lind", "bea@harbour.example");
        Assert.NotNull(await node.FindAsync(desk));
        Assert.NotNull(await other.FindAsync(desk));
        Assert.NotNull(await other.FindAsync(phone));

        await node.Get<SignOut>().EverywhereAsync(phone.Session, Cancel);

        Assert.Null(await node.FindAsync(phone));
        Assert.Null(await node.FindAsync(desk));
        var wait = await ReaderNode.WaitForAsync(async () =>
            await other.FindAsync(desk) is null && await other.FindAsync(phone) is null
        );
        // A second without a bell; the rest is what a machine adds that runs other suites beside this one.
        Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.NotNull(await other.FindAsync(stranger));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_stays_away_for_a_month_signs_in_again(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var begun = await node.BeginAsync();

        node.Clock.Advance(Session.Idle - TimeSpan.FromSeconds(1));
        Assert.NotNull(await node.FindAsync(begun));
        node.Clock.Advance(Session.Idle - TimeSpan.FromSeconds(1));
        Assert.NotNull(await node.FindAsync(begun));
        node.Clock.Advance(Session.Idle);
        Assert.Null(await node.FindAsync(begun));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task However_much_it_is_used_a_session_ends_after_half_a_year(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var begun = await node.BeginAsync();

        for (var day = TimeSpan.FromDays(20); day < Session.Longest; day += TimeSpan.FromDays(20))
        {
            node.Clock.Advance(TimeSpan.FromDays(20));
            Assert.NotNull(await node.FindAsync(begun));
        }

        node.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Null(await node.FindAsync(begun));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_session_in_use_on_one_node_does_not_run_out_on_another(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 5, 11, 9, 0, 0, TimeSpan.Zero));
        await using var node = await ReaderNode.StartAsync(database, clock);
        await using var other = await ReaderNode.StartAsync(database, clock);
        var begun = await node.BeginAsync();
        Assert.NotNull(await other.FindAsync(begun));

        clock.Advance(TimeSpan.FromDays(20));
        Assert.NotNull(await node.FindAsync(begun));
        clock.Advance(TimeSpan.FromDays(20));

        Assert.NotNull(await other.FindAsync(begun));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_has_run_out_is_swept_away(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        await node.BeginAsync();
        await node.SignInAsync();

        node.Clock.Advance(Session.Idle);
        await node.SignInAsync();

        Assert.Equal(
            1,
            await node.Get<Database>()
                .ReadAsync(scope => scope.FirstAsync("SELECT count(*) FROM session", [], row => row.Long(0), Cancel), Cancel)
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("' OR 1=1 --")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    public void What_cannot_be_a_token_is_not_asked_for(string? token) => Assert.False(SessionToken.IsWellFormed(token));

    private static Task ForgetAllAsync(ReaderNode node) =>
        node.Get<Database>()
            .WriteAsync(
                async scope =>
                {
                    await scope.ExecuteAsync("DELETE FROM session", [], Cancel);
                    await scope.ExecuteAsync("DELETE FROM reader WHERE site_id = @site", [("@site", node.Site.Id)], Cancel);
                },
                Cancel
            );
}
