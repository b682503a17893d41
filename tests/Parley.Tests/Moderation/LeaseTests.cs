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

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_who_decide_and_lay_aside_in_turn_never_meet_on_a_comment(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        await desk.ListWordsAsync("suspect", "kraken");
        var writer = await desk.WriterAsync("Ann Sorrel");
        var held = new List<Guid>();
        foreach (var which in Enumerable.Range(1, 8))
            held.Add(await desk.HoldAsync(writer, $"The {which}th kraken."));
        var met = new List<Guid>();
        var atDesk = new[] { (Who: desk.Moderator, Url: Desk.Console), (Who: second, Url: Desk.Console) };
        var open = new IDocument[] { await ReadAsync(desk.Moderator, Desk.Console), await ReadAsync(second, Desk.Console) };

        // Each has a page open while the other goes on; the second is two ahead in the end, and every third is laid aside.
        foreach (var turn in new[] { 1, 0, 1, 0, 1, 1, 0, 1 })
        {
            met.Add(ShownOn(open[turn])!.Value);
            var (form, fields) = met.Count % 3 == 0 ? ("form#release", ("", "")) : ("form.dk-act", ("do", "publish"));
            using var sent = await ReaderHost.PostToAsync(
                atDesk[turn].Who,
                open[turn].QuerySelector(form)!.GetAttribute("action")!,
                fields
            );
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
            open[turn] = await ReadAsync(atDesk[turn].Who, sent.Headers.Location!.ToString());
        }

        Assert.Equal(held.Order(), met.Order());
        // What was laid aside waits, and comes round when nothing else does: to one of them each.
        var aside = new[] { met[2], met[5] };
        Assert.Equal(aside.Order(), (await desk.QueueAsync()).Order());
        Assert.Equal(aside.Order(), open.Select(page => ShownOn(page)!.Value).Order());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_laid_aside_does_not_come_back_at_once_though_nothing_else_waits(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (first, next) = await TwoHeldAsync(desk);
        var page = await ReadAsync(desk.Moderator, Desk.Console);
        Assert.Equal(first, ShownOn(page));

        page = await SkipAsync(page);
        Assert.Equal(next, ShownOn(page));
        // At the end one begins anew.
        page = await SkipAsync(page);
        Assert.Equal(first, ShownOn(page));
        await desk.DecideAsync(next, "publish");
        page = await SkipAsync(page);
        Assert.Null(ShownOn(page));
        Assert.Contains("but for what you laid aside", page.QuerySelector("#now h1")!.TextContent);
        // Opened by its link it stands in no list behind which one could go on.
        page = await SkipAsync(await ReadAsync(desk.Moderator, $"{Desk.Console}?view=reported&c={first}"));
        Assert.Null(ShownOn(page));

        async Task<IDocument> SkipAsync(IDocument from)
        {
            using var skipped = await ReaderHost.PostToAsync(
                desk.Moderator,
                from.QuerySelector("form#release")!.GetAttribute("action")!
            );
            return await ReadAsync(desk.Moderator, skipped.Headers.Location!.ToString());
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_decided_in_a_list_of_what_does_not_wait_is_not_called_laid_aside(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var comment = await desk.PublishAsync(await desk.WriterAsync("Ann Sorrel"), "The bread was good.");
        await desk.ListedAsync(1);
        var page = await ReadAsync(desk.Moderator, $"{Desk.Console}?view=everything");
        Assert.Equal(comment, ShownOn(page));

        using var decided = await ReaderHost.PostToAsync(
            desk.Moderator,
            page.QuerySelector("form.dk-act")!.GetAttribute("action")!,
            ("do", "publish")
        );

        page = await ReadAsync(desk.Moderator, decided.Headers.Location!.ToString());
        Assert.Null(ShownOn(page));
        Assert.Equal("That is all", page.QuerySelector("#now h1")!.TextContent);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_decided_is_not_named_while_somebody_objects(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        var reader = await desk.WriterAsync("Una Vale");
        var comment = await desk.PublishAsync(await desk.WriterAsync("Ann Sorrel"), "The bread was good.");
        await desk.DecideAsync(comment, "keep");
        await desk.ReportAsync(reader, comment);
        await desk.DecideAsync(comment, "keep", second);
        var code = (string?)(await desk.GetAsync(reader, "/notifications"))["reports"]![0]!["code"];
        var objected = await desk.SendAsync(reader, HttpMethod.Post, "/objections", new { code, words = "It was not." });
        Assert.Equal(HttpStatusCode.OK, objected.Status);
        var url = $"{Desk.Console}?c={comment}";

        var told = (await ReadAsync(desk.Moderator, url)).QuerySelector("form.dk-act")!;
        Assert.Contains("Somebody has decided about this comment", told.TextContent);
        Assert.Null(told.QuerySelector("[data-key=r]"));
        // Nor are they told of a colleague who decided it themselves.
        told = (await ReadAsync(second, url)).QuerySelector("form.dk-act")!;
        Assert.DoesNotContain("has decided about this comment", told.TextContent);
        Assert.NotNull(told.QuerySelector("[data-key=r]"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_key_decides_again_what_a_colleague_has_decided(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        var (first, next) = await TwoHeldAsync(desk);
        var url = $"{Desk.Console}?c={first}";
        Assert.NotNull((await ReadAsync(second, url)).QuerySelector("[data-key=r]"));
        await desk.DecideAsync(first, "publish", second);

        var page = await ReadAsync(desk.Moderator, url);
        Assert.Null(page.QuerySelector("[data-key=r]"));
        Assert.Contains("Odo Brandt has decided about this comment", page.QuerySelector("form.dk-act")!.TextContent);
        Assert.NotNull(page.QuerySelector("button[value=reject]"));
        Assert.Equal(next, await ShownAsync(desk.Moderator, page.QuerySelector("[data-key=j]")!.GetAttribute("href")!));
        // Oneself may think better of it with the same keys, and so may anybody once it is reported.
        Assert.NotNull((await ReadAsync(second, url)).QuerySelector("[data-key=r]"));
        await desk.ReportAsync(await desk.WriterAsync("Una Vale"), first);
        Assert.NotNull((await ReadAsync(desk.Moderator, url)).QuerySelector("[data-key=r]"));
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
    private static async Task<Guid?> ShownAsync(HttpClient who, string url = Desk.Console) =>
        ShownOn(await ReadAsync(who, url));

    private static Guid? ShownOn(IDocument page) =>
        page.QuerySelector("form#release")?.GetAttribute("action") is { } release ? Guid.Parse(release.Split('/')[^2]) : null;
}
