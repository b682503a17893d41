using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Views;
using Xunit;

namespace Parley.Tests.Views;

public sealed partial class ViewTests
{
    private static readonly Words English = Words.For("en").In(TimeZoneInfo.Utc, Sample.Noon);

    public static TheoryData<string> Names => EveryView.Names;

    [Theory, MemberData(nameof(Names))]
    public async Task A_person_who_reads_no_English_meets_none(string view)
    {
        var page = await DrawAsync(view, Words.MadeUp(English), Sample.InGreek);

        var said = Said(page.DocumentElement).ToList();
        Assert.NotEmpty(said);
        Assert.All(said, text => Assert.False(PlainWord().IsMatch(text), $"{view} says “{text}”"));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_page_names_its_language_its_direction_and_itself(string view)
    {
        var page = await DrawAsync(view, Words.MadeUp(English), Sample.InGreek);

        Assert.Equal("qps", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("rtl", page.DocumentElement.GetAttribute("dir"));
        Assert.Contains(" | ", page.Title, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_page_is_well_formed_for_those_who_hear_it(string view)
    {
        var page = await DrawAsync(view, English, Sample.Plain);

        Assert.Empty(
            page.QuerySelectorAll("[id]")
                .GroupBy(element => element.Id)
                .Where(same => same.Count() > 1)
                .Select(same => same.Key)
        );
        foreach (var attribute in new[] { "for", "aria-labelledby", "aria-describedby", "form" })
            Assert.All(
                page.QuerySelectorAll($"[{attribute}]").SelectMany(element => element.GetAttribute(attribute)!.Split(' ')),
                id => Assert.True(page.GetElementById(id) is not null, $"{view}: {attribute}={id} leads nowhere")
            );
        Assert.All(
            page.QuerySelectorAll("input:not([type=hidden]), textarea, select"),
            field => Assert.True(IsLabelled(page, field), field.OuterHtml)
        );
        Assert.All(page.QuerySelectorAll("a, button, summary"), control => Assert.True(HasName(control), control.OuterHtml));
        Assert.All(page.QuerySelectorAll("img"), image => Assert.True(image.HasAttribute("alt"), image.OuterHtml));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.NotNull(page.QuerySelector("a.pl-skip[href='#main']"));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Headings_go_down_by_one_step_at_a_time(string view)
    {
        var page = await DrawAsync(view, English, Sample.Plain);

        var levels = page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Single(levels, level => level == 1);
        Assert.Equal(1, levels.FirstOrDefault());
        Assert.All(
            levels.Zip(levels.Skip(1)),
            step => Assert.True(step.Second <= step.First + 1, $"{view}: h{step.First}, then h{step.Second}")
        );
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_strict_content_policy_has_nothing_to_refuse(string view)
    {
        var page = await DrawAsync(view, English, Sample.Plain);

        Assert.Empty(page.QuerySelectorAll("style, [style]"));
        Assert.All(
            page.QuerySelectorAll("script"),
            script => Assert.True(script.HasAttribute("src") || script.GetAttribute("type") == "application/ld+json")
        );
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Everyone_gets_the_same_public_page()
    {
        var story = await DrawAsync("story", English, Sample.Plain);

        // Where the visitor's name would stand on one's own page, there is the way to sign in.
        Assert.Equal("/courant/sign-in", story.QuerySelector("a.pl-account")!.GetAttribute("href"));
        Assert.Equal(
            "/courant/me",
            (await DrawAsync("me", English, Sample.Plain)).QuerySelector("a.pl-account")!.GetAttribute("href")
        );
    }

    [Fact]
    public async Task A_headline_cannot_end_the_script_that_describes_it()
    {
        var story = await DrawAsync("story", English, Sample.Plain);

        Assert.Contains(
            "\\u003c/script>",
            story.QuerySelector("script[type='application/ld+json']")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_letter_of_any_alphabet_costs_what_it_weighs() =>
        Assert.Contains("ليلى المنصوري", await EveryView.Draw["thread"](English, Sample.Plain), StringComparison.Ordinal);

    [Fact]
    public async Task The_fourth_line_of_replies_is_not_set_in_but_says_whom_it_answers()
    {
        var thread = await DrawAsync("thread", English, Sample.Plain);

        Assert.Equal(3, thread.QuerySelectorAll(".pl-replies").Max(Depth));
        Assert.Equal(
            "to Ines Marrow",
            thread.GetElementById("c-0196c1a2-0000-7000-8000-00000000000e")!.QuerySelector(".pl-to")!.TextContent
        );
        static int Depth(IElement? element) =>
            element is null ? 0 : (element.ClassList.Contains("pl-replies") ? 1 : 0) + Depth(element.ParentElement);
    }

    [Fact]
    public async Task A_removed_comment_shows_neither_its_writer_nor_its_words()
    {
        var gone = (await DrawAsync("thread", English, Sample.Plain)).QuerySelector(".pl-comment[data-state=gone]")!;

        Assert.Equal(
            "Removed by a moderator on 11 May, 12:00. House rule 2: no threats, no wishing harm.",
            gone.TextContent.Trim()
        );
        Assert.Null(gone.QuerySelector(".pl-by, .pl-acts"));
    }

    [Fact]
    public async Task A_closed_discussion_offers_no_reply_but_can_be_read_and_reported()
    {
        var closed = await DrawAsync("thread-closed-by-age", English, Sample.Plain);

        Assert.NotEmpty(closed.QuerySelectorAll("a[href$='/report']"));
        Assert.Empty(closed.QuerySelectorAll("a[href$='/reply'], textarea"));
        Assert.Contains("Closed on 11 May, after 7 days", closed.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_words_stay_in_the_form()
    {
        var refused = await DrawAsync("refused", English, Sample.Plain);

        var box = (IHtmlTextAreaElement)refused.QuerySelector("textarea[name=body]")!;
        Assert.Equal("Buy it at once.", box.Value);
        Assert.Contains("compose-error", box.GetAttribute("aria-describedby")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_page_leaves_as_text_and_as_bytes()
    {
        var error = Sample.Plain.Error(404);

        var bytes = await Page.RenderBytesAsync<ErrorPage, ErrorPageModel>(English, error);
        Assert.Equal(
            await Page.RenderAsync<ErrorPage, ErrorPageModel>(English, error),
            System.Text.Encoding.UTF8.GetString(bytes)
        );
    }

    /// <summary>Writes every page into a folder, to be looked at: PARLEY_WRITE_VIEWS names it, else it is gone afterwards.</summary>
    [Fact]
    public async Task Pages_can_be_written_out_to_be_looked_at()
    {
        var wanted = Environment.GetEnvironmentVariable("PARLEY_WRITE_VIEWS");
        var folder = string.IsNullOrEmpty(wanted) ? Directory.CreateTempSubdirectory("parley-views-").FullName : wanted;
        Directory.CreateDirectory(folder);
        foreach (var (name, draw) in EveryView.Draw)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, name + ".html"),
                await draw(English, Sample.Plain),
                TestContext.Current.CancellationToken
            );
            await File.WriteAllTextAsync(
                Path.Combine(folder, name + ".qps.html"),
                await draw(Words.MadeUp(English), Sample.Plain),
                TestContext.Current.CancellationToken
            );
            await File.WriteAllTextAsync(
                Path.Combine(folder, name + ".ar.html"),
                await draw(Words.For("ar").In(TimeZoneInfo.Utc, Sample.Noon), Sample.Plain),
                TestContext.Current.CancellationToken
            );
            var dark = new Sample(text => text) { Scheme = "dark" };
            await File.WriteAllTextAsync(
                Path.Combine(folder, name + ".dark.html"),
                await draw(English, dark),
                TestContext.Current.CancellationToken
            );
        }

        Assert.All(Directory.GetFiles(folder), file => Assert.True(new FileInfo(file).Length > 500, file));
        if (string.IsNullOrEmpty(wanted))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void No_page_is_left_out_here()
    {
        // Whoever adds a page adds it to EveryView, and with it to the tests above.
        var pages = typeof(View)
            .Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(View)) && type.Name.EndsWith("Page", StringComparison.Ordinal));
        Assert.Empty(pages.Except(EveryView.Pages).Select(page => page.Name));
    }

    private static async Task<IHtmlDocument> DrawAsync(string view, Words words, Sample sample) =>
        new HtmlParser().ParseDocument(await EveryView.Draw[view](words, sample));

    /// <summary>All that a person reads or hears of a page. Keys are drawn as keys; codes, numbers and names of the product are no language.</summary>
    private static IEnumerable<string> Said(IElement root)
    {
        foreach (var element in root.Descendants<IElement>().Where(element => element.Closest("script, kbd, code") is null))
        {
            foreach (var attribute in new[] { "aria-label", "title", "placeholder", "alt", "data-of" })
                if (element.GetAttribute(attribute) is { } text)
                    yield return text;
            if (
                element.GetAttribute("name") is "description"
                || element.GetAttribute("property") is "og:title" or "og:description" or "og:site_name"
            )
                yield return element.GetAttribute("content")!;
            foreach (var text in element.ChildNodes.OfType<IText>().Where(text => text.Data.Trim() is not "" and not "Parley"))
                yield return text.Data;
        }
    }

    private static bool IsLabelled(IHtmlDocument page, IElement field) =>
        field.HasAttribute("aria-label")
        || field.Closest("label") is not null
        || page.QuerySelector($"label[for='{field.Id}']") is { TextContent.Length: > 0 };

    private static bool HasName(IElement control) =>
        control.GetAttribute("aria-label") is { Length: > 0 } || control.TextContent.Trim().Length > 0;

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex PlainWord();
}
