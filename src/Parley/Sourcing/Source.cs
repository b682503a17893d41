using System.Text.Json.Serialization;

namespace Parley.Sourcing;

/// <summary>What a source is.</summary>
internal enum SourceKind
{
    [JsonStringEnumMemberName("person")]
    Person = 0,

    /// <summary>A person whom the report describes and does not name.</summary>
    [JsonStringEnumMemberName("unnamed")]
    Unnamed = 1,

    [JsonStringEnumMemberName("organisation")]
    Organisation = 2,

    /// <summary>A newspaper, an agency, a broadcaster: one who reports what others say.</summary>
    [JsonStringEnumMemberName("outlet")]
    Outlet = 3,

    [JsonStringEnumMemberName("document")]
    Document = 4,

    [JsonStringEnumMemberName("data-set")]
    DataSet = 5,

    /// <summary>The newsroom's own eyes and ears.</summary>
    [JsonStringEnumMemberName("own-observation")]
    OwnObservation = 6,
}

/// <summary>Who, or what, is said to have said something.</summary>
/// <param name="Name">As readers know it; of an unnamed person how the report describes them: <c>official in the ministry</c>.</param>
internal sealed record Source(Guid Id, SourceKind Kind, string Name)
{
    public const int LongestName = 200;
    public const int LongestSentence = 500;

    /// <summary>Why an unnamed person is not named, in a sentence.</summary>
    public string? WhyUnnamed { get; init; }

    /// <summary>Whether somebody at the outlet that spoke with them knows the name. Never who, and never the name itself.</summary>
    public bool? IsNameKnown { get; init; }

    /// <summary>What the source has to gain, in a sentence.</summary>
    public string? Interest { get; init; }

    /// <summary>Where more is known of it: an outlet's own page, a document's.</summary>
    public string? Url { get; init; }

    /// <summary>What only the newsroom reads of it.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// The same with what somebody says of it where nothing was kept; null where they say something else than what is kept: an editor
    /// decides which of both it is.
    /// </summary>
    public Source? With(Source said)
    {
        return
            Differ(WhyUnnamed, said.WhyUnnamed)
            || Differ(IsNameKnown, said.IsNameKnown)
            || Differ(Interest, said.Interest)
            || Differ(Url, said.Url)
            || Differ(Note, said.Note)
            ? null
            : this with
            {
                WhyUnnamed = WhyUnnamed ?? said.WhyUnnamed,
                IsNameKnown = IsNameKnown ?? said.IsNameKnown,
                Interest = Interest ?? said.Interest,
                Url = Url ?? said.Url,
                Note = Note ?? said.Note,
            };

        static bool Differ(object? kept, object? said) => kept is not null && said is not null && !kept.Equals(said);
    }

    public bool IsUnnamed => Kind == SourceKind.Unnamed;

    /// <summary>By which two names are one: without case and outer blanks.</summary>
    public static string KeyOf(string name) => name.Trim().ToUpperInvariant();
}
