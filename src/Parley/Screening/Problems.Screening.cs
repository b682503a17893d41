using Parley.Screening;

namespace Parley;

internal static partial class Problems
{
    public static Problem WordTooLong(int line) =>
        Word("word-too-long", ("line", line), ("most", WordListReader.MaxEntryLength));

    public static Problem WordHasControlCharacters(int line) => Word("word-has-control-characters", ("line", line));

    /// <summary>Nothing but stars, or nothing that can be seen: it would match everything.</summary>
    public static Problem WordOnlyWildcards(int line) => Word("word-only-wildcards", ("line", line));

    /// <summary>What stands behind "shadow" is no moment that the site wrote there.</summary>
    public static Problem WordShadowInvalid(int line) => Word("word-shadow-invalid", ("line", line));

    /// <summary>A word that frees others cannot be tried without freeing them.</summary>
    public static Problem WordShadowOfAllowed(int line) => Word("word-shadow-of-allowed", ("line", line));

    /// <param name="line">The first that is too many; what follows was not read.</param>
    public static Problem WordListTooLong(int line) =>
        Word("word-list-too-long", ("line", line), ("most", WordListReader.MaxEntries));

    /// <summary>Someone else set the checks since they were read.</summary>
    public static readonly Problem ChecksChanged = new("checks-changed", 409);

    /// <summary>No such check, one that is not set by a site, or a mode that it does not have.</summary>
    public static readonly Problem CheckUnknown = new("check-unknown", 422) { Field = "rules" };

    public static Problem CheckLimitInvalid(CheckKind kind) =>
        new("check-limit-invalid", 422)
        {
            Field = "limit-" + kind.Name,
            Arguments = Blanks(("check", kind.Name), ("least", kind.Limit?.Least ?? 0), ("most", kind.Limit?.Most ?? 0)),
        };

    /// <summary>The lower of a check's two numbers is no number, or above the other.</summary>
    public static Problem CheckLowerInvalid(CheckKind kind) => new("check-lower-invalid", 422) { Field = "limit-" + kind.Name };

    /// <summary>No such version of the site's own model, or none that it can go by.</summary>
    public static readonly Problem OwnModelUnknown = new("own-model-unknown", 422);

    public static Problem HostInvalid(int line) =>
        new("host-invalid", 422) { Field = "hosts", Arguments = Blanks(("line", line)) };

    /// <param name="line">The first that is too many; what follows was not read.</param>
    public static Problem HostListTooLong(int line) =>
        new("host-list-too-long", 422) { Field = "hosts", Arguments = Blanks(("line", line), ("most", HostList.MostEntries)) };

    private static Problem Word(string code, params (string Name, object Value)[] blanks) =>
        new(code, 422) { Field = "words", Arguments = Blanks(blanks) };
}
