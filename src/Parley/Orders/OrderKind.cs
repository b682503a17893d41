using System.Text.Json.Serialization;

namespace Parley.Orders;

/// <summary>What an authority orders. The numbers stand in databases.</summary>
internal enum OrderKind
{
    /// <summary>To act against illegal content (Regulation 2022/2065, Article 9).</summary>
    [JsonStringEnumMemberName("removal")]
    Removal = 0,

    /// <summary>To give information about a reader (Regulation 2022/2065, Article 10).</summary>
    [JsonStringEnumMemberName("information")]
    Information = 1,

    /// <summary>To remove terrorist content within an hour (Regulation 2021/784, Article 3).</summary>
    [JsonStringEnumMemberName("terrorist")]
    Terrorist = 2,
}

/// <summary>What came of an order. The numbers stand in databases.</summary>
internal enum OrderOutcome
{
    /// <summary>Effect was given to it: what it names is down, or the information was given.</summary>
    [JsonStringEnumMemberName("done")]
    Done = 0,

    /// <summary>It has a manifest error (Regulation 2021/784, Article 3(8)).</summary>
    [JsonStringEnumMemberName("manifest-error")]
    ManifestError = 1,

    /// <summary>It does not say enough to be given effect to (the same).</summary>
    [JsonStringEnumMemberName("not-enough-information")]
    NotEnoughInformation = 2,

    /// <summary>Something that nobody here can help stands in the way (Regulation 2021/784, Article 3(7)).</summary>
    [JsonStringEnumMemberName("force-majeure")]
    ForceMajeure = 3,
}

/// <summary>What a kind of order says of itself.</summary>
internal static class OrderKinds
{
    /// <summary>How soon effect is to be given to it. The law says "without undue delay" of all but the one that has an hour: that is read as a day.</summary>
    public static TimeSpan Patience(this OrderKind kind) =>
        kind == OrderKind.Terrorist ? TimeSpan.FromHours(1) : TimeSpan.FromHours(24);

    /// <summary>For how long it may forbid that the writer is told: by law six weeks of terrorist content; of others for as long as it says, a year at most.</summary>
    public static TimeSpan LongestSilence(this OrderKind kind) => TimeSpan.FromDays(kind == OrderKind.Terrorist ? 42 : 365);

    /// <summary>The same with every prolonging, from when it was entered: the law's six weeks once more of terrorist content; of others without end.</summary>
    public static TimeSpan? LongestSilenceInAll(this OrderKind kind) =>
        kind == OrderKind.Terrorist ? kind.LongestSilence() * 2 : null;

    /// <summary>Where the law stands under which such orders are given.</summary>
    public static string Law(this OrderKind kind) =>
        kind == OrderKind.Terrorist
            ? "https://eur-lex.europa.eu/eli/reg/2021/784/oj"
            : "https://eur-lex.europa.eu/eli/reg/2022/2065/oj";

    /// <summary>Whether comments go by it.</summary>
    public static bool Removes(this OrderKind kind) => kind != OrderKind.Information;

    /// <summary>As addresses, files and the language files call it.</summary>
    public static string ToWord(this OrderKind kind) => kind.ToString().ToLowerInvariant();

    /// <inheritdoc cref="ToWord(OrderKind)"/>
    public static string ToWord(this OrderOutcome outcome) =>
        outcome switch
        {
            OrderOutcome.ManifestError => "manifest-error",
            OrderOutcome.NotEnoughInformation => "not-enough-information",
            OrderOutcome.ForceMajeure => "force-majeure",
            OrderOutcome.Done => "done",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No order has this outcome."),
        };

    /// <summary>The kind of a word; null where it is none.</summary>
    public static OrderKind? ReadKind(string? word) => Find(Enum.GetValues<OrderKind>(), word, ToWord);

    /// <summary>The outcome of a word; null where it is none.</summary>
    public static OrderOutcome? ReadOutcome(string? word) => Find(Enum.GetValues<OrderOutcome>(), word, ToWord);

    private static T? Find<T>(T[] all, string? word, Func<T, string> toWord)
        where T : struct => all.Where(one => toWord(one) == word).Select(one => (T?)one).FirstOrDefault();
}
