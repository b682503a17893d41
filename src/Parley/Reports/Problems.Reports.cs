namespace Parley;

internal static partial class Problems
{
    public static readonly Problem ReportReasonMissing = new("report-reason-missing", 400) { Field = "reason" };
    public static readonly Problem ReportTooLong = new("report-too-long", 400) { Field = "words" };
    public static readonly Problem ReportInvalid = new("report-invalid", 400) { Field = "words" };
}
