using Parley.Pictures;

namespace Parley;

internal static partial class Problems
{
    /// <summary>What was given as a picture is none that browsers show, or is broken.</summary>
    public static readonly Problem PictureUnreadable = new("picture-unreadable", 422) { Field = "picture" };

    public static readonly Problem PictureTooLarge = new("picture-too-large", 413)
    {
        Field = "picture",
        Arguments = Blanks(("most", Picture.MostBytes / 1_000)),
    };
}
