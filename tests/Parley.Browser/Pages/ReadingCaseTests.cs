using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Sites;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>The cases of the life of other systems that are about how a discussion looks on a phone and on paper, by their names.</summary>
public sealed class ReadingCaseTests(Chromium chromium)
{
    private const string Page = "https://paper.example/bridge";

    [Theory]
    [InlineData(320, true)]
    [InlineData(320, false)]
    [InlineData(390, true)]
    public async Task long_words_and_names_wrap(int width, bool script)
    {
        var (link, row, code) = ("https://news.example/" + new string('a', 400), new string('W', 400), new string('x', 400));
        await using var talk = await Talk.StartAsync("https://paper.example", new SiteSettings { KnownAfter = 0 });
        var thread = await talk.OpenThreadAsync(Page);
        var long1 = await talk.WriterAsync(new string('W', 40));
        var above = await long1.SayAsync(thread, "How wide is it?");
        for (var depth = 1; depth < 6; depth++)
            above = await long1.SayAsync(thread, $"{Guid.NewGuid()}, as wide as that.", above);
        var deep = await long1.SayAsync(thread, $"{link}\n\n{row}\n\n    {code}", above);
        await using var reader = await chromium.VisitAsync(new Look { Width = width, Script = script });
        var page = reader.Page;

        foreach (var path in (string[])[$"t/{thread}", $"c/{deep}", $"t/{thread}?frame=1"])
        {
            await page.GotoAsync($"{talk.Origin}/fenmoor/{path}", new() { WaitUntil = WaitUntilState.NetworkIdle });
            var comment = page.Locator($"#c-{deep}");
            await Expect(comment).ToBeVisibleAsync();

            Assert.InRange(
                await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
                int.MinValue,
                0
            );
            Assert.Empty(
                await page.EvaluateAsync<string[]>(
                    "[...document.querySelectorAll('.pl-by, .pl-acts > *, .pl-when')].filter((one) => { const { left, right } = one.getBoundingClientRect(); return left < 0 || right > innerWidth; }).map((one) => one.outerHTML)"
                )
            );
            Assert.Equal(long1.Name, (await comment.Locator(".pl-by").TextContentAsync())!.Trim());
            Assert.Equal(link, await comment.Locator(".pl-text a").GetAttributeAsync("href"));
            Assert.Equal(link, await CopiedAsync(comment.Locator(".pl-text a")));
            Assert.Equal(row, await CopiedAsync(comment.Locator(".pl-text > p").Nth(1)));
            Assert.Equal(code, (await CopiedAsync(comment.Locator(".pl-text pre"))).TrimEnd('\n'));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task printing(bool script)
    {
        const int Count = 60;
        await using var talk = await Talk.StartAsync("https://paper.example", new SiteSettings { KnownAfter = 0 });
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var said = new List<string>();
        Guid? parent = null;
        for (var number = 1; number <= Count; number++)
        {
            said.Add(
                $"Thought{number} {(number == 30 ? "has a [source](https://source.example/page) too" : Guid.NewGuid().ToString("N"))}."
            );
            // Every tenth begins a branch.
            var id = await ann.SayAsync(thread, said[^1], number % 10 == 1 ? null : parent);
            parent = number % 10 == 1 ? id : parent;
        }

        await using var reader = await chromium.VisitAsync(new Look { Dark = true, Script = script });
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        foreach (var fold in (await page.Locator(".pl-replies > summary").AllAsync()).Take(3))
            await fold.PressAsync("Enter");
        await Expect(page.Locator(".pl-replies:not([open])")).ToHaveCountAsync(3);

        var paper = await PrintAsync(page);
        for (var number = 1; number <= Count; number++)
            Assert.True(paper.Text.Contains($"Thought{number} ", StringComparison.Ordinal), $"Thought{number} is not on paper");
        Assert.Contains("https://source.example/page", paper.Text, StringComparison.Ordinal);
        foreach (var button in (string[])["Worthwhile", "Reply", "Report", "Post comment", "Your comment", "Newest"])
            Assert.DoesNotContain(button, paper.Text, StringComparison.Ordinal);
        Assert.All(paper.Grounds, ground => Assert.InRange(ground, 0.95, 1));
        Assert.All(paper.Letters, letter => Assert.InRange(letter, 0, 0.6));

        // What was folded is folded again.
        await Expect(page.Locator(".pl-replies:not([open])")).ToHaveCountAsync(3);
    }

    /// <summary>What the browser gives to whoever copies an element.</summary>
    private static async Task<string> CopiedAsync(ILocator of) =>
        await of.EvaluateAsync<string>(
            "(element) => { const chosen = getSelection(); chosen.selectAllChildren(element); const text = chosen.toString(); chosen.removeAllRanges(); return text; }"
        );

    /// <summary>The page on paper: its words, and how light the letters and the filled areas are, from 0 for black to 1.</summary>
    internal static async Task<(string Text, IReadOnlyList<double> Letters, IReadOnlyList<double> Grounds)> PrintAsync(
        IPage page
    )
    {
        using var document = PdfDocument.Open(await page.PdfAsync(new() { PrintBackground = true }));
        var text = string.Join('\n', document.GetPages().Select(one => ContentOrderTextExtractor.GetText(one)));
        var letters = document.GetPages().SelectMany(one => one.Letters).Where(letter => letter.Value.Trim().Length > 0);
        var grounds = document
            .GetPages()
            .SelectMany(one => one.Paths)
            .Where(path => path.IsFilled && IsLarge(path.GetBoundingRectangle()));
        return (
            text.Replace("\r", ""),
            [.. letters.Select(letter => LightOf(letter.Color)).Distinct()],
            [.. grounds.Select(path => LightOf(path.FillColor!)).Distinct()]
        );

        static bool IsLarge(UglyToad.PdfPig.Core.PdfRectangle? box) => box is { Width: > 200, Height: > 200 };

        static double LightOf(UglyToad.PdfPig.Graphics.Colors.IColor color)
        {
            var (red, green, blue) = color.ToRGBValues();
            return (double)((red + green + blue) / 3);
        }
    }
}
