using System.Net;
using Microsoft.Extensions.Options;
using Parley.Sites;

namespace Parley.Http;

/// <summary>
/// Which addresses of somebody else's the program may ask: of the world by https, and of its own network those that the operator names.
/// </summary>
internal sealed class OutgoingAddresses(IOptions<ParleyOptions> options)
{
    private const int MostLetters = 2_000;

    // Names that mean this machine or this network, whatever a resolver says.
    private static readonly string[] OfTheHouse = ["localhost", "local", "internal", "intranet", "lan", "home.arpa"];

    /// <summary>Reads an address as it was typed; a problem where it is none, or leads where none may.</summary>
    public Result<Uri> Read(string? typed)
    {
        var text = (typed ?? "").Trim();
        // A sign that one reader takes for another is how an address says one host and means a second.
        if (text.Length is 0 or > MostLetters || text.Any(sign => sign is <= ' ' or > '~' or '\\' or '#'))
            return Problems.OutgoingAddressInvalid;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Host.Length == 0)
            return Problems.OutgoingAddressInvalid;
        if (uri.Scheme is not ("http" or "https") || HostName.Normalise(uri.Host) is not { } host)
            return Problems.OutgoingAddressInvalid;
        if (IsNamed(host, uri.Port))
            return uri;
        if (uri.Scheme != "https" || uri.Port != 443)
            return Problems.OutgoingAddressInvalid;
        var isAddress = IPAddress.TryParse(host.Trim('[', ']'), out var address);
        if (isAddress ? !PublicAddress.Is(address!) : IsOfTheHouse(host))
            return Problems.OutgoingAddressInternal;
        return uri;
    }

    /// <summary>Whether the operator lets us ask this host of the own network.</summary>
    public bool IsNamed(string host, int port) =>
        options.Value.InternalHosts.Any(named =>
            named.Equals(host, StringComparison.OrdinalIgnoreCase)
            || named.Equals($"{host}:{port}", StringComparison.OrdinalIgnoreCase)
        );

    private static bool IsOfTheHouse(string host) =>
        !host.Contains('.', StringComparison.Ordinal)
        || OfTheHouse.Any(name => host == name || host.EndsWith("." + name, StringComparison.Ordinal));
}
