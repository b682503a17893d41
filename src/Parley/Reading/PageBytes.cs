using System.IO.Compression;
using System.Security.Cryptography;

namespace Parley.Reading;

/// <summary>A page in one encoding, ready to be sent.</summary>
/// <param name="Encoding">As <c>Content-Encoding</c> names it; null for none.</param>
/// <param name="ETag">Strong, and another one for each encoding: the bytes differ.</param>
internal sealed record EncodedPage(byte[] Bytes, string? Encoding, string ETag);

/// <summary>A page's bytes, and their compressed forms, each made when it is first asked for.</summary>
internal sealed class PageBytes
{
    // While a thread is written to, a page lives for a tenth of a second: speed matters more than size.
    private const int FastGzip = 3;
    private const int FastBrotli = 2;
    private const int GoodLevel = 6;

    private readonly string hash;
    private EncodedPage? gzip;
    private EncodedPage? brotli;

    public PageBytes(byte[] html)
    {
        hash = Convert.ToHexStringLower(SHA256.HashData(html).AsSpan(0, 12));
        Plain = new EncodedPage(html, null, $"\"{hash}\"");
    }

    public EncodedPage Plain { get; }

    public EncodedPage Gzip => gzip ??= new EncodedPage(ToGzip(FastGzip), "gzip", $"\"{hash}-g{FastGzip}\"");

    public EncodedPage Brotli => brotli ??= new EncodedPage(ToBrotli(FastBrotli), "br", $"\"{hash}-b{FastBrotli}\"");

    /// <summary>How much memory it holds, in bytes.</summary>
    public int Size => Plain.Bytes.Length + (gzip?.Bytes.Length ?? 0) + (brotli?.Bytes.Length ?? 0);

    /// <summary>The best form for what a client accepts.</summary>
    public EncodedPage For(AcceptedEncoding accepted) =>
        accepted switch
        {
            AcceptedEncoding.Brotli => Brotli,
            AcceptedEncoding.Gzip => Gzip,
            _ => Plain,
        };

    /// <summary>Compresses again, and better, what has been asked for: for a page that has been left alone for a while.</summary>
    public void Improve()
    {
        if (gzip is { ETag: var fast } && fast.EndsWith($"g{FastGzip}\"", StringComparison.Ordinal))
            gzip = new EncodedPage(ToGzip(GoodLevel), "gzip", $"\"{hash}-g{GoodLevel}\"");
        if (brotli is { ETag: var quick } && quick.EndsWith($"b{FastBrotli}\"", StringComparison.Ordinal))
            brotli = new EncodedPage(ToBrotli(GoodLevel), "br", $"\"{hash}-b{GoodLevel}\"");
    }

    /// <summary>Whether a client that sends this <c>If-None-Match</c> has the page already.</summary>
    public bool Matches(string ifNoneMatch) => ifNoneMatch.Contains(hash, StringComparison.Ordinal);

    private byte[] ToGzip(int level)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, new ZLibCompressionOptions { CompressionLevel = level }))
            stream.Write(Plain.Bytes);
        return packed.ToArray();
    }

    private byte[] ToBrotli(int quality)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, new BrotliCompressionOptions { Quality = quality }))
            stream.Write(Plain.Bytes);
        return packed.ToArray();
    }
}
