using System.Text.RegularExpressions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>Who follows a link in the documentation, or a page named in a comment, arrives.</summary>
public sealed partial class DocsTests
{
    [Fact]
    public void Every_link_of_the_documentation_leads_somewhere() =>
        Finding.AssertNone(SourceFile.Below(".", ".md").SelectMany(DeadLinks));

    [Fact]
    public void Every_page_that_the_code_names_is_there() =>
        Finding.AssertNone(SourceFile.Below("src", ".cs", ".razor", ".js", ".css").SelectMany(MissingPages));

    [Theory]
    [InlineData("[x](docs/nowhere.md)")]
    [InlineData("![x](images/nowhere.png)")]
    [InlineData("[x](LICENSE#no-such-heading)")]
    [InlineData("# One\n[x](#two)")]
    [InlineData("[x][ref]\n\n[ref]: nowhere.md")]
    public void A_link_to_nowhere_is_found(string text) => Assert.Single(DeadLinks(new("README.md", text)));

    [Theory]
    [InlineData("[x](LICENSE)")]
    [InlineData("[x](https://paper.example/nowhere)")]
    [InlineData("# One fine day, `twice`\n[x](#one-fine-day-twice)")]
    [InlineData("```\n[x](nowhere.md)\n```")]
    [InlineData("`[x](nowhere.md)`")]
    public void A_link_that_leads_somewhere_is_no_finding(string text) => Assert.Empty(DeadLinks(new("README.md", text)));

    [Fact]
    public void A_page_that_is_not_there_is_found_in_a_comment() =>
        Assert.Single(MissingPages(new("src/X.cs", "// Steps: docs/nowhere-to-be-found.md.")));

    private static IEnumerable<Finding> DeadLinks(SourceFile page)
    {
        var prose = Code().Replace(page.Text, x => new string('\n', x.Value.Count(c => c == '\n')));
        foreach (Match link in Link().Matches(prose))
        {
            var target = link.Groups["target"].Value;
            if (target.Contains(':', StringComparison.Ordinal))
                continue; // another site's affair
            var (path, heading) = target.Split('#') is [var p, var h] ? (p, h) : (target, "");
            var file =
                path.Length == 0 ? page.Path : Path.Combine(Path.GetDirectoryName(page.Path)!, Uri.UnescapeDataString(path));
            if (path.Length > 0 && !Path.Exists(RepositoryRoot.At(file)))
                yield return page.Finding(0, $"'{target}' is not there");
            else if (heading.Length > 0 && !HeadingsOf(path.Length == 0 ? page.Text : ReadPage(file)).Contains(heading))
                yield return page.Finding(0, $"'{target}' names no heading");
        }
    }

    private static IEnumerable<Finding> MissingPages(SourceFile file) =>
        PageName()
            .Matches(file.Text)
            .Where(x => !File.Exists(RepositoryRoot.At(x.Value)))
            .Select(x => file.Finding(x.Index, $"{x.Value} is not there"));

    private static string ReadPage(string path) =>
        File.Exists(RepositoryRoot.At(path)) ? File.ReadAllText(RepositoryRoot.At(path)) : "";

    // As the usual forges make them: lower case, punctuation dropped, blanks to hyphens.
    private static HashSet<string> HeadingsOf(string page) =>
        [
            .. Heading()
                .Matches(page)
                .Select(x => Punctuation().Replace(x.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')),
        ];

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)[^)]*\)|^\[[^\]]+\]:\s*(?<target>\S+)", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+?)\s*#*\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\bdocs/[\w./-]+\.md\b")]
    private static partial Regex PageName();
}
