using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Markup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>Answering a passage: selecting some words and quoting them.</summary>
public sealed class QuoteTests(Chromium chromium)
{
    private const string Page = "https://paper.example/bridge";

    [Fact]
    public async Task Selected_words_are_quoted_into_the_answer_and_what_was_begun_stays()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var bo = await talk.WriterAsync("Bo Tarn");
        var top = await ann.SayAsync(thread, "The bridge is *closed*.\n\n> Who says so?\n\nI do.");
        var other = await ann.SayAsync(thread, "So is the ferry.");
        await using var reader = await chromium.VisitAsync();
        await bo.EnterAsync(reader.Context);
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var button = page.Locator(".pl-quote");
        var box = page.Locator($"#c-{top} > section textarea");

        await SelectAsync(page, $"#c-{top} .pl-text > p:nth-child(1)", $"#c-{top} .pl-text > p:nth-child(1)");
        await Expect(button).ToBeVisibleAsync();
        await Expect(page.Locator(".pl-hush[role=status]")).ToContainTextAsync("You can quote");
        await reader.AssertAccessibleAsync();
        await button.ClickAsync();
        await Expect(box).ToHaveValueAsync("> The bridge is closed.\n\n");
        await Expect(box).ToBeFocusedAsync();
        await Expect(button).ToHaveCountAsync(0);

        // A second one comes where one writes, by the keyboard: it is the next stop after the words.
        await page.Keyboard.TypeAsync("Since when?");
        await page.Locator($"#c-{top} .pl-text > p").Last.ClickAsync(new() { ClickCount = 3 });
        await Expect(button).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(button).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("> The bridge is closed.\n\nSince when?\n\n> I do.\n\n");

        // What was quoted is in the draft, and a closed form opens with all of it.
        await page.Keyboard.PressAsync("Escape");
        await Expect(box).ToHaveCountAsync(0);
        await SelectAsync(page, $"#c-{top} .pl-text", $"#c-{top} .pl-text");
        await button.ClickAsync();
        await Expect(box)
            .ToHaveValueAsync(
                "> The bridge is closed.\n\nSince when?\n\n> I do.\n\n> The bridge is closed.\n>\n> > Who says so?\n>\n> I do.\n\n"
            );

        // Of two comments none is meant, and whoever selects nothing quotes nothing.
        await SelectAsync(page, $"#c-{other} .pl-text", $"#c-{top} .pl-text > p:nth-child(1)");
        await page.WaitForTimeoutAsync(400);
        await Expect(button).ToHaveCountAsync(0);
        await SelectAsync(page, $"#c-{other} .pl-text", $"#c-{other} .pl-text");
        await Expect(button).ToBeVisibleAsync();
        await page.EvaluateAsync("getSelection().removeAllRanges()");
        await Expect(button).ToHaveCountAsync(0);
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task A_passage_from_right_to_left_is_quoted_by_a_thumb()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var top = await ann.SayAsync(thread, "العبّارة متأخرة مرة أخرى. " + string.Concat(Enumerable.Repeat("ثم ", 200)));
        await using var reader = await chromium.VisitAsync(new Look { Width = 390 });
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}?lang=ar", new() { WaitUntil = WaitUntilState.NetworkIdle });

        await SelectAsync(page, $"#c-{top} .pl-text", $"#c-{top} .pl-text");
        await Expect(page.Locator(".pl-quote")).ToHaveTextAsync("اقتباس");
        var place = (await page.Locator(".pl-quote").BoundingBoxAsync())!;
        Assert.InRange(place.X, 0, 390 - place.Width);
        Assert.InRange(place.Height, 44, 60);
        await page.Locator(".pl-quote").TapAsync();

        var quoted = await page.Locator($"#c-{top} > section textarea").InputValueAsync();
        // The form comes in the page's words.
        await Expect(page.Locator($"#c-{top} > section [name=preview]")).ToHaveTextAsync("معاينة");
        Assert.StartsWith("> العبّارة متأخرة مرة أخرى. ثم", quoted, StringComparison.Ordinal);
        Assert.EndsWith("…\n\n", quoted, StringComparison.Ordinal);
        Assert.InRange(quoted.Length, 480, 510);
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task Whatever_signs_are_selected_the_quotation_shows_the_same_words()
    {
        string[] texts =
        [
            "*not* **so** _it_ __is__ ~~at~~ `all` ~",
            "[a](https://evil.example) ![b](c) <https://evil.example> <b>bold</b> &lt; &amp;",
            @"back\slash \*\* C:\_dir_\",
            "snake_case_name and _private_ and __init__ and a__b__",
            "> quoted? >> twice",
            "- no list",
            "+ no list",
            "* no list",
            "1. no list",
            "1999) no list",
            "# no heading",
            "---",
            "***",
            "___",
            "```js",
            "~~~",
            "=====",
            "see https://paper.example/a_b?c=d*e*&f=~g~~h and https://paper.example/_x_.",
            "http://*a*b* http://[::1]/ https://a.example/(b)_c",
            "a | b | c",
            "[x]: https://evil.example",
            "- - -",
            "@Ann Sorrel, 5 * 3 * 2 = 30 & 4 < 5 > 3",
            "\u202Eturned around\u202C (\u2067سلام\u2069)",
            "👨‍👩‍👧 e\u0301 *x*",
            "<script>alert(1)</script>",
            "[^1] {#id} :::warning $x$ ||spoiler||",
            "*\\*_\\__`\\``~~\\~~[\\[<\\<",
        ];
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var top = await ann.SayAsync(thread, "The bridge is closed.");
        await using var reader = await chromium.VisitAsync();
        await reader.Page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}", new() { WaitUntil = WaitUntilState.NetworkIdle });

        var quoted = await reader.Page.EvaluateAsync<string[]>(
            """
            async ([comment, ...texts]) => {
              const { toMarkdown } = await import(document.querySelector("script[src$='/parley.js']").src.replace("parley.js", "quote.js"));
              const words = document.querySelector(`#c-${comment} .pl-text > p`);
              return texts.map((text) => {
                words.textContent = text;
                const range = document.createRange();
                range.selectNodeContents(words);
                return toMarkdown(range);
              });
            }
            """,
            (string[])[top.ToString(), .. texts]
        );

        Assert.Equal(texts.Length, quoted.Length);
        foreach (var (text, quotation) in texts.Zip(quoted))
        {
            var html = CommentMarkup.Render(quotation);
            Assert.StartsWith("<blockquote><p dir=\"auto\">", html.Value, StringComparison.Ordinal);
            Assert.Equal("> " + Seen(text), Seen(PlainText.Of(html).TrimEnd()));
            Assert.DoesNotContain("<em>", html.Value, StringComparison.Ordinal);
            // An address leads where it says, or is none.
            Assert.All(
                Regex.Matches(html.Value, "href=\"([^\"]*)\"[^>]*>([^<]*)</a>"),
                link => Assert.Equal(link.Groups[2].Value.TrimEnd('/'), link.Groups[1].Value.TrimEnd('/'))
            );
        }

        // Signs of direction are evened out wherever they are shown.
        static string Seen(string text) =>
            new([.. text.Where(sign => sign is not (>= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069'))]);
    }

    [Fact]
    public async Task Without_script_a_link_quotes_the_comment_and_a_button_shows_the_answer_before_it_is_posted()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var top = await ann.SayAsync(thread, "The bridge is *closed*.");
        await using var reader = await chromium.VisitAsync(new Look { Script = false });
        await ann.EnterAsync(reader.Context);
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/c/{top}/reply");

        await page.ClickAsync("main a[href*='quote=1']");
        await Expect(page.Locator("textarea")).ToHaveValueAsync("> The bridge is *closed*.\n\n");
        await page.FillAsync("textarea", "> The bridge is *closed*.\n\nSince when?");
        await page.ClickAsync("[name=preview]");

        await Expect(page.Locator("[aria-labelledby=preview] blockquote em")).ToHaveTextAsync("closed");
        await Expect(page.Locator("textarea")).ToHaveValueAsync("> The bridge is *closed*.\n\nSince when?");
        await page.ClickAsync("form.pl-composer button[data-kind=main]");
        await Expect(page.Locator("article", new() { HasText = "Since when?" }).First).ToBeVisibleAsync();
        reader.AssertNoFaults();
    }

    [Fact]
    public async Task A_name_that_is_begun_is_completed_by_the_keyboard()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var thread = await talk.OpenThreadAsync(Page);
        var ann = await talk.WriterAsync("Ann Sorrel");
        var anna = await talk.WriterAsync("Anna Weir");
        var bo = await talk.WriterAsync("Bo Tarn");
        await anna.SayAsync(thread, "The bridge is closed.");
        await ann.SayAsync(thread, "So is the ferry.");
        await using var reader = await chromium.VisitAsync();
        await bo.EnterAsync(reader.Context);
        var page = reader.Page;
        await page.GotoAsync($"{talk.Origin}/fenmoor/t/{thread}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var box = page.Locator("#compose-body");
        await box.FocusAsync();
        await page.Locator("parley-composer:defined").First.WaitForAsync();

        await page.Keyboard.TypeAsync("Hello @ann");
        var names = page.Locator("[role=listbox] [role=option]");
        await Expect(names).ToHaveTextAsync(["Ann Sorrel", "Anna Weir"]);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", (await names.Nth(1).GetAttributeAsync("id"))!);
        await page.Keyboard.PressAsync("Enter");

        await Expect(box).ToHaveValueAsync("Hello @Anna Weir ");
        await Expect(box).ToBeFocusedAsync();
        await Expect(page.Locator("[role=listbox]")).ToBeHiddenAsync();
        Assert.DoesNotContain(talk.Requests, request => request.Method == "POST");
        // Escape leaves what was typed.
        await page.Keyboard.TypeAsync("and @Ann S");
        await Expect(names).ToHaveTextAsync(["Ann Sorrel"]);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[role=listbox]")).ToBeHiddenAsync();
        await Expect(box).ToHaveValueAsync("Hello @Anna Weir and @Ann S");
        reader.AssertNoFaults();
    }

    /// <summary>Selects from the beginning of one element to the end of another.</summary>
    private static Task SelectAsync(IPage page, string from, string to) =>
        page.EvaluateAsync(
            """
            ([from, to]) => {
              const range = document.createRange();
              range.setStart(document.querySelector(from), 0);
              const end = document.querySelector(to);
              range.setEnd(end, end.childNodes.length);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }
            """,
            (string[])[from, to]
        );
}
