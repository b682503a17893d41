using Parley.Readers;
using Parley.Storage;

namespace Parley.Server;

/// <summary>What a supervisor asks: whether the process lives, and whether it can serve.</summary>
internal static class Health
{
    // They take the request as it is: whatever is bound to parameters at run time costs each start a tenth of a second.
    public static void MapHealth(this IEndpointRouteBuilder endpoints, IEngine engine)
    {
        endpoints.MapGet("/health/live", http => TellAsync(http, StatusCodes.Status200OK, "live")).For(Access.Anyone);
        endpoints.MapGet("/health/ready", http => TellAsync(http, engine)).For(Access.Anyone);
    }

    private static async Task TellAsync(HttpContext http, IEngine engine)
    {
        var (status, words) = await FindAsync(engine, http.RequestAborted);
        await TellAsync(http, status, words);
    }

    private static async Task TellAsync(HttpContext http, int status, string words)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(words + "\n", http.RequestAborted);
    }

    private static async Task<(int Status, string Words)> FindAsync(IEngine engine, CancellationToken cancel)
    {
        try
        {
            return await engine.FindSchemaAsync(cancel) == SchemaState.Current
                ? (StatusCodes.Status200OK, "ready")
                : (StatusCodes.Status503ServiceUnavailable, "the schema is not this program's");
        }
        catch (StorageUnavailableException)
        {
            return (StatusCodes.Status503ServiceUnavailable, "the database does not answer");
        }
    }
}
