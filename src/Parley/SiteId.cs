using System.Globalization;

namespace Parley;

/// <summary>The id of a site. Every store method takes one, and every SQL text asks for it.</summary>
internal readonly record struct SiteId(int Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
