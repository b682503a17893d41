namespace Parley.Live;

/// <summary>
/// Who listens on this node: counted, so that no address takes all the room, and known by whom they are, so that a stream ends
/// with the sign-in that it began with.
/// </summary>
internal sealed class Listeners
{
    /// <summary>A listener costs some 20 kB: whoever comes after these asks every few seconds instead.</summary>
    public const int Most = 20_000;

    /// <summary>A whole office or mobile network may stand behind one address.</summary>
    public const int MostFromOneAddress = 2_000;

    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, int> byNetwork = [];
    private readonly Dictionary<Guid, HashSet<Listener>> byPerson = [];
    private int count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Lets one more in; null where there is no room.</summary>
    /// <param name="people">The reader and the account, where it is somebody.</param>
    public Listener? Enter(UInt128 network, params Guid[] people)
    {
        lock (gate)
        {
            var ofNetwork = byNetwork.GetValueOrDefault(network);
            if (count >= Most || ofNetwork >= MostFromOneAddress)
                return null;
            byNetwork[network] = ofNetwork + 1;
            count++;
            var listener = new Listener(this, network, people);
            foreach (var person in people)
            {
                if (!byPerson.TryGetValue(person, out var own))
                    byPerson[person] = own = [];
                own.Add(listener);
            }

            return listener;
        }
    }

    /// <summary>Ends the streams of a reader, or of an account.</summary>
    public void End(Guid person)
    {
        Listener[] concerned;
        lock (gate)
            concerned = byPerson.TryGetValue(person, out var own) ? [.. own] : [];
        foreach (var listener in concerned)
            _ = listener.End.NowAsync();
    }

    private void Leave(Listener listener)
    {
        lock (gate)
        {
            count--;
            if (--byNetwork[listener.Network] == 0)
                byNetwork.Remove(listener.Network);
            foreach (var person in listener.People)
            {
                if (byPerson.TryGetValue(person, out var own) && own.Remove(listener) && own.Count == 0)
                    byPerson.Remove(person);
            }
        }
    }

    /// <summary>One who listens, until disposed of.</summary>
    internal sealed class Listener(Listeners all, UInt128 network, Guid[] people) : IDisposable
    {
        public UInt128 Network => network;
        public Guid[] People => people;

        /// <summary>Ends the stream: the sign-in has ended, or is another.</summary>
        public Ending End { get; } = new();

        public void Dispose()
        {
            all.Leave(this);
            End.Dispose();
        }
    }
}
