using System.Net;

namespace Parley.Http;

/// <summary>Where hosts are, as the machine's resolver says.</summary>
internal class HostAddresses
{
    public virtual Task<IPAddress[]> FindAsync(string host, CancellationToken cancel) =>
        Dns.GetHostAddressesAsync(host, cancel);
}
