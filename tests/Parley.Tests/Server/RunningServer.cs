using System.Text.RegularExpressions;
using Parley.Tests.Setup;

namespace Parley.Tests.Server;

/// <summary>A server that has told where it is.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private RunningServer(ParleyProcess process, Uri address) => (Process, Address) = (process, address);

    public ParleyProcess Process { get; }
    public Uri Address { get; }

    public static async Task<RunningServer> StartAsync(
        Place place,
        string[] arguments,
        params (string Name, string Value)[] variables
    )
    {
        var process = ParleyProcess.Start(place.Folder, ["--urls", "http://127.0.0.1:0", .. arguments], variables);
        // The last line of the greeting on an address like this one.
        await process.SaysAsync("The embed needs https");
        var read = new Uri(process.After("  Read "));
        return new RunningServer(process, new Uri(read.GetLeftPart(UriPartial.Authority)));
    }

    public TestVisitor Visitor(string? token = null) => new(Address, token);

    /// <summary>Somebody who makes an account on the sample site.</summary>
    public async Task<TestReader> SignUpAsync(string name, string email, string password = "three herons at dusk")
    {
        using var visitor = Visitor();
        var answer = await visitor.PostAsync(
            "/api/v1/accounts",
            new
            {
                site = TestServer.SiteName,
                email,
                password,
                name,
            }
        );
        var token = TokenOf(answer);
        using var reader = Visitor(token);
        var who = await reader.GetAsync($"/api/v1/session?site={TestServer.SiteName}");
        return new TestReader(Address, token, (Guid)who.Json["id"]!, name, prefix: "");
    }

    /// <summary>Opens a link that the program printed and presses its button. The session that begins; null where none does.</summary>
    public async Task<string?> OpenAsync(string link)
    {
        using var visitor = Visitor();
        var path = link.StartsWith('/') ? link : new Uri(link).PathAndQuery;
        var answer = await visitor.SendFormAsync("/sign-in-link", ("code", path.Split("code=")[1]));
        return answer.Headers.ContainsKey("set-cookie") ? TokenOf(answer) : null;
    }

    public async Task<Ended> StopAsync()
    {
        Process.Terminate();
        return await Process.EndAsync();
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static string TokenOf(TestAnswer answer) =>
        answer.Headers.TryGetValue("set-cookie", out var cookie) && Session().Match(cookie) is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidOperationException($"{answer.Status}: {answer.Text}");

    [GeneratedRegex("parley=([0-9a-f]+)")]
    private static partial Regex Session();
}
