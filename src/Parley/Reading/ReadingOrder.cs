namespace Parley.Reading;

/// <summary>An order in which the top-level comments of a thread are read. Replies always stand in the order of time.</summary>
internal enum ReadingOrder
{
    Newest,
    Oldest,

    /// <summary>Most appreciated first; among equals the older.</summary>
    Appreciated,

    /// <summary>Most replies in the branch first, however deep; among equals the older.</summary>
    Discussed,
}

internal static class ReadingOrders
{
    public static readonly ReadingOrder[] All =
    [
        ReadingOrder.Newest,
        ReadingOrder.Oldest,
        ReadingOrder.Appreciated,
        ReadingOrder.Discussed,
    ];

    /// <summary>Whether counts make it, which move: its pages are walked along a ranking that is kept.</summary>
    public static bool IsRanked(this ReadingOrder order) => order is ReadingOrder.Appreciated or ReadingOrder.Discussed;

    /// <summary>The name in addresses, and of the sentence in the language file.</summary>
    public static string Key(this ReadingOrder order) =>
        order switch
        {
            ReadingOrder.Oldest => "oldest",
            ReadingOrder.Appreciated => "appreciated",
            ReadingOrder.Discussed => "discussed",
            _ => "newest",
        };

    /// <summary>The order of that name; newest first where none is named; null where the name is none of ours.</summary>
    public static ReadingOrder? Parse(string? key) =>
        key switch
        {
            null or "" or "newest" => ReadingOrder.Newest,
            "oldest" => ReadingOrder.Oldest,
            "appreciated" => ReadingOrder.Appreciated,
            "discussed" => ReadingOrder.Discussed,
            _ => null,
        };
}
