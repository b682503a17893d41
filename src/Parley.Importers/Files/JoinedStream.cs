namespace Parley.Importers.Files;

/// <summary>Two streams, one after the other, to be read once.</summary>
internal sealed class JoinedStream(Stream first, Stream second) : ReadOnlyStream
{
    /// <summary>Whether the first has been read to its end.</summary>
    public bool IsInSecond { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (!IsInSecond && buffer.Length > 0)
        {
            if (first.Read(buffer) is var count and > 0)
                return count;
            IsInSecond = true;
        }

        return second.Read(buffer);
    }
}
