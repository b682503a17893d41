using Parley.Comments;
using Parley.Events;
using Parley.Mail;
using Parley.Markup;
using Parley.Readers;
using Parley.Reports;
using Parley.Scoring;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Notices;

/// <summary>
/// Somebody gives notice that a comment is illegal, signed in or not. The comment stays as it is until a person has decided; the sender has
/// a receipt at once.
/// </summary>
internal sealed class GiveNotice(Database database, ReportedScore scores, Outbox outbox, Ids ids, TimeProvider clock)
{
    /// <param name="Words">Why it is illegal.</param>
    /// <param name="Law">Which law it breaks, if the sender knows.</param>
    /// <param name="IsAboutAbuse">Of the sexual abuse of children: then name and address may stay out.</param>
    /// <param name="IsInGoodFaith">That the sender believes what they say.</param>
    internal sealed record Request(
        string? Words,
        string? Law,
        string? Name,
        string? Email,
        bool IsAboutAbuse,
        bool IsInGoodFaith
    )
    {
        /// <summary>Whether a receipt may be sent: nobody's mailbox is filled by us, whoever names it. The answer comes all the same.</summary>
        public bool MayHaveReceipt { get; init; } = true;
    }

    public async Task<Result<Notice>> HandleAsync(
        Site site,
        Guid comment,
        Reader? sender,
        Request request,
        CancellationToken cancel
    )
    {
        var read = Read(comment, sender, request);
        if (!read.IsSuccess)
            return read.Problem;
        var model = await scores.FindModelAsync(site.Id, cancel);
        var given = await database.WriteAsync(
            scope => GiveAsync(scope, site.Id, read.Value, request.MayHaveReceipt, model, cancel),
            cancel
        );
        outbox.Wake();
        return given;
    }

    // All that is wrong at once: who has something urgent to say is not asked five times.
    private Result<Notice> Read(Guid comment, Reader? sender, Request request)
    {
        var words = SourceText.OfOptional(request.Words, TextLimits.Of(Notice.LongestWords));
        var law = SourceText.OfLine(request.Law, TextLimits.Of(Notice.LongestLaw));
        var name = SourceText.OfLine(request.Name, TextLimits.Of(Notice.LongestName));
        var isUnnamed = request.IsAboutAbuse && string.IsNullOrWhiteSpace(request.Email);
        var email = EmailAddress.Parse(request.Email);
        var wrong = Problem.Of(
            words.Problem is not null ? Problems.NoticeWordsInvalid
                : words.Value is null ? Problems.NoticeWordsMissing
                : null,
            law.Problem is null ? null : Problems.NoticeLawInvalid,
            name.Problem is not null ? Problems.NoticeNameInvalid
                : name.Value is null && !request.IsAboutAbuse ? Problems.NoticeNameMissing
                : null,
            isUnnamed || email.IsSuccess ? null
                : string.IsNullOrWhiteSpace(request.Email) ? Problems.NoticeEmailMissing
                : email.Problem,
            request.IsInGoodFaith ? null : Problems.NoticeFaithMissing
        );
        if (wrong is not null)
            return wrong;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        return new Notice
        {
            Id = ids.New(),
            CommentId = comment,
            WordsAt = now,
            Words = words.Value,
            Law = law.Value,
            Name = name.Value,
            Email = isUnnamed ? null : email.Value.Text,
            ReaderId = sender?.Id,
            IsAboutAbuse = request.IsAboutAbuse,
            Code = Ids.Secret(),
            At = now,
            DueAt = now,
        };
    }

    private async Task<Result<Notice>> GiveAsync(
        DbScope scope,
        SiteId site,
        Notice sent,
        bool mayHaveReceipt,
        ITextModel? model,
        CancellationToken cancel
    )
    {
        if (
            await CommentTransition.LockAsync(scope, site, sent.CommentId, cancel)
            is not { State: CommentState.Published } comment
        )
            return Problems.CommentNotFound;
        if (comment.AuthorId == sent.ReaderId)
            return Problems.OwnComment(comment.Id);
        var wordsAt = comment.EditedAt ?? comment.PostedAt;
        if (await NoticeStore.FindSameAsync(scope, site, sent with { WordsAt = wordsAt }, cancel) is { } same)
            return same;
        var body = sent.ReaderId is { } reader ? await FlaggerStore.FindBodyAsync(scope, site, reader, cancel) : null;
        var due = await ReportComment.FindDueAsync(
            scope,
            comment,
            ReportComment.Notice,
            Urgency.With(
                body is null ? ReporterFigures.Usual : Flagger.Likelihood,
                scores.Of(model, comment, ReportComment.Notice)
            ),
            sent.At,
            cancel
        );
        var latest = sent.At + (body is null ? Notice.Patience : Flagger.Patience);
        var notice = sent with
        {
            Body = body,
            WordsAt = wordsAt,
            At = await ReportStore.NextTimeAsync(scope, site, comment.Id, sent.At, cancel),
            DueAt = due < latest ? due : latest,
        };
        await NoticeStore.AddAsync(scope, site, notice, cancel);
        // No number: the public may not know.
        await EventLog.AppendAsync(
            scope,
            site,
            EventKind.CommentReported,
            notice.At,
            cancel,
            comment.ThreadId,
            null,
            comment.Id
        );
        if (mayHaveReceipt)
            await NoticeLetter.AskAsync(scope, outbox, site, notice, answer: null, notice.At, cancel);
        return notice;
    }
}
