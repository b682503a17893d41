using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Parley.Scoring;
using Parley.Tests.Server;
using Parley.Tests.Setup;
using Parley.Training;
using Xunit;

namespace Parley.Tests.Scoring;

/// <summary>
/// Another language comes as labelled texts and a line of configuration: the trainer makes a model of it, and a server takes that file.
/// </summary>
public sealed class OtherLanguageTests
{
    private const string Line =
        """{"language":"de","name":"made-up","sets":[{"set":"forum","labels":{"TOXICITY":"rude"}},{"set":"street","labels":{"TOXICITY":"rude","INSULT":"kind=SLUR"}}]}""";

    // Words of no language; the rude ones tell a rude text.
    private static readonly string[] Words = [.. from a in "bdfgklmn" from b in "aeiou" from c in "rst" select $"{a}{b}{c}a"];
    private static readonly string[] Rude = ["grokwulf", "snarbel", "plumpfnik", "dreckzahn"];

    [Fact]
    public async Task A_language_comes_with_texts_and_a_line_and_the_server_takes_its_model()
    {
        await using var place = await Place.MakeAsync();
        Write(place, "data/forum/data.jsonl", 900, withKind: false);
        Write(place, "data/street/data.jsonl", 600, withKind: true);
        var lines = place.Write("languages.jsonl", Encoding.UTF8.GetBytes(Line + "\n"));
        var file = place.At("de.model");

        Run.Of(Settings.Read(["--language", "de", "--languages", lines, "--data", place.At("data"), "--out", file]));

        var model = TrainedModel.Open(file);
        Assert.Equal(("de", "made-up"), (model.Language, model.Name));
        Assert.Matches("^[0-9a-f]{12}$", model.Version);
        // Looked at when the server starts, it is not opened again to be used.
        var (files, options) = (new ModelFiles(), new ParleyOptions());
        options.Models.Add(file);
        Assert.True(files.Validate(null, options).Succeeded);
        var opened = files.Open(file);
        Assert.Same(opened, new GeneralModels([], Options.Create(options), files).Find("de"));
        // What nobody labelled is not made up.
        Assert.Equal(["TOXICITY", "INSULT"], model.Attributes);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.DriversOf("bara")("THREAT"));
        var card = JsonDocument.Parse(model.Card).RootElement.GetProperty("facts");
        Assert.InRange(card.GetProperty("auc").GetProperty("TOXICITY").GetDouble(), 0.95, 1);
        Assert.Equal(
            ["forum/data.jsonl", "street/data.jsonl"],
            card.GetProperty("sets").EnumerateObject().Select(set => set.Name)
        );

        (string, string)[] without = [("PARLEY__PERSPECTIVE__KEYLESSCALLS", "true")];
        await using (var server = await RunningServer.StartAsync(place, place.Where, without))
            Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(server, "TOXICITY", "grokwulf")).Status);

        await using (var server = await RunningServer.StartAsync(place, place.Where, [.. without, ("PARLEY__MODELS__0", file)]))
        {
            Assert.InRange(await ScoreAsync(server, "bara kiso snarbel mura grokwulf"), 0.7, 1);
            Assert.InRange(await ScoreAsync(server, "bara kisa lera mura"), 0, 0.3);
            Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(server, "THREAT", "grokwulf")).Status);
        }
    }

    [Fact]
    public void Two_models_that_differ_have_versions_that_differ()
    {
        string VersionOf(params byte[] learned) => Run.VersionOf([("words", [1, 2]), ("net", learned)]);

        Assert.Equal(VersionOf(1, 2, 3), VersionOf(1, 2, 3));
        Assert.NotEqual(VersionOf(1, 2, 3), VersionOf(1, 2, 4));
        Assert.NotEqual(Run.VersionOf([("words", [1]), ("net", [2])]), Run.VersionOf([("words", [1, 2]), ("net", [])]));
        // Nobody who trains for themselves gives it the name of the one that comes with Parley.
        Assert.NotEqual(new EnglishModel().Name, Settings.Read(["--data", "d", "--out", "o"]).Name);
    }

    [Theory]
    [InlineData("nothing.model", "cannot be used")]
    [InlineData("letter.model", "This is no model of Parley's.")]
    public async Task A_file_that_is_no_model_is_refused_at_start(string name, string words)
    {
        await using var place = await Place.MakeAsync();
        place.Write("letter.model", "A letter."u8.ToArray());
        await using var process = ParleyProcess.Start(
            place.Folder,
            ["--urls", "http://127.0.0.1:0"],
            ("PARLEY__MODELS__0", place.At(name))
        );

        (await process.EndAsync()).IsOneSentence(Parley.Server.Exits.Usage, words);
    }

    [Theory]
    [InlineData("fr", Line, "has no line for")]
    [InlineData("de", """{"language":"de"}""", "line 1")]
    [InlineData("de", """{"language":"de","name":"x","sets":[]}""", "no set")]
    [InlineData("de", """{"language":"de","name":"x","sets":[{"set":"a","labels":{"RUDENESS":"r"}}]}""", "RUDENESS")]
    [InlineData("de", Line, "data.jsonl.xz is not there")]
    public void A_line_that_cannot_be_used_is_told_in_a_sentence(string language, string line, string words)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, line);
        try
        {
            var settings = Settings.Read([
                "--language",
                language,
                "--languages",
                file,
                "--data",
                "nowhere",
                "--out",
                file + ".m",
            ]);

            var problem = Assert.Throws<TrainingException>(() => Run.Of(settings));

            Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Write(Place place, string name, int count, bool withKind)
    {
        var luck = new Random(count);
        using var stream = new MemoryStream();
        for (var at = 0; at < count; at++)
        {
            var isRude = at % 3 == 0;
            List<string> words = [.. Enumerable.Range(0, 9).Select(_ => Words[luck.Next(Words.Length)])];
            if (isRude)
                words.Insert(luck.Next(words.Count), Rude[luck.Next(Rude.Length)]);
            var text = string.Join(' ', words);
            var row = withKind
                ? JsonSerializer.Serialize(
                    new
                    {
                        text,
                        rude = isRude ? 1 : 0,
                        kind = isRude ? "SLUR" : "OTHER",
                    }
                )
                : JsonSerializer.Serialize(new { text, rude = isRude ? 1 : 0 });
            stream.Write(Encoding.UTF8.GetBytes(row + "\n"));
        }
        place.Write(name, stream.ToArray());
    }

    private static Task<TestAnswer> AskAsync(RunningServer server, string attribute, string text) =>
        server
            .Visitor()
            .PostAsync(
                "/v1alpha1/comments:analyze",
                new Dictionary<string, object>
                {
                    ["comment"] = new { text },
                    ["languages"] = new[] { "de" },
                    ["requestedAttributes"] = new Dictionary<string, object> { [attribute] = new { } },
                }
            );

    private static async Task<double> ScoreAsync(RunningServer server, string text)
    {
        var answer = await AskAsync(server, "TOXICITY", text);
        return (double)answer.Json["attributeScores"]!["TOXICITY"]!["summaryScore"]!["value"]!;
    }
}
