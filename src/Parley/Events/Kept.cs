namespace Parley.Events;

/// <summary>
/// What is read once and kept, until it is forgotten. A reading that began before that is kept for nobody: whoever asks afterwards
/// reads anew, however long the first one takes.
/// </summary>
internal sealed class Kept<T>(Func<Task<T>> read)
{
    private volatile Lazy<Task<T>>? value;

    /// <summary>What is there without waiting; the default where nothing is.</summary>
    public T? Now => value is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } ready } ? ready.Result : default;

    public Task<T> GetAsync()
    {
        var there = value;
        if (there is { IsValueCreated: true, Value: { IsFaulted: true } or { IsCanceled: true } })
            there = Replace(there);
        return (there ?? Replace(null)).Value;
    }

    public void Forget() => value = null;

    // It is in its place before the reading begins: a database may read all of it before it gives a task back.
    private Lazy<Task<T>> Replace(Lazy<Task<T>>? old)
    {
        var fresh = new Lazy<Task<T>>(async () => await read());
        var seen = Interlocked.CompareExchange(ref value, fresh, old);
        return ReferenceEquals(seen, old) ? fresh : seen ?? fresh;
    }
}
