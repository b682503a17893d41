using System.Text.Json.Serialization;

namespace Parley.Sourcing;

/// <summary>What a claim is about.</summary>
internal enum ClaimKind
{
    [JsonStringEnumMemberName("event")]
    Event = 0,

    [JsonStringEnumMemberName("number")]
    Number = 1,

    [JsonStringEnumMemberName("quote")]
    Quote = 2,

    [JsonStringEnumMemberName("cause")]
    Cause = 3,

    [JsonStringEnumMemberName("intent")]
    Intent = 4,

    [JsonStringEnumMemberName("evaluation")]
    Evaluation = 5,
}

/// <summary>What is known of whether a claim holds. Nobody's silence makes an open claim stand.</summary>
internal enum ClaimStatus
{
    [JsonStringEnumMemberName("open")]
    Open = 0,

    [JsonStringEnumMemberName("stands")]
    Stands = 1,

    [JsonStringEnumMemberName("disputed")]
    Disputed = 2,

    [JsonStringEnumMemberName("corrected")]
    Corrected = 3,

    [JsonStringEnumMemberName("retracted")]
    Retracted = 4,

    [JsonStringEnumMemberName("not-verifiable")]
    NotVerifiable = 5,
}

/// <summary>Something of which it is said that it is so. It stands outside articles: passages of many point to one claim.</summary>
/// <param name="Sentence">In the editor's words.</param>
internal sealed record Claim(Guid Id, string Sentence, ClaimKind Kind, ClaimStatus Status, DateTimeOffset StatusAt)
{
    public const int LongestSentence = 500;

    /// <summary>When it was said, as EDTF.</summary>
    public string? SaidOn { get; init; }

    /// <summary>From when on it is said to hold, as EDTF.</summary>
    public string? ValidFrom { get; init; }

    /// <summary>Until when it is said to hold, as EDTF.</summary>
    public string? ValidTo { get; init; }
}

/// <summary>A change of what is known of a claim. Nothing is taken out of their list.</summary>
/// <param name="Number">Counted from 1 within the claim.</param>
/// <param name="Reason">In a sentence, for readers.</param>
internal sealed record ClaimStatusChange(int Number, ClaimStatus Status, string Reason, DateTimeOffset At)
{
    /// <summary>What caused it: a document, a page, a comment.</summary>
    public string? Url { get; init; }

    /// <summary>The comment whose challenge led to it, where everybody may read that.</summary>
    public Guid? CommentId { get; init; }

    /// <summary>Who in the newsroom said so, by name, where that is read.</summary>
    public string? By { get; init; }

    /// <summary>The claim that is right in place of it, where it was corrected.</summary>
    public Guid? CorrectedBy { get; init; }
}
