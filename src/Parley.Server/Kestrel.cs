using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Parley.Server;

/// <summary>Bounds of the server itself, against clients that are slow on purpose.</summary>
internal static class Kestrel
{
    public static void Bound(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        // Below the usual number of files that a process may have open, so that the database always gets its own.
        options.Limits.MaxConcurrentConnections = 20_000;
        options.Limits.MaxRequestBodySize = RequestBody.MostLetIn;
    }
}
