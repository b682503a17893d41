using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Parley.Http;

/// <summary>Where a request came from and under which address it asked, behind the proxies that are ours.</summary>
internal sealed class ClientFacts
{
    private readonly TrustedProxies trusted;
    private readonly Home? home;
    private string prefix = "";

    public ClientFacts(IOptions<ParleyOptions> options)
    {
        trusted = TrustedProxies.Parse(options.Value.TrustedProxies, out _);
        home = options.Value.PublicUrl is { } url ? Home.Parse(url) : null;
    }

    /// <summary>The operator's public address; null where none is set, and nothing that leaves the house can name us.</summary>
    public Home? PublicHome => home;

    /// <summary>The prefix that the host gave to <c>MapParley()</c>.</summary>
    public string Prefix
    {
        get => prefix;
        set => prefix = value.TrimEnd('/');
    }

    /// <summary>The operator's public address where one is set; else what the request itself says.</summary>
    public Home HomeOf(HttpContext http) =>
        home ?? new Home(AskedOriginOf(http) ?? "http://localhost", http.Request.PathBase + prefix);

    public string? AskedOriginOf(HttpContext http)
    {
        var request = http.Request;
        return AskedOrigin.Of(
            (request.Scheme, request.Host.Value ?? ""),
            AddressOf(http).Proxies,
            request.Headers["X-Forwarded-Proto"],
            request.Headers["X-Forwarded-Host"]
        );
    }

    public ClientAddress AddressOf(HttpContext http) =>
        ClientAddress.Of(http.Connection.RemoteIpAddress, http.Request.Headers["X-Forwarded-For"], trusted);
}
