using System.Diagnostics;
using System.Text.Json.Nodes;
using Parley.Tests.Perspective;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Browser.Pages;

/// <summary>
/// Google's own client for Node, from npm, as Perspective's documentation used it: told another discovery document and another key, and
/// nothing else. <c>./test</c> fetches it; the program that runs it is the one that drives the browser.
/// </summary>
public sealed class PerspectiveClientTests
{
    [Fact]
    public async Task The_client_for_Node_works_by_another_discovery_address_and_another_key()
    {
        var folder = Environment.GetEnvironmentVariable("PARLEY_TEST_NODE_CLIENT");
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder),
            "Google's client for Node is not here: PARLEY_TEST_NODE_CLIENT is not set, run ./test"
        );
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var scene = await WireScene.OpenAsync(database, prefix: "/talk");

        var said = JsonNode.Parse(
            await RunAsync(folder, $"{scene.Server.Address}talk/$discovery/rest?version=v1alpha1", scene.Key)
        )!;

        Assert.Equal("0.8627961", said[0]!["attributeScores"]!["TOXICITY"]!["summaryScore"]!["value"]!.ToJsonString());
        Assert.Equal(("en", "n"), ((string?)said[0]!["languages"]![0], (string?)said[0]!["clientToken"]));
        Assert.Equal("n", (string?)said[1]!["clientToken"]);
        Assert.Equal("Unknown requested attribute: FLIRTATION", (string?)said[2]!["message"]);
        Assert.Equal("400", said[2]!["code"]!.ToString());
    }

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var node = Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, ".playwright", "node"), "node", SearchOption.AllDirectories)
            .First();
        var start = new ProcessStartInfo(node)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["call.js", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
