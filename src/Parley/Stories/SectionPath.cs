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

    /// <summary>The same as <see cref="IsBelow"/>, of any of several places, as a condition in SQL.</summary>
    /// <param name="column">One with an address as a key, or NULL.</param>
    /// <param name="places">At least one.</param>
    public static (string Condition, IReadOnlyList<(string, object?)> Parameters) Below(
        string column,
        IReadOnlyList<string> places
    ) =>
        (
            string.Join(
                " OR ",
                places.Select(
                    (_, i) =>
                        $"{column} = @place{i} OR substr({column}, 1, length(@place{i}) + 1) IN (@place{i} || '/', @place{i} || '?')"
                )
            ),
            [.. places.Select((place, i) => ($"@place{i}", (object?)place))]
        );

    /// <summary>Whether a page, by its address's key, is a place or below it.</summary>
    public static bool IsBelow(string page, string place) =>
        page.StartsWith(place, StringComparison.Ordinal) && (page.Length == place.Length || page[place.Length] is '/' or '?');
}
