using System.Text.Json;

namespace Parley.Transfer;

/// <summary>
/// Why a record of a file does not come, or what is different about it when it comes. Its kebab-case form is a code that an
/// import report promises; the sentence stands in the language files under <c>import.reason.</c> and the code.
/// </summary>
internal enum ImportReason
{
    // Why a record does not come.
    IdMissing,
    IdTwice,
    AddressMissing,
    AddressNotWeb,
    AddressElsewhere,
    ThreadDeleted,
    ThreadMissing,
    ThreadNotComing,
    WordsTooLong,

    // What is different about one that comes.
    IdentifierElsewhere,
    AddressTaken,
    ParentMissing,
    ParentItself,
    ParentCycle,
    ParentInAnotherThread,
    ParentNotComing,
    DateUnreadable,
    DateImpossible,
    WordsEmpty,
    WordsDiffer,
    FlagUnreadable,
    CharacterTakenOut,
    BytesNotText,
    CutShort,
}

/// <summary>A reason, and what it is about: the id, address, date or character, as the file has it.</summary>
internal sealed record ImportNote(ImportReason Reason, string? About = null);

internal static class ImportReasonCode
{
    /// <summary>The reason as it is written in reports and language keys: <c>parent-missing</c>.</summary>
    public static string Code(this ImportReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
}
