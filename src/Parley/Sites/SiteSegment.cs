using System.Buffers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Parley.Sites;

/// <summary>
/// The first part of the address of all that is a site's own. What stands there in another address of ours, such as <c>api</c>, is no
/// site's name. Told so, the router does not lay out all of a site's addresses once more under each of those, which took half
/// of a start's time with its endpoints. What a host has put there itself may well be a site's name.
/// </summary>
internal sealed class SiteSegment : IParameterLiteralNodeMatchingPolicy
{
    /// <summary>Names that stand at the same place in other addresses of ours, or may one day: no site is called so.</summary>
    public static readonly IReadOnlySet<string> Reserved = new SortedSet<string>(StringComparer.Ordinal)
    {
        "api",
        "assets",
        "console",
        "counts",
        "embed",
        "health",
        "oembed",
        "openapi",
        "robots",
        "sign-in-link",
        "t",
        "v1alpha1",
    };

    private static readonly SearchValues<char> Signs = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary><c>/{site}</c>.</summary>
    public static RoutePattern Pattern { get; } =
        RoutePatternFactory.Parse("/{site}", defaults: null, new RouteValueDictionary { ["site"] = new SiteSegment() });

    private SiteSegment() { }

    /// <summary>Whether a site may be called so: 2 to 40 lower case letters, digits and hyphens, and none of ours.</summary>
    public static bool IsName(string text) =>
        text.Length is >= 2 and <= 40
        && text[0] != '-'
        && text[^1] != '-'
        && !text.AsSpan().ContainsAnyExcept(Signs)
        && !Reserved.Contains(text);

    /// <inheritdoc/>
    /// <remarks>Addresses are compared without regard to capitals.</remarks>
    public bool MatchesLiteral(string parameterName, string literal) => IsName(literal.ToLowerInvariant());
}
