namespace Parley;

internal static partial class Problems
{
    public static readonly Problem ReportNotFound = new("report-not-found", 404);
    public static readonly Problem PassageUnknown = new("passage-unknown", 404);
    public static readonly Problem ClaimNotFound = new("claim-not-found", 404);

    /// <summary>The claim that is said to be right in place of one is not there, or is that one itself.</summary>
    public static readonly Problem RightClaimNotFound = new("right-claim-not-found", 422) { Field = "corrected-by" };

    /// <summary>The words do not stand in the report as they were sent.</summary>
    public static readonly Problem PassageNotFound = new("passage-not-found", 422) { Field = "words" };

    /// <summary>The words stand in several places, and nothing says which is meant.</summary>
    public static readonly Problem PassageAmbiguous = new("passage-ambiguous", 422) { Field = "words" };

    /// <summary>Nobody is said to have said it.</summary>
    public static readonly Problem SourceMissing = new("source-missing", 422) { Field = "source" };
    public static readonly Problem SourceInvalid = new("source-invalid", 422) { Field = "source" };

    /// <summary>What is said of a source that is kept contradicts what is kept of it.</summary>
    public static readonly Problem SourceDiffers = new("source-differs", 409) { Field = "source" };
    public static readonly Problem SourceNotFound = new("source-not-found", 404);

    /// <summary>Another source of this kind has this name.</summary>
    public static readonly Problem SourceTaken = new("source-taken", 409) { Field = "source" };

    /// <summary>Somebody else has corrected it since whoever corrects it read it.</summary>
    public static readonly Problem RecordChanged = new("record-changed", 409) { Field = "number" };

    /// <summary>What is said of one who is not named any longer names them, or leads to them.</summary>
    public static readonly Problem StillNamed = new("still-named", 422);
    public static readonly Problem SourceSentenceInvalid = new("source-sentence-invalid", 422) { Field = "why-unnamed" };
    public static readonly Problem ChainTooLong = new("chain-too-long", 422) { Field = "via" };

    /// <summary>A date is none that can be read.</summary>
    public static readonly Problem DateInvalid = new("date-invalid", 422) { Field = "when" };
    public static readonly Problem PlaceInvalid = new("place-invalid", 422) { Field = "place" };
    public static readonly Problem SourceUrlInvalid = new("source-url-invalid", 422) { Field = "url" };
    public static readonly Problem ClaimInvalid = new("claim-invalid", 422) { Field = "claim" };

    /// <summary>A change of a claim's status without a reason.</summary>
    public static readonly Problem StatusReasonMissing = new("status-reason-missing", 422) { Field = "reason" };
    public static readonly Problem StatusMissing = new("status-missing", 422) { Field = "status" };

    /// <summary>The claim has this status already.</summary>
    public static readonly Problem StatusTheSame = new("status-the-same", 409) { Field = "status" };

    /// <summary>Something else is known of the claim since whoever has seen it looked.</summary>
    public static readonly Problem StatusChanged = new("status-changed", 409) { Field = "number" };

    /// <summary>The report has as many as it can have.</summary>
    public static readonly Problem TooManyAttributions = new("too-many-attributions", 409);
    public static readonly Problem ArticleTitleMissing = new("article-title-missing", 422) { Field = "title" };
    public static readonly Problem AttributionNotFound = new("attribution-not-found", 404);
}
