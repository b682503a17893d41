using System.Net.Sockets;
using System.Text;

namespace Parley.Tests.Doors;

/// <summary>A request that no client would write, byte by byte over a socket, and all that comes back.</summary>
internal static class RawRequest
{
    /// <param name="raw">Each character is one byte.</param>
    /// <returns>Empty where the server has only closed the connection.</returns>
    public static async Task<RawAnswer> SendAsync(Uri server, string raw, CancellationToken cancel)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port, cancel);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(raw), cancel);
        using var answer = new MemoryStream();
        try
        {
            var piece = new byte[16 * 1024];
            int read;
            do
            {
                // Whoever still waits for the rest of a request waits for ever.
                read = await stream.ReadAsync(piece, cancel).AsTask().WaitAsync(Patience, cancel);
                answer.Write(piece, 0, read);
            } while (
                read > 0 && !new RawAnswer(TextOf(answer)).IsWhole(hasBody: !raw.StartsWith("HEAD ", StringComparison.Ordinal))
            );
            // No more will be asked: what comes now is an answer that nobody asked for, or the end.
            socket.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(answer, cancel);
        }
        catch (Exception error) when (error is IOException or SocketException or TimeoutException)
        {
            // Cut off, as it may be.
        }

        return new RawAnswer(TextOf(answer));
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static string TextOf(MemoryStream answer) => Encoding.Latin1.GetString(answer.ToArray());
}

/// <summary>All that came back over a connection, each byte a character.</summary>
internal sealed record RawAnswer(string Text)
{
    public int? Status =>
        Text.Length == 0 ? null : int.Parse(Text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether the first answer has come to its end.</summary>
    public bool IsWhole(bool hasBody) =>
        Text.Split("\r\n\r\n", 2) is [var head, var body]
        && (
            !hasBody ? true
            : Length(head) is { } length ? body.Length >= length
            : head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal)
                ? body.EndsWith("0\r\n\r\n", StringComparison.Ordinal)
            : true
        );

    private static int? Length(string head) =>
        head.Split("\r\nContent-Length: ") is [_, var rest]
            ? int.Parse(rest.Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture)
            : null;

    public IReadOnlyList<string> Headers => Text.Split("\r\n\r\n")[0].Split('\n')[1..];

    /// <summary>How many answers it is: a second one would be an attacker's.</summary>
    public int Answers => Text.Split("HTTP/1.").Length - 1;
}
