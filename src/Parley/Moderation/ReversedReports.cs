using Parley.Mail;
using Parley.Notices;
using Parley.Reports;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>Tells those who reported a comment, or gave notice of it, that what they were answered is so no longer.</summary>
internal static class ReversedReports
{
    /// <summary>The comment is public again: so is told whoever was told that it was taken down, or that it is gone.</summary>
    public static async Task TellOfReturnAsync(
        DbScope scope,
        Outbox outbox,
        SiteId site,
        Guid comment,
        Settlement settled,
        DateTimeOffset due,
        CancellationToken cancel
    )
    {
        foreach (var from in (ReportOutcome[])[ReportOutcome.Removed, ReportOutcome.Gone])
            await TellAsync(scope, outbox, site, comment, from, was: null, settled, due, cancel);
    }

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
