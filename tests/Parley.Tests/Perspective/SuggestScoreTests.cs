using System.Net;
using Parley.Perspective;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Perspective;

/// <summary>What people think of a text, as programs such as Coral tell it.</summary>
public sealed class SuggestScoreTests
{
    private static string Body(string text, string score, string rest = "") =>
        $$"""{"comment":{"text":"{{text}}"},"attributeScores":{"TOXICITY":{"summaryScore":{"value":{{score}},"type":"PROBABILITY"} } }{{rest}}}""";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_the_people_of_a_site_think_is_kept_as_that_sites_label_and_the_last_word_counts(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scene = await WireScene.OpenAsync(database);
        // What Coral sends when a comment is approved, and then rejected: the context is a text that holds JSON.
        string Coral(int value) =>
            $$"""
                {"comment":{"text":"You idiot, no"},"context":{"entries":[{"text":"{\"url\":\"https://news.example/vote\",\"reply_to_id_Coral_comment_id\":\"\",\"Coral_comment_id\":\"7\"}"}]},
                "attributeScores":{"TOXICITY":{"summaryScore":{"value":{{value}} } } },"languages":["en"],"communityId":"Coral:https://talk.example","clientToken":"comment:7"}
                """;

        var approved = await scene.SuggestAsync(Coral(0));
        var rejected = await scene.SuggestAsync(Coral(1));
        var elsewhere = await scene.SendAsync($"{WireScene.Suggest}?key={scene.OtherKey}", Coral(0));
        await scene.SuggestAsync(Body("A fine day\\u0000", "0.25"));
        await scene.SuggestAsync(
            """
            {"comment":{"text":"Fine. You idiot!"},"attribute_scores":{"INSULT@2":{"span_scores":[{"begin":6,"end":16,"score":{"value":0.9} }]},
            "THREAT":{"summary_score":{} } } }
            """
        );
        await scene.SuggestAsync(Body("Never to be kept", "1", ",\"doNotStore\":true"));

        Assert.Equal(HttpStatusCode.OK, approved.Status);
        Assert.Equal(
            """{"detectedLanguages":["en"],"requestedLanguages":["en"],"clientToken":"comment:7"}""",
            WireTests.Compact(rejected)
        );
        Assert.Equal(HttpStatusCode.OK, elsewhere.Status);
        Assert.Equal(
            [
                "INSULT 90 of Fine. You idiot! at 6+10 by desk",
                "THREAT 0 of Fine. You idiot! at + by desk",
                "TOXICITY 100 of You idiot, no at + by desk en comment:7 in Coral:https://talk.example",
                "TOXICITY 25 of A fine day\ufffd at + by desk",
            ],
            (await LabelsAsync(scene, scene.Server.Site)).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["TOXICITY 0 of You idiot, no at + by desk en comment:7 in Coral:https://talk.example"],
            await LabelsAsync(scene, scene.Server.OtherSite)
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_thought_of_a_text_is_forgotten_after_half_a_year(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scene = await WireScene.OpenAsync(database);
        await scene.SuggestAsync(Body("An old one", "1"));
        scene.Server.Clock.Turn(TimeSpan.FromDays(1));
        await scene.SuggestAsync(Body("A younger one", "1"));

        scene.Server.Clock.Turn(ScoreLabelStore.KeptFor - TimeSpan.FromHours(12));
        await scene.Server.Get<Sweeper>().SweepAsync(default);

        Assert.Equal(["TOXICITY 100 of A younger one at + by desk"], await LabelsAsync(scene, scene.Server.Site));
    }

    [Fact]
    public async Task What_says_nothing_or_nothing_of_use_is_refused_and_nothing_of_it_is_kept()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        // Without any model too: what people think is worth keeping before there is one.
        await using var scene = await WireScene.OpenAsync(database, hasModels: false);
        (string Body, string Message)[] all =
        [
            (Body("", "1"), "Comment must be non-empty."),
            ("""{"comment":{"text":"a"}}""", "Missing attribute_scores"),
            ("""{"comment":{"text":"a"},"attributeScores":{}}""", "Missing attribute_scores"),
            ("""{"comment":{"text":"a"},"attributeScores":{"TOXICITY":{}}}""", "Attribute score must not be empty: TOXICITY"),
            (Body("a", "1").Replace("TOXICITY", "SPAM", StringComparison.Ordinal), "Unknown requested attribute: SPAM"),
            (Body("a", "1.5"), "A score of TOXICITY is not between 0 and 1"),
            (Body("a", "\"much\""), "Invalid value at 'attribute_scores[0].value.summary_score.value' (TYPE_FLOAT), \"much\""),
            (
                Body("a", "1").Replace("PROBABILITY", "RAW", StringComparison.Ordinal),
                "Requested score type RAW is not supported by attribute TOXICITY"
            ),
            (
                """{"comment":{"text":"a"},"attributeScores":{"TOXICITY":{"spanScores":[{"begin":0,"end":2,"score":{"value":1} }]} } }""",
                "A span of TOXICITY is not within the comment"
            ),
            (
                Body("a", "1", $",\"clientToken\":\"{new string('t', 1_001)}\""),
                "community_id and client_token may have 1000 letters each"
            ),
            (
                "{\"comment\":{\"text\":\"a\"},\"attributeScores\":{\"TOXICITY\":{\"spanScores\":["
                    + string.Join(',', Enumerable.Repeat("{\"score\":{\"value\":1}}", 101))
                    + "]}}}",
                "At most 100 scores may be suggested at once"
            ),
            (Body("a", "1", $",\"languages\":[\"{new string('e', 36)}\"]"), "A language may have 35 letters"),
        ];

        foreach (var (body, message) in all)
        {
            var answer = await scene.SuggestAsync(body);
            Assert.Equal((HttpStatusCode.BadRequest, message), (answer.Status, WireTests.MessageOf(answer)));
        }

        Assert.Equal(0, await WireTests.CountLabelsAsync(scene));
        Assert.Equal(HttpStatusCode.OK, (await scene.SuggestAsync(Body("a", "1"))).Status);
        Assert.Equal(1, await WireTests.CountLabelsAsync(scene));
    }

    private static Task<List<string>> LabelsAsync(WireScene scene, Parley.Sites.Site site) =>
        scene.Server.ListAsync(
            """
            SELECT attribute, CAST(round(value * 100) AS integer), text, span_start, span_length, key_name, language, client_token,
                community
            FROM score_label WHERE site_id = @site
            """,
            [("@site", site.Id)],
            row =>
                $"{row.Text(0)} {row.Int(1)} of {row.Text(2)} at {(row.IsNull(3) ? null : row.Int(3))}+{(row.IsNull(4) ? null : row.Int(4))} by {row.Text(5)}"
                + (row.TextOrNull(6) is { } language ? $" {language} {row.Text(7)} in {row.Text(8)}" : "")
        );
}
