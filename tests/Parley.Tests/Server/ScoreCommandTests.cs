using System.Text.Json;
using Parley.Scoring;
using Parley.Server.Commands;
using Xunit;

namespace Parley.Tests.Server;

/// <summary>What whoever pipes lines through <c>parley score</c> gets back.</summary>
public sealed class ScoreCommandTests
{
    private static readonly GeneralModels Models = new([new EnglishModel()]);

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
        Assert.Matches(@"^parley-english \d+$", answers[0].GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_table_keeps_its_columns_and_gets_the_scores_beside_them()
    {
        var output = new StringWriter();

        await ScoredLines.CsvAsync(
            Models,
            new StringReader("id,text\n1,\"Fine, \"\"thanks\"\"\nto all\"\n2,5\" of You idiot\n3,so\n"),
            output,
            new Progress<int>(),
            default
        );

        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.StartsWith("id,text,TOXICITY,SEVERE_TOXICITY", lines[0], StringComparison.Ordinal);
        Assert.Equal("1,\"Fine, \"\"thanks\"\"", lines[1]);
        Assert.Matches("^to all\",0(\\.\\d+)?,", lines[2]);
        Assert.Matches("^2,\"5\"\" of You idiot\",[01](\\.\\d+)?,", lines[3]);
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

            await ScoredDecisions.PrintAsync(Models, file, "TOXICITY", file + ".svg", output, default);

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

    private static string Outcome(JsonElement answer) =>
        answer.TryGetProperty("error", out var error)
            ? error.GetProperty("code").GetString()!
            : answer.GetProperty("language").GetString()!;

    private static async Task<List<JsonElement>> JsonAsync(params string[] lines)
    {
        var output = new StringWriter();
        await ScoredLines.JsonAsync(Models, new StringReader(string.Join('\n', lines)), output, new Progress<int>(), default);
        return
        [
            .. output
                .ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }
}
