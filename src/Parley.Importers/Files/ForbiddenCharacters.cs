using System.Buffers;
using System.Globalization;
using System.Text;
using Parley.Transfer;

namespace Parley.Importers.Files;

/// <summary>
/// Lets text through in which stand characters that XML forbids: control characters above all, which exports carry over from
/// what people once pasted, and which their owners cannot mend. A parser would refuse the file, so each is replaced by one of
/// Unicode's 32 noncharacters U+FDD0 to U+FDEF, which stand for nothing and pass; <see cref="Clean"/> takes them out of the
/// text they end up in, and notes what was there. Lines and columns stay what they are in the file.
/// </summary>
/// <param name="runEnd">
/// What must come up again and again: the opening bracket in XML, the line's end in plain text. What lies between two of them is
/// what a parser may have to hold whole.
/// </param>
internal sealed class ForbiddenCharacters(Stream content, char runEnd, Func<Stream, StreamReader> decode) : TextReader
{
    // Control character n is shown as FirstStandIn + n. Tab, line feed and carriage return are allowed, so their places are free.
    private const char FirstStandIn = '\uFDD0';
    private const char LastStandIn = '\uFDEF';
    private const char Noncharacter = '\uFDD9';

    /// <summary>Stands for bytes that are no text in the file's encoding.</summary>
    public const char BytesNotText = '\uFDDD';

    /// <summary>Stands for a zero, which no text has and most other files have.</summary>
    public const char Nul = FirstStandIn;

    // Far above the longest text of a real export.
    private const int LongestRun = 1 << 20;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(code => (char)code).Except(['\t', '\n', '\r']),
        '\uFFFE',
        '\uFFFF',
    ]);

    private static readonly SearchValues<char> StandIns = SearchValues.Create([
        .. Enumerable.Range(FirstStandIn, LastStandIn - FirstStandIn + 1).Select(code => (char)code),
    ]);

    private StreamReader? text;
    private int run;

    /// <summary>Whether a reader has asked for more than there was. One that then fails has met the end too early.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether what has been read names a document type, which stands before all else or nowhere.</summary>
    public bool HasDocumentType { get; private set; }

    /// <exception cref="BeyondMeasureException">A million characters in one piece.</exception>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.Length == 0)
            return 0;
        text ??= decode(content);
        var read = buffer[..text.Read(buffer)];
        HasEnded |= read.Length == 0;
        HasDocumentType |= read.IndexOf("<!DOCTYPE", StringComparison.Ordinal) >= 0;
        Measure(read);
        for (var rest = read; rest.IndexOfAny(Forbidden) is var at and >= 0; rest = rest[(at + 1)..])
            rest[at] = rest[at] < ' ' ? (char)(FirstStandIn + rest[at]) : Noncharacter;
        return read.Length;
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    /// <summary>The text without what XML forbids, whether it was in the file or came of a reference such as <c>&amp;#x1C;</c>.</summary>
    public static string Clean(string text, List<ImportNote> notes)
    {
        if (!text.AsSpan().ContainsAny(StandIns) && !text.AsSpan().ContainsAny(Forbidden) && !HasSurrogates(text))
            return text;

        var clean = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var isRune = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done;
            if (isRune && length == 1 && rest[0] is BytesNotText)
            {
                clean.Append('\uFFFD');
                Note(notes, ImportReason.BytesNotText, null);
            }
            else if (isRune && !IsForbidden(rest[0]))
            {
                clean.Append(rest[..length]);
            }
            else
            {
                Note(notes, ImportReason.CharacterTakenOut, Name(rest[0]));
            }

            rest = rest[length..];
        }

        return clean.ToString();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text?.Dispose();
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Measure(ReadOnlySpan<char> read)
    {
        var last = read.LastIndexOf(runEnd);
        run = last < 0 ? run + read.Length : read.Length - last;
        if (run > LongestRun)
            throw new BeyondMeasureException();
    }

    private static bool HasSurrogates(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static bool IsForbidden(char letter) => StandIns.Contains(letter) || Forbidden.Contains(letter);

    private static string Name(char letter)
    {
        var code = letter is >= FirstStandIn and <= LastStandIn ? letter - FirstStandIn : letter;
        return letter == Noncharacter ? "0xFFFE" : string.Create(CultureInfo.InvariantCulture, $"0x{code:X2}");
    }

    /// <summary>Once for each character, however often it stands there.</summary>
    private static void Note(List<ImportNote> notes, ImportReason reason, string? about)
    {
        var note = new ImportNote(reason, about);
        if (!notes.Contains(note))
            notes.Add(note);
    }
}
