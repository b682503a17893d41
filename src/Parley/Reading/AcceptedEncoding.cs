using System.Globalization;

namespace Parley.Reading;

/// <summary>The best of our encodings that a client accepts.</summary>
internal enum AcceptedEncoding
{
    None,
    Gzip,
    Brotli,
}

internal static class AcceptedEncodings
{
    /// <summary>Reads <c>Accept-Encoding</c> (RFC 9110 12.5.3): what the great browsers send by comparison, the rest by its weights.</summary>
    public static AcceptedEncoding Parse(string? header) =>
        header switch
        {
            null or "" => AcceptedEncoding.None,
            "gzip, deflate, br, zstd" or "gzip, deflate, br" or "br, gzip" => AcceptedEncoding.Brotli,
            "gzip" or "gzip, deflate" => AcceptedEncoding.Gzip,
            _ => ByWeight(header),
        };

    private static AcceptedEncoding ByWeight(string header)
    {
        double brotli = -1,
            gzip = -1,
            any = -1;
        foreach (var range in header.AsSpan().Split(','))
        {
            var part = header.AsSpan(range).Trim();
            var semicolon = part.IndexOf(';');
            var name = (semicolon < 0 ? part : part[..semicolon]).Trim();
            var weight = semicolon < 0 ? 1 : Weight(part[(semicolon + 1)..].Trim());
            if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
                brotli = weight;
            else if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase))
                gzip = weight;
            else if (name is "*")
                any = weight;
        }

        brotli = brotli < 0 ? any : brotli;
        gzip = gzip < 0 ? any : gzip;
        if (brotli > 0 && brotli >= gzip)
            return AcceptedEncoding.Brotli;
        return gzip > 0 ? AcceptedEncoding.Gzip : AcceptedEncoding.None;
    }

    private static double Weight(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            ? weight
            : 1;
}
