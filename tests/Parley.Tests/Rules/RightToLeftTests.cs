using System.Text.RegularExpressions;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// Styles say start and end, never left and right: a Hebrew or Arabic site then needs no style of its own.
/// </summary>
public sealed partial class RightToLeftTests
{
    [Fact]
    public void Styles_have_no_left_and_no_right() =>
        Finding.AssertNone(SourceFile.Below("src", ".css", ".razor").SelectMany(Check));

    [Theory]
    [InlineData("p { margin-left: 1em }")]
    [InlineData("p{left:0}")]
    [InlineData("p { color: red; padding-top : 1em }")]
    [InlineData("p { border-bottom-left-radius: 2px }")]
    [InlineData("p { text-align: right }")]
    [InlineData("p { float: left }")]
    [InlineData("/* why */ p { scroll-margin-top: 1em }")]
    public void A_side_that_does_not_turn_is_found(string css) => Assert.Single(Check(new("src/x.css", css)));

    [Fact]
    public void A_side_that_does_not_turn_is_found_in_a_view() =>
        Assert.Single(Check(new("src/X.razor", "<p style=\"margin-left: 1em\">Top: left</p>")));

    [Theory]
    [InlineData("p { margin-inline-start: 1em; inset-block-start: 0; text-align: start; float: inline-end }")]
    [InlineData("/* left: 0 */ p { color: red }")]
    [InlineData(".top-left { color: red }")]
    [InlineData("a:hover { --right: 1 }")]
    public void A_side_that_turns_is_no_finding(string css) => Assert.Empty(Check(new("src/x.css", css)));

    private static IEnumerable<Finding> Check(SourceFile file)
    {
        var styles = file.Name.EndsWith(".razor", StringComparison.Ordinal) ? StyleAttribute().Matches(file.Text) : null;
        if (styles is not null)
            return styles.SelectMany(s =>
                Sides("{" + s.Groups["css"].Value).Select(_ => file.Finding(s.Index, $"does not turn: {s.Value}"))
            );

        var css = Comment().Replace(file.Text, x => new string([.. x.Value.Select(c => c == '\n' ? '\n' : ' ')]));
        return Sides(css).Select(x => file.Finding(x.Groups["side"].Index, $"does not turn: {x.Groups["side"].Value}"));
    }

    private static MatchCollection Sides(string css) => Side().Matches(css);

    [GeneratedRegex(
        @"(?<=[{;]\s*)(?<side>((?!--)[\w-]*-)?(left|right|top|bottom)(-[\w-]+)?\s*:[^;}]*|(text-align|float|clear)\s*:\s*(left|right)\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Side();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bstyle=""(?<css>[^""]*)""")]
    private static partial Regex StyleAttribute();
}
