using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Scoring;
using Parley.Server;
using Parley.Server.Commands;
using Parley.Tests.Perspective;
using Xunit;

namespace Parley.Tests.Server;

/// <summary>What whoever pipes lines through <c>parley score</c> gets back.</summary>
public sealed class ScoreCommandTests
{
    private static readonly GeneralModels Models = new([new EnglishModel()]);

    // The German one gives two attributes.
    private static readonly GeneralModels Two = new([new WordModel("en"), new WordModel("de", "TOXICITY", "INSULT")]);
    private const string German = "Ich glaube nicht, dass der Bericht von einem idiot gelesen wird.";
    private const string French = "Je ne pense pas que les gens de la ville soient contents de cette idiot.";

    [Fact]
    public async Task Each_line_is_answered_in_its_order_the_wrong_ones_too()
    {
        var answers = await JsonAsync(
            """{"id":"a","text":"You are an idiot."}""",
            "this is no JSON",
            """{"id":7}""",
            """{"id":"d","text":"Bonjour","language":"fr"}""",
            """{"id":"e","text":"half a character: \ud83d"}""",
            """[1]""",
            """{"id":"\ud83d","text":"Thank you."}""",
            """{"\ud83d":1,"id":"i","text":"Thank you."}""",
            """{"id":{"deep":[1]},"text":"Ich glaube nicht, dass der Bericht gelesen wird.","language":null}""",
            """{"id":"h","text":"Thank you.","language":"en-GB"}"""
        );

        Assert.Equal(
            [
                "\"a\" en",
                "null not-json",
                "7 text-missing",
                "\"d\" language-not-supported",
                "\"e\" text-missing",
                "null not-json",
                "null en",
                "\"i\" en",
                "{\"deep\":[1]} en",
                "\"h\" en",
            ],
            answers.Select(answer => $"{answer.GetProperty("id").GetRawText()} {Outcome(answer)}")
        );
        var scores = answers[0].GetProperty("scores");
        Assert.Equal(Parley.Scoring.Attribute.All, scores.EnumerateObject().Select(score => score.Name));
        Assert.True(
            scores.GetProperty("TOXICITY").GetSingle() > answers[9].GetProperty("scores").GetProperty("TOXICITY").GetSingle()
        );
        Assert.Matches("^parley-english [0-9a-f]+$", answers[0].GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_table_keeps_its_columns_and_gets_the_scores_beside_them()
    {
        var output = new StringWriter();

        await ScoredLines.CsvAsync(
            new(Models),
            new StringReader("id,text\n1,\"Fine, \"\"thanks\"\"\nto all\"\n2,5\" of You idiot\n3,so\n"),
            output,
            new Progress<int>(),
            default
        );

        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith("id,text,language,TOXICITY,SEVERE_TOXICITY", lines[0], StringComparison.Ordinal);
        Assert.Equal("1,\"Fine, \"\"thanks\"\"", lines[1]);
        Assert.Matches("^to all\",en,0(\\.\\d+)?,", lines[2]);
        Assert.Matches("^2,\"5\"\" of You idiot\",en,[01](\\.\\d+)?,", lines[3]);
    }

    [Fact]
    public async Task Old_decisions_are_laid_beside_what_the_machine_would_have_done()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        var output = new StringWriter();
        try
        {
            await File.WriteAllTextAsync(
                file,
                "text,decision\n"
                    + string.Concat(Enumerable.Range(0, 30).Select(number => $"\"Thank you, number {number}.\",approved\n"))
                    + string.Concat(Enumerable.Range(0, 10).Select(number => $"You stupid idiot number {number}.,rejected\n"))
                    + "The weather was fine today.,rejected\n"
            );

            await ScoredDecisions.PrintAsync(new(Models), file, "TOXICITY", file + ".svg", output, default);

            var page = output.ToString();
            Assert.Contains("41 decisions, 11 of them rejections; TOXICITY by parley-english", page, StringComparison.Ordinal);
            Assert.Contains("| 0.50 | 0 (0.0 %) | 1 (9.1 %) |", page.Replace('\u00A0', ' '), StringComparison.Ordinal);
            Assert.Matches("(?s)Rejected, and scored lowest:\\s+0\\.\\d+  The weather was fine", page);
            Assert.StartsWith("<svg", await File.ReadAllTextAsync(file + ".svg"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".svg");
        }
    }

    [Fact]
    public async Task Each_text_is_scored_in_its_own_language_and_what_no_model_knows_is_told()
    {
        var (languages, output) = (new ScoredLanguages(Two), new StringWriter());

        await ScoredLines.PlainAsync(
            languages,
            new StringReader($"You idiot, no.\n{German}\n{French}"),
            output,
            new Progress<int>(),
            default
        );

        Assert.Equal(
            [
                "line,language,TOXICITY,SEVERE_TOXICITY,IDENTITY_ATTACK,INSULT,PROFANITY,THREAT,ATTACK_ON_COMMENTER",
                "1,en,0.8628,0.0156,0.0156,0.75,0.0156,0.0156,0.0156",
                "2,de,0.8628,,,0.75,,,",
                "3,fr,0.8628,0.0156,0.0156,0.75,0.0156,0.0156,0.0156",
            ],
            LinesOf(output)
        );
        Assert.StartsWith("Texts by language: ", languages.Told, StringComparison.Ordinal);
        Assert.Contains("de 1", languages.Told, StringComparison.Ordinal);
        Assert.EndsWith(
            "No model knows fr: what is in it was scored by a model of another language (1), and its scores say little.",
            languages.Told,
            StringComparison.Ordinal
        );
        Assert.Equal("", new ScoredLanguages(Two).Told);
    }

    [Fact]
    public async Task A_language_that_is_named_is_believed()
    {
        var (languages, output) = (new ScoredLanguages(Two, "de"), new StringWriter());

        await ScoredLines.CsvAsync(
            languages,
            new StringReader("text,language\nYou idiot,\nYou idiot,en-GB\nYou idiot,fr\n"),
            output,
            new Progress<int>(),
            default
        );

        Assert.Equal(
            ["You idiot,,0.8628,,,0.75,,,", "You idiot,en-GB,0.8628,0.0156,", "You idiot,fr,0.8628,0.0156,"],
            LinesOf(output)
                .Skip(1)
                .Select((line, at) => at == 0 ? line : line[..(line.IndexOf("0.0156", StringComparison.Ordinal) + 7)])
        );
        Assert.Equal("Texts by language: de 1, en-GB 1, fr 1.", languages.Told[..(languages.Told.IndexOf('.') + 1)]);
        Assert.Contains(
            "There is no model of fr; there is one of de, en.",
            Assert.Throws<ExpectedException>(() => new ScoredLanguages(Two, "fr")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("plain")]
    public async Task Whoever_waits_gets_each_answer_and_whoever_does_not_gets_many_at_once(string form)
    {
        List<string> lines =
        [
            .. form == "csv" ? ["text"] : (string[])[],
            .. Enumerable
                .Range(0, 500)
                .Select(number => form == "jsonl" ? $$"""{"id":{{number}},"text":"Thank you."}""" : "Thank you."),
        ];
        using var waiting = new Asking(lines.GetRange(0, 4));
        var patient = new CountedOutput();

        await AnswerAsync(waiting, waiting.Answers);
        await AnswerAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), patient);

        // In a table the first line is its head, and so is the first answer.
        Assert.Equal(form == "plain" ? [1, 2, 3, 4, 5] : [0, 1, 2, 3, 4], waiting.Seen);
        Assert.Equal(form == "plain" ? 501 : lines.Count, LinesOf(patient).Count);
        Assert.InRange(patient.Flushes, 1, 5);

        async Task AnswerAsync(Stream input, TextWriter output)
        {
            using var reader = new StreamReader(new AnsweredInput(input, output), bufferSize: 1 << 16);
            await (
                form switch
                {
                    "jsonl" => ScoredLines.JsonAsync(new(Two), reader, output, new Progress<int>(), default),
                    "csv" => ScoredLines.CsvAsync(new(Two), reader, output, new Progress<int>(), default),
                    _ => ScoredLines.PlainAsync(new(Two), reader, output, new Progress<int>(), default),
                }
            );
        }
    }

    [Fact]
    public async Task What_a_machine_could_decide_of_old_decisions_is_counted_and_drawn()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        var output = new StringWriter();
        try
        {
            // 100 that were let stand, and one with the word; 60 with it that were taken down, and one without.
            await File.WriteAllTextAsync(
                file,
                "text,decision\n"
                    + string.Concat(Enumerable.Repeat("Thank you for this.,approved\n", 100))
                    + "Who is called an idiot here?,approved\n"
                    + string.Concat(Enumerable.Repeat("You idiot of a man.,rejected\n", 60))
                    + "The weather was fine.,rejected\n"
                    + $"\"{French}\",rejected\n"
            );

            await ScoredDecisions.PrintAsync(new(Two), file, "TOXICITY", file + ".svg", output, default);

            var page = output.ToString().Replace('\u00A0', ' ');
            // One wrong of 101 that are published is within one in a hundred; one of 62 that are held is not.
            Assert.Contains(
                "At most 1 % wrong either way: 62.0 % without a person, published below 0.863 and none held.",
                page,
                StringComparison.Ordinal
            );
            Assert.Contains("| 0.85 | 1 (1.0 %) | 1 (1.6 %) |", page, StringComparison.Ordinal);
            Assert.Contains("| 0.90 | 0 (0.0 %) | 62 (100.0 %) |", page, StringComparison.Ordinal);
            Assert.Contains(
                "No model knows fr: what is in it was scored by a model of another language (1)",
                page,
                StringComparison.Ordinal
            );
            var lines = Regex.Matches(await File.ReadAllTextAsync(file + ".svg"), "points=\"([^\"]+)\"");
            var (held, passed) = (lines[0].Groups[1].Value.Split(' '), lines[1].Groups[1].Value.Split(' '));
            // From the left edge to the right one; from the bottom, at 312, to the top, at 48.
            Assert.Equal((101, 101), (held.Length, passed.Length));
            Assert.Equal(("48,48", "48,312"), (held[0], passed[0]));
            Assert.Equal(("320,309.4", "320,307.7"), (held[50], passed[50]));
            Assert.Equal(("592,312", "592,48"), (held[100], passed[100]));
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".svg");
        }
    }

    private static List<string> LinesOf(StringWriter output) =>
        [.. output.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    // What was not flushed is not there yet.
    private sealed class CountedOutput : StringWriter
    {
        public int Flushes { get; private set; }

        public int Answered { get; private set; }

        public override void Flush()
        {
            Flushes++;
            Answered = LinesOf(this).Count;
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Flush();
            return Task.CompletedTask;
        }
    }

    // A program that sends a line and then no other before it has the answer.
    private sealed class Asking(List<string> lines) : MemoryStream
    {
        public CountedOutput Answers { get; } = new();

        // How many answers had been sent off before it gave its next line.
        public List<int> Seen { get; } = [];

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Seen.Count > lines.Count)
                return 0;
            Seen.Add(Answers.Answered);
            return Seen.Count > lines.Count ? 0 : Encoding.UTF8.GetBytes(lines[Seen.Count - 1] + "\n", buffer.AsSpan(offset));
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = new byte[buffer.Length];
            var count = Read(read, 0, read.Length);
            read.AsMemory(0, count).CopyTo(buffer);
            return new(count);
        }
    }

    private static string Outcome(JsonElement answer) =>
        answer.TryGetProperty("error", out var error)
            ? error.GetProperty("code").GetString()!
            : answer.GetProperty("language").GetString()!;

    private static async Task<List<JsonElement>> JsonAsync(params string[] lines)
    {
        var output = new StringWriter();
        await ScoredLines.JsonAsync(
            new(Models),
            new StringReader(string.Join('\n', lines)),
            output,
            new Progress<int>(),
            default
        );
        return
        [
            .. output
                .ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }
}
