namespace Parley;

internal static partial class Problems
{
    public static readonly Problem ReportReasonMissing = new("report-reason-missing", 400) { Field = "reason" };

    /// <summary>By the same reader, who has nothing new to say: it waits, or was decided.</summary>
    public static readonly Problem AlreadyReported = new("already-reported", 409);
    public static readonly Problem ReportTooLong = new("report-too-long", 400) { Field = "words" };
    public static readonly Problem ReportInvalid = new("report-invalid", 400) { Field = "words" };
}
