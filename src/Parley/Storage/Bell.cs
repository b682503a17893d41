using System.Threading.Channels;

namespace Parley.Storage;

/// <summary>Wakes the one that waits for news in this process. A ring that comes while nobody waits is kept for the next wait.</summary>
internal sealed class Bell
{
    // A lost ring, or one in another process, costs this long and no more.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Completes at the next ring, or after a second.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LongestWait);
        try
        {
            await rings.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { }
    }

    /// <summary>Completes at the next ring, however long it takes.</summary>
    public async Task WaitForRingAsync(CancellationToken cancel) => await rings.Reader.ReadAsync(cancel);
}
