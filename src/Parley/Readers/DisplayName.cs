using System.Globalization;
using Parley.Markup;

namespace Parley.Readers;

/// <summary>
/// A name that a reader or guest chose here. Imported names do not pass through this: they stay as they were, and are
/// marked.
/// </summary>
/// <param name="Text">As it is shown: NFC, single spaces, no sign without width that is not part of a letter or emoji.</param>
/// <param name="Skeleton">What it looks like; unique among the names chosen on a site.</param>
internal sealed record DisplayName(string Text, string Skeleton)
{
    /// <summary>In characters as a person sees them (grapheme clusters).</summary>
    public const int MinLength = 2;

    /// <summary>In characters as a person sees them (grapheme clusters).</summary>
    public const int MaxLength = 40;

    // In UTF-16 units: one visible character may be made of any number of them.
    internal const int MaxUnits = 160;

    /// <summary>One that was chosen before it was kept.</summary>
    public static DisplayName Kept(string text) => new(text, Markup.Skeleton.Of(text));

    /// <summary>The name that these typed characters make, or why they make none. Whether it is free, the store knows.</summary>
    public static Result<DisplayName> Choose(string? typed, DisplayNamesOfStaff staff)
    {
        // Before any work is done on it: what is this long and still makes a short name is made of nothing.
        if (typed is { Length: > 10 * MaxUnits })
            return Problems.NameTooLong;
        if (!DisplayNameCharacters.TryClean(typed ?? "", out var name))
            return Problems.NameHasControlCharacters;
        if (Unseen.IsNothingToSee(name))
            return Problems.NameEmpty;
        if (DisplayNameCharacters.StacksMarks(name))
            return Problems.NameHasTooManyMarks;

        var length = new StringInfo(name).LengthInTextElements;
        if (length > MaxLength || name.Length > MaxUnits)
            return Problems.NameTooLong;
        if (length < MinLength)
            return Problems.NameTooShort;
        if (DisplayNameCharacters.MixesAlphabets(name))
            return Problems.NameMixesAlphabets;
        if (staff.IsTakenFor(name))
            return Problems.NameIsReserved;
        return new DisplayName(name, Markup.Skeleton.Of(name));
    }
}
