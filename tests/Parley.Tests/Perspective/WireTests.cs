using System.Globalization;
using System.Net;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Perspective;

/// <summary>
/// What a program hears that called Google's Perspective API and now calls us: the same answers to the same requests, and the same words where
/// it is refused.
/// </summary>
public sealed class WireTests
{
    private const string Low = "{\"value\":0.015625,\"type\":\"PROBABILITY\"}";
    private const string High = "{\"value\":0.8627961,\"type\":\"PROBABILITY\"}";
    private const string Wanted = "\"requestedAttributes\":{\"TOXICITY\":{}}";

    private static string Whole(string name, int end, string score) =>
        $"\"{name}\":{{\"spanScores\":[{{\"begin\":0,\"end\":{end},\"score\":{score}}}],\"summaryScore\":{score}}}";

    private static string Answer(string scores, string rest = "", string language = "en", string? detected = null) =>
        $"{{\"attributeScores\":{{{scores}}},\"languages\":[\"{language}\"],\"detectedLanguages\":[\"{detected ?? language}\"]{rest}}}";

    private static readonly string Idiot = Answer(Whole("TOXICITY", 13, High));

    /// <summary>Requests that are answered, each with its answer.</summary>
    private static readonly (string What, string Body, string Answer)[] Answered =
    [
        ("the usual", $$"""{"comment":{"text":"You idiot, no"},{{Wanted}}}""", Idiot),
        (
            "names by protobuf",
            """{"comment":{"text":"You idiot, no"},"requested_attributes":{"TOXICITY":{"score_type":"PROBABILITY","score_threshold":0.1}},"do_not_store":true,"span_annotations":false}""",
            Idiot
        ),
        (
            "names without quotes",
            "{comment: {text: \"You idiot, no\"}, languages: [\"en\"], requestedAttributes: {TOXICITY:{}} }",
            Idiot
        ),
        ("apostrophes", "{'comment': {'text': 'You idiot, no'}, 'requestedAttributes': {'TOXICITY':{},}}", Idiot),
        (
            "what Coral sends of each comment",
            """{"comment":{"text":"You idiot, no"},"doNotStore":true,"requestedAttributes":{"TOXICITY":{}},"languages":["en"]}""",
            Idiot
        ),
        (
            "null for as usual",
            """{"comment":{"text":"You idiot, no","type":null},"requestedAttributes":{"TOXICITY":null}}""",
            Idiot
        ),
        (
            "all there is to say",
            $$"""{"comment":{"text":"You idiot, no","type":"PLAIN_TEXT"},{{Wanted}},"languages":["en"],"doNotStore":true,"sessionId":"s","communityId":"c","context":{"entries":[{"text":"Before.","type":"PLAIN_TEXT"}]} }""",
            Idiot
        ),
        (
            "the article and what is answered",
            $$"""{"comment":{"text":"You idiot, no"},{{Wanted}},"context":{"articleAndParentComment":{"article":{"text":"A"},"parentComment":{"text":"B"} } } }""",
            Idiot
        ),
        (
            "the same by protobuf",
            $$"""{"comment":{"text":"You idiot, no"},{{Wanted}},"context":{"article_and_parent_comment":{"article":{"text":"A"},"parent_comment":{"text":"B"} } } }""",
            Idiot
        ),
        (
            "a token",
            $$"""{"comment":{"text":"You idiot, no"},{{Wanted}},"clientToken":"ünï <1>"}""",
            Answer(Whole("TOXICITY", 13, High), ",\"clientToken\":\"ünï <1>\"")
        ),
        (
            "a version",
            """{"comment":{"text":"You idiot, no"},"requestedAttributes":{"TOXICITY@6":{} } }""",
            Answer(Whole("TOXICITY@6", 13, High))
        ),
        (
            "two attributes",
            """{"comment":{"text":"You idiot, no"},"requestedAttributes":{"THREAT":{},"TOXICITY":{} } }""",
            Answer(Whole("THREAT", 13, Low) + "," + Whole("TOXICITY", 13, High))
        ),
        (
            "a threshold",
            """{"comment":{"text":"You idiot, no"},"requestedAttributes":{"THREAT":{"scoreThreshold":0.5},"TOXICITY":{"scoreThreshold":"0.5"} } }""",
            Idiot
        ),
        (
            "all below a threshold",
            """{"comment":{"text":"A fine day"},"requestedAttributes":{"TOXICITY":{"scoreThreshold":0.5} } }""",
            Answer("")
        ),
        (
            "one for commenters",
            """{"comment":{"text":"A fine day"},"requestedAttributes":{"ATTACK_ON_COMMENTER":{} } }""",
            Answer(Whole("ATTACK_ON_COMMENTER", 10, Low))
        ),
        (
            "spans",
            $$"""{"comment":{"text":"Fine 😀 day. You idiot! \n\nBye"},{{Wanted}},"spanAnnotations":true}""",
            Answer(
                $$"""
                "TOXICITY":{"spanScores":[{"begin":0,"end":12,"score":{{Low}}},{"begin":13,"end":23,"score":{{High}}},{"begin":26,"end":29,"score":{{Low}}}],"summaryScore":{{High}}}
                """.Trim()
            )
        ),
        (
            "a language",
            $$"""{"comment":{"text":"Du idiot, ach"},{{Wanted}},"languages":["de"]}""",
            Answer(Whole("TOXICITY", 13, High), "", "de")
        ),
        (
            "a language with its country",
            $$"""{"comment":{"text":"You idiot, no"},{{Wanted}},"languages":["en-GB"]}""",
            Answer(Whole("TOXICITY", 13, High), "", "en-GB")
        ),
        ("one language, no list", $$"""{"comment":{"text":"You idiot, no"},{{Wanted}},"languages":"en"}""", Idiot),
        (
            "several languages",
            $$"""{"comment":{"text":"You idiot, no"},{{Wanted}},"languages":["en","de"]}""",
            Idiot.Replace("\"languages\":[\"en\"]", "\"languages\":[\"en\",\"de\"]", StringComparison.Ordinal)
        ),
        (
            "a language that is found",
            $$"""{"comment":{"text":"Das ist fein und auch gut"},{{Wanted}}}""",
            Answer(Whole("TOXICITY", 25, Low), "", "de")
        ),
        (
            "a language that is found and has no such attribute",
            """{"comment":{"text":"Das ist fein und auch gut"},"requestedAttributes":{"THREAT":{} } }""",
            Answer(Whole("THREAT", 25, Low), "", "en", "de")
        ),
        (
            "a language that is found and has no model",
            $$"""{"comment":{"text":"สวัสดี idiot"},{{Wanted}}}""",
            Answer(Whole("TOXICITY", 12, High), "", "en", "th")
        ),
        ("too short to tell", $$"""{"comment":{"text":"You idiot, no"},{{Wanted}},"languages":[]}""", Idiot),
    ];

    /// <summary>Requests that are refused as Google refused them, with the type of the error and its words.</summary>
    private static readonly (string What, string Body, string? Type, string Message)[] Refused =
    [
        ("no comment", $$"""{ {{Wanted}} }""", "COMMENT_EMPTY", "Comment must be non-empty."),
        ("an empty body", "", "COMMENT_EMPTY", "Comment must be non-empty."),
        ("no text", $$"""{"comment":{"text":""},{{Wanted}}}""", "COMMENT_EMPTY", "Comment must be non-empty."),
        ("blanks", $$"""{"comment":{"text":" \n\t"},{{Wanted}}}""", "COMMENT_EMPTY", "Comment must be non-empty."),
        (
            "too long",
            $$"""{"comment":{"text":"{{new string('é', 11_684)}}"},{{Wanted}}}""",
            "COMMENT_TOO_LONG",
            "Comment text was too many bytes. Value (23368) exceeded limit (20480)."
        ),
        ("no attributes", """{"comment":{"text":"A fine day"}}""", "NO_REQUESTED_ATTRIBUTES", "Missing requested_attributes"),
        (
            "none of them",
            """{"comment":{"text":"A fine day"},"requestedAttributes":{}}""",
            "NO_REQUESTED_ATTRIBUTES",
            "Missing requested_attributes"
        ),
        (
            "an attribute that is none",
            """{"comment":{"text":"A fine day"},"requestedAttributes":{"TOXICITY":{},"FLIRTATION":{} } }""",
            "INVALID_REQUEST",
            "Unknown requested attribute: FLIRTATION"
        ),
        (
            "an attribute of another case",
            """{"comment":{"text":"A fine day"},"requestedAttributes":{"toxicity":{} } }""",
            "INVALID_REQUEST",
            "Unknown requested attribute: toxicity"
        ),
        (
            "a kind of score",
            """{"comment":{"text":"A fine day"},"requestedAttributes":{"TOXICITY":{"scoreType":"PERCENTILE"} } }""",
            "INVALID_REQUEST",
            "Requested score type PERCENTILE is not supported by attribute TOXICITY"
        ),
        (
            "the same by its number",
            """{"comment":{"text":"A fine day"},"requestedAttributes":{"TOXICITY":{"scoreType":4} } }""",
            "INVALID_REQUEST",
            "Requested score type RAW is not supported by attribute TOXICITY"
        ),
        (
            "HTML",
            $$"""{"comment":{"text":"A fine day","type":"HTML"},{{Wanted}}}""",
            "INVALID_REQUEST",
            "Currently, only 'PLAIN_TEXT' comments are supported"
        ),
        (
            "another kind of text",
            $$"""{"comment":{"text":"A fine day","type":7},{{Wanted}}}""",
            "INVALID_REQUEST",
            "Unknown text type"
        ),
        (
            "HTML before it",
            $$"""{"comment":{"text":"A fine day"},{{Wanted}},"context":{"entries":[{"text":"a","type":"HTML"}]} }""",
            "INVALID_REQUEST",
            "Currently, only 'PLAIN_TEXT' comments are supported"
        ),
        (
            "both contexts",
            $$"""{"comment":{"text":"A fine day"},{{Wanted}},"context":{"entries":[{"text":"a"}],"articleAndParentComment":{"article":{"text":"b"} } } }""",
            "INVALID_REQUEST",
            "Context can have either entries or article_and_parent_comment, but both fields were populated."
        ),
        (
            "a language without a model",
            """{"comment":{"text":"A fine day"},"requestedAttributes":{"THREAT":{} },"languages":["th"]}""",
            "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
            "Attribute THREAT does not support request languages: th"
        ),
        (
            "a language that lacks the attribute",
            """{"comment":{"text":"A fine day"},"requestedAttributes":{"TOXICITY":{},"THREAT":{} },"languages":["en","de"]}""",
            "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
            "Attribute THREAT does not support request languages: en, de"
        ),
        (
            "a name that is none",
            $$"""{"comment":{"text":"A fine day"},{{Wanted}},"requestedLanguage":"en"}""",
            null,
            "Invalid JSON payload received. Unknown name \"requestedLanguage\": Cannot find field."
        ),
        (
            "a name that is none, further in",
            """{"comment":{"text":"A fine day","txt":1},"requestedAttributes":{"TOXICITY":{"threshold":1} } }""",
            null,
            "Invalid JSON payload received. Unknown name \"txt\" at 'comment': Cannot find field.\nInvalid JSON payload received. Unknown name \"threshold\" at 'requested_attributes[0].value': Cannot find field."
        ),
        (
            "a number for a text",
            $$"""{"comment":{"text":7},{{Wanted}}}""",
            null,
            "Invalid value at 'comment.text' (TYPE_STRING), 7"
        ),
        (
            "half a character",
            $$"""{"comment":{"text":"a\ud83d"},{{Wanted}}}""",
            null,
            "Invalid value at 'comment.text' (TYPE_STRING), \"a\\ud83d\""
        ),
        (
            "names by the thousand",
            "{\"comment\":{\"text\":\"a\"},\"requestedAttributes\":{"
                + string.Join(',', Enumerable.Range(0, 65).Select(version => $"\"THREAT@{version}\":{{}}"))
                + "}}",
            "INVALID_REQUEST",
            "At most 64 attributes may be requested at once"
        ),
        ("no message", "[]", null, "Invalid JSON payload received. Unknown name \"\": Root element must be a message."),
        ("no JSON", "{\"comment\":", null, "Invalid JSON payload received. Unexpected token."),
        ("a form", "comment=x", null, "Invalid JSON payload received. Unexpected token."),
        ("too deep", new string('[', 100_000), null, "Invalid JSON payload received. Unexpected token."),
    ];

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_program_that_called_Perspective_hears_the_same_of_a_text(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scene = await WireScene.OpenAsync(database);
        List<string> faults = [];

        foreach (var (what, body, expected) in Answered)
        {
            var answer = await scene.AnalyzeAsync(body);
            if (answer.Status != HttpStatusCode.OK || Compact(answer) != expected)
                faults.Add($"{what}: {answer.Status}\n  {Compact(answer)}\nnot\n  {expected}");
        }

        foreach (var (what, body, type, message) in Refused)
        {
            var answer = await scene.AnalyzeAsync(body);
            var error = answer.Json["error"]!;
            var detail = error["details"]?[0];
            var isRight =
                answer.Status == HttpStatusCode.BadRequest
                && (int)error["code"]! == 400
                && (string?)error["status"] == "INVALID_ARGUMENT"
                && (string?)error["message"] == message
                && (string?)detail?["errorType"] == type
                && (type is null || (string?)detail!["@type"] == "type.googleapis.com/google.commentanalyzer.v1alpha1.Error");
            if (!isRight)
                faults.Add($"{what}: {answer.Status} {Compact(answer)}");
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults));
        // Whatever was sent, nothing of it is anywhere.
        Assert.Equal(0, await CountLabelsAsync(scene));
    }

    [Fact]
    public async Task What_a_language_lacks_is_said_in_the_details_and_so_is_a_name_that_is_none()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var scene = await WireScene.OpenAsync(database);

        var language = await scene.AnalyzeAsync($$"""{"comment":{"text":"A fine day"},{{Wanted}},"languages":["th","en"]}""");
        var name = await scene.AnalyzeAsync($$"""{"comment":{"text":"A fine day","x":1},{{Wanted}}}""");

        Assert.Equal(
            """{"requestedLanguages":["th","en"],"attribute":"TOXICITY"}""",
            language.Json["error"]!["details"]![0]!["languageNotSupportedByAttributeError"]!.ToJsonString()
        );
        var violation = name.Json["error"]!["details"]![0]!;
        Assert.Equal("type.googleapis.com/google.rpc.BadRequest", (string?)violation["@type"]);
        Assert.Equal("comment", (string?)violation["fieldViolations"]![0]!["field"]);
    }

    [Fact]
    public async Task An_operator_who_asks_for_strictness_gets_Googles_answers_to_languages()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var scene = await WireScene.OpenAsync(
            database,
            options => (options.StrictLanguages, options.KeylessCalls) = (true, true)
        );

        var unknown = await scene.AnalyzeAsync($$"""{"comment":{"text":"สวัสดี idiot"},{{Wanted}}}""");
        var lacking = await scene.AnalyzeAsync(
            """{"comment":{"text":"Das ist fein und auch gut"},"requestedAttributes":{"THREAT":{} } }"""
        );
        // The house's language is what a short text is taken for; without a key there is no house.
        var shortText = await scene.AnalyzeAsync($$"""{"comment":{"text":"Fine"},{{Wanted}}}""");
        var ofNobody = await scene.SendAsync(WireScene.Analyze, $$"""{"comment":{"text":"Fine"},{{Wanted}}}""");

        Assert.Equal("Attribute TOXICITY does not support request languages: th", MessageOf(unknown));
        Assert.Equal(
            """{"detectedLanguages":["th"],"attribute":"TOXICITY"}""",
            unknown.Json["error"]!["details"]![0]!["languageNotSupportedByAttributeError"]!.ToJsonString()
        );
        Assert.Equal("Attribute THREAT does not support request languages: de", MessageOf(lacking));
        Assert.Equal(HttpStatusCode.OK, shortText.Status);
        Assert.Equal("LANGUAGE_DETECTION_FAILED", TypeOf(ofNobody));
        Assert.Equal("Unable to detect language", MessageOf(ofNobody));
    }

    [Fact]
    public async Task Where_no_model_is_installed_no_score_is_made_up()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var scene = await WireScene.OpenAsync(database, hasModels: false);

        var answer = await scene.AnalyzeAsync($$"""{"comment":{"text":"A fine day"},{{Wanted}}}""");
        var batch = await scene.SendAsync($"/api/v1/score?key={scene.Key}", """[{"id":"1","text":"A fine day"}]""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal(
            """{"error":{"code":503,"message":"No model is installed that scores texts.","status":"UNAVAILABLE"}}""",
            Compact(answer)
        );
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "scoring-not-installed"), (batch.Status, batch.Code));
    }

    [Fact]
    public async Task Whatever_type_a_body_says_it_has_and_whatever_else_clients_add_it_is_read()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var scene = await WireScene.OpenAsync(database, prefix: "/talk");
        var body = $$"""{"comment":{"text":"You idiot, no"},{{Wanted}}}""";

        foreach (
            var type in (string?[])
                [
                    null,
                    "",
                    "text/plain;charset=UTF-8",
                    "application/x-www-form-urlencoded",
                    "application/json; charset=utf-8",
                    "x",
                ]
        )
            Assert.Equal(Idiot, Compact(await scene.SendAsync($"{WireScene.Analyze}?key={scene.Key}", body, type)));
        const string standard =
            "alt=json&prettyPrint=false&fields=attributeScores&quotaUser=q&callback=c&%24.xgafv=2&uploadType=media&upload_protocol=raw";
        var plain = await scene.SendAsync($"{WireScene.Analyze}?{standard}&key={scene.Key}", body);
        var pretty = await scene.AnalyzeAsync(body);

        Assert.Equal(Idiot, plain.Text);
        Assert.Equal("application/json; charset=utf-8", plain.Headers["content-type"]);
        Assert.Contains("{\n  \"attributeScores\": {", pretty.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        // With the mark of UTF-8 before it, as some editors write it.
        Assert.Equal(Idiot, Compact(await scene.AnalyzeAsync("\ufeff" + body)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_key_is_taken_wherever_clients_put_it_and_no_other_is(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scene = await WireScene.OpenAsync(database);
        var body = $$"""{"comment":{"text":"You idiot, no"},{{Wanted}}}""";
        var (here, there) = (scene.Server.Site.Name, scene.Server.OtherSite.Name);
        var secret = scene.Key.Split('.')[1];

        Assert.Equal(Idiot, Compact(await scene.SendAsync($"{WireScene.Analyze}?key={scene.Key}", body)));
        Assert.Equal(Idiot, Compact(await scene.SendAsync($"{WireScene.Analyze}?access_token={scene.Key}", body)));
        foreach (var header in ((string, string)[])[("x-goog-api-key", scene.Key), ("Authorization", "Bearer " + scene.Key)])
            Assert.Equal(Idiot, Compact(await scene.SendAsync(WireScene.Analyze, body, headers: header)));

        string[] wrong =
        [
            "x",
            secret,
            $"{there}.{secret}",
            $"nowhere.{secret}",
            $"{here}.",
            $"{here}.{secret}x",
            new string('k', 5_000),
        ];
        foreach (var key in wrong)
        {
            foreach (var path in (string[])[WireScene.Analyze, WireScene.Suggest])
            {
                var answer = await scene.SendAsync($"{path}?key={key}", body);
                Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
                Assert.Equal("API key not valid. Please pass a valid API key.", MessageOf(answer));
                Assert.Equal("API_KEY_INVALID", (string?)answer.Json["error"]!["details"]![0]!["reason"]);
            }

            var batch = await scene.SendAsync($"/api/v1/score?key={key}", "[]");
            Assert.Equal((HttpStatusCode.BadRequest, "scoring-key-unknown"), (batch.Status, batch.Code));
        }

        var none = await scene.SendAsync(WireScene.Analyze, body);
        Assert.Equal((HttpStatusCode.Forbidden, "PERMISSION_DENIED"), (none.Status, (string?)none.Json["error"]!["status"]));
        Assert.Equal("scoring-key-needed", (await scene.SendAsync("/api/v1/score", "[]")).Code);

        // A key is taken back, and every node hears of it.
        Assert.True(
            await scene.Server.Get<Parley.Perspective.ScoringKeyStore>().RevokeAsync(scene.Server.Site.Id, "desk", default)
        );
        await Eventually.IsSoAsync(async () =>
            MessageOf(await scene.SendAsync($"{WireScene.Analyze}?key={scene.Key}", body))
            == "API key not valid. Please pass a valid API key."
        );
        Assert.Equal(HttpStatusCode.OK, (await scene.SendAsync($"{WireScene.Analyze}?key={scene.OtherKey}", body)).Status);
    }

    [Fact]
    public async Task Where_the_operator_allows_it_a_text_is_scored_without_a_key_but_what_people_think_is_nobodys()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var scene = await WireScene.OpenAsync(database, options => options.KeylessCalls = true);
        scene.Server.Get<Parley.Http.Pace>().IsKept = true;
        var body = $$"""{"comment":{"text":"You idiot, no"},{{Wanted}}}""";

        var scored = await scene.SendAsync(WireScene.Analyze, body);
        var suggested = await scene.SendAsync(
            WireScene.Suggest,
            """{"comment":{"text":"You idiot, no"},"attributeScores":{"TOXICITY":{"summaryScore":{"value":1} } } }"""
        );
        var many = await scene.SendAsync("/api/v1/score", """[{"id":"a","text":"A"}]""");
        for (var i = 0; i < 60; i++)
            await scene.SendAsync(WireScene.Analyze, body);
        var tooOften = await scene.SendAsync(WireScene.Analyze, body);

        Assert.Equal(Idiot, Compact(scored));
        Assert.Equal(HttpStatusCode.Forbidden, suggested.Status);
        Assert.Equal(HttpStatusCode.Forbidden, many.Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooOften.Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_asks_too_often_hears_so_as_from_Google_and_may_ask_again_in_the_next_minute(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scene = await WireScene.OpenAsync(database);
        var key = await scene.AddKeyAsync(scene.Server.Site, "small", 3);
        await scene.Server.CaughtUpAsync();
        var body = """{"comment":{"text":"You idiot, no"},"requestedAttributes":{"TOXICITY":{},"INSULT":{},"THREAT":{} } }""";

        // Many attributes of one text are one call; of several texts, each counts, and all are scored or none.
        Assert.Equal(HttpStatusCode.OK, (await scene.SendAsync($"{WireScene.Analyze}?key={key}", body)).Status);
        var three = await scene.SendAsync(
            $"/api/v1/score?key={key}",
            """[{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"c","text":"C"}]"""
        );
        var two = await scene.SendAsync($"/api/v1/score?key={key}", """[{"id":"a","text":"A"},{"id":"b","text":"B"}]""");
        var over = await scene.SendAsync($"{WireScene.Analyze}?key={key}", body);
        var other = await scene.AnalyzeAsync(body);
        var four = await scene.SendAsync(
            $"/api/v1/score?key={key}",
            """[{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"c","text":"C"},{"id":"d","text":"D"}]"""
        );
        scene.Server.Clock.Turn(TimeSpan.FromMinutes(1));
        var later = await scene.SendAsync($"{WireScene.Analyze}?key={key}", body);

        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (three.Status, three.Code));
        // For what the key never has, waiting is no help.
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "texts-too-many"), (four.Status, four.Code));
        Assert.Equal(HttpStatusCode.OK, two.Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, over.Status);
        var error = over.Json["error"]!;
        Assert.Equal((429, "RESOURCE_EXHAUSTED"), ((int)error["code"]!, (string?)error["status"]));
        Assert.StartsWith(
            "Quota exceeded for quota metric 'Analysis requests (AnalyzeComment)' and limit",
            (string?)error["message"],
            StringComparison.Ordinal
        );
        Assert.Equal("RATE_LIMIT_EXCEEDED", (string?)error["details"]![0]!["reason"]);
        Assert.InRange(int.Parse(over.Headers["retry-after"], CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [other.Status, later.Status]);
    }

    [Fact]
    public async Task A_page_of_the_site_may_call_from_its_readers_browsers_and_no_other_page_reads_the_answer()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var scene = await WireScene.OpenAsync(database);
        var body = $$"""{"comment":{"text":"You idiot, no"},{{Wanted}}}""";
        const string allowed = "access-control-allow-origin";

        foreach (
            var (origin, onAsking, onAnswer) in ((string, bool, bool)[])
                [
                    ("https://news.example", true, true),
                    // Of a site here, but not the key's.
                    ("https://north.example", true, false),
                    ("https://evil.example", false, false),
                    ("null", false, false),
                ]
        )
        {
            var asked = await scene.SendAsync(
                HttpMethod.Options,
                WireScene.Analyze,
                null,
                null,
                ("Origin", origin),
                ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "content-type")
            );
            var answered = await scene.SendAsync(
                $"{WireScene.Analyze}?key={scene.Key}",
                body,
                headers: [("Origin", origin), ("Sec-Fetch-Site", "cross-site")]
            );

            Assert.Equal(HttpStatusCode.NoContent, asked.Status);
            Assert.Equal(onAsking ? origin : null, asked.Headers.GetValueOrDefault(allowed));
            if (onAsking)
            {
                Assert.Equal("POST", asked.Headers["access-control-allow-methods"]);
                Assert.Contains("content-type", asked.Headers["access-control-allow-headers"], StringComparison.Ordinal);
            }

            Assert.Equal(HttpStatusCode.OK, answered.Status);
            Assert.Equal(onAnswer ? origin : null, answered.Headers.GetValueOrDefault(allowed));
            Assert.Equal("Origin", answered.Headers["vary"]);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Many_texts_at_once_come_back_in_their_order_each_with_its_scores(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scene = await WireScene.OpenAsync(database);
        var url = $"/api/v1/score?key={scene.Key}";

        var answer = await scene.SendAsync(
            url,
            $$"""
            [{"id":"2","text":"You idiot"},{"id":"1","text":"Du idiot","language":"de"},{"id":"3","text":"x","language":"th"},
            {"id":"4","text":"{{new string('a', 20_481)}}"},{"id":"5","text":""}]
            """
        );

        var all = answer.Json.AsArray();
        Assert.Equal(["2", "1", "3", "4", "5"], all.Select(one => (string?)one!["id"]));
        Assert.Equal(("en", "words 1"), ((string?)all[0]!["language"], (string?)all[0]!["model"]));
        Assert.Equal("0.8627961", all[0]!["scores"]!["TOXICITY"]!.ToJsonString());
        Assert.Equal(7, all[0]!["scores"]!.AsObject().Count);
        Assert.Equal("""{"TOXICITY":0.8627961,"INSULT":0.75}""", all[1]!["scores"]!.ToJsonString());
        Assert.Equal("""{"id":"3","language":"th","problem":"language-not-supported"}""", all[2]!.ToJsonString());
        Assert.Equal("""{"id":"4","problem":"text-too-long"}""", all[3]!.ToJsonString());
        Assert.Equal("0.015625", all[4]!["scores"]!["TOXICITY"]!.ToJsonString());

        var tooMany = string.Join(',', Enumerable.Range(0, 1_001).Select(i => $$"""{"id":"{{i}}","text":"a"}"""));
        foreach (
            var (body, code) in ((string, string)[])
                [
                    ($"[{tooMany}]", "texts-too-many"),
                    ("{}", "body-invalid"),
                    ("[null]", "body-invalid"),
                    ("""[{"id":"1"}]""", "body-invalid"),
                    ("""[{"id":"1","text":"a","x":1}]""", "body-invalid"),
                    ("[" + new string(' ', RequestBody.MostOfLists) + "]", "body-too-large"),
                ]
        )
            Assert.Equal(code, (await scene.SendAsync(url, body)).Code);
        Assert.Equal("body-not-json", (await scene.SendAsync(url, "[]", "text/plain")).Code);
        Assert.Equal(0, await CountLabelsAsync(scene));
    }

    internal static Task<int> CountLabelsAsync(WireScene scene) => CountLabelsAsync(scene, scene.Server.Site);

    internal static async Task<int> CountLabelsAsync(WireScene scene, Parley.Sites.Site site) =>
        (
            await scene.Server.ListAsync(
                "SELECT count(*) FROM score_label WHERE site_id = @site",
                [("@site", site.Id)],
                row => (int)row.Long(0)
            )
        )[0];

    internal static string Compact(TestAnswer answer)
    {
        using var bytes = new MemoryStream();
        using (
            var writer = new System.Text.Json.Utf8JsonWriter(
                bytes,
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
            answer.Json.WriteTo(writer);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    internal static string? MessageOf(TestAnswer answer) => (string?)answer.Json["error"]?["message"];

    private static string? TypeOf(TestAnswer answer) => (string?)answer.Json["error"]?["details"]?[0]?["errorType"];
}
