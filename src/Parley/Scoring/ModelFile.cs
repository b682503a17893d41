using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Scoring;

/// <summary>
/// The file of a trained model: a mark, the version of the format, the length of the whole, the model card as JSON, and then named
/// sections, each at a multiple of 64 bytes. It is read in place, from wherever the bytes already are.
/// </summary>
/// <remarks>
/// Layout, little endian: 8 bytes <c>PARLEYTM</c>; int32 format; int32 length of the card; int64 length of the file; int32 number of
/// sections; int32 of nothing; then for each section 8 bytes of name, int64 offset, int64 length; then the card in UTF-8.
/// </remarks>
internal sealed unsafe class ModelFile
{
    /// <summary>A file of another format is refused: its numbers would mean something else.</summary>
    public const int Format = 1;

    private const int Head = 32;
    private const int Entry = 24;
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Mark => "PARLEYTM"u8;

    private readonly byte* data;
    private readonly Dictionary<string, (long Offset, long Length)> sections = new(StringComparer.Ordinal);

    /// <summary>Reads what stands where; the bytes must stay where they are for as long as the model is used.</summary>
    /// <exception cref="InvalidDataException">It is no model, of another format, or cut short. The message says which.</exception>
    public ModelFile(byte* data, long length)
    {
        this.data = data;
        if (length < Head || !new ReadOnlySpan<byte>(data, Mark.Length).SequenceEqual(Mark))
            throw new InvalidDataException("This is no model of Parley's.");
        var head = new ReadOnlySpan<byte>(data, Head);
        var format = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        if (format != Format)
            throw new InvalidDataException(
                $"The model's file has format {format}; this version of Parley reads format {Format}."
            );
        var cardLength = BinaryPrimitives.ReadInt32LittleEndian(head[12..]);
        var whole = BinaryPrimitives.ReadInt64LittleEndian(head[16..]);
        var count = BinaryPrimitives.ReadInt32LittleEndian(head[24..]);
        if (whole != length)
            throw new InvalidDataException($"The model's file was cut: it has {length:N0} bytes of {whole:N0}.");
        var end = Head + ((long)count * Entry) + cardLength;
        if (count < 0 || cardLength < 0 || end > length)
            throw new InvalidDataException("The model's file is damaged: its head leads beyond its end.");
        for (var number = 0; number < count; number++)
        {
            var entry = new ReadOnlySpan<byte>(data + Head + (number * Entry), Entry);
            var name = Encoding.ASCII.GetString(entry[..8]).TrimEnd('\0');
            var place = (
                Offset: BinaryPrimitives.ReadInt64LittleEndian(entry[8..]),
                Length: BinaryPrimitives.ReadInt64LittleEndian(entry[16..])
            );
            if (place.Length < 0 || place.Length > length || place.Offset < 0 || place.Offset > length - place.Length)
                throw new InvalidDataException($"The model's file is damaged: {name} leads beyond its end.");
            sections[name] = place;
        }
        Card = Encoding.UTF8.GetString(data + Head + (count * Entry), cardLength);
    }

    /// <summary>What the model is, from what it was trained, how well it does and what it cannot do: JSON.</summary>
    public string Card { get; }

    /// <summary>A section's numbers.</summary>
    /// <exception cref="InvalidDataException">There is no such section, or not of this length.</exception>
    public T* Section<T>(string name, long count)
        where T : unmanaged
    {
        // In an assembly the file itself may lie anywhere, so it is within the file that a section is aligned.
        if (!sections.TryGetValue(name, out var place) || place.Length != count * sizeof(T) || place.Offset % Alignment != 0)
            throw new InvalidDataException($"The model's file is damaged: {name} is missing or has another length.");
        return (T*)(data + place.Offset);
    }

    /// <summary>How many numbers a section has; 0 where there is none.</summary>
    public long CountOf<T>(string name)
        where T : unmanaged => sections.TryGetValue(name, out var place) ? place.Length / sizeof(T) : 0;

    /// <summary>A section as text.</summary>
    public string Text(string name)
    {
        var length = CountOf<byte>(name);
        return Encoding.UTF8.GetString(Section<byte>(name, length), (int)length);
    }

    /// <summary>Writes a file.</summary>
    public static byte[] Write(string card, IReadOnlyList<(string Name, byte[] Content)> sections)
    {
        var text = Encoding.UTF8.GetBytes(card);
        long at = Aligned(Head + (sections.Count * Entry) + text.Length);
        var offsets = new List<long>();
        foreach (var (_, content) in sections)
        {
            offsets.Add(at);
            at = Aligned(at + content.Length);
        }
        var file = new byte[at];
        Mark.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), Format);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(12), text.Length);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(16), at);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), sections.Count);
        for (var number = 0; number < sections.Count; number++)
        {
            var entry = file.AsSpan(Head + (number * Entry), Entry);
            Encoding.ASCII.GetBytes(sections[number].Name, entry[..8]);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], offsets[number]);
            BinaryPrimitives.WriteInt64LittleEndian(entry[16..], sections[number].Content.Length);
            sections[number].Content.CopyTo(file.AsSpan((int)offsets[number]));
        }
        text.CopyTo(file.AsSpan(Head + (sections.Count * Entry)));
        return file;
    }

    /// <summary>Of a file or a set of data, in small hexadecimal digits.</summary>
    public static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static long Aligned(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
