using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Perf.Live;

/// <summary>
/// One listener, as <c>EventSource</c> is one: it remembers the last number, waits as long as the server said when the connection
/// breaks, and says the number when it comes again.
/// </summary>
/// <param name="from">The loopback address that it comes from: everyone behind one address would be one household.</param>
internal sealed class Ear(string path, int thread, IPAddress from)
{
    private readonly Lock gate = new();
    private readonly List<(long Number, long At)> heard = [];
    private readonly List<(long From, long To)> connected = [];
    private TaskCompletionSource? leaving;
    private Task? listening;
    private int pause = 3_000;
    private long last = -1;

    /// <summary>Which of the threads it listens to.</summary>
    public int Thread => thread;

    /// <summary>The number with which it began.</summary>
    public long Began { get; private set; } = -1;

    public bool IsListening { get; private set; }

    /// <summary>How often the connection broke.</summary>
    public int Breaks { get; private set; }

    /// <summary>What came, with the machine's timer when it came.</summary>
    public List<(long Number, long At)> Heard
    {
        get
        {
            lock (gate)
                return [.. heard];
        }
    }

    public long Last => Volatile.Read(ref last);

    /// <summary>Whether it was connected at a moment and has been since, up to another.</summary>
    public bool WasConnected(long at, long until)
    {
        lock (gate)
            return connected.Any(span => span.From <= at && span.To >= until);
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="port">Where it connects now; asked anew each time.</param>
    public void Begin(Func<int> port)
    {
        leaving = new();
        listening = Task.Run(() => ListenAsync(port, leaving.Task));
    }

    public async Task LeaveAsync()
    {
        leaving!.TrySetResult();
        await listening!;
    }

    private async Task ListenAsync(Func<int> port, Task left)
    {
        while (!left.IsCompleted)
        {
            try
            {
                await ListenOnceAsync(port(), left);
            }
            catch (Exception error) when (error is SocketException or IOException or OperationCanceledException) { }

            IsListening = false;
            if (left.IsCompleted)
                return;
            Breaks++;
            await Task.WhenAny(left, Task.Delay(pause));
        }
    }

    private async Task ListenOnceAsync(int port, Task left)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var end = new CancellationTokenSource();
        _ = left.ContinueWith(_ => socket.Close(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = new NetworkStream(socket);
        var resume = last >= 0 ? $"Last-Event-ID: {last}\r\n" : "";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n{resume}\r\n")
        );
        using var lines = new StreamReader(stream, Encoding.UTF8, false, 512);
        var began = Stopwatch.GetTimestamp();
        try
        {
            while (await lines.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("retry: ", StringComparison.Ordinal))
                    pause = int.Parse(line.AsSpan(7), CultureInfo.InvariantCulture);
                else if (line.StartsWith("event: ", StringComparison.Ordinal))
                    IsListening = true;
                else if (line.StartsWith("id: ", StringComparison.Ordinal))
                    Hear(long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture));
            }
        }
        finally
        {
            lock (gate)
                connected.Add((began, Stopwatch.GetTimestamp()));
        }
    }

    private void Hear(long number)
    {
        lock (gate)
        {
            // The first word to one who has just come says where the thread stands.
            if (last < 0)
                Began = number;
            else
                heard.Add((number, Stopwatch.GetTimestamp()));
            Volatile.Write(ref last, number);
        }
    }
}
