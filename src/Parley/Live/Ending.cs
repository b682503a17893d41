namespace Parley.Live;

/// <summary>Ends what goes on until then, from whichever side comes first.</summary>
internal sealed class Ending : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public Ending() => Token = source.Token;

    public CancellationToken Token { get; }

    /// <summary>Ends it, on threads of the pool: whoever says so does not wait for those who hear it.</summary>
    public Task NowAsync()
    {
        try
        {
            return source.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // Over in the same moment.
            return Task.CompletedTask;
        }
    }

    public void Dispose() => source.Dispose();
}
