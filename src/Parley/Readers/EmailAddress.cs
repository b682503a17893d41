using System.Buffers;
using System.Text;
using Parley.Markup;

namespace Parley.Readers;

/// <summary>
/// An e-mail address in the form in which it is compared and kept: NFC, lower case. Whether mail reaches it, only mail can tell,
/// so this refuses what no mail system takes and nothing else.
/// </summary>
internal readonly record struct EmailAddress
{
    /// <summary>In characters, as RFC 5321 4.5.3.1 counts the path without its brackets.</summary>
    public const int MaxLength = 254;

    private static readonly SearchValues<char> Never = SearchValues.Create("\"(),:;<>[\\]");

    private EmailAddress(string text) => Text = text;

    public string Text { get; }

    public static Result<EmailAddress> Parse(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length is 0 or > MaxLength || !HasOnlyLetters(text))
            return Problems.EmailInvalid;
        text = text.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        var at = text.LastIndexOf('@');
        return text.Length <= MaxLength && IsLocalPart(text.AsSpan(0, Math.Max(at, 0))) && IsDomain(text[(at + 1)..])
            ? new EmailAddress(text)
            : Problems.EmailInvalid;
    }

    /// <summary>One that was parsed before it was kept.</summary>
    public static EmailAddress Kept(string text) => new(text);

    // People's addresses do not get into logs because someone printed a request.
    public override string ToString() => "(e-mail address)";

    private static bool HasOnlyLetters(string text)
    {
        if (text.AsSpan().ContainsAny(Never))
            return false;
        for (var at = 0; at < text.Length; )
        {
            if (
                !Rune.TryGetRuneAt(text, at, out var rune)
                || Rune.IsControl(rune)
                || Characters.IsNoncharacter(rune)
                || Unseen.IsBlank(rune)
                || Unseen.IsInvisible(rune)
            )
                return false;
            at += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local) => local.Length is > 0 and <= 64 && !local.Contains('@');

    // One label is enough: the first operator of an installation is admin@localhost.
    private static bool IsDomain(string domain) =>
        domain.Split('.').All(label => label.Length is > 0 and <= 63 && !label.StartsWith('-') && !label.EndsWith('-'));
}
