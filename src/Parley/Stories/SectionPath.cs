using Parley.Sites;

namespace Parley.Stories;

/// <summary>A section that is the pages below a path of the site, such as <c>/sport</c>.</summary>
internal static class SectionPath
{
    /// <summary>Whether a section's name is a path.</summary>
    public static bool IsOne(string section) => section.StartsWith('/');

    /// <summary>The addresses below which its pages are, one for each origin of the site, as keys.</summary>
    public static IEnumerable<string> PlacesOf(Site site, string path) =>
        site
            .Origins.Select(origin => StoryAddress.Parse(origin.TrimEnd('/') + path, QueryParameters.Of([])).Value?.Key)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    /// <summary>Whether a page, by its address's key, is a place or below it.</summary>
    public static bool IsBelow(string page, string place) =>
        page.StartsWith(place, StringComparison.Ordinal) && (page.Length == place.Length || page[place.Length] is '/' or '?');
}
