using Parley.Storage;

namespace Parley.Events;

/// <summary>Follows events for what this process keeps in memory. It begins with the process and forgets with it.</summary>
internal interface IMemoryFollower
{
    void Apply(Event happened);
}

/// <summary>
/// Follows events for what is kept in tables. Its bookmark moves in the same transaction as its work, so each event is applied
/// once, whichever node does it and whenever it is killed.
/// </summary>
internal interface ITableFollower
{
    /// <summary>The bookmark's name. Never changed: another name begins at the beginning.</summary>
    string Name { get; }

    Task ApplyAsync(DbScope scope, IReadOnlyList<Event> events, CancellationToken cancel);
}
