using System.Net;
using System.Text.Json.Nodes;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Perspective;

/// <summary>
/// Google's clients take the host, the paths and the parameters from the discovery document. This one does the same, step by step; the
/// client for Node itself is in <c>tests/Parley.Browser/Pages/PerspectiveClientTests.cs</c>.
/// </summary>
public sealed class DiscoveryTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/talk")]
    public async Task A_client_that_goes_by_the_discovery_document_finds_its_way(string prefix)
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var scene = await WireScene.OpenAsync(database, prefix: prefix);

        var document = (await scene.SendAsync(HttpMethod.Get, "/$discovery/rest?version=v1alpha1", null, null)).Json;

        Assert.Equal(
            ("discovery#restDescription", "v1", "commentanalyzer:v1alpha1", "rest"),
            (
                (string?)document["kind"],
                (string?)document["discoveryVersion"],
                (string?)document["id"],
                (string?)document["protocol"]
            )
        );
        foreach (var name in (string[])["rootUrl", "baseUrl", "mtlsRootUrl"])
            Assert.Equal($"{scene.Server.Address.GetLeftPart(UriPartial.Authority)}{prefix}/", (string?)document[name]);
        Assert.Equal(("", ""), ((string?)document["servicePath"], (string?)document["basePath"]));
        Assert.Single(document["auth"]!["oauth2"]!["scopes"]!.AsObject());

        var answer = await CallAsync(
            document,
            "analyze",
            scene.Key,
            new JsonObject
            {
                ["comment"] = new JsonObject { ["text"] = "You idiot" },
                ["requestedAttributes"] = new JsonObject { ["TOXICITY"] = new JsonObject() },
            }
        );
        var suggested = await CallAsync(
            document,
            "suggestscore",
            scene.Key,
            new JsonObject
            {
                ["comment"] = new JsonObject { ["text"] = "You idiot" },
                ["attributeScores"] = new JsonObject
                {
                    ["TOXICITY"] = new JsonObject { ["summaryScore"] = new JsonObject { ["value"] = 1 } },
                },
                ["clientToken"] = "t",
            }
        );

        Assert.Equal("0.8627961", answer["attributeScores"]!["TOXICITY"]!["summaryScore"]!["value"]!.ToJsonString());
        Assert.Equal("t", (string?)suggested["clientToken"]);
        // Every form that a call refers to is described.
        var schemas = document["schemas"]!.AsObject();
        foreach (var reference in References(document))
            Assert.True(schemas.ContainsKey(reference), reference);
        var other = await scene.SendAsync(HttpMethod.Get, "/$discovery/rest?version=v2", null, null);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    private static async Task<JsonNode> CallAsync(JsonNode document, string name, string key, JsonObject body)
    {
        var method = document["resources"]!["comments"]!["methods"]![name]!;
        Assert.All((string[])["alt", "key"], parameter => Assert.NotNull(document["parameters"]![parameter]));
        var url = $"{document["rootUrl"]}{document["servicePath"]}{method["path"]}?alt=json&key={key}";
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod((string)method["httpMethod"]!), url)
        {
            Content = new StringContent(body.ToJsonString(), null, "application/json"),
        };
        request.Headers.Add("x-goog-api-client", "gdcl/7.2.0 gl-node/20.20.2");
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject members => members
                .Where(member => member.Key == "$ref")
                .Select(member => (string)member.Value!)
                .Concat(members.SelectMany(member => References(member.Value))),
            JsonArray all => all.SelectMany(References),
            _ => [],
        };
}
