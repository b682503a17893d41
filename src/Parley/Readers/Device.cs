namespace Parley.Readers;

/// <summary>
/// A browser and its system, by names of ours: what a browser calls itself is read for words that we know, and nothing else of it is
/// kept. Enough for its owner to tell two devices apart, too little to know anybody again by.
/// </summary>
internal sealed record Device(string? Browser, string? System)
{
    // What is read of the header: every browser says who it is long before.
    private const int MostRead = 512;

    // The first that is found counts: most say that they are their neighbours as well.
    private static readonly (string Piece, string Name)[] Browsers =
    [
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("EdgiOS/", "Edge"),
        ("OPR/", "Opera"),
        ("Vivaldi/", "Vivaldi"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Version/", "Safari"),
    ];

    private static readonly (string Piece, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>The device of a header; null where it says nothing that we know.</summary>
    public static Device? Of(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent))
            return null;
        var read = userAgent.AsSpan(0, Math.Min(userAgent.Length, MostRead));
        var (browser, system) = (Find(read, Browsers), Find(read, Systems));
        return browser is null && system is null ? null : new Device(browser, system);
    }

    /// <summary>As it was kept.</summary>
    public static Device? Kept(string? text) =>
        text?.Split('/') is [var browser, var system] ? new Device(Given(browser), Given(system)) : null;

    public string NameIn(Words words) =>
        Browser is not null && System is not null
            ? words.Format("account.device", ("browser", Browser), ("system", System))
            : Browser ?? System ?? "";

    /// <summary>As it is kept.</summary>
    public override string ToString() => $"{Browser}/{System}";

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static string? Find(ReadOnlySpan<char> text, (string Piece, string Name)[] table)
    {
        foreach (var (piece, name) in table)
        {
            if (text.Contains(piece, StringComparison.Ordinal))
                return name;
        }

        return null;
    }
}
