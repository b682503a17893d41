using System.Text;
using CsCheck;
using Parley.Pictures;
using Xunit;

namespace Parley.Tests.Pictures;

/// <summary>What a file says of itself is read, whatever else stands in it.</summary>
public sealed class PictureFileTests
{
    private const int Orientation = 0x0112;
    private const int Places = 0x8825;

    private static readonly (string Type, Func<string?, byte[]?, bool, byte[]> Make)[] Kinds =
    [
        ("image/jpeg", (xmp, exif, hasCredentials) => PictureSamples.Jpeg(640, 360, xmp, exif, hasCredentials)),
        ("image/png", (xmp, exif, hasCredentials) => PictureSamples.Png(640, 360, xmp, exif, hasCredentials)),
        ("image/webp", (xmp, exif, hasCredentials) => PictureSamples.WebP(640, 360, xmp, exif, hasCredentials)),
    ];

    public static TheoryData<int> EveryKind => [.. Enumerable.Range(0, Kinds.Length)];

    [Theory, MemberData(nameof(EveryKind))]
    public void Each_kind_says_how_large_it_is_how_it_came_about_and_who_made_it(int kind)
    {
        var (type, make) = Kinds[kind];

        Assert.Equal(
            new PictureFile(type, 640, 360)
            {
                DigitalSourceType = "digitalCapture",
                Caption = "The dam at Sull in April",
                Credit = "Pia Lund / Sull Press",
            },
            PictureFile.Read(make(PictureSamples.Xmp, null, false))
        );
        Assert.Equal(new PictureFile(type, 640, 360), PictureFile.Read(make(null, null, false)));
        Assert.Equal(new PictureFile(type, 640, 360) { HasCredentials = true }, PictureFile.Read(make(null, null, true)));
    }

    [Theory, MemberData(nameof(EveryKind))]
    public void One_that_is_to_be_turned_is_measured_turned_and_one_that_says_where_it_was_taken_is_known(int kind)
    {
        var (type, make) = Kinds[kind];
        foreach (var isLittle in (bool[])[true, false])
        {
            Assert.Equal(
                new PictureFile(type, 360, 640) { HasPlace = true },
                PictureFile.Read(make(null, PictureSamples.Exif(isLittle, (Orientation, 6), (Places, 0)), false))
            );
            Assert.Equal(
                new PictureFile(type, 640, 360),
                PictureFile.Read(make(null, PictureSamples.Exif(isLittle, (Orientation, 3)), false))
            );
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_simple_kinds_of_WebP_say_it_in_their_first_bytes(bool isLossless) =>
        Assert.Equal(
            new PictureFile("image/webp", 1_200, 801),
            PictureFile.Read(PictureSamples.SimpleWebP(1_200, 801, isLossless))
        );

    [Fact]
    public void What_is_none_of_them_is_none()
    {
        foreach (
            var text in (string[])
                [
                    "",
                    "x",
                    "GIF89a\x01\0\x01\0",
                    "<svg xmlns='http://www.w3.org/2000/svg'/>",
                    "RIFF",
                    "RIFF\0\0\0\0WAVE",
                    "<!doctype html>",
                ]
        )
            Assert.Null(PictureFile.Read(Encoding.Latin1.GetBytes(text)));
        Assert.Null(PictureFile.Read(PictureSamples.Png(0, 10)));
        Assert.Null(PictureFile.Read(PictureSamples.Png(70_000, 10)));
        Assert.Null(PictureFile.Read(PictureSamples.Png(-1, 10)));
    }

    /// <summary>An entity that grows to gigabytes, one that reads a file of the server, and words for another program.</summary>
    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>")]
    [InlineData("<x xmlns:p='http://ns.adobe.com/photoshop/1.0/'")]
    public void Of_a_hostile_packet_nothing_is_taken(string xmp) =>
        Assert.Equal(new PictureFile("image/jpeg", 640, 360), PictureFile.Read(PictureSamples.Jpeg(640, 360, xmp)));

    [Fact]
    public void A_word_that_is_not_the_IPTC_s_is_no_type_and_a_credit_of_a_thousand_letters_is_none()
    {
        var xmp = PictureSamples
            .Xmp.Replace("cv.iptc.org", "cv.iptc.org.example", StringComparison.Ordinal)
            .Replace("Sull Press", new string('x', 1_000), StringComparison.Ordinal);

        var file = PictureFile.Read(PictureSamples.Jpeg(640, 360, xmp))!;

        Assert.Equal((null, null, "The dam at Sull in April"), (file.DigitalSourceType, file.Credit, file.Caption));
    }

    /// <summary>Bytes of a good file, some of them others, or cut off: it is read or it is not, and nothing else happens.</summary>
    [Fact]
    public void A_broken_file_harms_nothing() =>
        Gen.Select(
                Gen.Int[0, Kinds.Length - 1],
                Gen.Select(Gen.Int[0, 1_500], Gen.Byte).Array[0, 6],
                Gen.Int[0, 1_500],
                Gen.Bool
            )
            .Sample(
                (kind, changes, length, isCut) =>
                {
                    var bytes = Kinds[kind].Make(PictureSamples.Xmp, PictureSamples.Exif(true, (Orientation, 6)), true);
                    foreach (var (at, value) in changes)
                        bytes[at % bytes.Length] = value;
                    if (isCut)
                        bytes = bytes[..(length % bytes.Length)];
                    return PictureFile.Read(bytes) is null or { Width: > 0, Height: > 0 };
                },
                iter: 20_000
            );
}
