using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Parley.Learning;

namespace Parley.OwnModel;

/// <summary>
/// A model and its figures as bytes, compressed (Brotli, RFC 7932), little endian. Weights: int32 form; float64 slope and shift; float32 bias; int32
/// count and float32 each for the weights of scores; then the weights of features as 16-bit floats. Judged: for each decision 16 bytes of the
/// comment's id, big endian, uint16 of the probability of 65,535, a byte of flags and two of the language.
/// </summary>
internal static class OwnModelBytes
{
    /// <summary>Changes with the features and the way of learning: weights of another form mean nothing.</summary>
    public const int Form = 1;

    private const int Head = 28;
    private const int Row = 21;
    private const byte Rejected = 1;
    private const byte Group = 2;

    // From here on a bit for each attribute that the general model thought more likely than not.
    private const int FirstAttribute = 3;

    public static byte[] OfWeights(OwnWeights weights)
    {
        var text = weights.Text;
        var bytes = new byte[Head - 4 + (text.OfScores.Length * 4) + 4 + (text.OfFeatures.Length * 2)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Form);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(4), weights.Slope);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(12), weights.Shift);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(20), text.Bias);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), text.OfScores.Length);
        MemoryMarshal.AsBytes(text.OfScores.AsSpan()).CopyTo(bytes.AsSpan(Head));
        MemoryMarshal.AsBytes(text.OfFeatures.AsSpan()).CopyTo(bytes.AsSpan(Head + (text.OfScores.Length * 4)));
        return Compressed(bytes);
    }

    /// <returns>Null of another form: it is learned anew.</returns>
    public static OwnWeights? ToWeights(byte[] compressed)
    {
        var bytes = compressed.Length == 0 ? [] : Expanded(compressed);
        if (bytes.Length < Head || BinaryPrimitives.ReadInt32LittleEndian(bytes) != Form)
            return null;
        var scores = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24));
        if (scores != OtherScores.Count || bytes.Length != Head + (scores * 4) + (TextFeatures.Count * 2))
            return null;
        return new(
            new TextWeights(
                MemoryMarshal.Cast<byte, Half>(bytes.AsSpan(Head + (scores * 4))).ToArray(),
                MemoryMarshal.Cast<byte, float>(bytes.AsSpan(Head, scores * 4)).ToArray(),
                BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(20))
            ),
            BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(4)),
            BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(12))
        );
    }

    public static byte[] OfJudged(IReadOnlyList<JudgedComment> judged)
    {
        var bytes = new byte[judged.Count * Row];
        for (var at = 0; at < judged.Count; at++)
        {
            var one = judged[at];
            var row = bytes.AsSpan(at * Row, Row);
            one.Comment.TryWriteBytes(row, bigEndian: true, out _);
            BinaryPrimitives.WriteUInt16LittleEndian(row[16..], (ushort)Math.Round(one.Probability * ushort.MaxValue));
            row[18] = (byte)((one.IsRejected ? Rejected : 0) | (one.NamesGroup ? Group : 0));
            // Seven attributes, of which the first five stand beside the flags and the others with the language.
            row[18] |= (byte)((one.Attributes & 0x1F) << FirstAttribute);
            row[19] = (byte)(
                (one.Language is { Length: 2 } language ? language[0] - 'a' + 1 : 0) | (((one.Attributes >> 5) & 7) << 5)
            );
            row[20] = (byte)(one.Language is { Length: 2 } second ? second[1] - 'a' + 1 : 0);
        }

        return Compressed(bytes);
    }

    public static IReadOnlyList<JudgedComment> ToJudged(byte[] compressed)
    {
        var bytes = compressed.Length == 0 ? [] : Expanded(compressed);
        var judged = new JudgedComment[bytes.Length / Row];
        for (var at = 0; at < judged.Length; at++)
        {
            var row = bytes.AsSpan(at * Row, Row);
            var first = row[19] & 0x1F;
            judged[at] = new(
                new Guid(row[..16], bigEndian: true),
                BinaryPrimitives.ReadUInt16LittleEndian(row[16..]) / (double)ushort.MaxValue,
                (row[18] & Rejected) != 0,
                first == 0 ? null : $"{(char)(first - 1 + 'a')}{(char)(row[20] - 1 + 'a')}",
                (row[18] & Group) != 0,
                (row[18] >> FirstAttribute) | ((row[19] >> 5) << 5)
            );
        }

        return judged;
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var to = new MemoryStream();
        using (var brotli = new BrotliStream(to, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(bytes);
        return to.ToArray();
    }

    private static byte[] Expanded(byte[] bytes)
    {
        using var from = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }
}

/// <summary>One of the newest decisions, from which a version has not learned.</summary>
/// <param name="Probability">What it says: from 0 to 1.</param>
/// <param name="Language">Two letters (ISO 639-1); null where it could not be told.</param>
/// <param name="NamesGroup">Whether it speaks of people by what they are.</param>
/// <param name="Attributes">A bit for each attribute that the general model thought more likely than not.</param>
internal sealed record JudgedComment(
    Guid Comment,
    double Probability,
    bool IsRejected,
    string? Language,
    bool NamesGroup,
    int Attributes
)
{
    public static JudgedComment Of(OwnExample one, OwnWeights weights) =>
        new(
            one.Id,
            // As it is kept, so that the same figures come out of it later.
            Math.Round(weights.Probability(one.Features, one.Scores) * ushort.MaxValue) / ushort.MaxValue,
            one.IsRejected,
            one.Language is { Length: 2 } language && language.All(char.IsAsciiLetterLower) ? language : null,
            one.NamesGroup,
            Enumerable
                .Range(0, Scoring.Attribute.All.Count)
                .Sum(attribute => OtherScores.IsLikely(one.Scores, attribute) ? 1 << attribute : 0)
        );
}
