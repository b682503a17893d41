using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class FrameSignInTests
{
    private const string Paper = "https://harbour-courant.example";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_code_signs_one_frame_in_and_no_second(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var begun = await node.BeginAsync();
        var code = (await node.Get<HandToFrame>().MakeCodeAsync(node.Site, Paper, begun.Session, Cancel)).Value!;

        // As a person types it.
        var framed = await node.Get<HandToFrame>().ExchangeAsync($" {code[..4].ToLowerInvariant()} {code[4..]}", Cancel);
        var again = await node.Get<HandToFrame>().ExchangeAsync(code, Cancel);

        Assert.NotEqual(begun.Token, framed.Value!.Token);
        Assert.Equal(begun.Session.AccountId, (await node.FindAsync(framed.Value))!.AccountId);
        Assert.Equal(Problems.CodeNotValid, again.Problem);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_code_is_over_after_a_minute(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var begun = await node.BeginAsync();
        var code = (await node.Get<HandToFrame>().MakeCodeAsync(node.Site, Paper, begun.Session, Cancel)).Value!;

        node.Clock.Advance(HandToFrame.CodeLifetime);

        Assert.Equal(Problems.CodeNotValid, (await node.Get<HandToFrame>().ExchangeAsync(code, Cancel)).Problem);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Signing_out_takes_back_the_codes_that_are_on_their_way(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var node = await ReaderNode.StartAsync(database);
        var (begun, other) = (await node.BeginAsync(), (await node.SignInAsync()).Value!);
        var (frame, signOut) = (node.Get<HandToFrame>(), node.Get<SignOut>());

        var first = (await frame.MakeCodeAsync(node.Site, Paper, begun.Session, Cancel)).Value!;
        await signOut.HandleAsync(begun.Session, Cancel);
        var second = (await frame.MakeCodeAsync(node.Site, Paper, other.Session, Cancel)).Value!;
        await signOut.EverywhereAsync(other.Session, Cancel);

        Assert.Equal(Problems.CodeNotValid, (await frame.ExchangeAsync(first, Cancel)).Problem);
        Assert.Equal(Problems.CodeNotValid, (await frame.ExchangeAsync(second, Cancel)).Problem);
    }

    [Theory]
    [InlineData("https://harbour-courant.example", true)]
    [InlineData("https://harbour-courant.example/", false)]
    [InlineData("https://harbour-courant.example.evil.example", false)]
    [InlineData("http://harbour-courant.example", false)]
    [InlineData("https://island-post.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task A_code_is_made_for_the_sites_own_pages_alone(string? origin, bool isMade)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var node = await ReaderNode.StartAsync(database);
        await node.FindOrAddSiteAsync("island-post", "The Island Post");
        var begun = await node.BeginAsync();

        var code = await node.Get<HandToFrame>().MakeCodeAsync(node.Site, origin, begun.Session, Cancel);

        Assert.Equal(isMade, code.IsSuccess);
    }
}
