using Parley.Mail;
using Parley.Notices;
using Parley.Reports;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>Tells those who reported a comment, or gave notice of it, that what they were answered is so no longer.</summary>
internal static class ReversedReports
{
    /// <param name="from">What had come of them.</param>
    /// <param name="was">When they were settled; null for whenever that was.</param>
    /// <param name="settled">What comes of them now. From its moment on their time to object runs.</param>
    /// <param name="due">When the letters go.</param>
    public static async Task TellAsync(
        DbScope scope,
        Outbox outbox,
        SiteId site,
        Guid comment,
        ReportOutcome from,
        DateTimeOffset? was,
        Settlement settled,
        DateTimeOffset due,
        CancellationToken cancel
    )
    {
        var wanting = await ReportStore.ListWantingLettersAsync(scope, site, comment, from, was, cancel);
        if (await ReportStore.ReverseAsync(scope, site, comment, from, was, settled, cancel) == 0)
            return;
        await NoticeStore.AnswerAsync(scope, outbox, site, comment, settled, due, cancel);
        await ReportLetter.AskAsync(scope, outbox, site, wanting, settled, due, cancel);
    }
}
