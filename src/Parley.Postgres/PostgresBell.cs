using Npgsql;
using Parley.Storage;

namespace Parley.Postgres;

/// <summary>
/// Tells the other nodes that there are news, with LISTEN and NOTIFY, on connections of their own: inside the writing transaction
/// NOTIFY takes a lock over the whole database and halves what it can commit.
/// </summary>
internal sealed class PostgresBell : IAsyncDisposable
{
    // However many posts there are, a node tells the others a hundred times a second at the most.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // The driver loses a cancellation that comes while it begins to wait. So it waits anew now and then, and no program is kept from ending.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource source;
    private readonly Bell here = new();
    private readonly Bell toTell = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lazy<Task> loops;

    public PostgresBell(NpgsqlDataSource source)
    {
        this.source = source;
        loops = new(() => Task.WhenAll(ListenAsync(stopping.Token), TellAsync(stopping.Token)));
    }

    /// <summary>Only a node that waits for news listens; a command that ends at once tells nobody, and is found within a second.</summary>
    public Task WaitAsync(CancellationToken cancel)
    {
        _ = loops.Value;
        return here.WaitAsync(cancel);
    }

    public void Ring()
    {
        here.Ring();
        toTell.Ring();
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancel);
                connection.Notification += (_, _) => here.Ring();
                await using var command = new NpgsqlCommand("LISTEN parley", connection);
                await command.ExecuteNonQueryAsync(cancel);
                while (!cancel.IsCancellationRequested)
                    await connection.WaitAsync(LongestWait, cancel);
            }
            catch (Exception error) when (error is NpgsqlException or IOException)
            {
                // Without the bell news come a second later. Try again, gently.
                await Task.Delay(TimeSpan.FromSeconds(1), cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task TellAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancel);
                await using var command = new NpgsqlCommand("NOTIFY parley", connection);
                while (true)
                {
                    await toTell.WaitForRingAsync(cancel);
                    await command.ExecuteNonQueryAsync(cancel);
                    await Task.Delay(Pause, cancel);
                }
            }
            catch (Exception error) when (error is NpgsqlException or IOException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (loops.IsValueCreated)
            await loops.Value.WaitAsync(2 * LongestWait).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }
}
