using System.Text.Json.Serialization;

namespace Parley.Reasons;

/// <summary>Why a machine holds or refuses words: which check, under which rule, and for what in the text.</summary>
/// <param name="Check">The check's name (<c>links</c>): a promise, it is kept in statements.</param>
/// <param name="Verdict">What follows from this reason alone.</param>
/// <param name="Rule">
/// The rule's key in the language files (<c>reason.links.newcomer</c>). The sentence there is for the writer; the one for
/// a moderator stands under the key with <c>.moderator</c> behind it.
/// </param>
/// <param name="RuleVersion">Which wording of the rule was applied; for a word list, the list's version.</param>
internal sealed record Reason(string Check, Verdict Verdict, string Rule, int RuleVersion)
{
    /// <summary>The argument that names the entry of a word list.</summary>
    public const string Entry = "entry";

    /// <summary>What in the source it is about; null when it is about the whole, or about the writer.</summary>
    public Place? Place { get; init; }

    /// <summary>What the sentence's blanks are filled with, and the facts in figures: strings and whole numbers.</summary>
    [JsonConverter(typeof(ArgumentsConverter))]
    public IReadOnlyDictionary<string, object> Arguments { get; init; } = new Dictionary<string, object>();

    /// <summary>
    /// The reason as a writer may read it where the site keeps its word lists to itself: which entry matched, and where,
    /// are gone. Nothing else is ever hidden from the person it is about.
    /// </summary>
    public Reason WithoutMatch() =>
        Arguments.ContainsKey(Entry)
            ? this with
            {
                Place = null,
                Arguments = Arguments
                    .Where(argument => argument.Key != Entry)
                    .ToDictionary(argument => argument.Key, argument => argument.Value),
            }
            : this;
}
