using System.Text.RegularExpressions;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Languages;

public sealed partial class SentenceTests
{
    [Fact]
    public void Every_sentence_that_the_code_asks_for_is_in_the_language_file()
    {
        var known = Words.For("en").Keys.ToHashSet(StringComparer.Ordinal);
        var asked = Sources()
            .SelectMany(file =>
                Asked()
                    .Matches(File.ReadAllText(file))
                    .Select(match => (Key: match.Groups[1].Value, File: Path.GetFileName(file)))
            )
            .ToList();

        Assert.NotEmpty(asked);
        // A key that ends in a point or a dash is only the beginning of one: the pages' own tests meet the whole.
        Assert.Empty(
            asked
                .Where(ask => !ask.Key.EndsWith('.') && !ask.Key.EndsWith('-') && !known.Contains(ask.Key))
                .Select(ask => $"{ask.Key} in {ask.File}")
                .Distinct()
        );
    }

    [Fact]
    public void Nothing_is_said_twice_under_one_key()
    {
        var keys = Key()
            .Matches(File.ReadAllText(Path.Combine(Root(), "Languages", "en.json")))
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.NotEmpty(keys);
        Assert.Empty(keys.GroupBy(key => key).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    private static IEnumerable<string> Sources() =>
        Directory
            .EnumerateFiles(Root(), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            );

    private static string Root() => RepositoryRoot.At("src/Parley");

    [GeneratedRegex("""(?:[Ww]ords(?:\.(?:Format|Count|Pieces)\(|\[)|(?:Sentence|Counted)\()"([a-z0-9.-]+)["]""")]
    private static partial Regex Asked();

    [GeneratedRegex("""^  "([^"]+)":""", RegexOptions.Multiline)]
    private static partial Regex Key();
}
