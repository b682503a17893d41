using Xunit;

namespace Parley.Browser.Setup;

/// <summary>What every other test here relies on: the instruments see what they should, and see it when it is there.</summary>
public sealed class ChromiumTests(Chromium chromium)
{
    [Fact]
    public async Task A_sound_page_is_opened_without_complaint()
    {
        await using var paper = await ForeignSite.StartAsync();
        await using var visitor = await chromium.VisitAsync();

        await visitor.Page.GotoAsync(paper.Serve("/story", Page("<h1>Harbour</h1>")));

        Assert.Equal("Harbour", await visitor.Page.Locator("h1").TextContentAsync());
        visitor.AssertNoFaults();
        await visitor.AssertAccessibleAsync();
    }

    [Fact]
    public async Task A_script_that_throws_is_noticed()
    {
        await using var paper = await ForeignSite.StartAsync();
        await using var visitor = await chromium.VisitAsync();

        await visitor.Page.GotoAsync(paper.Serve("/story", Page("<h1>Harbour</h1><script>throw new Error('torn')</script>")));

        Assert.Contains("torn", Assert.ThrowsAny<Exception>(visitor.AssertNoFaults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_nobody_described_is_noticed()
    {
        await using var paper = await ForeignSite.StartAsync();
        await using var visitor = await chromium.VisitAsync();

        await visitor.Page.GotoAsync(paper.Serve("/story", Page("<h1>Harbour</h1><img src='data:,'>")));

        var complaint = await Assert.ThrowsAnyAsync<Exception>(visitor.AssertAccessibleAsync);
        Assert.Contains("image-alt", complaint.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_without_script_runs_none()
    {
        await using var paper = await ForeignSite.StartAsync();
        var story = paper.Serve(
            "/story",
            Page("<h1>Harbour</h1><script>document.querySelector('h1').textContent = 'ran'</script>")
        );

        await using var scripted = await chromium.VisitAsync();
        await scripted.Page.GotoAsync(story);
        Assert.Equal("ran", await scripted.Page.Locator("h1").TextContentAsync());

        await using var plain = await chromium.VisitAsync(new Look { Script = false });
        await plain.Page.GotoAsync(story);
        Assert.Equal("Harbour", await plain.Page.Locator("h1").TextContentAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_partitioned_cookie_survives_where_a_plain_one_is_blocked(bool blocked)
    {
        await using var paper = await ForeignSite.StartAsync("paper.localhost");
        await using var talk = await ForeignSite.StartAsync("talk.localhost");
        var frame = talk.Serve(
            "/frame",
            Page("<h1>Talk</h1>"),
            headers:
            [
                ("Set-Cookie", "__Host-parley=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned"),
                ("Set-Cookie", "control=1; Path=/; Secure; HttpOnly; SameSite=None"),
            ]
        );
        var story = paper.Serve("/story", Page($"<h1>Harbour</h1><iframe title='Talk' src='{frame}'></iframe>"));

        await using var visitor = await chromium.VisitAsync(
            blocked ? ThirdPartyCookies.Blocked : ThirdPartyCookies.Allowed,
            inWhole: true
        );
        await visitor.Page.GotoAsync(story);
        await visitor.Page.GotoAsync(story);

        var cookies = talk.Requests.Last(x => x.Path == "/frame").Cookie;
        Assert.Contains("__Host-parley=1", cookies, StringComparison.Ordinal);
        // Where blocking is off the plain one comes back, so that its absence above says something.
        Assert.Equal(!blocked, cookies.Contains("control=1", StringComparison.Ordinal));
    }

    private static string Page(string body) =>
        $"<!doctype html><html lang=en><meta charset=utf-8><title>Paper</title><main>{body}</main></html>";
}
