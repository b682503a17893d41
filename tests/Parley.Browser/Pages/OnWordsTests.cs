using System.Text.Json;
using Microsoft.Playwright;
using Parley.Browser.Setup;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Parley.Browser.Pages;

/// <summary>Commenting on words of a report that a reader selects: of one of ours, and of one on the newspaper's own page.</summary>
public sealed class OnWordsTests(Chromium chromium)
{
    private const string Text =
        "The dam is old. An official in the ministry said that the dam would be closed in May, as the water is low and the money is gone.\n\nThe dam is closed to walkers. قال الوزير إن السد قديم.";

    [Fact]
    public async Task Selected_words_of_a_report_stand_in_the_form_and_nothing_on_the_page_moves()
    {
        await using var talk = await Talk.StartAsync("https://paper.example");
        var ines = await talk.WriterAsync("Ines Marrow");
        await ines.BecomeAsync(ReaderRole.Journalist);
        await using var editor = await chromium.VisitAsync();
        await ines.EnterAsync(editor.Context);
        await Eventually.IsSoAsync(async () => (await editor.Page.GotoAsync($"{talk.Origin}/fenmoor/newsroom/reports"))!.Ok);
        var elsewhere = await SendAsync(
            editor.Page,
            "PUT",
            "pages",
            new
            {
                url = "https://paper.example/dam",
                headline = "The dam closes",
                text = Text,
                correction = "The dam closes in May, not in June.",
            }
        );
        var own = await SendAsync(
            editor.Page,
            "POST",
            "reports",
            new
            {
                headline = "The dam closes",
                text = Text,
                slug = "dam",
            }
        );
        foreach (
            var (story, words) in new[]
            {
                (elsewhere, "the dam would be closed in May"),
                (elsewhere, "closed to walkers"),
                (own, "the dam would be closed in May"),
            }
        )
            await SendAsync(
                editor.Page,
                "POST",
                $"reports/{story}/attributions",
                new
                {
                    words,
                    chain = new object[]
                    {
                        new
                        {
                            source = new { kind = "outlet", name = "The Meridian" },
                            act = "reported",
                            seen = "original",
                        },
                        new { source = new { kind = "unnamed", name = "official in the ministry" }, act = "said" },
                    },
                    claim = new { sentence = "The dam closes in May.", kind = "event" },
                }
            );
        await SendAsync(editor.Page, "POST", $"reports/{own}/publication", new { });

        var page = editor.Page;
        foreach (var path in (string[])[$"t/{elsewhere}/sources", "s/dam"])
        {
            // By the keyboard: the link is the next stop after the words and the key that stands among them.
            await page.GotoAsync($"{talk.Origin}/fenmoor/{path}", new() { WaitUntil = WaitUntilState.NetworkIdle });
            var before = await BoxesAsync(page);
            var link = page.Locator(".pl-quote");
            await SelectAsync(page, "closed in May, as the water");
            await Expect(link).ToHaveTextAsync("Comment on these words");
            await Expect(page.Locator(".pl-hush[role=status]").Filter(new() { HasText = "You can comment" }))
                .ToHaveCountAsync(1);
            Assert.Equal(before, await BoxesAsync(page));
            await editor.AssertAccessibleAsync();
            await editor.ScreenshotAsync($"on-words-{path[0]}-1280");
            await link.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync("**/write?*");
            // The number of the source, which stands among the words, is none of them.
            await Expect(page.Locator("main")).ToContainTextAsync("On: “closed in May, as the water”");
            await page.Locator("textarea[name=body]")
                .FillAsync(path == "s/dam" ? "A ministry that knows it in May could say so now." : "Who measured it?");
            await page.Locator("form.pl-composer button[data-kind=main]").ClickAsync();
            await Expect(page.Locator("article.pl-comment").First).ToContainTextAsync("On: “closed in May, as the water”");

            // The same words twice: the one that is meant. Of two paragraphs none is, and nothing selected offers nothing.
            await page.GotoAsync($"{talk.Origin}/fenmoor/{path}", new() { WaitUntil = WaitUntilState.NetworkIdle });
            await SelectAsync(page, "The dam is", paragraph: 1);
            await Expect(link).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("suffix=\\+closed\\+to"));
            await page.EvaluateAsync(
                "() => { const [one, two] = document.querySelectorAll('[data-block]'); getSelection().setBaseAndExtent(one, 0, two, 1); }"
            );
            await Expect(link).ToHaveCountAsync(0);
            await SelectAsync(page, "The dam is", paragraph: 1);
            await Expect(link).ToHaveCountAsync(1);
            await page.EvaluateAsync("getSelection().removeAllRanges()");
            await Expect(link).ToHaveCountAsync(0);
        }

        editor.AssertNoFaults();

        // By a thumb, from right to left, in the dark.
        await using var reader = await chromium.VisitAsync(
            new Look
            {
                Width = 390,
                Dark = true,
                Language = "ar",
            }
        );
        page = reader.Page;
        await page.GotoAsync(
            $"{talk.Origin}/fenmoor/t/{elsewhere}/sources?lang=ar",
            new() { WaitUntil = WaitUntilState.NetworkIdle }
        );
        await page.Locator("#note-1 > summary").TapAsync();
        var still = await BoxesAsync(page);
        await SelectAsync(page, "إن السد قديم");
        await Expect(page.Locator(".pl-quote")).ToHaveTextAsync("علّق على هذه الكلمات");
        Assert.Equal(still, await BoxesAsync(page));
        var place = (await page.Locator(".pl-quote").BoundingBoxAsync())!;
        Assert.InRange(place.X, 0, 390 - place.Width);
        Assert.InRange(place.Height, 44, 60);
        await reader.AssertAccessibleAsync();
        await reader.ScreenshotAsync("on-words-390");
        await page.Locator(".pl-quote").TapAsync();
        await page.WaitForURLAsync("**/write?*lang=ar*");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ar");
        await Expect(page.Locator("main")).ToContainTextAsync("إن السد قديم");
        reader.AssertNoFaults();

        // Without script the words are typed, as before.
        await using var plain = await chromium.VisitAsync(new Look { Script = false });
        await plain.Page.GotoAsync($"{talk.Origin}/fenmoor/t/{elsewhere}/sources");
        await plain.Page.GetByRole(AriaRole.Link, new() { Name = "Comment on words of this report" }).ClickAsync();
        await Expect(plain.Page.Locator("[name=words]")).ToBeVisibleAsync();
    }

    // As the newsroom's own system sends it, from a page of ours: with its cookie and its origin.
    private static async Task<string> SendAsync(IPage page, string method, string path, object body)
    {
        var answer = await page.EvaluateAsync<string>(
            """
            async ([method, url, body]) => {
              const answer = await fetch(url, { method, body, headers: { "content-type": "application/json" } });
              const text = await answer.text();
              if (!answer.ok) throw new Error(text);
              return JSON.parse(text).story ?? "";
            }
            """,
            (string[])[method, $"/api/v1/sites/fenmoor/newsroom/{path}", JsonSerializer.Serialize(body)]
        );
        return answer;
    }

    // Where everything stands that could be moved.
    private static Task<string> BoxesAsync(IPage page) =>
        page.EvaluateAsync<string>(
            """
            () => JSON.stringify([...document.querySelectorAll(".pl-report :is(p:not(.pl-hush), summary, .pl-par, .pl-note, .pl-said-key), footer")]
              .map(one => one.getBoundingClientRect()).map(box => [box.x, box.y, box.width, box.height].map(Math.round)))
            """
        );

    private static Task SelectAsync(IPage page, string words, int paragraph = -1) =>
        page.EvaluateAsync(
            """
            ([words, number]) => {
              const all = [...document.querySelectorAll("[data-block]")];
              for (const paragraph of number < 0 ? all : [all[number]]) {
                const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
                const nodes = [];
                for (let node = walker.nextNode(); node; node = walker.nextNode())
                  if (!node.parentElement.closest("a")) nodes.push(node);
                const at = nodes.map(node => node.data).join("").indexOf(words);
                if (at < 0) continue;
                const find = offset => {
                  for (const node of nodes) {
                    if (offset <= node.data.length) return [node, offset];
                    offset -= node.data.length;
                  }
                };
                getSelection().setBaseAndExtent(...find(at), ...find(at + words.length));
                return;
              }
              throw new Error("not there: " + words);
            }
            """,
            new object[] { words, paragraph }
        );
}
