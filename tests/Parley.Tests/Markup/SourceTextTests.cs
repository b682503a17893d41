using System.Text;
using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class SourceTextTests
{
    private static readonly TextLimits Limits = new(Characters: 20, Bytes: 40);

    [Theory]
    [InlineData("a\r\nb\n\tc", "a\nb\n\tc")]
    [InlineData("\ufeffa\ufeffb", "a\ufeffb")]
    [InlineData("Vie\u0323\u0302t", "Việt")]
    [InlineData("  a  \n\n", "  a  \n\n")]
    [InlineData("\U0001F469\u200d\U0001F467 \ufe0f", "\U0001F469\u200d\U0001F467 \ufe0f")]
    [InlineData("abc\u202edcba", "abc\u202edcba")]
    [InlineData("a\u2028b\u2029c", "a\u2028b\u2029c")]
    public void Words_are_kept_as_they_were_typed(string typed, string kept) =>
        Assert.Equal(kept, SourceText.Of(typed, Limits).Value.Value);

    [Theory]
    [InlineData("a\0b", 1, "U+0000")]
    [InlineData("\r\n\u001b[31mred", 1, "U+001B")]
    [InlineData("a\rb", 1, "U+000D")]
    [InlineData("ab\u0085", 2, "U+0085")]
    [InlineData("a\u007f", 1, "U+007F")]
    [InlineData("a\uffffb", 1, "U+FFFF")]
    [InlineData("\ufdd0", 0, "U+FDD0")]
    [InlineData("😀\U0001fffe", 2, "U+1FFFE")]
    public void A_character_that_no_text_holds_is_refused_and_pointed_at(string typed, int position, string character)
    {
        var problem = SourceText.Of(typed, Limits).Problem!;

        Assert.Equal("text-has-control-characters", problem.Code);
        Assert.Equal(position, problem.Arguments!["position"]);
        Assert.Equal(character, problem.Arguments!["character"]);
    }

    // Not inline data: an attribute cannot hold half a pair.
    [Fact]
    public void Half_of_a_pair_is_refused_and_pointed_at()
    {
        A_character_that_no_text_holds_is_refused_and_pointed_at("a\ud83db", 1, "U+D83D");
        A_character_that_no_text_holds_is_refused_and_pointed_at("\udc00", 0, "U+DC00");
    }

    // The breaks that UAX #14 calls mandatory: some programs show what follows as a line of its own.
    [Theory]
    [InlineData("Office for\twords", null)]
    [InlineData(" \n", null)]
    [InlineData("Office\nTo: you", "text-has-lines")]
    [InlineData("Office\r\nTo: you", "text-has-lines")]
    [InlineData("Office\u2028To: you", "text-has-lines")]
    [InlineData("Office\u2029To: you", "text-has-lines")]
    [InlineData("Office\u0085To: you", "text-has-control-characters")]
    public void What_stands_on_one_line_holds_no_second_one(string typed, string? code) =>
        Assert.Equal(code, SourceText.OfLine(typed, Limits).Problem?.Code);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u3164\u200b\u2800")]
    [InlineData("\ufeff")]
    public void A_text_with_nothing_to_read_is_refused(string typed) =>
        Assert.Equal("text-empty", SourceText.Of(typed, Limits).Problem!.Code);

    [Theory]
    [InlineData("12345678901234567890", true)]
    [InlineData("123456789012345678901", false)]
    [InlineData("😀😀😀😀😀😀😀😀😀😀", true)]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀", false)] // eleven characters, but 44 bytes
    [InlineData(
        "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
        true
    )]
    [InlineData("\u0390\u0390\u0390\u0390\u0390\u0390\u0390\u0390\u0390\u0390\u0390", true)]
    public void The_length_is_counted_in_characters_and_in_bytes(string typed, bool fits)
    {
        var result = SourceText.Of(typed, Limits);

        Assert.Equal(fits, result.IsSuccess);
        if (!fits)
            Assert.Equal("text-too-long", result.Problem!.Code);
    }

    [Fact]
    public void A_reader_who_is_told_the_length_is_told_all_four_figures()
    {
        var arguments = SourceText.Of(new string('é', 30), Limits).Problem!.Arguments!;

        Assert.Equal(
            (30, 60, 20, 40),
            (arguments["characters"], arguments["bytes"], arguments["maxCharacters"], arguments["maxBytes"])
        );
    }

    [Fact]
    public void Every_strange_string_is_kept_whole_or_refused_with_a_reason()
    {
        var wide = new TextLimits(100_000, 400_000);
        var kept = 0;
        foreach (var text in Corpus.Inputs("security/strings", "text").Concat(Corpus.Inputs("security/unicode", "text")))
        {
            var result = SourceText.Of(text, wide);
            if (result.IsSuccess)
                Assert.Equal(
                    text.TrimStart('\ufeff').Replace("\r\n", "\n").Normalize(NormalizationForm.FormC),
                    result.Value.Value
                );
            else
                Assert.True(result.Problem!.Code is "text-has-control-characters" or "text-empty");
            kept += result.IsSuccess ? 1 : 0;
        }
        Assert.True(kept > 250, $"only {kept} were kept");
    }
}
