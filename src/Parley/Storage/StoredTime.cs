using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Parley.Storage;

// Named classes whose lambdas only call methods: the compiled model writes such lambdas down without their parentheses.

/// <summary>A time as microseconds since 1970.</summary>
internal sealed class StoredTime()
    : ValueConverter<DateTimeOffset, long>(time => time.ToMicros(), micros => Micros.FromMicros(micros));

/// <summary>A site's id as its number.</summary>
internal sealed class StoredSiteId() : ValueConverter<SiteId, int>(site => Number(site), number => new SiteId(number))
{
    private static int Number(SiteId site) => site.Value;
}
