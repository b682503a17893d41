using System.Net;
using System.Net.Http.Json;

namespace Parley.Tests.Setup;

/// <summary>Somebody with a browser: follows no redirect by itself, and takes what it gets as it comes.</summary>
internal class TestVisitor : IDisposable
{
    private readonly HttpClient client;

    public TestVisitor(Uri address, string? token)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
        client = new HttpClient(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        if (token is not null)
            client.DefaultRequestHeaders.Add("Cookie", $"parley={token}");
    }

    public Task<TestAnswer> GetAsync(string url, params ReadOnlySpan<(string Name, string Value)> headers) =>
        SendAsync(HttpMethod.Get, url, null, headers);

    public Task<TestAnswer> HeadAsync(string url, params ReadOnlySpan<(string Name, string Value)> headers) =>
        SendAsync(HttpMethod.Head, url, null, headers);

    public Task<TestAnswer> PostAsync(string url, object? json = null) =>
        SendAsync(HttpMethod.Post, url, JsonContent.Create(json ?? new { }));

    public Task<TestAnswer> PatchAsync(string url, object json) => SendAsync(HttpMethod.Patch, url, JsonContent.Create(json));

    public Task<TestAnswer> PutAsync(string url, object? json = null) =>
        SendAsync(HttpMethod.Put, url, json is null ? null : JsonContent.Create(json));

    public Task<TestAnswer> DeleteAsync(string url) => SendAsync(HttpMethod.Delete, url, null);

    /// <summary>Sends a form, as a browser without script does.</summary>
    public Task<TestAnswer> SendFormAsync(string url, params (string Name, string Value)[] fields) =>
        SendAsync(
            HttpMethod.Post,
            url,
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)))
        );

    public Task<TestAnswer> SendAsync(
        HttpMethod method,
        string url,
        HttpContent? content,
        params ReadOnlySpan<(string Name, string Value)> headers
    )
    {
        var request = new HttpRequestMessage(method, new Uri(url, UriKind.RelativeOrAbsolute)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return SendAsync(request);
    }

    private async Task<TestAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var answer = await client.SendAsync(request))
            return await TestAnswer.ReadAsync(answer);
    }

    public void Dispose()
    {
        client.Dispose();
        GC.SuppressFinalize(this);
    }
}
