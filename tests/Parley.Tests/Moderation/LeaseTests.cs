using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Moderation;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class LeaseTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_at_the_desk_are_shown_different_comments_until_one_goes_silent(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        var (first, next) = await TwoHeldAsync(desk);

        Assert.Equal(first, await ShownAsync(desk.Moderator));
        Assert.Equal(next, await ShownAsync(second));
        // Looking again is a sign of life, and takes nothing from anybody.
        Assert.Equal(first, await ShownAsync(desk.Moderator));
        using var third = await desk.ModeratorAsync("Pia Lund");
        Assert.Null(await ShownAsync(third));
        Assert.Contains("Colleagues have all of it", (await Desk.PageAsync(third, Desk.Console)).Text);
        Assert.Contains("with <bdi>Liv Harrow</bdi>", (await Desk.PageAsync(third, Desk.Console)).Text);

        desk.Clock.Turn(TimeSpan.FromMinutes(4));
        using var alive = await ReaderHost.PostToAsync(second, $"{Desk.Console}/comments/{next}/lease", ("do", "keep"));
        Assert.Equal(HttpStatusCode.NoContent, alive.StatusCode);
        desk.Clock.Turn(TimeSpan.FromMinutes(2));

        Assert.Equal(first, await ShownAsync(third));
        Assert.Null(await ShownAsync(desk.Moderator));
        using var lost = await ReaderHost.PostToAsync(desk.Moderator, $"{Desk.Console}/comments/{first}/lease", ("do", "keep"));
        Assert.Equal(HttpStatusCode.Conflict, lost.StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_decided_frees_its_moderator_and_whoever_comes_second_is_told_by_whom(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        var (first, next) = await TwoHeldAsync(desk);
        await ShownAsync(desk.Moderator);

        // From the discussion, say: a lease keeps nobody from deciding.
        await desk.DecideAsync(first, "reject", second);
        var late = await desk.TryDecideAsync(first, "reject");

        Assert.Equal("decided-by-another", late.Code);
        Assert.Contains("Odo Brandt", late.Text);
        Assert.Equal(next, await ShownAsync(desk.Moderator));
        Assert.Single(await desk.Host.Get<LeaseStore>().ListAsync(desk.Site.Id, default));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_colleague_has_in_front_is_read_but_decided_only_after_it_was_taken_over(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        var (first, _) = await TwoHeldAsync(desk);
        await ShownAsync(desk.Moderator);
        var url = $"{Desk.Console}?c={first}";

        var page = await ReadAsync(second, url);
        Assert.Contains("Liv Harrow has this comment in front", page.QuerySelector("form.dk-act")!.TextContent);
        Assert.Null(page.QuerySelector("[data-key=r]"));
        var take = page.QuerySelector("form.dk-act")!.GetAttribute("action")!;
        using var taken = await ReaderHost.PostToAsync(second, take, ("do", "take"));

        Assert.Equal(url, taken.Headers.Location!.ToString());
        Assert.NotNull((await ReadAsync(second, url)).QuerySelector("[data-key=r]"));
        Assert.Null((await ReadAsync(desk.Moderator, url)).QuerySelector("[data-key=r]"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_hands_on_tells_the_next_one_why_and_whoever_skips_goes_on(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        var (first, next) = await TwoHeldAsync(desk);
        var page = await ReadAsync(desk.Moderator, Desk.Console);
        var release = page.QuerySelector("form#release")!.GetAttribute("action")!;

        using var handed = await ReaderHost.PostToAsync(desk.Moderator, release, ("words", "My brother wrote this."));

        Assert.Equal(next, await ShownAsync(desk.Moderator, handed.Headers.Location!.ToString()));
        page = await ReadAsync(second, Desk.Console);
        Assert.Equal("First kraken.", page.QuerySelector(".dk-judged")!.TextContent.Trim());
        Assert.Contains("My brother wrote this.", page.QuerySelector(".dk-notes")!.TextContent);
        using var skipped = await ReaderHost.PostToAsync(second, page.QuerySelector("form#release")!.GetAttribute("action")!);
        Assert.Equal(HttpStatusCode.SeeOther, skipped.StatusCode);
        Assert.DoesNotContain(first, (await desk.Host.Get<LeaseStore>().ListAsync(desk.Site.Id, default)).Keys);
    }

    private static async Task<(Guid First, Guid Next)> TwoHeldAsync(Desk desk)
    {
        await desk.ListWordsAsync("suspect", "kraken");
        var writer = await desk.WriterAsync("Ann Sorrel");
        return (await desk.HoldAsync(writer, "First kraken."), await desk.HoldAsync(writer, "Second kraken."));
    }

    private static async Task<IDocument> ReadAsync(HttpClient who, string url)
    {
        var page = await Desk.PageAsync(who, url);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return new HtmlParser().ParseDocument(page.Text);
    }

    // The comment in the middle of the page.
    private static async Task<Guid?> ShownAsync(HttpClient who, string url = Desk.Console)
    {
        var page = await ReadAsync(who, url);
        return page.QuerySelector("form#release")?.GetAttribute("action") is { } release
            ? Guid.Parse(release.Split('/')[^2])
            : null;
    }
}
