namespace Parley.Http;

/// <summary>Whose doings a limit counts.</summary>
internal enum PacePer
{
    /// <summary>A network address, or an IPv6 /64: <see cref="ClientAddress.Network"/>.</summary>
    Address,

    /// <summary>A reader; at sign-in, which nobody is yet, the account that is tried.</summary>
    Person,
}

/// <summary>So many of an action, for each person or address, within a time.</summary>
internal sealed record PaceLimit
{
    public PaceLimit(string action, PacePer per, TimeSpan window, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.FromMilliseconds(count));
        (Action, Per, Window, Count) = (action, per, window, count);
    }

    public string Action { get; }
    public PacePer Per { get; }
    public TimeSpan Window { get; }
    public int Count { get; }
}
