using System.Diagnostics;
using System.Text.Json;
using Parley.Markup;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class WordListTests
{
    [Theory]
    [InlineData("idiot", "What an IDIOT!", "IDIOT")]
    [InlineData("idiot", "What idiots", "idiots")]
    [InlineData("idiot", "the idiot's guide", "idiot")]
    [InlineData("idiot", "an іdiоt", "іdiоt")]
    [InlineData("idiot", "an ｉｄｉｏｔ", "ｉｄｉｏｔ")]
    [InlineData("idiot", "an i\u0336d\u0336iot", "i\u0336d\u0336iot")]
    [InlineData("spam", "\u017fpam", "\u017fpam")]
    [InlineData("spammer", "spam\u00admer", "spam\u00admer")]
    [InlineData("straße", "in der STRASSE", "STRASSE")]
    [InlineData("ass", "bad_ass", "ass")]
    [InlineData("c++", "bad c++!", "c++")]
    [InlineData("$$$", "earn $$$now", "$$$")]
    [InlineData("buy now", "So BUY \n NOW!", "BUY \n NOW")]
    [InlineData("buy * now", "buy it now", "buy it now")]
    [InlineData("buy* now", "buying now", "buying now")]
    [InlineData("idiot*", "what idiocy, idiotic", "idiotic")]
    [InlineData("*idiot", "a superidiot", "superidiot")]
    [InlineData("*idiot*", "superidiotic", "superidiotic")]
    [InlineData("f*ck", "oh fuuuck", "fuuuck")]
    [InlineData("f*ck", "oh fck", "fck")]
    [InlineData("f*ck", "fckck", "fckck")]
    [InlineData("傻瓜", "你这个傻瓜吗", "傻瓜")]
    [InlineData("バカ", "あのバカが", "バカ")]
    [InlineData("אידיוט", "איזה אידיוט", "אידיוט")]
    [InlineData("idiot", "😀idiot😀", "idiot")]
    public void An_entry_finds_its_word_however_it_is_dressed(string entry, string text, string marked)
    {
        var hit = Assert.Single(Read(entry).Find(FoldedText.Of(text), 1_000));

        Assert.Equal((entry, marked), (hit.Entry.Text, hit.Place.In(text)));
    }

    [Theory]
    [InlineData("ass", "a classic passage, assess it")]
    [InlineData("ass", "a cl\u00adass")]
    [InlineData("ass", "asss")]
    [InlineData("idiot*", "superidiot")]
    [InlineData("*idiot", "idiotic")]
    [InlineData("f*ck", "f ck, first a truck")]
    [InlineData("buy now", "buynow, buy it now")]
    [InlineData("buy * now", "buy now")]
    [InlineData("schwul", "es ist schwül")]
    [InlineData("バカ", "バカンス")]
    [InlineData("idiot", "idiōt2")]
    public void Harmless_words_are_left_alone(string entry, string text) =>
        Assert.Empty(Read(entry).Find(FoldedText.Of(text), 1_000));

    [Fact]
    public void A_moderator_who_tries_a_list_out_sees_every_hit_in_the_order_of_the_text()
    {
        const string text = "Idiots buy pills now, and pills make idiots.";
        var list = Read("# medicine\npills\n\nidiot\nbuy pills now\n");

        Assert.Equal(
            [(4, "Idiots"), (5, "buy pills now"), (2, "pills"), (2, "pills"), (4, "idiots")],
            list.Find(FoldedText.Of(text), 1_000).Select(hit => (hit.Entry.Line, hit.Place.In(text)))
        );
    }

    [Fact]
    public void Patterns_that_stalled_others_are_plain_characters_here()
    {
        var patterns = JsonDocument.Parse(File.ReadAllText(SharedData.Find("security/redos/own-word-filters.json")));
        var watch = Stopwatch.StartNew();
        var tried = 0;
        foreach (var one in patterns.RootElement.EnumerateArray())
        {
            var input = one.GetProperty("input");
            var unit = input.GetProperty("unit").GetString()!;
            var text =
                string.Concat(Enumerable.Repeat(unit, input.GetProperty("count").GetInt32()))
                + input.GetProperty("suffix").GetString();
            var pattern = one.GetProperty("pattern").GetString()!;

            Assert.Empty(Read(pattern).Find(FoldedText.Of(text), 1_000));
            Assert.Single(
                Read(pattern).Find(FoldedText.Of($"say {pattern.Replace("*", "", StringComparison.Ordinal)} here"), 1_000)
            );
            tried++;
        }

        Assert.True(tried >= 11);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"Took {watch.Elapsed}.");
    }

    [Fact]
    public void Stars_made_to_stall_take_a_moment()
    {
        var watch = Stopwatch.StartNew();

        var list = Read(string.Concat(Enumerable.Repeat("a*", 49)) + "b");
        Assert.Empty(list.Find(FoldedText.Of(new string('a', 2_000)), 1_000));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"Took {watch.Elapsed}.");
    }

    [Fact]
    public void Ten_thousand_entries_are_ready_at_once_and_scan_a_comment_in_a_blink()
    {
        var entries = string.Join('\n', Enumerable.Range(0, 10_000).Select(n => $"wo{n * 7919 % 10_007}rd"));
        var text = FoldedText.Of(string.Concat(Enumerable.Repeat("The council would word its work order wo1rld. ", 44)));
        var list = Read(entries);
        for (var round = 0; round < 200; round++)
            _ = list.Find(text, most: 20);

        var build = Best(5, () => Read(entries));
        var scan = Best(200, () => list.Find(text, most: 20));

        // Bounds for an unoptimised build on a busy machine: what they catch is a cost that grows with the square.
        Assert.Equal(10_000, list.Entries.Count());
        Assert.True(build < TimeSpan.FromSeconds(2), $"Building took {build.TotalMilliseconds} ms.");
        Assert.True(scan < TimeSpan.FromMilliseconds(2), $"A scan took {scan.TotalMicroseconds} µs.");
        TestContext.Current.SendDiagnosticMessage($"build {build.TotalMilliseconds} ms, scan {scan.TotalMicroseconds} µs");
    }

    private static TimeSpan Best(int rounds, Action action) =>
        Enumerable
            .Range(0, rounds)
            .Min(_ =>
            {
                var start = Stopwatch.GetTimestamp();
                action();
                return Stopwatch.GetElapsedTime(start);
            });

    private static WordList Read(string text)
    {
        var list = WordListReader.Read(text, version: 1, out var faults);
        Assert.Empty(faults);
        return list;
    }
}
