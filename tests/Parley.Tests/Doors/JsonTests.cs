using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Doors;

/// <summary>Every body that is JSON, or is not, through every door that reads JSON: refused with a code, or read as it is meant.</summary>
public sealed class JsonTests
{
    /// <param name="Text">The member that holds a person's text, or what stands for it.</param>
    private sealed record JsonDoor(HttpMethod Method, string Endpoint, string Url, TestVisitor Who, string Text, string Others)
    {
        /// <summary>What stands around the object with the text, which is empty here.</summary>
        public string Around { get; init; } = "{}";

        public string With(string value) =>
            Around.Replace("{}", $$"""{"{{Text}}":{{value}}{{Others}}}""", StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_no_JSON_is_refused_by_every_door_and_what_is_brings_none_down(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        List<string> faults = [];

        foreach (var door in await DoorsAsync(house))
        {
            foreach (var item in Corpus.Items("security/json/jsontestsuite.json"))
            {
                var file = item.GetProperty("file").GetString()!;
                var bytes = item.GetProperty("base64").GetBytesFromBase64();
                foreach (var body in Bodies(door, bytes))
                {
                    var answer = await SendAsync(door, body);
                    var isWhole = body.Length == bytes.Length;
                    var isRight = file[0] switch
                    {
                        'n' => IsRefused(answer, "body-invalid"),
                        // Whole, it is JSON and of another form.
                        _ when isWhole && file != "y_object_empty.json" => IsRefused(answer),
                        _ => (int)answer.Status < 500,
                    };
                    if (!isRight)
                        faults.Add($"{door.Endpoint} {file} {Encoding.UTF8.GetString(body)}: {answer.Status} {answer.Text}");
                }
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults));
    }

    // None of it comes to a database.
    [Fact]
    public async Task A_body_that_is_of_the_wrong_form_is_refused_with_a_code()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        List<string> faults = [];

        foreach (var door in await DoorsAsync(house))
        {
            foreach (var (body, codes) in WrongBodies(door))
                Check(door, body, await SendAsync(door, Encoding.UTF8.GetBytes(body)), codes);
            Check(door, "too long", await SendAsync(door, TooLong(door)), "body-too-large");
            Check(door, "too long, in pieces", await SendAsync(door, TooLong(door), inPieces: true), "body-too-large");
            Check(door, "an empty body", await SendAsync(door, []), "body-invalid");
            foreach (var type in new[] { "text/plain", "application/xml", "text/json; charset=utf-8", "multipart/form-data" })
                Check(door, type, await SendAsync(door, Encoding.UTF8.GetBytes(door.With("\"x\"")), type), "body-not-json");
            Check(
                door,
                "no type",
                await SendAsync(door, Encoding.UTF8.GetBytes(door.With("\"x\"")), type: null),
                "body-not-json"
            );
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults));

        void Check(JsonDoor door, string what, TestAnswer answer, params string[] codes)
        {
            // Numbers also come as a form, which a browser sends to another origin without asking.
            if (!IsRefused(answer, codes))
                faults.Add($"{door.Endpoint} {what[..Math.Min(what.Length, 200)]}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task Half_a_character_and_bytes_that_are_none_are_refused_and_nothing_stands_in_their_place()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        var doors = await DoorsAsync(house);

        foreach (var door in doors)
        {
            foreach (var value in new[] { "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"a\\ud83d\"", "\"\\ud83d\\u0041\"" })
                Assert.Equal(
                    (door.Endpoint, value, "body-invalid"),
                    (door.Endpoint, value, (await SendAsync(door, Encoding.UTF8.GetBytes(door.With(value)))).Code)
                );
            foreach (var row in Corpus.Items("security/strings/utf8-cases.json"))
            {
                var bytes = Texts.BytesOf(row);
                if (System.Text.Unicode.Utf8.IsValid(bytes))
                    continue;
                var (before, after) = Around(door);
                var answer = await SendAsync(door, [.. before, (byte)'a', .. bytes, (byte)'b', .. after]);
                Assert.Equal((door.Endpoint, "body-invalid"), (door.Endpoint, answer.Code));
            }
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Letters_however_they_are_escaped_are_the_same_letters(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await House.ServerAsync(database);
        using var house = await House.OpenAsync(server);
        var post = (await DoorsAsync(house))[0];

        foreach (var item in Corpus.Items("security/json/jsontestsuite.json"))
        {
            if (!item.GetProperty("file").GetString()!.StartsWith("y_string", StringComparison.Ordinal))
                continue;
            var written = Encoding.UTF8.GetString(item.GetProperty("base64").GetBytesFromBase64());
            if (JsonNode.Parse(written) is not JsonArray { Count: 1 } array || (string?)array[0] is not { } text)
                continue;
            var id = Guid.CreateVersion7();
            var body = $$"""{"body":{{written.Trim()[1..^1]}},"id":"{{id}}"}""";
            var answer = await SendAsync(post, Encoding.UTF8.GetBytes(body));
            if (answer.Status == HttpStatusCode.Created)
                Assert.Equal(Texts.Expected(text), await house.MineAsync(id));
            else
                Assert.Contains(answer.Code, new[] { "text-empty", "text-has-control-characters", "comment-refused" });
        }
    }

    private static IEnumerable<byte[]> Bodies(JsonDoor door, byte[] bytes)
    {
        yield return bytes;
        var (before, after) = (door.With("\u0001").Split('\u0001')[0], door.With("\u0001").Split('\u0001')[1]);
        yield return [.. Encoding.UTF8.GetBytes(before), .. bytes, .. Encoding.UTF8.GetBytes(after)];
        // What stands in an array by itself, as the text: half a string without its end could close with ours.
        if (bytes is [(byte)'[', (byte)'"', .. var inner, (byte)'"', (byte)']'])
            yield return [.. Encoding.UTF8.GetBytes(before), (byte)'"', .. inner, (byte)'"', .. Encoding.UTF8.GetBytes(after)];
    }

    private static (byte[] Before, byte[] After) Around(JsonDoor door)
    {
        var parts = door.With("\"\u0001\"").Split('\u0001');
        return (Encoding.UTF8.GetBytes(parts[0]), Encoding.UTF8.GetBytes(parts[1]));
    }

    private static IEnumerable<(string Body, string[] Codes)> WrongBodies(JsonDoor door)
    {
        string[] invalid = ["body-invalid"];
        foreach (var value in new[] { "1", "true", "{}", "[1]", "[[]]", "1e999", "\"x\",\"x\":1" })
            yield return (door.With(value), invalid);
        yield return (
            door.With(
                $$"""
                "a","{{door.Text}}":"b"
                """
            ),
            invalid
        );
        yield return (
            door.With(
                """
                "a","siteId":"other","role":"admin","createdAt":"1999-01-01"
                """
            ),
            invalid
        );
        yield return ("null", invalid);
        yield return ("[]", invalid);
        yield return ("\"x\"", invalid);
        yield return (new string('[', 100_000), invalid);
        yield return (string.Concat(Enumerable.Repeat("[{\"\":", 20_000)), invalid);
        yield return (door.With(new string('[', 60_000) + new string(']', 60_000)), invalid);
        yield return (door.With(new string('9', 100_000)), invalid);
        yield return ("\ufeff\ufeff" + door.With("\"x\""), invalid);
        // Left out or null: whatever is missed, it is said.
        if (door.Text is not ("words" or "text" or "urls" or "reason" or "sentence" or "note" or "suspect"))
            yield return (door.With("null"), []);
        yield return (door.With("[null]"), invalid);
    }

    private static byte[] TooLong(JsonDoor door) =>
        Encoding.UTF8.GetBytes(
            door.With($"\"{new string('x', IsForLists(door) ? RequestBody.MostOfLists : RequestBody.MostBytes)}\"")
        );

    private static bool IsForLists(JsonDoor door) =>
        door.Endpoint.Contains("/word-lists/", StringComparison.Ordinal)
        || door.Endpoint.Contains("/moderation/checks", StringComparison.Ordinal)
        || door.Endpoint.EndsWith("/newsroom/reports", StringComparison.Ordinal)
        || door.Endpoint == "PUT /api/v1/sites/{site}/newsroom/pages"
        || door.Endpoint.EndsWith("/newsroom/reports/{story:guid}", StringComparison.Ordinal)
        || door.Endpoint.EndsWith("/newsroom/reports/{story:guid}/checks", StringComparison.Ordinal);

    private static bool IsRefused(TestAnswer answer, params string[] codes) =>
        (int)answer.Status is >= 400 and < 500
        && answer.Headers.GetValueOrDefault("content-type") == "application/problem+json"
        && answer.Code is { Length: > 0 } code
        && (codes.Length == 0 || codes.Contains(code));

    private static async Task<TestAnswer> SendAsync(
        JsonDoor door,
        byte[] body,
        string? type = "application/json",
        bool inPieces = false
    )
    {
        using HttpContent content = inPieces ? new StreamContent(new MemoryStream(body)) : new ByteArrayContent(body);
        if (type is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (inPieces)
            content.Headers.ContentLength = null;
        return await door.Who.SendAsync(door.Method, door.Url, content);
    }

    private static async Task<IReadOnlyList<JsonDoor>> DoorsAsync(House house)
    {
        var comment = await house.CommentAsync();
        var held = await house.CommentAsync();
        var dossier = (await house.Moderator.PostAsync($"{House.Api}/newsroom/dossiers", new { title = "Bread" })).Json["id"];
        var added = await house.Moderator.PostAsync(
            $"{House.Api}/newsroom/dossiers/{dossier}/lines",
            new { kind = "actor", name = "Lantern" }
        );
        var actor = added.Json["id"];
        const string Api = "/api/v1/sites/{site}";
        JsonDoor[] doors =
        [
            new(
                HttpMethod.Post,
                $"POST {Api}/threads/{{thread:guid}}/comments",
                $"{House.Api}/threads/{house.Thread}/comments",
                house.Writer,
                "body",
                $",\"id\":\"{Guid.CreateVersion7()}\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/comments",
                $"{House.Api}/comments",
                house.Writer,
                "body",
                $",\"id\":\"{Guid.CreateVersion7()}\",\"url\":\"https://news.example/json\""
            ),
            new(
                HttpMethod.Patch,
                $"PATCH {Api}/comments/{{comment:guid}}",
                $"{House.Api}/comments/{comment}",
                house.Writer,
                "body",
                ""
            ),
            new(HttpMethod.Post, $"POST {Api}/preview", $"{House.Api}/preview", house.Visitor, "body", ""),
            new(
                HttpMethod.Post,
                $"POST {Api}/comments/{{comment:guid}}/reports",
                $"{House.Api}/comments/{comment}/reports",
                house.Other,
                "words",
                ",\"reason\":\"abuse\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/comments/{{comment:guid}}/notices",
                $"{House.Api}/comments/{comment}/notices",
                house.Visitor,
                "words",
                ",\"name\":\"Nan\",\"email\":\"nan@plain.example\",\"goodFaith\":true"
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/threads/{{thread:guid}}/question",
                $"{House.Api}/threads/{house.Thread}/question",
                house.Moderator,
                "body",
                ""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/newsroom/reports",
                $"{House.Api}/newsroom/reports",
                house.Moderator,
                "headline",
                ",\"text\":\"It turns.\""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/newsroom/pages",
                $"{House.Api}/newsroom/pages",
                house.Moderator,
                "headline",
                ",\"text\":\"It turns.\",\"identifier\":\"zz-doors\""
            ),
            new(HttpMethod.Post, $"POST {Api}/newsroom/pages", $"{House.Api}/newsroom/pages", house.Moderator, "url", ""),
            new(
                HttpMethod.Put,
                $"PUT {Api}/newsroom/reports/{{story:guid}}",
                $"{House.Api}/newsroom/reports/{Guid.NewGuid()}",
                house.Moderator,
                "headline",
                ",\"text\":\"It turns.\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/newsroom/reports/{{story:guid}}/checks",
                $"{House.Api}/newsroom/reports/{Guid.NewGuid()}/checks",
                house.Moderator,
                "headline",
                ",\"text\":\"It turns.\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/newsroom/reports/{{story:guid}}/attributions",
                $"{House.Api}/newsroom/reports/{Guid.NewGuid()}/attributions",
                house.Moderator,
                "words",
                ""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/newsroom/reports/{{story:guid}}/protected-words",
                $"{House.Api}/newsroom/reports/{Guid.NewGuid()}/protected-words",
                house.Moderator,
                "words",
                ""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/newsroom/claims/{{claim:guid}}/status",
                $"{House.Api}/newsroom/claims/{Guid.NewGuid()}/status",
                house.Moderator,
                "reason",
                ",\"status\":\"stands\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/newsroom/claims/{{claim:guid}}/articles",
                $"{House.Api}/newsroom/claims/{Guid.NewGuid()}/articles",
                house.Moderator,
                "title",
                ",\"outlet\":\"The Meridian\""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/newsroom/attributions/{{attribution:guid}}",
                $"{House.Api}/newsroom/attributions/{Guid.NewGuid()}",
                house.Moderator,
                "name",
                ""
            )
            {
                Around = """{"number":0,"chain":[{"source":{}}]}""",
            },
            new(
                HttpMethod.Put,
                $"PUT {Api}/newsroom/claims/{{claim:guid}}",
                $"{House.Api}/newsroom/claims/{Guid.NewGuid()}",
                house.Moderator,
                "sentence",
                ""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/newsroom/sources/{{source:guid}}",
                $"{House.Api}/newsroom/sources/{Guid.NewGuid()}",
                house.Moderator,
                "name",
                ""
            ),
            new(HttpMethod.Post, $"POST {Api}/threads", $"{House.Api}/threads", house.Moderator, "url", ""),
            new(
                HttpMethod.Post,
                $"POST {Api}/newsroom/dossiers",
                $"{House.Api}/newsroom/dossiers",
                house.Moderator,
                "title",
                ""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/newsroom/dossiers/{{dossier:guid}}",
                $"{House.Api}/newsroom/dossiers/{dossier}",
                house.Moderator,
                "title",
                ""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/newsroom/dossiers/{{dossier:guid}}/lines",
                $"{House.Api}/newsroom/dossiers/{dossier}/lines",
                house.Moderator,
                "name",
                ",\"kind\":\"actor\""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/newsroom/dossiers/{{dossier:guid}}/lines/{{line:guid}}",
                $"{House.Api}/newsroom/dossiers/{dossier}/lines/{actor}",
                house.Moderator,
                "name",
                ",\"kind\":\"actor\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/comments/{{comment:guid}}/decision",
                $"{House.Api}/moderation/comments/{held}/decision",
                house.Moderator,
                "words",
                ",\"decision\":\"publish\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/batches",
                $"{House.Api}/moderation/batches",
                house.Moderator,
                "words",
                ",\"decision\":\"publish\",\"comments\":[],\"seenAt\":\"2020-01-01T00:00:00Z\""
            ),
            new(HttpMethod.Post, $"POST {Api}/moderation/notes", $"{House.Api}/moderation/notes", house.Moderator, "words", ""),
            new(
                HttpMethod.Post,
                $"POST {Api}/objections",
                $"{House.Api}/objections",
                house.Visitor,
                "words",
                ",\"code\":\"0\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/objections/{{objection:guid}}/decision",
                $"{House.Api}/moderation/objections/{Guid.NewGuid()}/decision",
                house.Moderator,
                "words",
                ",\"reverses\":false"
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/readers/{{reader:guid}}/sanctions",
                $"{House.Api}/moderation/readers/{house.Other.Id}/sanctions",
                house.Moderator,
                "words",
                ",\"kind\":\"hold\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/orders",
                $"{House.Api}/moderation/orders",
                house.Moderator,
                "named",
                ",\"kind\":\"removal\",\"authority\":\"Office\",\"country\":\"AT\",\"reference\":\"1\",\"basis\":\"A law\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/orders/{{order:guid}}/answer",
                $"{House.Api}/moderation/orders/{Guid.NewGuid()}/answer",
                house.Moderator,
                "words",
                ",\"outcome\":\"done\""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/orders/{{order:guid}}/silence",
                $"{House.Api}/moderation/orders/{Guid.NewGuid()}/silence",
                house.Moderator,
                "words",
                ""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/moderation/flaggers/{{reader:guid}}",
                $"{House.Api}/moderation/flaggers/{house.Other.Id}",
                house.Moderator,
                "body",
                ""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/moderation/word-lists/{{kind}}",
                $"{House.Api}/moderation/word-lists/banned",
                house.Moderator,
                "text",
                ",\"version\":99"
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/word-lists/try",
                $"{House.Api}/moderation/word-lists/try",
                house.Moderator,
                "text",
                ""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/moderation/policies/{{scope}}",
                $"{House.Api}/moderation/policies/tag?name=json",
                house.Moderator,
                "sentence",
                ",\"state\":\"closed\""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/moderation/policies/threads/{{thread:guid}}",
                $"{House.Api}/moderation/policies/threads/{house.Thread}",
                house.Moderator,
                "note",
                ""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/moderation/policies/stop",
                $"{House.Api}/moderation/policies/stop",
                house.Moderator,
                "sentence",
                ""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/moderation/checks",
                $"{House.Api}/moderation/checks",
                house.Moderator,
                "rules",
                ",\"version\":99"
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/checks/try",
                $"{House.Api}/moderation/checks/try",
                house.Moderator,
                "suspect",
                ",\"comments\":1"
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/hooks",
                $"{House.Api}/hooks",
                house.Moderator,
                "name",
                ",\"url\":\"https://10.0.0.1/\""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/hooks/{{hook:guid}}",
                $"{House.Api}/hooks/{Guid.NewGuid()}",
                house.Moderator,
                "name",
                ",\"version\":1"
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/moderation/second-looks/{{look:guid}}/settlement",
                $"{House.Api}/moderation/second-looks/{house.Thread}/settlement",
                house.Moderator,
                "words",
                ",\"overturns\":true"
            ),
            new(HttpMethod.Put, $"PUT {Api}/rules", $"{House.Api}/rules", house.Moderator, "rules", ",\"version\":99"),
            new(HttpMethod.Put, $"PUT {Api}/order", $"{House.Api}/order", house.Writer, "order", ""),
            new(
                HttpMethod.Put,
                $"PUT {Api}/threads/{{thread:guid}}/drafts/{{draft:guid}}",
                $"{House.Api}/threads/{house.Thread}/drafts/{Guid.CreateVersion7()}",
                house.Writer,
                "body",
                ""
            ),
            new(HttpMethod.Put, $"PUT {Api}/account/name", $"{House.Api}/account/name", house.Other, "name", ""),
            new(
                HttpMethod.Put,
                $"PUT {Api}/account/email",
                $"{House.Api}/account/email",
                house.Other,
                "email",
                ",\"password\":\"x\""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/account/password",
                $"{House.Api}/account/password",
                house.Other,
                "password",
                ",\"newPassword\":\"x\""
            ),
            new(HttpMethod.Post, "POST /api/v1/passwords", "/api/v1/passwords", house.Visitor, "code", ",\"password\":\"x\""),
            new(
                HttpMethod.Post,
                "POST /api/v1/password-letters",
                "/api/v1/password-letters",
                house.Visitor,
                "email",
                $",\"site\":\"{TestServer.SiteName}\""
            ),
            new(HttpMethod.Post, $"POST {Api}/invitation", $"{House.Api}/invitation", house.Visitor, "code", ""),
            new(
                HttpMethod.Put,
                $"PUT {Api}/staff/{{reader:guid}}",
                $"{House.Api}/staff/{Guid.NewGuid()}",
                house.Moderator,
                "role",
                ""
            ),
            new(
                HttpMethod.Post,
                $"POST {Api}/staff/invitations",
                $"{House.Api}/staff/invitations",
                house.Moderator,
                "email",
                ",\"role\":\"moderator\",\"days\":1"
            ),
            new(
                HttpMethod.Post,
                "POST /api/v1/session/second-factor",
                "/api/v1/session/second-factor",
                house.Visitor,
                "code",
                ""
            ),
            new(
                HttpMethod.Put,
                $"PUT {Api}/account/leaving",
                $"{House.Api}/account/leaving",
                house.Other,
                "password",
                ",\"words\":\"keep\""
            ),
            new(HttpMethod.Post, "POST /api/v1/counts", "/api/v1/counts", house.Visitor, "urls", ""),
            new(HttpMethod.Post, "POST /api/v1/session", "/api/v1/session", house.Visitor, "email", ",\"password\":\"x\""),
            new(HttpMethod.Post, $"POST {Api}/session/token", $"{House.Api}/session/token", house.Visitor, "token", ""),
            new(HttpMethod.Post, "POST /api/v1/session/frame", "/api/v1/session/frame", house.Visitor, "code", ""),
            new(
                HttpMethod.Post,
                "POST /api/v1/accounts",
                "/api/v1/accounts",
                house.Visitor,
                "name",
                $",\"site\":\"{TestServer.SiteName}\",\"email\":\"x\",\"password\":\"x\""
            ),
            new(
                HttpMethod.Post,
                "POST /api/v1/guests",
                "/api/v1/guests",
                house.Visitor,
                "name",
                $",\"site\":\"{TestServer.SiteName}\",\"email\":\"x\""
            ),
        ];
        // A door of the interface that is new has a line here, but for one that takes a file.
        Assert.Equal(
            Door.All.Select(door => door.Endpoint)
                .Where(endpoint =>
                    endpoint.Contains(" /api/", StringComparison.Ordinal)
                    && !endpoint.EndsWith("/picture", StringComparison.Ordinal)
                )
                .Distinct()
                .Order(StringComparer.Ordinal),
            doors.Select(door => door.Endpoint).Order(StringComparer.Ordinal)
        );
        return doors;
    }
}
