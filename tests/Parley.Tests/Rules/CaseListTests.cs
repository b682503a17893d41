using System.Text.RegularExpressions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>docs/cases.md says of every case where it stands, and what it names is there.</summary>
public sealed partial class CaseListTests
{
    private const string Path = "docs/cases.md";
    private static readonly string[] States = ["tested", "in part", "built", "waits"];

    [Fact]
    public void Every_case_has_its_line() => Finding.AssertNone(Missing(Ours(), KnownCase.All().Select(known => known.Id)));

    [Fact]
    public void Every_test_that_a_line_names_is_there() => Finding.AssertNone(Faults(Ours()));

    [Fact]
    public void A_case_without_a_line_and_a_line_without_a_case_are_found() =>
        Assert.Equal(2, Missing(new(Path, "| `one` | waits | feeds |"), ["two"]).Count());

    [Theory]
    [InlineData("| `one` | done | `Rules/CaseListTests` |")]
    [InlineData("| `one` | tested | by hand |")]
    [InlineData("| `one` | tested | `Rules/NowhereTests` |")]
    [InlineData("| `one` | in part | `Rules/CaseListTests` `Every_case_has_its_line`, `No_such_test` |")]
    [InlineData("| `one` | waits | |")]
    public void A_line_that_says_what_is_not_so_is_found(string line) => Assert.Single(Faults(new(Path, line)));

    [Theory]
    [InlineData("| `one` | tested | `Rules/CaseListTests` |")]
    [InlineData("| `one` | in part | `Rules/CaseListTests` `Every_case_has_its_line`, `Rules/DocsTests`; `frame.js` waits |")]
    [InlineData("| `one` | built | `StoryStore` does it |")]
    public void A_line_that_is_so_is_no_finding(string line) => Assert.Empty(Faults(new(Path, line)));

    private static SourceFile Ours() => SourceFile.Below("docs", "cases.md").Single();

    private static IEnumerable<Finding> Missing(SourceFile list, IEnumerable<string> cases)
    {
        var known = cases.ToHashSet(StringComparer.Ordinal);
        var listed = Line().Matches(list.Text).Select(line => line.Groups["id"]).ToList();
        foreach (var id in known.Except(listed.Select(id => id.Value)))
            yield return list.Finding(0, $"{id} has no line");
        foreach (var id in listed.Where(id => !known.Contains(id.Value)))
            yield return list.Finding(id.Index, $"{id.Value} is no case");
        foreach (var twice in listed.GroupBy(id => id.Value).Where(group => group.Count() > 1))
            yield return list.Finding(twice.Last().Index, $"{twice.Key} has two lines");
    }

    private static IEnumerable<Finding> Faults(SourceFile list) =>
        Line().Matches(list.Text).SelectMany(line => FaultsOf(line).Select(fault => list.Finding(line.Index, fault)));

    private static IEnumerable<string> FaultsOf(Match line)
    {
        var (state, told) = (line.Groups["state"].Value, line.Groups["told"].Value);
        var tests = Test().Matches(told);
        if (!States.Contains(state))
            yield return $"'{state}' is no state";
        if (state is "tested" or "in part" ? tests.Count == 0 : told.Trim().Length == 0)
            yield return $"nothing says why it is {state}";
        foreach (Match test in tests)
        {
            if (FindTest(test.Groups["file"].Value) is not { } text)
            {
                yield return $"there is no {test.Groups["file"].Value}";
                continue;
            }

            foreach (Capture method in test.Groups["method"].Captures)
                if (!Regex.IsMatch(text, $@"\b{method.Value}\("))
                    yield return $"{test.Groups["file"].Value} has no {method.Value}";
        }
    }

    private static string? FindTest(string name) =>
        ((string[])["tests/Parley.Tests", "tests/Parley.Browser"])
            .Select(suite => RepositoryRoot.At($"{suite}/{name}.cs"))
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .FirstOrDefault();

    [GeneratedRegex(@"^\| `(?<id>[a-z0-9-]+)` \| (?<state>[^|]*?) \|(?<told>[^|\n]*)\|", RegexOptions.Multiline)]
    private static partial Regex Line();

    // A file below one of the suites, and methods of it.
    [GeneratedRegex(@"`(?<file>\w+/\w+Tests)`(?:,? `(?<method>\w+)`)*")]
    private static partial Regex Test();
}
