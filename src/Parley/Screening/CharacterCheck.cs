using System.Buffers;
using System.Globalization;
using System.Text;
using Parley.Markup;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Refuses characters that no text holds: controls other than tab and line ends, half surrogate pairs, and code points
/// that Unicode keeps out of interchange. Databases, terminals and feeds each break on some of them.
/// </summary>
internal sealed class CharacterCheck : ICheck
{
    public string Name => "characters";
    public Verdict OnFailure => Verdict.Refuse;

    public IEnumerable<Reason> Review(Draft draft) =>
        FirstForbidden(draft.Source) is { } place ? [Refuse(draft.Source, place)] : [];

    private Reason Refuse(string source, Place place) =>
        new(Name, Verdict.Refuse, "reason.characters.control", RuleVersion: 1)
        {
            Place = place,
            Arguments = new Dictionary<string, object> { ["character"] = CodePoint(source, place) },
        };

    private static Place? FirstForbidden(string source)
    {
        for (var at = 0; at < source.Length; )
        {
            var isWhole = Rune.DecodeFromUtf16(source.AsSpan(at), out var rune, out var length) == OperationStatus.Done;
            if (!isWhole || IsForbidden(rune))
                return new Place(at, length);
            at += length;
        }
        return null;
    }

    private static bool IsForbidden(Rune rune) =>
        (rune.Value is not ('\t' or '\n' or '\r') && Rune.IsControl(rune)) || Characters.IsNoncharacter(rune);

    /// <summary>The way Unicode writes a character that cannot be shown: <c>U+001B</c>.</summary>
    private static string CodePoint(string source, Place place) =>
        "U+"
        + (Rune.TryGetRuneAt(source, place.Start, out var rune) ? rune.Value : source[place.Start]).ToString(
            "X4",
            CultureInfo.InvariantCulture
        );
}
