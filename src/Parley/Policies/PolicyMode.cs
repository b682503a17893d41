namespace Parley.Policies;

/// <summary>When words are looked at by a person, the strictest last.</summary>
internal enum PolicyMode
{
    /// <summary>After they are published, unless a check holds them.</summary>
    Post,

    /// <summary>Before that where a check says so or their writer is a newcomer.</summary>
    Risk,

    /// <summary>Always before.</summary>
    Pre,
}

/// <summary>Whether one may write, the strictest last.</summary>
internal enum PolicyState
{
    Open,

    /// <summary>Each reader writes one comment in so many seconds.</summary>
    Slowed,

    /// <summary>One may write, and everything waits for a person.</summary>
    Held,
    Closed,

    /// <summary>The whole site takes no words. Nobody sets this on a policy: it is what a stop makes of every discussion.</summary>
    Stopped,
}
