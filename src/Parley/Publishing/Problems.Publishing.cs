namespace Parley;

internal static partial class Problems
{
    public static readonly Problem HeadlineInvalid = new("headline-invalid", 422) { Field = "headline" };

    /// <summary>A report without a paragraph, or with more text than one can have.</summary>
    public static readonly Problem ReportTextInvalid = new("report-text-invalid", 422) { Field = "text" };
    public static readonly Problem ReportLineInvalid = new("report-line-invalid", 422) { Field = "standfirst" };

    /// <summary>Somebody else has changed the report since it was opened.</summary>
    public static readonly Problem ReportChanged = new("report-changed", 409) { Field = "number" };

    /// <summary>What the public has read is changed, and nobody says what and why.</summary>
    public static readonly Problem ChangeReasonMissing = new("change-reason-missing", 422) { Field = "reason" };
    public static readonly Problem SlugInvalid = new("slug-invalid", 422) { Field = "slug" };
    public static readonly Problem SlugTaken = new("slug-taken", 409) { Field = "slug" };
}
