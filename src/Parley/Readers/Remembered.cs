using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Parley.Readers;

/// <summary>
/// What was read from the database of late and has not changed since. Never more than twice <paramref name="capacity"/> entries:
/// when the young ones are that many they become the old ones, and what nobody asked for in the meantime goes.
/// </summary>
internal sealed class Remembered<TKey, TValue>(int capacity)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock changing = new();
    private volatile ConcurrentDictionary<TKey, TValue> young = new();
    private volatile ConcurrentDictionary<TKey, TValue> old = new();
    private long forgettings;

    /// <summary>From memory, else from <paramref name="load"/>, whose answer is remembered unless it is null.</summary>
    public ValueTask<TValue?> GetAsync(TKey key, Func<TKey, Task<TValue?>> load) =>
        TryGet(key, out var known) ? ValueTask.FromResult<TValue?>(known) : new(LoadAsync(key, load));

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (young.TryGetValue(key, out value))
            return true;
        if (!old.TryGetValue(key, out value))
            return false;
        Keep(key, value, Volatile.Read(ref forgettings));
        return true;
    }

    /// <summary>Puts another value in the place of a known one; false where it is not, or no longer, the known one.</summary>
    public bool Replace(TKey key, TValue known, TValue by) => young.TryUpdate(key, by, known);

    public void ForgetWhere(Func<TKey, TValue, bool> isMeant)
    {
        lock (changing)
        {
            forgettings++;
            foreach (var entries in new[] { young, old })
            foreach (var (key, value) in entries)
            {
                if (isMeant(key, value))
                    entries.TryRemove(key, out _);
            }
        }
    }

    private async Task<TValue?> LoadAsync(TKey key, Func<TKey, Task<TValue?>> load)
    {
        var before = Volatile.Read(ref forgettings);
        var loaded = await load(key);
        if (loaded is not null)
            Keep(key, loaded, before);
        return loaded;
    }

    private void Keep(TKey key, TValue value, long readAfter)
    {
        lock (changing)
        {
            // Something was forgotten while this was read: it may have been this, as it was before.
            if (readAfter != forgettings)
                return;
            if (young.Count >= capacity)
                (old, young) = (young, new());
            young[key] = value;
        }
    }
}
