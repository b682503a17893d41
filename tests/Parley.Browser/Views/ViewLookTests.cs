using Parley.Browser.Setup;
using Parley.Tests.Views;
using Xunit;

namespace Parley.Browser.Views;

/// <summary>
/// Every view in each of its states, as people see it: nothing is broken by a longer language or the other direction, and nothing keeps
/// anybody from reading or acting.
/// </summary>
public sealed class ViewLookTests(Chromium chromium)
{
    private const int Looks = 4;

    private static readonly Words English = Words.For("en").In(TimeZoneInfo.Utc, Sample.Noon);

    // One look after the other, view by view; all of them in drills/views.
    private static readonly bool AreAllLooksWanted = Environment.GetEnvironmentVariable("PARLEY_ALL_LOOKS") == "1";

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task No_page_is_broken_by_a_longer_language_or_from_right_to_left(int width)
    {
        await using var gallery = await Gallery.OpenAsync(chromium, new Look { Width = width });

        var paths = await gallery.HangAsync(EveryView.Draw.Keys, Words.MadeUp(English), Sample.InGreek);
        var faults = await gallery.MeasureAsync(paths);

        await gallery.PictureAsync(paths, $"qps-{width}");
        Assert.True(faults.Length == 0, $"{faults.Length}:\n{string.Join('\n', faults)}");
    }

    /// <summary>Whatever a person may call something has no blank in it: no line breaks by itself.</summary>
    [Fact]
    public async Task No_page_is_broken_by_names_and_words_without_end()
    {
        await using var gallery = await Gallery.OpenAsync(chromium, new Look { Width = 390 });
        var endless = new Sample(text => text.Replace(' ', '_'));

        var paths = await gallery.HangAsync(EveryView.Draw.Keys, English, endless);
        var faults = await gallery.MeasureAsync(paths);

        await gallery.PictureAsync(paths, "endless-390");
        Assert.True(faults.Length == 0, $"{faults.Length}:\n{string.Join('\n', faults)}");
    }

    [Theory]
    [InlineData(0, "en", 1280, false)]
    [InlineData(1, "en", 390, true)]
    [InlineData(2, "ar", 390, false)]
    [InlineData(3, "ar", 1280, true)]
    public async Task No_page_keeps_anybody_from_reading_or_acting(int look, string language, int width, bool dark)
    {
        await using var gallery = await Gallery.OpenAsync(chromium, new Look { Width = width, Dark = dark });
        var words = Words.For(language).In(TimeZoneInfo.Utc, Sample.Noon);
        var views = EveryView.Draw.Keys.Where((_, number) => AreAllLooksWanted || number % Looks == look);

        var faults = await gallery.ListenAsync(
            await gallery.HangAsync(views, words, new Sample(text => text) { Scheme = dark ? "dark" : "light" })
        );

        Assert.True(faults.Length == 0, $"{faults.Length}:\n{string.Join('\n', faults)}");
    }

    [Fact]
    public async Task What_is_broken_is_seen()
    {
        const string sound =
            "<p>Sound.</p><p style='overflow: auto; white-space: nowrap; width: 50px'>These words can be scrolled to.</p><a href=#a>One</a> <a href=#b>Two</a><button>Search</button>";
        (string Broken, string Fault)[] all =
        [
            ("<p style='width: 999px'>Wide.</p>", "wider than its window"),
            ("<p hidden style='display: block'>Hidden.</p>", "hidden and seen"),
            ("<p style='width: 50px; overflow: hidden; white-space: nowrap'>These words have no room.</p>", "is cut off by"),
            ("<p style='height: 9px; overflow: clip; line-height: 40px'>One</p>", "is cut off by"),
            ("<p style='margin-left: -60px'>These words begin outside.</p>", "is cut off by"),
            ("<button style='width: 50px; white-space: nowrap'>These words have no room.</button>", "words stand out of"),
            ("<button style='width: 50px; overflow-wrap: anywhere'>Search</button>", "a word is broken in"),
            ("<button>One</button><button style='margin-left: -20px'>Two</button>", "lies on"),
            ("<details><summary>More</summary><p style='width: 999px'>Wide.</p></details>", "wider than its window"),
        ];
        await using var gallery = await Gallery.OpenAsync(chromium, new Look { Width = 390 });

        Assert.Empty(await gallery.MeasureAsync(gallery.Hang("sound", Page(sound))));
        foreach (var (broken, fault) in all)
            Assert.Contains(
                fault,
                Assert.Single(await gallery.MeasureAsync(gallery.Hang("broken", Page(sound + broken)))),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task What_cannot_be_read_or_heard_is_noticed()
    {
        await using var gallery = await Gallery.OpenAsync(chromium, new Look());

        var faults = await gallery.ListenAsync(
            gallery.Hang("sound", Page("<h1>Sound</h1>")),
            gallery.Hang(
                "broken",
                Page(
                    "<h1 style='color: #ccc'>Pale</h1><img src='/photo.svg'><a href=#a><svg width=9 height=9 role=img aria-label=Go></svg></a><a href=#b style='font-size: 9px'>Up</a>"
                )
            )
        );

        Assert.All(faults, fault => Assert.StartsWith("/broken", fault, StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("color-contrast", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("image-alt", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("target-size", StringComparison.Ordinal));
    }

    private static string Page(string body) =>
        $"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Paper</title><main>{body}</main></html>";
}
