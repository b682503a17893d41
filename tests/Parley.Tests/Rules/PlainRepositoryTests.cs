using System.Text.RegularExpressions;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// Nothing in the repository speaks of one machine: where somebody's home lies, which registry their packages come from.
/// It would be wrong on every other machine, and tells what nobody asked.
/// </summary>
public sealed partial class PlainRepositoryTests
{
    private static readonly string[] TextEndings =
    [
        ".cs",
        ".razor",
        ".csproj",
        ".props",
        ".targets",
        ".slnx",
        ".json",
        ".js",
        ".css",
        ".html",
        ".md",
        ".txt",
        ".tsv",
        ".sh",
        ".yml",
        ".yaml",
        ".xml",
        ".config",
        "test",
        "run",
        ".editorconfig",
        ".gitignore",
    ];

    [Fact]
    public void No_file_speaks_of_one_machine()
    {
        var files = SourceFile.Below(".", TextEndings).Where(x => x.Name != $"{nameof(PlainRepositoryTests)}.cs").ToList();

        Assert.Contains(files, x => x.Path == "test");
        Finding.AssertNone(files.SelectMany(Check));
    }

    [Theory]
    [InlineData("See /home/alice/notes.md")]
    [InlineData("cd /work/main")]
    [InlineData("cp x /root/.config")]
    [InlineData(@"C:\Users\Alice\x")]
    [InlineData("<add key=\"a\" value=\"https://api.nuget.org/v3/index.json\" />")]
    [InlineData("\"resolved\": \"https://registry.npmjs.org/x/-/x-1.0.0.tgz\"")]
    [InlineData("deb http://deb.debian.org/debian bookworm main")]
    public void A_word_about_one_machine_is_found(string text) => Assert.Single(Check(new("docs/x.md", text)));

    [Theory]
    [InlineData("Take it from NuGet.")]
    [InlineData("https://paper.example/work/in-progress")]
    [InlineData("new DirectoryInfo(\"/tmp\")")]
    public void What_is_true_everywhere_is_no_finding(string text) => Assert.Empty(Check(new("docs/x.md", text)));

    private static IEnumerable<Finding> Check(SourceFile file) =>
        OneMachine().Matches(file.Text).Select(x => file.Finding(x.Index, $"speaks of one machine: '{x.Value}'"));

    [GeneratedRegex(
        @"(?<![\w./-])/(home|Users)/\w+|(?<![\w./-])/(root|work)/|[A-Z]:\\Users\\|\b(api|www)\.nuget\.org/v\d|\bregistry\.npmjs\.org"
            + @"|\b(deb|security)\.debian\.org|\bpypi\.org|\bfiles\.pythonhosted\.org"
    )]
    private static partial Regex OneMachine();
}
