using System.Text;

namespace Parley.Transfer;

/// <summary>
/// The words and authors of an export, on disk while it is imported: a file may hold the comments of twenty years, and in an
/// order in which they cannot be added. It has no name by which another program could open it, and is gone when it is closed.
/// </summary>
internal sealed class SpooledWords : IDisposable
{
    private readonly FileStream file;
    private readonly BinaryWriter writer;
    private readonly BinaryReader reader;
    private long end;

    public SpooledWords()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        file = new FileStream(path, options);

        // An open file needs no name, except on Windows; without one, nothing is left behind by a process that is killed.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Puts a comment's words and author away, and says where.</summary>
    public long Add(ImportedComment comment)
    {
        var place = end;
        file.Position = end;
        writer.Write(comment.Author.Key);
        writer.Write(comment.Author.Name);
        writer.Write(comment.Author.Email ?? "");
        writer.Write(comment.Author.IsAnonymous);
        writer.Write((byte)comment.Format);
        writer.Write(comment.Body);
        end = file.Position;
        return place;
    }

    public (ImportedAuthor Author, WordsFormat Format, string Body) Read(long place)
    {
        file.Position = place;
        var (key, name, email) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        var author = new ImportedAuthor(key, name, NullIfEmpty(email), reader.ReadBoolean());
        return (author, (WordsFormat)reader.ReadByte(), reader.ReadString());
    }

    public void Dispose()
    {
        writer.Dispose();
        reader.Dispose();
        file.Dispose();
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
