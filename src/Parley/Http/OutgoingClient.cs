using System.Net;
using System.Net.Sockets;

namespace Parley.Http;

/// <summary>
/// The one way in which the program asks somebody else. It resolves a name itself, asks only addresses of the world or of hosts that the
/// operator named, and decides that where it connects, so that a name which answers otherwise the second time gains nothing. It
/// follows no redirect, uses no proxy, keeps no cookie, and reads no more than is agreed, within the time that is agreed.
/// </summary>
internal sealed class OutgoingClient : IDisposable
{
    /// <summary>The most bytes of an answer, where nothing else is agreed.</summary>
    public const int MostBytes = 64 * 1_024;

    // Of one host: whoever is slow has its own writers wait, and no more of them than this at once.
    private const int MostAtOnce = 16;

    private readonly OutgoingAddresses allowed;
    private readonly HostAddresses names;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker invoker;

    public OutgoingClient(OutgoingAddresses allowed, HostAddresses names, TimeProvider clock)
    {
        (this.allowed, this.names, this.clock) = (allowed, names, clock);
#pragma warning disable RS0030 // The one place that may ask by itself: everybody else takes this class.
        invoker = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectCallback = ConnectAsync,
                MaxConnectionsPerServer = MostAtOnce,
                MaxResponseHeadersLength = 16,
                // A host that moves is found again.
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                UseCookies = false,
                UseProxy = false,
            }
        );
#pragma warning restore RS0030
    }

    /// <param name="limit">For all of it: the name, the connection and the last byte of the answer.</param>
    /// <param name="header">A header of the answer that is wanted as well; null for none.</param>
    /// <param name="mostBytes">The most bytes of the answer.</param>
    public async Task<OutgoingAnswer> SendAsync(
        HttpRequestMessage request,
        TimeSpan limit,
        CancellationToken cancel,
        string? header = null,
        int mostBytes = MostBytes
    )
    {
        using var late = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            using var answer = await invoker.SendAsync(request, either.Token);
            return await ReadAsync(answer, header, mostBytes, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(OutgoingFault.TooSlow);
        }
        catch (HttpRequestException error) when (error.InnerException is AddressRefusedException)
        {
            return new(OutgoingFault.Internal);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return new(OutgoingFault.NotReached);
        }
    }

    public void Dispose() => invoker.Dispose();

    private static async Task<OutgoingAnswer> ReadAsync(
        HttpResponseMessage answer,
        string? header,
        int mostBytes,
        CancellationToken cancel
    )
    {
        var wanted = header is not null && answer.Headers.TryGetValues(header, out var values) ? values.First() : null;
        var type = answer.Content.Headers.TryGetValues("Content-Type", out var types) ? types.First() : null;
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        // What is long takes room as it comes, and not before.
        var bytes = new byte[Math.Min(mostBytes, MostBytes) + 1];
        var read = 0;
        while (read <= mostBytes && await body.ReadAsync(bytes.AsMemory(read), cancel) is > 0 and var more)
        {
            read += more;
            if (read == bytes.Length && read <= mostBytes)
                Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, mostBytes + 1L));
        }

        return read > mostBytes
            ? new(OutgoingFault.TooLong)
            : new(null, (int)answer.StatusCode, bytes.AsMemory(0, read), wanted) { ContentType = type };
    }

    // One address of several that is not of the world is enough to refuse the name: which of them answers is not for us to guess.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await names.FindAsync(host, cancel);
        if (!allowed.IsNamed(host, port) && !found.All(PublicAddress.Is))
            throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException : IOException;
}

/// <summary>What came of asking somebody else.</summary>
/// <param name="Fault">Why there is no answer; null where there is one, whatever it says.</param>
/// <param name="Header">The header that was wanted; null where it was not there.</param>
internal readonly record struct OutgoingAnswer(
    OutgoingFault? Fault,
    int Status = 0,
    ReadOnlyMemory<byte> Body = default,
    string? Header = null
)
{
    /// <summary>Of what kind it says that it is, as it says so: <c>text/html; charset=utf-8</c>.</summary>
    public string? ContentType { get; init; }
}

/// <summary>Why somebody else gave no answer that can be used.</summary>
internal enum OutgoingFault
{
    /// <summary>Not within the time.</summary>
    TooSlow,

    /// <summary>There is no such name, nobody listens there, or the certificate is another's.</summary>
    NotReached,

    /// <summary>The name leads to an address of a house, a machine or a cloud.</summary>
    Internal,

    TooLong,

    /// <summary>It answered something that is not agreed.</summary>
    Unreadable,

    /// <summary>It does not take the key that it was given.</summary>
    KeyUnknown,

    /// <summary>It failed so often that it is left alone for a while.</summary>
    LeftAlone,
}
