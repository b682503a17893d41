using System.Text;
using System.Text.Json;
using Parley.Tests.Setup;
using Parley.Training;
using Xunit;

namespace Parley.Tests.Rules;

/// <summary>
/// A model that has learned the sentences it is judged on is praised for its memory. What it learns from has no run of five words, none of
/// the reserved words and none of the reserved groups in common with them; a slot counts as one word.
/// </summary>
public sealed class TrainingSentencesTests
{
    private const int Run = 5;

    private static readonly string Folder = RepositoryRoot.At("tools/Parley.Training/Tests");

    [Fact]
    public void Training_sentences_share_no_run_of_words_with_those_that_judge()
    {
        var judged = new HashSet<string>(StringComparer.Ordinal);
        using var reserved = Reserved();
        foreach (var name in (string[])["templates", "swaps"])
        foreach (var template in reserved.RootElement.GetProperty(name).EnumerateArray())
            judged.UnionWith(Runs(template.GetString()!));
        foreach (var line in File.ReadLines(Path.Combine(Folder, "pairs.jsonl")))
        {
            using var pair = JsonDocument.Parse(line);
            judged.UnionWith(Runs(pair.RootElement.GetProperty("higher").GetString()!));
            judged.UnionWith(Runs(pair.RootElement.GetProperty("lower").GetString()!));
        }

        Assert.NotEmpty(judged);
        Assert.Empty(
            OwnSentences.Templates().Where(one => Runs(one.Template).Any(judged.Contains)).Select(one => one.Template)
        );
    }

    [Fact]
    public void Training_sentences_have_no_reserved_word_and_name_no_reserved_group()
    {
        using var reserved = Reserved();
        var words = reserved.RootElement.GetProperty("words").EnumerateArray().Select(word => word.GetString()!).ToHashSet();
        var groups = reserved
            .RootElement.GetProperty("identities")
            .EnumerateArray()
            .Select(group => group.GetProperty("adjective").GetString()!.ToLowerInvariant())
            .ToHashSet();
        var written = OwnSentences
            .Templates()
            .Select(one => one.Template)
            .Concat(OwnSentences.Lists().Values.SelectMany(list => list))
            .Concat(OwnSentences.Groups().SelectMany(group => group));

        Assert.NotEmpty(words);
        Assert.DoesNotContain(written, text => Words(text).Any(word => words.Contains(word) || groups.Contains(word)));
    }

    private static JsonDocument Reserved() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "reserved.json")));

    private static IEnumerable<string> Runs(string text)
    {
        var words = Words(text);
        for (var at = 0; at + Run <= words.Count; at++)
            yield return string.Join(' ', words.Skip(at).Take(Run));
    }

    // Small letters, digits and inner hyphens; whatever stands in a slot is one word of its own.
    private static List<string> Words(string text)
    {
        var (words, word, isSlot) = (new List<string>(), new StringBuilder(), false);
        foreach (var unit in text.Append(' '))
        {
            if (unit == '{')
                isSlot = true;
            else if (unit == '}')
                (isSlot, word) = (false, word.Append("{}"));
            else if (!isSlot && (char.IsLetterOrDigit(unit) || (unit is '-' or '\'' && word.Length > 0)))
                word.Append(char.ToLowerInvariant(unit));
            else if (!isSlot && word.Length > 0)
            {
                words.Add(word.ToString().TrimEnd('-', '\''));
                word.Clear();
            }
        }
        return words;
    }
}
