using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Tests.Hooks;

/// <summary>A service of a publisher, on a port of its own: it answers as it is told to, and keeps what it was asked.</summary>
internal sealed class HookStub : IAsyncDisposable
{
    private readonly WebApplication app;

    private HookStub(WebApplication app) => this.app = app;

    public Func<HttpContext, Task> Answer { get; set; } = http => Say(http, "{}");
    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, byte[] Body)> Asked { get; } = [];
    public Uri Address => new(app.Urls.First());

    /// <summary>As an operator names it among the hosts of the own network.</summary>
    public string Host => Address.Authority;

    public static async Task<HookStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new HookStub(builder.Build());
        stub.app.Run(async http =>
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            stub.Asked.Enqueue((http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()), body.ToArray()));
            await stub.Answer(http);
        });
        await stub.app.StartAsync();
        return stub;
    }

    public static Task Say(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json);
    }

    public static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
