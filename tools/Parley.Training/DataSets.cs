using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>
/// The labelled comments, brought to one form. Only sets whose licence lets weights trained on them be given away: those of group 1 in
/// the data's own list of sources.
/// </summary>
internal sealed class DataSets(string folder, string? civil, IReadOnlyDictionary<(string Set, string Id), bool> marks)
{
    public static readonly string[] Names =
    [
        "jigsaw-wiki",
        "civil-toxic-spans",
        "context-toxicity",
        "crowd-sample",
        "fox-news",
        "paradetox",
        "ruddit",
        "edos",
        "davidson",
        "convabuse",
        "surge-toxicity",
        "profanity-lexicon",
        "civil-comments",
        "own-sentences",
    ];

    /// <summary>Of the sentences that this tool makes itself.</summary>
    public const int Own = 13;

    // Of another language, whatever is not the first of its sets: with a constant of its own, which those that news share have not.
    private const int Other = 3;

    /// <summary>The place of THREAT among the labels.</summary>
    public const int Threat = 5;

    private const int Toxicity = 0,
        Severe = 1,
        Identity = 2,
        Insult = 3,
        Profanity = 4,
        Attack = 6;

    private static readonly string[] You = ["you", "your", "ur", "u", "youre", "yourself", "yo", "ya", "youve", "yours"];

    /// <summary>The sha256 of each file that was learned from.</summary>
    public SortedDictionary<string, string> Sums { get; } = new(StringComparer.Ordinal);

    /// <summary>Replies that were marked by hand: nothing of them, nor of any row with the same letters, is learned from.</summary>
    public List<(string Text, bool IsAttack)> Replies { get; } = [];

    /// <summary>All of them, in the order of the sets and of their rows.</summary>
    public List<Example> Read()
    {
        var all = new List<Example>();
        foreach (var row in Rows("jigsaw-wiki"))
            all.Add(Wikipedia(row));
        foreach (var row in Rows("civil-toxic-spans"))
            all.Add(News(row));
        foreach (var row in Rows("context-toxicity"))
            all.Add(Talk(row));
        foreach (var row in Rows("crowd-sample"))
            all.Add(
                new(
                    Text(row),
                    3,
                    Labels(
                        (Identity, Number(row, "identity_hate")),
                        (Insult, Number(row, "insult")),
                        (Profanity, Number(row, "obscene")),
                        (Threat, Number(row, "threat"))
                    ),
                    0.5f
                )
            );
        foreach (var row in Rows("fox-news"))
            all.Add(Fox(row));
        foreach (var row in Rows("paradetox"))
            all.Add(new(Text(row), 5, Labels((Toxicity, Number(row, "toxic") > 0 ? 0.9f : 0.08f)), 0.4f) { IsBare = true });
        foreach (var row in Rows("ruddit"))
            all.Add(
                new(Text(row), 6, Labels((Toxicity, Math.Clamp(Number(row, "offensiveness") + 0.25f, 0.02f, 0.98f))), 0.5f)
            );
        foreach (var row in Rows("edos"))
            all.Add(Sexism(row));
        foreach (var row in Rows("davidson"))
            all.Add(new(Text(row), 8, Labels((Identity, Number(row, "hate") >= 0.5 ? 0.9f : 0.05f)), 0.2f));
        foreach (var row in Rows("convabuse"))
            all.Add(Chatbot(row));
        foreach (var row in Rows("surge-toxicity"))
            all.Add(new(Text(row), 10, Labels((Toxicity, Number(row, "toxic") > 0 ? 0.95f : 0.03f)), 1));
        foreach (var row in Rows("profanity-lexicon", "profanity_en"))
            all.Add(Lexicon(row));
        if (civil is not null)
            all.AddRange(CivilComments.Read(civil));
        return all;
    }

    /// <summary>The texts of another language: those of the first set, by which it is judged, as the first; all others as one.</summary>
    public List<Example> Read(LanguageLine line) =>
        [
            .. line.Sets.SelectMany(
                (set, at) =>
                    Rows(set.Set).Select(row => new Example(Text(row), at == 0 ? 0 : Other, LanguageLine.LabelsOf(set, row), 1))
            ),
        ];

    /// <summary>The rows of a set that is only measured on.</summary>
    public IEnumerable<JsonElement> Judged(string name) => Rows(name, "data", isLearned: false);

    private IEnumerable<JsonElement> Rows(string name, string file = "data", bool isLearned = true)
    {
        var packed = Path.Combine(folder, name, file + ".jsonl.xz");
        var path = File.Exists(packed) ? packed : Path.Combine(folder, name, file + ".jsonl");
        if (!File.Exists(path))
            throw new TrainingException($"{packed} is not there. Give the folder of the data with --data.");
        if (isLearned)
            Sums[$"{name}/{Path.GetFileName(path)}"] = ModelFile.Sha256(File.ReadAllBytes(path));
        var content = path == packed ? Unpacked(path) : File.ReadAllText(path);
        foreach (var line in content.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var row = JsonDocument.Parse(line).RootElement;
            if (row.TryGetProperty("id", out var id) && marks.TryGetValue((name, id.ToString()), out var isAttack))
                Replies.Add((Text(row), isAttack));
            else
                yield return row;
        }
    }

    /// <summary>A number of a row; 0 where it has none.</summary>
    public static float Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetSingle() : 0;

    /// <summary>The text of a row.</summary>
    public static string Text(JsonElement row) => row.GetProperty("text").GetString()!;

    /// <summary>Labels by attribute; those that are not named are not known.</summary>
    public static float[] Labels(params (int Head, float Value)[] known)
    {
        var labels = Enumerable.Repeat(float.NaN, Scoring.Attribute.All.Count).ToArray();
        foreach (var (head, value) in known)
            labels[head] = value;
        return labels;
    }

    /// <summary>Whether somebody is spoken to.</summary>
    public static bool SpeaksToSomebody(string text) =>
        text.ToLowerInvariant()
            .Replace("'", "", StringComparison.Ordinal)
            .Split([' ', '\n', '.', ',', '!', '?', '"', '(', ')', ':', ';', '-', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Any(You.Contains);

    private static Example Wikipedia(JsonElement row)
    {
        var (toxic, insult) = (Number(row, "toxic"), Number(row, "insult"));
        var text = Text(row);
        // On a talk page whoever is insulted with "you" is another writer; a weak label, and the only one there is.
        var attack =
            toxic + insult == 0 ? 0.02f
            : !SpeaksToSomebody(text) ? 0.2f
            : insult > 0 ? 0.92f
            : 0.6f;
        return new(
            text,
            0,
            Labels(
                (Toxicity, toxic),
                (Severe, Number(row, "severe_toxic")),
                (Identity, Number(row, "identity_hate")),
                (Insult, insult),
                (Profanity, Number(row, "obscene")),
                (Threat, Number(row, "threat")),
                (Attack, attack)
            ),
            // There are few threats, and each is another.
            Number(row, "threat") > 0
                ? 2.5f
                : 1
        )
        {
            IsBare = Number(row, "norm") > 0,
        };
    }

    private static Example Talk(JsonElement row)
    {
        var toxic = Number(row, "toxic");
        var attack =
            toxic == 0 ? 0.03f
            : SpeaksToSomebody(Text(row)) ? 0.75f
            : 0.25f;
        return new(Text(row), 2, Labels((Toxicity, toxic), (Attack, attack)), 0.5f);
    }

    // All of these are toxic, so that they say nothing of what is: only their marks do (see NewsPairs).
    private static Example News(JsonElement row)
    {
        var text = Text(row);
        var labels = Labels(
            (Identity, Math.Min(1, Number(row, "t_identity"))),
            (Insult, Math.Min(1, Number(row, "t_insult"))),
            (Profanity, Math.Min(1, Number(row, "t_profane"))),
            (Threat, Math.Min(1, Number(row, "t_threat"))),
            (Attack, SpeaksToSomebody(text) ? 0.7f : 0.06f)
        );
        var spans = row.GetProperty("spans").EnumerateArray().Select(span => (span[0].GetInt32(), span[1].GetInt32())).ToList();
        return new(text, 1, labels, 0.6f) { Spans = spans };
    }

    private static Example Fox(JsonElement row)
    {
        var hate = Number(row, "hate") > 0;
        var text = Text(row);
        return new(
            text,
            4,
            Labels(
                (Toxicity, hate ? 0.85f : 0.1f),
                (Identity, hate ? 0.75f : 0.03f),
                (Attack, SpeaksToSomebody(text) ? float.NaN : 0.05f)
            ),
            1
        );
    }

    private static Example Sexism(JsonElement row)
    {
        if (Number(row, "sexist") == 0)
            return new(Text(row), 7, Labels((Identity, 0.03f)), 0.4f);
        var category = row.GetProperty("category").GetString()!;
        var isThreat = category.StartsWith("1.", StringComparison.Ordinal);
        var isAttack = category.StartsWith("2.", StringComparison.Ordinal);
        return new(
            Text(row),
            7,
            Labels(
                (
                    Toxicity,
                    isThreat ? 0.9f
                    : isAttack ? 0.85f
                    : 0.65f
                ),
                (Identity, isThreat || isAttack ? 0.85f : 0.6f),
                (Threat, isThreat ? 0.6f : 0.03f)
            ),
            0.4f
        );
    }

    private static Example Chatbot(JsonElement row)
    {
        var abuse = Number(row, "abuse");
        return new(
            Text(row),
            9,
            Labels((Toxicity, abuse), (Insult, abuse * 0.9f), (Attack, SpeaksToSomebody(Text(row)) ? abuse : abuse * 0.5f)),
            0.5f
        );
    }

    private static Example Lexicon(JsonElement row)
    {
        var severity = float.Parse(row.GetProperty("severity_rating").GetString()!, CultureInfo.InvariantCulture);
        var isSlur = Enumerable
            .Range(1, 3)
            .Select(number => row.GetProperty($"category_{number}").GetString()!)
            .Any(category =>
                category.StartsWith("racial", StringComparison.Ordinal)
                || category.StartsWith("sexual orientation", StringComparison.Ordinal)
            );
        return new(
            Text(row),
            11,
            Labels(
                (Toxicity, Math.Clamp(severity / 3.2f, 0.3f, 0.95f)),
                (Profanity, Math.Clamp((severity + 0.6f) / 3, 0.4f, 0.97f)),
                (Identity, isSlur ? 0.5f : float.NaN)
            ),
            0.4f
        )
        {
            IsBare = true,
        };
    }

    private static string Unpacked(string path)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("xz", ["-dc", path])
                {
                    RedirectStandardOutput = true,
                    StandardOutputEncoding = Encoding.UTF8,
                }
            )!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? text
                : throw new TrainingException($"xz could not unpack {path}: exit code {process.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new TrainingException(
                "The program xz unpacks the data and was not found. Install xz-utils, and run this again."
            );
        }
    }
}

/// <summary>What whoever trains can do something about, in a sentence.</summary>
internal sealed class TrainingException(string message) : Exception(message);
