using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// One question about a draft, answered from the draft alone: no database, no clock, no network. A new check is its file,
/// its line in <see cref="Screener.InOrder"/>, its test, and its sentences in the language files.
/// </summary>
internal interface ICheck
{
    /// <summary>Kept in statements: a promise, never renamed.</summary>
    string Name { get; }

    /// <summary>
    /// What follows when the check itself fails. <see cref="Verdict.Pass"/> lets the words through with the failure as a
    /// mark on record.
    /// </summary>
    Verdict OnFailure { get; }

    /// <summary>Whether what it finds stands in the words, so that their writer can mend it.</summary>
    bool IsOfWords => false;

    /// <summary>The reasons against the draft; none when there are none.</summary>
    IEnumerable<Reason> Review(Draft draft);
}
