using System.Text;
using Parley.Transfer;

namespace Parley.Importers.Files;

/// <summary>Opens a file as text: packed or not, in whatever encoding, which the bytes say better than the name.</summary>
internal static class ExportText
{
    private const int HeadBytes = 512;

    // What the decoder writes where bytes are no text; see ForbiddenCharacters.
    private static readonly DecoderFallback Marked = new DecoderReplacementFallback(
        ForbiddenCharacters.BytesNotText.ToString()
    );

    /// <param name="file">Seekable, at its beginning; stays open.</param>
    /// <param name="runEnd">See <see cref="ForbiddenCharacters"/>.</param>
    public static ForbiddenCharacters Open(Stream file, char runEnd, CancellationToken cancel)
    {
        var magic = Peek(file);
        if (magic.StartsWith("PK\u0003\u0004"u8) || magic.StartsWith("PK\u0005\u0006"u8))
            throw new ExportUnreadableException(Problems.ImportIsZip);
        var content = magic.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? new WholeGzipStream(file) : file;
        return new ForbiddenCharacters(new MeasuredStream(file, content, cancel), runEnd, Decode);
    }

    /// <summary>The problem that a failure while reading stands for; null where it is another failure, the disk's or ours.</summary>
    public static Problem? ProblemOf(Exception failure, int line, int column) =>
        failure switch
        {
            EndOfStreamException => Problems.ImportCutOff(line, column),
            InvalidDataException => Problems.ImportBroken(line, column),
            BeyondMeasureException => Problems.ImportTooLarge(line, column),
            _ => null,
        };

    private static StreamReader Decode(Stream content)
    {
        var head = new byte[HeadBytes];
        var length = content.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        var encoding = Encoding(head.AsSpan(0, length));
        return new StreamReader(
            new JoinedStream(new MemoryStream(head, 0, length), content),
            encoding,
            detectEncodingFromByteOrderMarks: false,
            bufferSize: 1 << 14
        );
    }

    private static Encoding Encoding(ReadOnlySpan<byte> head) =>
        head switch
        {
            [0xFF, 0xFE, 0, 0, ..] => Find("utf-32"),
            [0, 0, 0xFE, 0xFF, ..] => Find("utf-32BE"),
            [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Find("utf-16"),
            [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => Find("utf-16BE"),
            [0xEF, 0xBB, 0xBF, ..] => Find("utf-8"),
            _ => Find(Declared(head)),
        };

    /// <summary>The encoding that an XML declaration names. Without one it is UTF-8.</summary>
    private static string Declared(ReadOnlySpan<byte> head)
    {
        var text = System.Text.Encoding.Latin1.GetString(head);
        var end = text.StartsWith("<?xml", StringComparison.Ordinal) ? text.IndexOf("?>", StringComparison.Ordinal) : -1;
        var name = end < 0 ? -1 : text.IndexOf("encoding", 0, end, StringComparison.Ordinal);
        var quote = name < 0 ? -1 : text.IndexOfAny(['"', '\''], name, end - name);
        var close = quote < 0 ? -1 : text.IndexOf(text[quote], quote + 1, end - quote - 1);
        if (close < 0)
            return "utf-8";

        // Who can be read byte by byte is not in two or four bytes a letter, whatever was declared before it was saved anew.
        var declared = text[(quote + 1)..close];
        return
            declared.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
            || declared.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase)
            ? "utf-8"
            : declared;
    }

    private static Encoding Find(string name)
    {
        try
        {
            return System.Text.Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, Marked);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, Marked)
                ?? throw new ExportUnreadableException(Problems.ImportEncodingUnknown(name), unknown);
        }
    }

    private static ReadOnlySpan<byte> Peek(Stream file)
    {
        var magic = new byte[4];
        var length = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return magic.AsSpan(0, length);
    }
}
