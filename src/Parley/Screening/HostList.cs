using System.Collections.Frozen;
using Parley.Sites;

namespace Parley.Screening;

/// <summary>
/// Hosts, each with all that is below it: an entry a line, lines with <c>#</c> in front are notes. What is below a <see cref="ShadowLine"/>
/// counts for nothing yet.
/// </summary>
internal sealed class HostList
{
    /// <summary>The most entries of one list.</summary>
    public const int MostEntries = 10_000;

    // With until when each is in shadow; null where it counts.
    private readonly FrozenDictionary<string, DateTimeOffset?> hosts;

    private readonly DateTimeOffset? lastEnd; // of what is in shadow, and never where anything counts; null where nothing is listed

    private HostList(IReadOnlyDictionary<string, DateTimeOffset?> hosts)
    {
        this.hosts = hosts.ToFrozenDictionary(StringComparer.Ordinal);
        lastEnd = hosts.Count == 0 ? null : hosts.Values.Max(until => until ?? DateTimeOffset.MaxValue);
    }

    /// <summary>Whether nothing counts then, nor is tried.</summary>
    public bool IsEmptyAt(DateTimeOffset at) => lastEnd is null || lastEnd <= at;

    /// <summary>Reads a list as it is typed or pasted: <c>pills.example</c>, <c>*.pills.example</c> and <c>@pills.example</c> are one.</summary>
    /// <param name="faults">The lines that name no host; the others are usable.</param>
    public static HostList Read(string text, out IReadOnlyList<Problem> faults)
    {
        var hosts = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        var found = new List<Problem>();
        DateTimeOffset? shadowUntil = null;
        var lines = new ListLines(text);
        while (lines.MoveNext())
        {
            if (ShadowLine.Is(lines.Entry) && ShadowLine.TryRead(lines.Entry, out var until))
            {
                shadowUntil = until;
            }
            else if (HostName.Normalise(WithoutSigns(lines.Entry).ToString()) is not { } host)
            {
                found.Add(Problems.HostInvalid(lines.Line));
            }
            else if (hosts.TryAdd(host, shadowUntil) && hosts.Count > MostEntries)
            {
                found.Add(Problems.HostListTooLong(lines.Line));
                break;
            }
            else if (shadowUntil is null || hosts[host] < shadowUntil)
            {
                // Where it counts once it counts, and tried anew below a later line it is tried as long as that says.
                hosts[host] = shadowUntil;
            }
        }

        faults = found;
        return new HostList(hosts);
    }

    /// <summary>The entry that a host is, or is below, and whether it is in shadow; null where none is, or its time in shadow is over.</summary>
    public (string Entry, bool IsInShadow)? Find(string host, DateTimeOffset at)
    {
        (string Entry, bool IsInShadow)? found = null;
        for (var rest = host; ; )
        {
            if (hosts.TryGetValue(rest, out var until))
            {
                if (until is null)
                    return (rest, false);
                if (until > at)
                    found ??= (rest, true);
            }

            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
                return found;
            rest = rest[(dot + 1)..];
        }
    }

    private static ReadOnlySpan<char> WithoutSigns(ReadOnlySpan<char> entry) =>
        entry.StartsWith("*.") ? entry[2..] : entry.TrimStart("@.");
}
