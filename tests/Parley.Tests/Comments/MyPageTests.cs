using System.Net;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Comments;

public sealed class MyPageTests
{
    private const string Story = "https://harbour-courant.example/dam";

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in_and_comes_back()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var host = await ReaderHost.StartAsync(database);
        using var browser = host.Browser();

        var answer = await browser.GetAsync(new Uri("/harbour-courant/me", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/harbour-courant/sign-in?return=%2Fharbour-courant%2Fme", answer.Headers.Location!.OriginalString);
        var part = await browser.GetAsync(new Uri("/harbour-courant/me?before=5", UriKind.Relative), Cancel);
        Assert.Equal(
            "/harbour-courant/sign-in?return=%2Fharbour-courant%2Fme%3Fbefore%3D5",
            part.Headers.Location!.OriginalString
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Readers_see_what_waits_and_what_is_out_of_theirs_and_of_nobody_elses(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var host = await ReaderHost.StartAsync(database);
        using var ada = await host.SignedUpAsync();
        using var bea = await host.SignedUpAsync("Bea Lind", "bea@harbour.example");
        await ReaderHost.PostToAsync(ada, "/t/comments", ("url", Story), ("id", ""), ("body", "The dam held."));
        await ReaderHost.PostToAsync(
            ada,
            "/t/comments",
            ("url", Story),
            ("id", ""),
            ("body", "Read https://dam.example/report first.")
        );
        await ReaderHost.PostToAsync(bea, "/t/comments", ("url", Story), ("id", ""), ("body", "It leaked all the same."));

        // Own comments are found by an index that follows the events.
        var page = "";
        await ReaderNode.WaitForAsync(async () =>
            (page = await ReaderHost.TextAsync(ada, "/harbour-courant/me")).Contains(
                "dam.example/report",
                StringComparison.Ordinal
            ) && page.Contains("The dam held.", StringComparison.Ordinal)
        );

        Assert.Contains("<bdi>Ada Korr</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("It leaked", page, StringComparison.Ordinal);
        Assert.True(
            page.IndexOf("dam.example/report", StringComparison.Ordinal)
                < page.IndexOf("The dam held.", StringComparison.Ordinal)
        );
    }
}
