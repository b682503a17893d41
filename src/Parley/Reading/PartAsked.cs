using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Parley.Reading;

/// <summary>What a newspaper's page asks of a part of ours that it shows, beside which part it is. By value: it is in the page's key.</summary>
/// <param name="Level">The level of the heading over a discussion, so that it fits under the article's own.</param>
/// <param name="SaysWhatItIs">Whether the part says to machines what it is; a page may say that already.</param>
/// <param name="ArePicks">Of a list: what the newsroom picked, and not simply the latest.</param>
/// <param name="Section">Of a list: a section by its name, or by the path of its pages, which begins with a slash; null for the whole site.</param>
/// <param name="Most">Of a list: how many.</param>
internal sealed record PartAsked(
    int Level = 2,
    bool SaysWhatItIs = true,
    bool ArePicks = false,
    string? Section = null,
    int Most = 5
)
{
    private const int LongestSection = 200;

    public static PartAsked Nothing { get; } = new();

    /// <summary>What a discussion's own HTML depends on: nothing else is in its page's key, or one page would be kept many times.</summary>
    public PartAsked OfDiscussion => new(Level, SaysWhatItIs);

    /// <summary>What a list depends on.</summary>
    public PartAsked OfList => new(ArePicks: ArePicks, Section: Section, Most: Most);

    /// <summary>What a query asks; null where it asks for what there is not.</summary>
    public static PartAsked? Read(IQueryCollection query)
    {
        if (!TryRead(query["level"], 1, 5, 2, out var level) || !TryRead(query["n"], 3, 20, 5, out var most))
            return null;
        if (!TryRead(query["jsonld"], 0, 1, 1, out var says))
            return null;
        string? show = query["show"];
        if (show is not (null or "latest" or "picks"))
            return null;
        string? section = query["section"];
        if (string.IsNullOrWhiteSpace(section))
            section = null;
        if (section?.Length > LongestSection || section?.Any(char.IsControl) == true)
            return null;
        return new PartAsked(level, says == 1, show == "picks", section, most);
    }

    private static bool TryRead(string? text, int least, int most, int unsaid, out int number)
    {
        number = unsaid;
        return text is null
            || (
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                && number >= least
                && number <= most
            );
    }
}
