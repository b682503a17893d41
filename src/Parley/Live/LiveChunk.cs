using System.Text;
using System.Text.Json;

namespace Parley.Live;

/// <summary>
/// What is sent to every listener of a thread at once, in bytes that are made once, and the way to what is sent next. A listener
/// holds the chunk that it has sent and waits for the one after it; nobody keeps a list of listeners or a queue for each.
/// </summary>
internal sealed class LiveChunk
{
    private static readonly byte[] Beat = ":\n\n"u8.ToArray();

    private readonly TaskCompletionSource<LiveChunk> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] bytes;
    private readonly IReadOnlyList<LiveChange> changes;

    // Where each change begins.
    private readonly int[] starts;

    private LiveChunk(byte[] bytes, IReadOnlyList<LiveChange> changes, int[] starts, long place) =>
        (this.bytes, this.changes, this.starts, Place) = (bytes, changes, starts, place);

    /// <summary>How many chunks came before it.</summary>
    public long Place { get; }

    /// <summary>The number of its last change; 0 where it has none.</summary>
    public long UpTo => changes is [.., var last] ? last.Number : 0;

    /// <summary>Completes when there is more.</summary>
    public Task<LiveChunk> Next => next.Task;

    /// <summary>Where listening begins: nothing to send.</summary>
    public static LiveChunk First() => new([], [], [], 0);

    /// <summary>Sends changes after this chunk.</summary>
    public LiveChunk Add(IReadOnlyList<LiveChange> added)
    {
        using var stream = new MemoryStream();
        var starts = new int[added.Count];
        for (var i = 0; i < added.Count; i++)
        {
            starts[i] = (int)stream.Position;
            Write(stream, added[i]);
        }

        return Add(new LiveChunk(stream.ToArray(), added, starts, Place + 1));
    }

    /// <summary>Sends a sign of life after this chunk: proxies end what says nothing for long.</summary>
    public LiveChunk AddBeat() => Add(new LiveChunk(Beat, [], [], Place + 1));

    /// <summary>What is to be sent to a listener who has everything up to a number.</summary>
    public ReadOnlyMemory<byte> After(long number)
    {
        if (changes.Count == 0 || changes[0].Number > number)
            return bytes;
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i].Number > number)
                return bytes.AsMemory(starts[i]);
        }

        return default;
    }

    /// <summary>
    /// A change as an event of a stream: <see href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent events</see>.
    /// </summary>
    public static void Write(Stream stream, LiveChange change)
    {
        stream.Write(Encoding.ASCII.GetBytes($"id: {change.Number}\ndata: "));
        JsonSerializer.Serialize(stream, change, LiveJson.Ours.LiveChange);
        stream.Write("\n\n"u8);
    }

    private LiveChunk Add(LiveChunk added)
    {
        next.SetResult(added);
        return added;
    }
}
