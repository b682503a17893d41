using Parley.Markup;
using Parley.Screening;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class WordListReaderTests
{
    [Fact]
    public void A_pasted_list_may_have_notes_blank_lines_and_repetitions()
    {
        var list = WordListReader.Read(
            "\ufeff# insults\r\nidiot\r\n\r\n  Idiot  \n\tfool \n # done",
            version: 3,
            out var faults
        );

        Assert.Empty(faults);
        Assert.Equal(3, list.Version);
        Assert.Equal([new WordEntry("idiot", 2), new WordEntry("fool", 5)], list.Entries);
    }

    [Fact]
    public void Every_fault_is_named_at_once_with_its_line_and_the_rest_works()
    {
        var list = WordListReader.Read(
            $"idiot\n*\n ** *\n\u200b\u3164\n{new string('a', 101)}\n{string.Concat(Enumerable.Repeat("ﷺ", 20))}\na\0b\na\uffffb\n{new string('b', 100)}",
            version: 1,
            out var faults
        );

        Assert.Equal(
            [
                ("word-only-wildcards", 2),
                ("word-only-wildcards", 3),
                ("word-only-wildcards", 4),
                ("word-too-long", 5),
                ("word-too-long", 6),
                ("word-has-control-characters", 7),
                ("word-has-control-characters", 8),
            ],
            faults.Select(fault => (fault.Code, (int)fault.Arguments!["line"]))
        );
        Assert.All(faults, fault => Assert.Equal(422, fault.Status));
        Assert.Equal([1, 9], list.Entries.Select(entry => entry.Line));
    }

    [Theory]
    [InlineData("de", "all, german, late")]
    [InlineData("de-AT", "all, german, austrian, late")]
    [InlineData("den", "all, late")]
    [InlineData("en", "all, english, late")]
    [InlineData(null, "all, german, austrian, english, late")]
    public void Below_a_language_stand_the_entries_for_sites_of_that_language_alone(string? language, string entries)
    {
        const string text = "all\n[de]\ngerman\n# a note\n[DE-at]\naustrian\n[en]\nenglish\n***\n[*]\nlate";

        var list = WordListReader.Read(text, version: 1, out var faults, language);

        Assert.Equal(entries, string.Join(", ", list.Entries.Select(entry => entry.Text)));
        // What is wrong is told to whoever keeps the list, wherever it is meant for.
        Assert.Equal(9, (int)Assert.Single(faults).Arguments!["line"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[d]")]
    [InlineData("[german]")]
    [InlineData("[d3]")]
    [InlineData("[de-]")]
    [InlineData("[de")]
    [InlineData("[a b]")]
    public void What_only_looks_like_a_language_is_an_entry(string entry) => Assert.False(WordListReader.IsSection(entry));

    [Fact]
    public void A_list_has_an_end()
    {
        var lines = string.Join('\n', Enumerable.Range(1, 10_005).Select(n => $"word{n}"));

        var list = WordListReader.Read("word1\n" + lines, version: 1, out var faults);

        Assert.Equal(10_000, list.Entries.Count());
        var fault = Assert.Single(faults);
        Assert.Equal(("word-list-too-long", 10_002), (fault.Code, (int)fault.Arguments!["line"]));
    }

    [Fact]
    public void An_empty_list_finds_nothing()
    {
        Assert.True(WordListReader.Read("# nothing yet", version: 1, out _).IsEmpty);
        Assert.Empty(WordList.Empty.Find(FoldedText.Of("anything"), 1_000));
    }

    [Fact]
    public void What_is_tried_anew_below_a_later_line_is_tried_as_long_as_that_says_and_counts_where_it_counts_once()
    {
        var list = WordListReader.Read(
            "[shadow 2026-03-01T12:00Z]\none\ntwo\n\uFEFF[shadow 2026-03-08T12:00Z]\none\n\uFEFFthree",
            version: 1,
            out var faults
        );

        Assert.Empty(faults);
        Assert.Equal(
            [("one", 8), ("three", 8)],
            list.InShadowAt(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero))
                .Entries.Select(entry => (entry.Text, entry.ShadowUntil!.Value.Day))
        );
    }

    [Fact]
    public void A_repetition_in_a_full_list_takes_no_place()
    {
        var full = string.Concat(Enumerable.Range(1, WordListReader.MaxEntries - 1).Select(number => $"word{number}x\n"));

        WordListReader.Read($"first\n[shadow]\n{full}word7x\nfirst", 1, out var faults);
        Assert.Empty(faults);
        WordListReader.Read($"first\n[shadow]\n{full}word7x\nfirst\nanother", 1, out faults);
        Assert.Equal("word-list-too-long", Assert.Single(faults).Code);
    }

    [Fact]
    public void A_line_of_shadow_says_until_when_and_one_that_says_anything_else_is_a_fault()
    {
        var list = WordListReader.Read(
            "one\n[SHADOW]\ntwo\none\n[de]\nthree\n[shadow 2026-03-01T12:01Z]\n[*]\nfour\n[shadow soon]\n[shadows]",
            version: 1,
            out var faults
        );

        Assert.Equal("word-shadow-invalid", Assert.Single(faults).Code);
        Assert.Equal(10, faults[0].Arguments!["line"]);
        Assert.Equal(["one"], list.Entries.Select(entry => entry.Text));
        Assert.Equal(
            [
                ("two", DateTimeOffset.MaxValue),
                ("three", DateTimeOffset.MaxValue),
                ("four", new DateTimeOffset(2026, 3, 1, 12, 1, 0, TimeSpan.Zero)),
                ("[shadows]", new DateTimeOffset(2026, 3, 1, 12, 1, 0, TimeSpan.Zero)),
            ],
            list.InShadow!.Entries.Select(entry => (entry.Text, entry.ShadowUntil!.Value))
        );
    }
}
