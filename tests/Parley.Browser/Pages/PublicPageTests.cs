using Parley.Browser.Setup;
using Xunit;

namespace Parley.Browser.Pages;

/// <summary>Every public page in every look: nothing keeps anybody from reading or acting, and no page is wider than a phone.</summary>
public sealed class PublicPageTests(Chromium chromium)
{
    [Theory]
    [InlineData("en", 1280, false)]
    [InlineData("en", 390, true)]
    [InlineData("ar", 1280, true)]
    [InlineData("ar", 390, false)]
    public async Task A_page_is_sound_for_everyone(string language, int width, bool dark)
    {
        await using var talk = await Talk.StartAsync();
        await using var reader = await chromium.VisitAsync(
            new Look
            {
                Width = width,
                Dark = dark,
                Language = language,
            }
        );
        await reader.Page.GotoAsync(talk.Origin + "/harbour-courant/s/barges-in-the-narrows");
        var thread = await reader.Page.Locator("parley-thread").GetAttributeAsync("data-thread");
        var comment = await reader.Page.Locator("a.pl-when").Nth(3).GetAttributeAsync("href");
        (string Name, string Path)[] pages =
        [
            ("front", "/harbour-courant/"),
            ("story", "/harbour-courant/s/barges-in-the-narrows"),
            ("thread", $"/harbour-courant/t/{thread}"),
            ("frame", $"/harbour-courant/t/{thread}?frame=1"),
            ("comment", comment!),
            ("sign-in", "/harbour-courant/sign-in"),
            ("sign-up", "/harbour-courant/sign-up"),
            ("rules", "/harbour-courant/rules"),
        ];

        foreach (var (name, path) in pages)
        {
            await reader.Page.GotoAsync($"{talk.Origin}{path}{(path.Contains('?') ? '&' : '?')}lang={language}");

            Assert.Equal(
                language == "ar" ? "rtl" : "ltr",
                await reader.Page.EvaluateAsync<string>("document.documentElement.dir")
            );
            var beyond = await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            Assert.True(beyond <= 0, $"{name} is {beyond} pixels wider than its window");
            await reader.AssertAccessibleAsync();
            await reader.ScreenshotAsync($"{name}-{language}-{width}-{(dark ? "dark" : "light")}");
        }

        reader.AssertNoFaults();
    }

    [Fact]
    public async Task Each_note_stands_beside_its_own_paragraph()
    {
        await using var talk = await Talk.StartAsync();
        await using var reader = await chromium.VisitAsync();
        await reader.Page.GotoAsync(talk.Origin + "/harbour-courant/s/barges-in-the-narrows");

        var astray = await reader.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll(".pl-par")].flatMap((paragraph) => {
              const { top, bottom } = paragraph.firstElementChild.getBoundingClientRect();
              return [...paragraph.querySelectorAll(".pl-note")]
                .filter((note) => note.getBoundingClientRect().top < top - 1 || note.getBoundingClientRect().bottom > bottom + 1)
                .map((note) => note.id);
            })
            """
        );

        Assert.Empty(astray);
    }
}
