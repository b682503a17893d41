using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Pictures;

/// <summary>
/// What the file of a picture says of itself, read from its headers alone: nothing is unpacked or decoded, whatever stands in it. JPEG
/// (ITU-T T.81, https://www.w3.org/Graphics/JPEG/itu-t81.pdf), PNG (https://www.w3.org/TR/png-3/) and WebP (RFC 9649).
/// </summary>
/// <param name="MediaType"><c>image/jpeg</c>, <c>image/png</c> or <c>image/webp</c>, by what it is and not by what it is called.</param>
/// <param name="Width">In pixels, as it is shown: a picture that is to be turned is measured turned.</param>
internal sealed record PictureFile(string MediaType, int Width, int Height)
{
    /// <summary>The longest side, in pixels: JPEG's own bound.</summary>
    public const int LongestSide = 65_535;

    private static ReadOnlySpan<byte> PngSign => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>How it came about, as the file's XMP says it: a word of the IPTC's (see <c>ReportPicture</c>); null where it says nothing.</summary>
    public string? DigitalSourceType { get; init; }
    public string? Caption { get; init; }
    public string? Credit { get; init; }

    /// <summary>Whether it carries Content Credentials (https://spec.c2pa.org/), signed or not: nobody has verified them.</summary>
    public bool HasCredentials { get; init; }

    /// <summary>Whether it says where on earth it was taken: whoever is shown it can read that.</summary>
    public bool HasPlace { get; init; }

    /// <returns>Null where it is none of the three, or where its headers are broken.</returns>
    public static PictureFile? Read(ReadOnlySpan<byte> bytes)
    {
        var found = new Found();
        var type =
            bytes is [0xFF, 0xD8, 0xFF, ..] && ReadJpeg(bytes, ref found) ? "image/jpeg"
            : bytes.StartsWith(PngSign) && ReadPng(bytes, ref found) ? "image/png"
            : bytes.StartsWith("RIFF"u8)
            && bytes[4..] is [_, _, _, _, .. var riff]
            && riff.StartsWith("WEBP"u8)
            && ReadWebP(riff[4..], ref found)
                ? "image/webp"
            : null;
        if (type is null || found.Width is <= 0 or > LongestSide || found.Height is <= 0 or > LongestSide)
            return null;
        var said = PictureWords.Read(found.Xmp);
        return new(type, found.IsTurned ? found.Height : found.Width, found.IsTurned ? found.Width : found.Height)
        {
            DigitalSourceType = said.DigitalSourceType,
            Caption = said.Caption,
            Credit = said.Credit,
            HasCredentials = found.HasCredentials,
            HasPlace = found.HasPlace || said.HasPlace,
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, PictureJson.Default.PictureFile);

    public static PictureFile FromJson(string json) =>
        JsonSerializer.Deserialize(json, PictureJson.Default.PictureFile) ?? throw new JsonException("A picture is an object.");

    // Segments of a marker and a length that counts itself, until the picture's own data begin.
    private static bool ReadJpeg(ReadOnlySpan<byte> bytes, ref Found found)
    {
        var rest = bytes[2..];
        while (rest is [0xFF, var marker, ..])
        {
            // A marker may be preceded by any number of these.
            if (marker == 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            if (marker == 0xDA || rest.Length < 4)
                break;
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || rest.Length < 2 + length)
                return false;
            var content = rest[4..(2 + length)];
            // All the frames of a picture but the tables that share their numbers.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (content.Length < 5)
                    return false;
                found.Height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
                found.Width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
            }
            else if (marker == 0xE1 && content.StartsWith("Exif\0\0"u8))
                ReadExif(content[6..], ref found);
            else if (marker == 0xE1 && content.StartsWith("http://ns.adobe.com/xap/1.0/\0"u8))
                found.Xmp = content[29..];
            else if (marker == 0xEB && content.IndexOf("c2pa"u8) >= 0)
                found.HasCredentials = true;
            rest = rest[(2 + length)..];
        }

        return found.Width > 0;
    }

    private static bool ReadPng(ReadOnlySpan<byte> bytes, ref Found found)
    {
        var rest = bytes[8..];
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
                return false;
            var kind = rest[4..8];
            var content = rest.Slice(8, (int)length);
            if (kind.SequenceEqual("IHDR"u8) && content.Length >= 8)
            {
                found.Width = ReadSide(BinaryPrimitives.ReadUInt32BigEndian(content));
                found.Height = ReadSide(BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
            }
            else if (kind.SequenceEqual("eXIf"u8))
                ReadExif(content, ref found);
            else if (kind.SequenceEqual("caBX"u8))
                found.HasCredentials = true;
            // Not packed, in no language and under no other name; a packed one would have to be unpacked.
            else if (kind.SequenceEqual("iTXt"u8) && content.StartsWith("XML:com.adobe.xmp\0\0\0\0\0"u8))
                found.Xmp = content[22..];
            rest = rest[(12 + (int)length)..];
        }

        return found.Width > 0;
    }

    private static bool ReadWebP(ReadOnlySpan<byte> chunks, ref Found found)
    {
        var rest = chunks;
        while (rest.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8)
                return false;
            var kind = rest[..4];
            var content = rest.Slice(8, (int)length);
            if (kind.SequenceEqual("VP8X"u8) && content.Length >= 10)
            {
                found.Width = 1 + ReadThree(content[4..]);
                found.Height = 1 + ReadThree(content[7..]);
            }
            else if (kind.SequenceEqual("VP8 "u8) && content.Length >= 10 && found.Width == 0)
            {
                found.Width = BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF;
                found.Height = BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF;
            }
            else if (kind.SequenceEqual("VP8L"u8) && content.Length >= 5 && found.Width == 0)
            {
                var sides = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
                found.Width = 1 + (int)(sides & 0x3FFF);
                found.Height = 1 + (int)((sides >> 14) & 0x3FFF);
            }
            else if (kind.SequenceEqual("EXIF"u8))
                ReadExif(content.StartsWith("Exif\0\0"u8) ? content[6..] : content, ref found);
            else if (kind.SequenceEqual("XMP "u8))
                found.Xmp = content;
            else if (kind.SequenceEqual("C2PA"u8))
                found.HasCredentials = true;
            // Chunks begin at even places.
            var next = 8 + (int)length + (int)(length & 1);
            rest = next < rest.Length ? rest[next..] : [];
        }

        return found.Width > 0;
    }

    // The first directory of TIFF 6.0: how it is to be turned, and whether there is a directory of places.
    private static void ReadExif(ReadOnlySpan<byte> tiff, ref Found found)
    {
        if (tiff.Length < 8)
            return;
        var isLittle = tiff.StartsWith("II"u8);
        var at = Read32(tiff[4..], isLittle);
        if (at > tiff.Length - 2)
            return;
        var rest = tiff[(int)at..];
        int entries = Read16(rest, isLittle);
        rest = rest[2..];
        for (; entries > 0 && rest.Length >= 12; entries--, rest = rest[12..])
        {
            switch (Read16(rest, isLittle))
            {
                case 0x0112:
                    found.IsTurned = Read16(rest[8..], isLittle) is >= 5 and <= 8;
                    break;
                case 0x8825:
                    found.HasPlace = true;
                    break;
            }
        }
    }

    private static ushort Read16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static int ReadThree(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static int ReadSide(uint side) => side > LongestSide ? -1 : (int)side;

    private ref struct Found
    {
        public int Width;
        public int Height;
        public bool IsTurned;
        public bool HasPlace;
        public bool HasCredentials;
        public ReadOnlySpan<byte> Xmp;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PictureFile))]
internal sealed partial class PictureJson : JsonSerializerContext;
