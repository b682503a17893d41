using System.Collections.Frozen;

namespace Parley.Sites;

/// <summary>
/// With whom a publication stands in what relation, as crawlers read it: trust.txt 1.2 of JournalList,
/// https://journallist.net/reference-document-for-trust-txt-specifications. Each line is a name, <c>=</c> and a value; what follows
/// <c>#</c> at its beginning is a note.
/// </summary>
internal static class TrustFile
{
    /// <summary>The most characters of a file.</summary>
    public const int Longest = 20_000;

    private const int LongestValue = 2_000;

    private static readonly FrozenSet<string> Relations = FrozenSet.Create(
        StringComparer.Ordinal,
        "member",
        "belongto",
        "control",
        "controlledby",
        "social",
        "vendor",
        "customer",
        "disclosure"
    );

    /// <summary>The file with one end to each line; empty where it says nothing.</summary>
    public static string Of(string text) =>
        string.IsNullOrWhiteSpace(text) ? "" : string.Join('\n', LinesOf(text)).TrimEnd('\n') + "\n";

    /// <summary>The first line that says nothing that a crawler could read; null where all do.</summary>
    public static string? FindWrong(string text)
    {
        var lines = LinesOf(text);
        return lines.FirstOrDefault(line => !IsRight(line))
            ?? lines.Where(line => line.StartsWith("datatrainingallowed=", StringComparison.Ordinal)).ElementAtOrDefault(1);
    }

    private static List<string> LinesOf(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())];

    private static bool IsRight(string line)
    {
        if (line.Any(char.IsControl) || line.Length > LongestValue)
            return false;
        if (line.Length == 0 || line[0] == '#')
            return true;
        var (name, value) = line.Split('=', 2) is [var before, var after] ? (before, after) : (line, "");
        return name switch
        {
            "contact" => value.Trim().Length > 0,
            "datatrainingallowed" => value is "yes" or "no",
            _ => Relations.Contains(name) && IsAddress(value),
        };
    }

    private static bool IsAddress(string value) =>
        !value.Contains(' ', StringComparison.Ordinal)
        && Uri.TryCreate(value, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.UserInfo.Length == 0;
}
