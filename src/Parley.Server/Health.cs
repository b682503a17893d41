using Parley.Storage;

namespace Parley.Server;

/// <summary>What a supervisor asks: whether the process lives, and whether it can serve.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints, IEngine engine)
    {
        endpoints.MapGet("/health/live", () => Results.Text("live\n"));
        endpoints.MapGet("/health/ready", (Delegate)((HttpContext http) => ReadyAsync(http, engine)));
    }

    private static async Task<IResult> ReadyAsync(HttpContext http, IEngine engine)
    {
        try
        {
            return await engine.FindSchemaAsync(http.RequestAborted) == SchemaState.Current
                ? Results.Text("ready\n")
                : Results.Text("the schema is not this program's\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (StorageUnavailableException)
        {
            return Results.Text("the database does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
