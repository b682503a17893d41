namespace Parley.Pictures;

/// <summary>The picture of a report, as its newsroom gave it: the bytes are kept as they came, with all that they say of themselves.</summary>
internal sealed record Picture(SiteId Site, Guid Id, Guid StoryId, PictureFile File)
{
    /// <summary>The most that its file may have, in bytes.</summary>
    public const int MostBytes = 4_000_000;

    /// <summary>Whether it stands in what the public reads. Until then, and after, it is the newsroom's alone.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Reads a picture's file.</summary>
    /// <returns>What it is, or <see cref="Problems.PictureUnreadable"/>, or <see cref="Problems.PictureTooLarge"/>.</returns>
    public static Result<PictureFile> Read(byte[] bytes) =>
        bytes.Length > MostBytes ? Problems.PictureTooLarge
        : PictureFile.Read(bytes) is { } file ? file
        : Problems.PictureUnreadable;
}
