namespace Parley.Importers.Files;

/// <summary>Lets through what a file of its size may reasonably unpack to, and no more.</summary>
/// <param name="file">The file itself, whose position says how much of it has been read.</param>
/// <param name="content">What comes out of it.</param>
internal sealed class MeasuredStream(Stream file, Stream content, CancellationToken cancel) : ReadOnlyStream
{
    // Real exports shrink to a fifth or a tenth. Below the free amount nobody is hurt, whatever the ratio.
    private const int MaxRatio = 100;
    private const long FreeBytes = 8 << 20;

    private long read;

    /// <exception cref="BeyondMeasureException">The file is a bomb.</exception>
    public override int Read(Span<byte> buffer)
    {
        cancel.ThrowIfCancellationRequested();
        var count = content.Read(buffer);
        read += count;
        if (read > FreeBytes && read / MaxRatio > file.Position)
            throw new BeyondMeasureException();
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        // The file is its opener's.
        if (disposing && content != file)
            content.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Something in the file is longer, deeper or more than the format has a use for.</summary>
internal sealed class BeyondMeasureException : Exception;
