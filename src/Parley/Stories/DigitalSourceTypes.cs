namespace Parley.Stories;

/// <summary>
/// How a picture came about: those of the IPTC's words that a newspaper's pictures have; the whole list stands at
/// https://cv.iptc.org/newscodes/digitalsourcetype/.
/// </summary>
internal static class DigitalSourceTypes
{
    public static IReadOnlyList<string> All { get; } =
    [
        "digitalCapture",
        "negativeFilm",
        "print",
        "humanEdits",
        "digitalCreation",
        "dataDrivenMedia",
        "compositeWithTrainedAlgorithmicMedia",
        "trainedAlgorithmicMedia",
    ];

    /// <summary>The type in words beside a picture; null where a camera took it as it is.</summary>
    public static string? Caption(Words words, string? type) => type == "digitalCapture" ? null : Name(words, type);

    /// <summary>The type in words; one that we have no words for by its own.</summary>
    public static string? Name(Words words, string? type) =>
        type is not null && All.Contains(type) ? words["reports.type-" + type] : type;
}
