using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Parley.Perspective;
using Parley.Scoring;
using Parley.Sites;
using Parley.Tests.Setup;

namespace Parley.Tests.Perspective;

/// <summary>
/// A server with an English and a German model, a key of each of its sites, and a program that calls it as programs call Perspective: plain
/// HTTP, without cookies and without what browsers add.
/// </summary>
internal sealed class WireScene : IAsyncDisposable
{
    public const string Analyze = "/v1alpha1/comments:analyze";
    public const string Suggest = "/v1alpha1/comments:suggestscore";

    private readonly HttpClient client;

    private WireScene(TestServer server, string prefix)
    {
        Server = server;
        Prefix = prefix;
        client = new() { BaseAddress = server.Address };
    }

    public TestServer Server { get; }
    public string Prefix { get; }
    public string Key { get; private set; } = "";
    public string OtherKey { get; private set; } = "";

    public static async Task<WireScene> OpenAsync(
        TestDatabase database,
        Action<PerspectiveOptions>? options = null,
        bool hasModels = true,
        string prefix = ""
    )
    {
        var server = await TestServer.StartAsync(
            database,
            prefix: prefix,
            services: services =>
            {
                services.Configure<ParleyOptions>(all => options?.Invoke(all.Perspective));
                if (!hasModels)
                    return;
                services.AddSingleton<IGeneralModel>(new WordModel("en"));
                services.AddSingleton<IGeneralModel>(new WordModel("de", "TOXICITY", "INSULT"));
                services.AddSingleton(provider => new TextModelChooser(provider.GetRequiredService<GeneralModels>())
                {
                    Detect = Detect,
                });
            }
        );
        var scene = new WireScene(server, prefix);
        scene.Key = await scene.AddKeyAsync(server.Site, "desk", 100_000);
        scene.OtherKey = await scene.AddKeyAsync(server.OtherSite, "desk", 100_000);
        return scene;
    }

    public async Task<string> AddKeyAsync(Site site, string name, int callsPerMinute) =>
        (await Server.Get<ScoringKeyStore>().AddAsync(site, name, callsPerMinute, null, default)).Value
        ?? throw new InvalidOperationException("No key.");

    public Task<TestAnswer> AnalyzeAsync(string body) => SendAsync($"{Analyze}?key={Key}", body);

    public Task<TestAnswer> SuggestAsync(string body) => SendAsync($"{Suggest}?key={Key}", body);

    /// <param name="type">The body's type; null where none is said.</param>
    public Task<TestAnswer> SendAsync(
        string url,
        string body,
        string? type = "application/json",
        params (string Name, string Value)[] headers
    ) => SendAsync(HttpMethod.Post, url, Encoding.UTF8.GetBytes(body), type, headers);

    public async Task<TestAnswer> SendAsync(
        HttpMethod method,
        string url,
        byte[]? body,
        string? type,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(Prefix + url, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (type is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        return await TestAnswer.ReadAsync(answer);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return Server.DisposeAsync();
    }

    // Whatever has a Thai letter is Thai, what says "und" is German, the short is unsure, and all else is English.
    private static string? Detect(string text) =>
        text.Any(letter => letter is >= '\u0e00' and <= '\u0e7f') ? "th"
        : text.Contains(" und ", StringComparison.Ordinal) ? "de"
        : text.Length < 20 ? null
        : "en";
}
