using System.Globalization;

namespace Parley.Training;

/// <summary>
/// Sentences of our own: a group named by a friend and by an enemy, words said and words reported, insults for people and for printers. They teach what
/// comments alone teach wrongly, since there a group is mostly named by its enemies. They have no template and none of their words in
/// common with the sentences that the model is judged on.
/// </summary>
internal static class OwnSentences
{
    private const int FillingsOfOne = 40;
    private const int FewFillings = 4;
    private const float Weight = 0.5f;
    private const float MostOfPlain = 0.04f;

    /// <summary>The templates with their labels, each with every choice of words that it leaves: <c>&lt;one|another&gt;</c>.</summary>
    public static IEnumerable<(float[] Labels, string Template)> Templates() =>
        Written().SelectMany(one => Choices(one.Template).Select(template => (one.Labels, template)));

    private static IEnumerable<(float[] Labels, string Template)> Written()
    {
        foreach (var file in (string[])["hostile", "harmless", "people", "blunt"])
        {
            var labels = Array.Empty<float>();
            foreach (var line in Lines(file))
                if (line.StartsWith('['))
                    labels =
                    [
                        .. line.Trim('[', ']')
                            .Split(' ')
                            .Skip(1)
                            .Select(number => float.Parse(number, CultureInfo.InvariantCulture)),
                    ];
                else
                    yield return (labels, line);
        }
    }

    /// <summary>What stands in each slot.</summary>
    public static IReadOnlyDictionary<string, string[]> Lists() =>
        Lines("lists")
            .ToDictionary(line => line.Split(": ")[0], line => line.Split(": ")[1].Split('|'), StringComparer.Ordinal);

    /// <summary>The groups: many, one, and as an adjective.</summary>
    public static IReadOnlyList<string[]> Groups() => [.. Lines("groups").Select(line => line.Split('|'))];

    /// <summary>All sentences that are learned from.</summary>
    /// <param name="isTry">Whether a fifth of the templates and of the groups is left out, to try by.</param>
    public static IEnumerable<Example> All(ulong seed, bool isTry)
    {
        var luck = new Luck(seed);
        var lists = Lists();
        List<string[]> groups = [.. Groups().Where((_, number) => !isTry || number % 5 != 3)];
        var written = Written().Where(one => !isTry || !IsLeft(one.Template)).ToList();
        var plain = written.Where(one => one.Labels[0] < MostOfPlain).Select(one => one.Template).ToList();
        foreach (var (labels, template) in written)
        {
            var count = template.AsSpan().ContainsAny('{', '<') ? FillingsOfOne : FewFillings;
            var made = new HashSet<string>(StringComparer.Ordinal);
            for (var times = 0; times < count; times++)
            {
                var text = Filled(template, lists, groups, ref luck);
                // What is wrong with a text is often one sentence of it.
                if (luck.Below(3) == 0)
                    text =
                        luck.Below(2) == 0
                            ? $"{Filled(luck.Of(plain), lists, groups, ref luck)} {text}"
                            : $"{text} {Filled(luck.Of(plain), lists, groups, ref luck)}";
                if (made.Add(text))
                    yield return new(text, DataSets.Own, labels, count == FewFillings ? Weight * FewFillings : Weight)
                    {
                        IsBare = luck.Share() < 0.3f,
                    };
            }
        }
    }

    /// <summary>What <see cref="All"/> leaves out to try by: each template with each group, and whether it names one.</summary>
    public static IEnumerable<(int Group, string Template, float[] Labels, string Text, bool IsOfGroup)> Left(ulong seed)
    {
        var luck = new Luck(seed);
        var (lists, groups) = (Lists(), Groups());
        foreach (var (labels, template) in Written().Where(one => IsLeft(one.Template)))
        {
            var isOfGroup = ((string[])["{groups}", "{person}", "{adjective}"]).Any(template.Contains);
            var same = luck;
            for (var group = 0; group < (isOfGroup ? groups.Count : FewFillings); group++)
            {
                // The same words but for the group.
                if (isOfGroup)
                    luck = same;
                yield return (group, template, labels, Filled(template, lists, [groups[group]], ref luck), isOfGroup);
            }
        }
    }

    private static bool IsLeft(string template) => Scoring.Hashes.Of(template) % 5 == 0;

    // The text with the first choice made in every way, and so on with what is left.
    private static IEnumerable<string> Choices(string template)
    {
        var start = template.IndexOf('<');
        if (start < 0)
            return [template];
        var end = template.IndexOf('>', start);
        return template[(start + 1)..end]
            .Split('|')
            .SelectMany(choice => Choices(template[..start] + choice + template[(end + 1)..]));
    }

    private static string Filled(
        string template,
        IReadOnlyDictionary<string, string[]> lists,
        IReadOnlyList<string[]> groups,
        ref Luck luck
    )
    {
        var text = template;
        for (var start = text.IndexOf('<'); start >= 0; start = text.IndexOf('<'))
        {
            var end = text.IndexOf('>', start);
            text = text[..start] + luck.Of(text[(start + 1)..end].Split('|')) + text[(end + 1)..];
        }
        // The groups in their order, so that each is named by each template as often as any other.
        var group = groups[luck.Below(groups.Count)];
        text = text.Replace("{groups}", group[0], StringComparison.Ordinal)
            .Replace("{person}", group[1], StringComparison.Ordinal)
            .Replace("{adjective}", group[2], StringComparison.Ordinal);
        for (var start = text.IndexOf('{'); start >= 0; start = text.IndexOf('{'))
        {
            var end = text.IndexOf('}', start);
            text = text[..start] + luck.Of(lists[text[(start + 1)..end]]) + text[(end + 1)..];
        }
        text = text.Replace(" an ", " a ", StringComparison.Ordinal);
        text = Articles(text);
        return luck.Below(4) == 0 ? text.ToLowerInvariant() : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string Articles(string text)
    {
        var words = text.Split(' ');
        for (var at = 0; at + 1 < words.Length; at++)
            if (
                words[at] is "a" or "A"
                && words[at + 1].Length > 0
                && "aeiouAEIOU".Contains(words[at + 1][0], StringComparison.Ordinal)
                && !words[at + 1].StartsWith("Eur", StringComparison.Ordinal)
                && !words[at + 1].StartsWith("Ukr", StringComparison.Ordinal)
            )
                words[at] += "n";
        return string.Join(' ', words);
    }

    public static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(OwnSentences).Assembly.GetManifestResourceStream($"Parley.Training.Sentences.{file}.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && !line.StartsWith('#'))
                yield return line;
    }
}
