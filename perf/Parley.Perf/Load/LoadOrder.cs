namespace Parley.Perf.Load;

/// <summary>What the load generator shall do for a while.</summary>
internal sealed record LoadOrder
{
    /// <summary>A port of this machine; nothing else is ever put under load.</summary>
    public required int Port { get; init; }

    /// <summary>How many connections ask at once; each waits for its answer before it asks again.</summary>
    public required int Connections { get; init; }

    public required double Seconds { get; init; }

    /// <summary>
    /// Whole HTTP/1.1 requests, asked in turn; the connections share them out. In each, <see cref="FreshId"/> and
    /// <see cref="FreshNumber"/> are replaced by new values of the same length every time.
    /// </summary>
    public required IReadOnlyList<string> Requests { get; init; }

    /// <summary>At most so many requests a second, all connections together; 0 is as many as go.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>Stands where a new UUIDv7 shall stand.</summary>
    public const string FreshId = "00000000-0000-7000-8000-000000000000";

    /// <summary>Stands where a number shall stand that no other request has.</summary>
    public const string FreshNumber = "#00000000000";
}

/// <param name="Answers">Complete answers with a status from 200 to 399.</param>
/// <param name="Refusals">Complete answers with another status.</param>
/// <param name="Breaks">Connections that ended before the answer.</param>
/// <param name="FirstRefusal">The beginning of the first of them, to say why.</param>
internal sealed record LoadResult(
    long Answers,
    long Refusals,
    long Breaks,
    double Seconds,
    double P50Milliseconds,
    double P99Milliseconds,
    double MaxMilliseconds,
    string? FirstRefusal
)
{
    public double Rate => Answers / Seconds;
}
