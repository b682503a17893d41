using Parley.Search;

namespace Parley;

internal static partial class Problems
{
    public static Problem SearchTooLong { get; } =
        new("search-too-long", 400) { Arguments = Blanks(("characters", SearchQuery.MostCharacters)), Field = "q" };
}
