using System.Collections.Frozen;
using Parley.Sites;

namespace Parley.Screening;

/// <summary>Hosts, each with all that is below it: an entry a line, lines with <c>#</c> in front are notes.</summary>
internal sealed class HostList
{
    /// <summary>The most entries of one list.</summary>
    public const int MostEntries = 10_000;

    private readonly FrozenSet<string> hosts;

    private HostList(IEnumerable<string> hosts) => this.hosts = hosts.ToFrozenSet(StringComparer.Ordinal);

    public bool IsEmpty => hosts.Count == 0;

    /// <summary>Reads a list as it is typed or pasted: <c>pills.example</c>, <c>*.pills.example</c> and <c>@pills.example</c> are one.</summary>
    /// <param name="faults">The lines that name no host; the others are usable.</param>
    public static HostList Read(string text, out IReadOnlyList<Problem> faults)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<Problem>();
        var lines = new ListLines(text);
        while (lines.MoveNext())
        {
            if (HostName.Normalise(WithoutSigns(lines.Entry).ToString()) is not { } host)
            {
                found.Add(Problems.HostInvalid(lines.Line));
            }
            else if (hosts.Add(host) && hosts.Count > MostEntries)
            {
                found.Add(Problems.HostListTooLong(lines.Line));
                break;
            }
        }

        faults = found;
        return new HostList(hosts);
    }

    /// <summary>The entry that a host is, or is below; null where none is.</summary>
    public string? Find(string host)
    {
        for (var rest = host; ; )
        {
            if (hosts.TryGetValue(rest, out var entry))
                return entry;
            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
                return null;
            rest = rest[(dot + 1)..];
        }
    }

    private static ReadOnlySpan<char> WithoutSigns(ReadOnlySpan<char> entry) =>
        entry.StartsWith("*.") ? entry[2..] : entry.TrimStart("@.");
}
