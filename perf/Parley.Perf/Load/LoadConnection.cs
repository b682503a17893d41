using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Perf.Load;

/// <summary>One kept-alive connection that asks, reads the whole answer, and asks again.</summary>
internal sealed class LoadConnection(int port, IReadOnlyList<Template> requests) : IDisposable
{
    private readonly byte[] buffer = new byte[256 * 1024];
    private Socket? socket;

    public LatencyCount Latencies { get; } = new();
    public long Answers { get; private set; }
    public long Refusals { get; private set; }
    public long Breaks { get; private set; }
    public string? FirstRefusal { get; private set; }

    /// <param name="end">A <see cref="Stopwatch"/> time stamp, after which nothing new is asked.</param>
    /// <param name="pause">Between two requests; zero for none.</param>
    public async Task RunAsync(long end, TimeSpan pause)
    {
        for (var turn = 0; Stopwatch.GetTimestamp() < end; turn++)
        {
            var asked = Stopwatch.GetTimestamp();
            if (await AskAsync(requests[turn % requests.Count].Next()))
                Latencies.Add((long)Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause);
        }
    }

    public void Dispose() => socket?.Dispose();

    private async Task<bool> AskAsync(ReadOnlyMemory<byte> request)
    {
        try
        {
            socket ??= await ConnectAsync();
            await socket.SendAsync(request);
            var (status, length) = await ReadAnswerAsync(socket);
            if (status is >= 200 and < 400)
                Answers++;
            else
                Refuse(length);
            return true;
        }
        catch (Exception error) when (error is SocketException or EndOfStreamException)
        {
            Breaks++;
            FirstRefusal ??= error.Message;
            socket?.Dispose();
            socket = null;
            return false;
        }
    }

    private void Refuse(int length)
    {
        Refusals++;
        FirstRefusal ??= Encoding.UTF8.GetString(buffer, 0, Math.Min(length, 600));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private async Task<(int Status, int Length)> ReadAnswerAsync(Socket socket)
    {
        var have = 0;
        while (true)
        {
            if (have == buffer.Length)
                throw new EndOfStreamException("The answer is longer than what is read here.");
            var read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0)
                throw new EndOfStreamException("The server ended the connection.");
            have += read;
            if (AnswerHead.TryRead(buffer.AsSpan(0, have), out var head) && head.IsComplete(buffer.AsSpan(0, have)))
                return (head.Status, have);
        }
    }
}
