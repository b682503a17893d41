using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Parley.Pictures;

/// <summary>
/// What a picture's XMP says (ISO 16684-1), by the IPTC's Photo Metadata Standard
/// (https://www.iptc.org/std/photometadata/specification/): little of it, and none of it where it is broken.
/// </summary>
internal readonly partial record struct PictureWords(string? DigitalSourceType, string? Caption, string? Credit, bool HasPlace)
{
    // More than one field of a report holds.
    private const int LongestLine = 300;
    private const int MostLetters = 1024 * 1024;

    private static readonly XNamespace Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static readonly XNamespace Photoshop = "http://ns.adobe.com/photoshop/1.0/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Exif = "http://ns.adobe.com/exif/1.0/";

    public static PictureWords Read(ReadOnlySpan<byte> xmp)
    {
        if (xmp.IsEmpty)
            return default;
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(xmp.ToArray()),
                new() { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MostLetters }
            );
            var packet = XDocument.Load(reader);
            return new(
                WordOf(Find(packet, Iptc + "DigitalSourceType")),
                Line(Find(packet, DublinCore + "description")),
                Line(Find(packet, Photoshop + "Credit")),
                Find(packet, Exif + "GPSLatitude") is not null
            );
        }
        catch (XmlException)
        {
            return default;
        }
    }

    // A property is an attribute or an element; of a list in several languages, the first.
    private static string? Find(XDocument packet, XName name) =>
        packet.Descendants().Select(one => (string?)one.Attribute(name)).FirstOrDefault(value => value is not null)
        ?? packet
            .Descendants(name)
            .Select(one =>
                (string?)one.Attribute("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource")
                ?? one.DescendantsAndSelf().First(leaf => !leaf.HasElements).Value
            )
            .FirstOrDefault();

    // http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture
    private static string? WordOf(string? address) =>
        address is not null && SourceType().Match(address) is { Success: true } match ? match.Groups[1].Value : null;

    private static string? Line(string? text) =>
        text?.ReplaceLineEndings(" ").Trim() is { Length: > 0 and <= LongestLine } line && !line.Any(char.IsControl)
            ? line
            : null;

    [GeneratedRegex("^https?://cv\\.iptc\\.org/newscodes/digitalsourcetype/([A-Za-z]{1,60})/?$", RegexOptions.NonBacktracking)]
    private static partial Regex SourceType();
}
