using System.Buffers;
using System.Globalization;
using System.Text;

namespace Parley.Markup;

/// <summary>How long a text may be.</summary>
/// <param name="Characters">Code points after normalisation: what a script counts by <c>[...text.normalize()].length</c>.</param>
/// <param name="Bytes">Of UTF-8: what it takes up.</param>
internal sealed record TextLimits(int Characters, int Bytes)
{
    /// <summary>So many characters of any script: none needs more than four bytes.</summary>
    public static TextLimits Of(int characters) => new(characters, characters * 4);
}

/// <summary>
/// What a person typed, as it is kept. Silently changed are three things only: it is normalised (NFC), line ends are one
/// character, and a byte order mark at its beginning is gone. What no text should hold is refused, never taken out.
/// </summary>
internal readonly record struct SourceText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(0, 0xD800).Select(code => (char)code).Where(c => !char.IsControl(c) || c is '\n' or '\t'),
    ]);

    // What is left of the mandatory breaks of UAX #14 once line ends are one character and control characters are refused.
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create('\n', '\u2028', '\u2029');

    private SourceText(string value) => Value = value;

    public string Value { get; }

    /// <summary>Takes a text as it was sent, or says what is wrong with it.</summary>
    /// <returns>
    /// One of the problems <c>text-has-control-characters</c> (arguments: <c>position</c>, in UTF-16 units from 0 in the text
    /// with \n for its line ends, and <c>character</c>, such as U+0000), <c>text-empty</c>, and <c>text-too-long</c>
    /// (<c>characters</c>, <c>bytes</c>, <c>maxCharacters</c>, <c>maxBytes</c>).
    /// </returns>
    /// <param name="mayShowNothing">Whether blanks alone will do, as in a list without an entry.</param>
    public static Result<SourceText> Of(string typed, TextLimits limits, bool mayShowNothing = false)
    {
        var text = typed.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (FirstForbidden(text) is { } position)
            return HasControlCharacters(text, position);
        // A mark that the sending system put before the text, and no one typed.
        if (text.StartsWith('\ufeff'))
            text = text[1..];
        // Normalising can make a text three times as long, so what is far too long already is not normalised first.
        if (Excess(text, limits) is { } excess && text.Length > 4 * limits.Characters)
            return excess;
        text = text.Normalize(NormalizationForm.FormC);
        if (!mayShowNothing && Unseen.IsNothingToSee(text))
            return new Problem("text-empty", 422);
        return Excess(text, limits) is { } problem ? problem : new SourceText(text);
    }

    /// <summary>Takes a text that may be left out: null where it shows nothing. Otherwise as <see cref="Of"/>.</summary>
    public static Result<string?> OfOptional(string? typed, TextLimits limits)
    {
        var read = Of(typed ?? "", limits);
        if (read.Problem is { Code: "text-empty" })
            return (string?)null;
        return read.IsSuccess ? read.Value.Value : read.Problem;
    }

    /// <summary>
    /// Takes what stands on one line and may be left out: null where it shows nothing. Otherwise as <see cref="Of"/>, or
    /// <c>text-has-lines</c>.
    /// </summary>
    public static Result<string?> OfLine(string? typed, TextLimits limits)
    {
        var read = OfOptional(typed, limits);
        return read.Value?.AsSpan().IndexOfAny(LineBreaks) >= 0 ? new Problem("text-has-lines", 422) : read;
    }

    /// <summary>
    /// Takes a name by which something is found again, such as a tag: without the blanks around it. Otherwise as <see cref="OfLine"/>.
    /// </summary>
    public static Result<string?> OfName(string? typed, TextLimits limits) => OfLine(typed?.Trim(), limits);

    /// <summary>The length of a text as its limit counts it.</summary>
    public static int CountCharacters(string text)
    {
        var count = 0;
        foreach (var unit in text)
            if (!char.IsLowSurrogate(unit))
                count++;
        return count;
    }

    public override string ToString() => Value;

    private static Problem? Excess(string text, TextLimits limits)
    {
        var characters = CountCharacters(text);
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (characters <= limits.Characters && bytes <= limits.Bytes)
            return null;
        return new Problem("text-too-long", 422)
        {
            Arguments = new Dictionary<string, object>
            {
                ["characters"] = characters,
                ["bytes"] = bytes,
                ["maxCharacters"] = limits.Characters,
                ["maxBytes"] = limits.Bytes,
            },
        };
    }

    private static Problem HasControlCharacters(string text, int position) =>
        new("text-has-control-characters", 422)
        {
            Arguments = new Dictionary<string, object>
            {
                ["position"] = position,
                ["character"] = string.Create(CultureInfo.InvariantCulture, $"U+{CodeAt(text, position):X4}"),
            },
        };

    private static int CodeAt(string text, int position) =>
        Rune.TryGetRuneAt(text, position, out var rune) ? rune.Value : text[position];

    /// <summary>Where the first control character, half of a pair or noncharacter stands, or null.</summary>
    private static int? FirstForbidden(string text)
    {
        for (var at = 0; ; )
        {
            var next = text.AsSpan(at).IndexOfAnyExcept(Plain);
            if (next < 0)
                return null;
            at += next;
            if (!Rune.TryGetRuneAt(text, at, out var rune) || Rune.IsControl(rune) || Characters.IsNoncharacter(rune))
                return at;
            at += rune.Utf16SequenceLength;
        }
    }
}
