using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Parley;

/// <summary>Where a later part of a list begins that goes by time: after what has this time and, among equals, this id.</summary>
internal readonly record struct TimeCursor(DateTimeOffset At, Guid Id)
{
    /// <summary>The beginning of a list whose newest come first.</summary>
    public static TimeCursor Newest { get; } = new(DateTimeOffset.MaxValue, Guid.AllBitsSet);

    /// <summary>The beginning of a list whose oldest come first.</summary>
    public static TimeCursor Oldest { get; } = new(DateTimeOffset.MinValue, Guid.Empty);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToMicros()}.{Id:N}");

    /// <summary>Reads the <c>after</c> of a request; null where it asks for the beginning of its list, whichever way that goes.</summary>
    /// <returns>False for anything that no address of ours carries.</returns>
    public static bool TryReadAfter(HttpRequest request, out TimeCursor? after)
    {
        after = null;
        if (request.Query["after"].FirstOrDefault() is not { } text)
            return true;
        if (!TryRead(text, out var cursor))
            return false;
        after = cursor;
        return true;
    }

    /// <summary>Reads where a part begins; nothing there is the beginning of a list whose newest come first.</summary>
    /// <returns>False for anything that no address of ours carries.</returns>
    public static bool TryRead(string? text, out TimeCursor cursor)
    {
        cursor = Newest;
        if (text is null)
            return true;
        // An import may be of words from before 1970.
        if (
            text.Split('.') is not [var micros, var name]
            || !long.TryParse(micros, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            || at < Oldest.At.ToMicros()
            || at > Newest.At.ToMicros()
            || !Guid.TryParseExact(name, "N", out var id)
        )
            return false;
        cursor = new TimeCursor(Micros.FromMicros(at), id);
        return true;
    }
}
