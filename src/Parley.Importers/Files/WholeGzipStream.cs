using System.IO.Compression;

namespace Parley.Importers.Files;

/// <summary>
/// Unpacks gzip and fails where the file is cut off, which <see cref="GZipStream"/> does not: it ends in the middle as if that
/// were the end. To tell the two apart, a small gzip member of our own is put behind the file. Only behind a whole file do its
/// bytes come out again; inside an unfinished member they are garbage.
/// </summary>
internal sealed class WholeGzipStream : ReadOnlyStream
{
    private static readonly byte[] EndMark = "\u0004 here ends the export \u0004"u8.ToArray();
    private static readonly byte[] EndMember = Pack(EndMark);

    private readonly JoinedStream packed;
    private readonly GZipStream unpacked;

    // Our own member is some fifty bytes. Taken for a part of another, it cannot become longer than gzip's highest ratio allows.
    private readonly byte[] window = new byte[4 << 16];
    private int start;
    private int end;
    private bool hasEnded;

    public WholeGzipStream(Stream file)
    {
        packed = new JoinedStream(file, new MemoryStream(EndMember));
        unpacked = new GZipStream(packed, CompressionMode.Decompress);
    }

    // What may yet turn out to be the mark is held back.
    private int Ready => end - start - EndMark.Length;

    /// <exception cref="EndOfStreamException">The file is cut off.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or has something behind its end.</exception>
    public override int Read(Span<byte> buffer)
    {
        // Once our member is being unpacked, nothing may leave before it has shown itself: it could be garbage.
        while ((Ready <= 0 || packed.IsInSecond) && !hasEnded)
            Fill();
        var count = Math.Min(Ready, buffer.Length);
        window.AsSpan(start, count).CopyTo(buffer);
        start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        window.AsSpan(start..end).CopyTo(window);
        (start, end) = (0, end - start);
        var count = Unpack();
        end += count;
        hasEnded = count == 0;
        if (hasEnded && !window.AsSpan(start..end).EndsWith(EndMark))
            throw packed.IsInSecond ? new EndOfStreamException() : new InvalidDataException();
    }

    private int Unpack()
    {
        try
        {
            return unpacked.Read(window.AsSpan(end));
        }
        catch (InvalidDataException damaged) when (packed.IsInSecond)
        {
            throw new EndOfStreamException(damaged.Message, damaged);
        }
    }

    private static byte[] Pack(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
