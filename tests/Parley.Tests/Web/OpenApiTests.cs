using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Parley.Tests.Access;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Web;

/// <summary>The description of the interface beside the interface: what it leaves out nobody can try.</summary>
public sealed partial class OpenApiTests
{
    [Fact]
    public async Task Every_operation_says_what_it_is_for_what_it_reads_and_what_it_answers()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var sites = await TwoSites.StartAsync(database);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = sites.Address };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        var files = FileDoors(sites);
        List<string> faults = [];

        foreach (var (path, method, operation) in Operations(document))
        {
            var name = $"{method} {path}";
            if (string.IsNullOrWhiteSpace((string?)operation["summary"]))
                faults.Add($"{name} does not say what it is for");
            if (!Answers(document, operation))
                faults.Add($"{name} does not say what it answers");
            var reads =
                files.Contains(Plain(path, method))
                // Whoever has texts scored shows a key before anything is read.
                || path == "/api/v1/score"
                || (method is not ("GET" or "HEAD") && await ReadsJsonAsync(sites, client, method, path));
            var says =
                operation["requestBody"]?["content"] is JsonObject { Count: > 0 } bodies
                && bodies.All(body => IsSchema(document, body.Value?["schema"]));
            if (reads != says)
                faults.Add(
                    $"{name} {(reads ? "reads a body and does not say which" : "says that it reads a body, and reads none")}"
                );
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n" + string.Join('\n', faults));
    }

    [Fact]
    public async Task Every_endpoint_of_the_interface_stands_in_the_description()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var sites = await TwoSites.StartAsync(database);
        using var client = new HttpClient { BaseAddress = sites.Address };
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;

        // What answers GET may answer HEAD too; the matrix asks that once.
        var described = Operations(document).Where(one => one.Method != "HEAD").Select(one => Plain(one.Path, one.Method));
        var mapped = MatrixRow
            .ReadAll()
            .Where(row => row.Route.StartsWith("/api/", StringComparison.Ordinal) && row.Method is not ("*" or "OPTIONS"))
            .Select(row => Plain(row.Route, row.Method))
            .Append("GET /oembed")
            .Distinct();

        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answers_of_one_short_name_are_told_apart_and_nothing_stays_of_who_asked_first()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var stranger = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        stranger.Headers.Host = "evil.example";
        using var first = await client.SendAsync(stranger);

        var text = await client.GetStringAsync("/openapi/v1.json");
        var schemas = JsonNode.Parse(text)!["components"]!["schemas"]!.AsObject();

        Assert.DoesNotContain("evil.example", text, StringComparison.Ordinal);
        Assert.Equal(
            ["checks,number,seen", "nudge,nudged,rules,scoredLanguages,version"],
            schemas
                .Where(one => one.Key.EndsWith("ChecksAnswer", StringComparison.Ordinal))
                .Select(one => string.Join(',', one.Value!["properties"]!.AsObject().Select(member => member.Key).Order()))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_parameter_is_said_to_be_needed_where_nothing_is_answered_without_it()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var sites = await TwoSites.StartAsync(database);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = sites.Address };
        client.DefaultRequestHeaders.Add("Cookie", sites.CookieOf(Role.Operator));
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        var thread = await sites.AddThreadAsync();
        var comment = await sites.AddCommentAsync(thread, "theirs", "plain");

        var (said, found) = (new List<string>(), new List<string>());
        foreach (var (path, _, operation) in Operations(document).Where(one => one.Method == "GET"))
        {
            using var answer = await client.GetAsync(Filled(path, thread, comment), HttpCompletionOption.ResponseHeadersRead);
            if (operation["parameters"]?.AsArray().Any(one => (string?)one!["in"] == "query" && IsNeeded(one)) == true)
                said.Add(path);
            // By its address or its identifier: which of the two cannot be said.
            if (answer.StatusCode == HttpStatusCode.BadRequest && path != "/api/v1/sites/{site}/threads")
                found.Add(path);
        }

        // What is no address of ours is none whether it is there or not.
        Assert.Equal(found.Append("/oembed").Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));

        static bool IsNeeded(JsonNode parameter) => (bool?)parameter["required"] == true;
    }

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key.ToUpperInvariant(), operation.Value!);

    // One way in which it goes well, with its form unless it has none.
    private static bool Answers(JsonNode document, JsonNode operation) =>
        operation["responses"]!.AsObject().Where(answer => answer.Key[0] == '2').ToList() is { Count: > 0 } good
        && good.TrueForAll(answer =>
            answer.Key == "204"
            || answer.Value!["content"] is JsonObject { Count: > 0 } content
                && content.All(body => IsSchema(document, body.Value?["schema"]))
        );

    // Something that can be filled in: an object with members, or what is none.
    private static bool IsSchema(JsonNode document, JsonNode? schema)
    {
        if ((string?)schema?["$ref"] is { } reference)
            schema = document["components"]!["schemas"]![reference.Split('/')[^1]];
        return schema is JsonObject { Count: > 0 };
    }

    // Whoever reads JSON refuses what is none. A door may first ask whether what its address names is there at all.
    private static async Task<bool> ReadsJsonAsync(TwoSites sites, HttpClient client, string method, string path)
    {
        // Some requests end the session that they are sent with.
        await sites.SignInAsync(Role.Operator);
        var thread = await sites.AddThreadAsync();
        var comment = await sites.AddCommentAsync(thread, "theirs", "plain");
        using var request = new HttpRequestMessage(new(method), Filled(path, thread, comment))
        {
            Content = new StringContent("{", Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Cookie", sites.CookieOf(Role.Operator));
        using var answer = await client.SendAsync(request);
        return (await answer.Content.ReadAsStringAsync()).Contains("\"body-invalid\"", StringComparison.Ordinal);
    }

    private static string Filled(string path, Guid thread, Guid comment) =>
        Blank()
            .Replace(
                path.Replace("{site}", TwoSites.Here, StringComparison.Ordinal)
                    .Replace("{kind}", "suspect", StringComparison.Ordinal)
                    .Replace("{scope}", "site", StringComparison.Ordinal)
                    .Replace("{comment}", comment.ToString(), StringComparison.Ordinal),
                thread.ToString()
            );

    private static HashSet<string> FileDoors(TwoSites sites) =>
        [
            .. sites
                .Get<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<FileTaken>() is not null)
                .SelectMany(endpoint =>
                    endpoint
                        .Metadata.GetMetadata<HttpMethodMetadata>()!
                        .HttpMethods.Select(method => Plain(endpoint.RoutePattern.RawText!, method))
                ),
        ];

    // Routes say of what kind a blank is, and the document's paths do not.
    private static string Plain(string route, string method) => $"{method} {Kind().Replace(route, "")}".TrimEnd('/');

    [GeneratedRegex(":[a-z]+(?=})")]
    private static partial Regex Kind();

    [GeneratedRegex("{[^}]+}")]
    private static partial Regex Blank();
}
