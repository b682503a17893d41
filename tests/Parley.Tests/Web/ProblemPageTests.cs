using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Web;

/// <summary>
/// <c>docs/problems.md</c> lists what the interface may refuse, by codes that are never renamed. It is printed from the code:
/// <c>PARLEY_PRINT_PROBLEMS=1</c> in the environment of this test prints it anew, and a review sees which code came and which went.
/// </summary>
public sealed partial class ProblemPageTests
{
    private static readonly string Page = RepositoryRoot.At("docs/problems.md");

    [Fact]
    public void The_page_of_the_problems_is_the_problems()
    {
        var printed = Print();
        if (Environment.GetEnvironmentVariable("PARLEY_PRINT_PROBLEMS") == "1")
            File.WriteAllText(Page, printed);

        Assert.Equal(printed, File.ReadAllText(Page));
    }

    [Fact]
    public void Each_code_has_a_sentence_and_each_sentence_a_code()
    {
        Assert.Equal(Sentences().Keys.Order(StringComparer.Ordinal), Codes().Keys.Order(StringComparer.Ordinal));
    }

    private static string Print()
    {
        var sentences = Sentences();
        var page = new StringBuilder(
            """
            # Problems

            What the interface answers where it refuses: a problem document (RFC 9457) whose `code` is one of these, whose `type` is the code behind
            `urn:parley:problem:`, and whose `title` is the sentence in the reader's language. Codes are never renamed, and never used again for another
            thing. Printed from the code by `Web/ProblemPageTests`. The import's are those of its report; what stands in braces is filled in.

            | code | status | in English |
            |---|---|---|

            """
        );
        foreach (var (code, status) in Codes().OrderBy(one => one.Key, StringComparer.Ordinal))
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{code}` | {status} | {sentences.GetValueOrDefault(code, "").Replace("|", "\\|", StringComparison.Ordinal)} |\n"
            );
        return page.ToString();
    }

    private static Dictionary<string, string> Sentences()
    {
        using var language = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.At("src/Parley/Languages/en.json")));
        return language
            .RootElement.EnumerateObject()
            .Where(one => one.Name.StartsWith("problem.", StringComparison.Ordinal))
            .Select(one => (Code: one.Name["problem.".Length..].Split('.')[0], Sentence: Text(one.Value)))
            .DistinctBy(one => one.Code)
            .ToDictionary(one => one.Code, one => one.Sentence);

        // Of a sentence that differs by number, the one for many.
        static string Text(JsonElement sentence) =>
            sentence.ValueKind == JsonValueKind.Object ? sentence.GetProperty("other").GetString()! : sentence.GetString()!;
    }

    private static Dictionary<string, int> Codes()
    {
        Dictionary<string, int> codes = [];
        const BindingFlags all = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var field in typeof(Problems).GetFields(all))
            Add(field.GetValue(null) as Problem);
        foreach (var property in typeof(Problems).GetProperties(all))
            Add(property.GetValue(null) as Problem);
        foreach (var method in typeof(Problems).GetMethods(all).Where(one => one.ReturnType == typeof(Problem) && IsPlain(one)))
            Add((Problem?)method.Invoke(null, [.. method.GetParameters().Select(one => Any(one.ParameterType))]));
        foreach (var doing in Enum.GetValues<Doing>())
            Add(Problems.NotOpen(doing, Opening.ToAll));
        foreach (var kind in Enum.GetValues<SanctionKind>().Except([SanctionKind.Hold]))
            Add(
                Problems.Sanctioned(
                    new()
                    {
                        Id = default,
                        Kind = kind,
                        ReaderId = default,
                        ReaderName = "",
                        Words = "",
                        ModeratorName = "",
                        At = default,
                    }
                )
            );
        // Those that are made where they are found out.
        foreach (var file in Directory.GetFiles(RepositoryRoot.At("src/Parley"), "*.cs", SearchOption.AllDirectories))
        foreach (Match made in Made().Matches(File.ReadAllText(file)))
            codes[made.Groups[1].Value] = int.Parse(made.Groups[2].Value, CultureInfo.InvariantCulture);
        return codes;

        void Add(Problem? problem)
        {
            if (problem is { Code: not "" })
                codes[problem.Code] = problem.Status;
        }

        static bool IsPlain(MethodInfo method) =>
            method.IsPublic
            && Array.TrueForAll(
                method.GetParameters(),
                one => Any(one.ParameterType) is not null || one.ParameterType == typeof(string)
            );

        static object? Any(Type type) =>
            type == typeof(int) ? 1
            : type == typeof(Guid) ? Guid.Empty
            : null;
    }

    [GeneratedRegex("(?:new|Problem)(?: [A-Za-z]*Problem)?\\(\\s*\"([a-z0-9-]+)\",\\s*([1-5][0-9]{2})")]
    private static partial Regex Made();
}
