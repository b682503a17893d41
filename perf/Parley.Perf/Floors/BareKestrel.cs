using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Parley.Perf.Floors;

/// <summary>The server software with one function behind it, and nothing between.</summary>
internal static class BareKestrel
{
    /// <summary>Serves on a free port of this machine, says which, and stops when nobody listens to it any more.</summary>
    public static async Task<int> RunAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(answer);
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Urls.First()).Port);
        // Its input ends when the measurement does, however that ended.
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
