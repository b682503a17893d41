namespace Parley;

/// <summary>
/// A refusal that a client can meet. The code is a promise: never renamed, never used again for another thing.
/// The sentence a person reads stands in the language files under <c>problem.</c> and the code.
/// </summary>
internal record Problem(string Code, int Status)
{
    /// <summary>What the sentence's blanks are filled with.</summary>
    public IReadOnlyDictionary<string, object>? Arguments { get; init; }

    /// <summary>What the site itself says, in place of our sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>Where one may go on, by the site's own word.</summary>
    public string? Link { get; init; }

    /// <summary>When it ends by itself what stands in the way; null where it does not, or where nobody knows.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The form's field that the problem is about, if it is about one.</summary>
    public string? Field { get; init; }

    /// <summary>What is wrong with other fields of the same form, so that a person can mend all at once.</summary>
    public IReadOnlyList<Problem> Others { get; init; } = [];

    /// <summary>The comment that the problem is about, if it is about one that can be read: the page that tells it leads back there.</summary>
    public Guid? Comment { get; init; }

    /// <summary>What is wrong with one field, if anything is.</summary>
    public Problem? About(string field) => Others.Prepend(this).FirstOrDefault(one => one.Field == field);

    /// <summary>Several as one; null where there is none.</summary>
    public static Problem? Of(params IEnumerable<Problem?> problems) =>
        problems.OfType<Problem>().SelectMany(one => one.Others.Prepend(one with { Others = [] })).ToArray()
            is [var first, .. var others]
            ? first with
            {
                Others = others,
            }
            : null;

    /// <summary>The same about fields of other names.</summary>
    public Problem Within(Func<string, string> name)
    {
        return Named(this) with { Others = [.. Others.Select(Named)] };

        Problem Named(Problem one) => one.Field is { } field ? one with { Field = name(field) } : one;
    }
}
