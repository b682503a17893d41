using System.Buffers.Binary;
using System.Text;

namespace Parley.Tests.Pictures;

/// <summary>Pictures with what a test wants in their headers. No program shows what is in them.</summary>
internal static class PictureSamples
{
    /// <summary>A packet of XMP as an agency's file has it.</summary>
    public const string Xmp = """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Pia Lund / Sull Press"
              xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture</Iptc4xmpExt:DigitalSourceType>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">The dam at Sull in April</rdf:li></rdf:Alt></dc:description>
          </rdf:Description></rdf:RDF></x:xmpmeta>
        """;

    /// <summary>The first directory of an Exif block, with entries of a tag and a short value.</summary>
    public static byte[] Exif(bool isLittle, params (int Tag, int Value)[] entries)
    {
        var bytes = new byte[8 + 2 + (12 * entries.Length) + 4];
        Encoding.ASCII.GetBytes(isLittle ? "II" : "MM").CopyTo(bytes, 0);
        Put(2, 42);
        bytes[isLittle ? 4 : 7] = 8;
        Put(8, entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            Put(10 + (12 * i), entries[i].Tag);
            Put(18 + (12 * i), entries[i].Value);
        }

        return bytes;

        void Put(int at, int value)
        {
            if (isLittle)
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);
            else
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)value);
        }
    }

    public static byte[] Jpeg(int width, int height, string? xmp = null, byte[]? exif = null, bool hasCredentials = false) =>
        [
            0xFF,
            0xD8,
            .. exif is null ? [] : Segment(0xE1, [.. "Exif\0\0"u8, .. exif]),
            .. xmp is null ? [] : Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(xmp)]),
            .. hasCredentials ? Segment(0xEB, [.. "JP\0\x01\0\0\0\x01\0\0\0\x20jumb\0\0\0\x18jumdc2pa"u8]) : [],
            .. Segment(0xC4, new byte[20]),
            .. Segment(0xC2, [8, .. Two(height), .. Two(width), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]),
            .. Segment(0xDA, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 0x3F, 0]),
            0,
            0xFF,
            0xD9,
        ];

    public static byte[] Png(int width, int height, string? xmp = null, byte[]? exif = null, bool hasCredentials = false) =>
        [
            0x89,
            .. "PNG\r\n"u8,
            0x1A,
            (byte)'\n',
            .. Chunk("IHDR", [.. Four(width), .. Four(height), 8, 2, 0, 0, 0]),
            .. exif is null ? [] : Chunk("eXIf", exif),
            .. xmp is null ? [] : Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Encoding.UTF8.GetBytes(xmp)]),
            .. hasCredentials ? Chunk("caBX", [1, 2, 3]) : [],
            .. Chunk("IDAT", [1, 2, 3]),
            .. Chunk("IEND", []),
        ];

    public static byte[] WebP(int width, int height, string? xmp = null, byte[]? exif = null, bool hasCredentials = false)
    {
        byte[] chunks =
        [
            .. Riff("VP8X", [0, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]),
            .. Riff("VP8 ", new byte[11]),
            .. exif is null ? [] : Riff("EXIF", exif),
            .. xmp is null ? [] : Riff("XMP ", Encoding.UTF8.GetBytes(xmp)),
            .. hasCredentials ? Riff("C2PA", [1]) : [],
        ];
        return [.. "RIFF"u8, .. Little(4 + chunks.Length), .. "WEBP"u8, .. chunks];
    }

    /// <summary>The two simple kinds of WebP, which have no chunk for their sides.</summary>
    public static byte[] SimpleWebP(int width, int height, bool isLossless)
    {
        var chunk = isLossless
            ? Riff("VP8L", [0x2F, .. Little((width - 1) | ((height - 1) << 14))])
            : Riff("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)]);
        return [.. "RIFF"u8, .. Little(4 + chunk.Length), .. "WEBP"u8, .. chunk];
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, .. Two(content.Length + 2), .. content];

    private static byte[] Chunk(string kind, byte[] content) =>
        [.. Four(content.Length), .. Encoding.ASCII.GetBytes(kind), .. content, 0, 0, 0, 0];

    private static byte[] Riff(string kind, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(kind), .. Little(content.Length), .. content, .. new byte[content.Length & 1]];

    private static byte[] Two(int number) => [(byte)(number >> 8), (byte)number];

    private static byte[] Three(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16)];

    private static byte[] Four(int number) => [(byte)(number >> 24), (byte)(number >> 16), .. Two(number)];

    private static byte[] Little(int number) => [.. Three(number), (byte)(number >> 24)];
}
