using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Comments;
using Parley.Http;
using Parley.Mail;
using Parley.Readers;
using Parley.Reports;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Views.Mail;

namespace Parley.Notices;

/// <summary>
/// The letters to whoever gave notice: that it has arrived, and what was decided. Anybody may have named the address, so that nothing
/// stands in them that the sender wrote.
/// </summary>
internal sealed class NoticeLetter(
    SiteDirectory sites,
    NoticeStore notices,
    ReaderChoices choices,
    AuthoredComments comments,
    StoryStore stories,
    ClientFacts clients
) : ILetterWriter
{
    private const string Called = "notice";

    public string Kind => Called;

    /// <summary>Asks for a letter, as part of the change that it tells. Nothing where the sender gave no address.</summary>
    /// <param name="answer">What it tells; null for the receipt.</param>
    /// <param name="due">When it goes: an answer not before a slip of the hand was taken back.</param>
    public static Task AskAsync(
        DbScope scope,
        Outbox outbox,
        SiteId site,
        Notice notice,
        Settlement? answer,
        DateTimeOffset due,
        CancellationToken cancel
    ) =>
        notice.Email is { } address
            ? outbox.AskAsync(
                scope,
                site,
                Called,
                address,
                new NoticeFacts(notice.Id, answer?.At.ToMicros(), answer?.Outcome).ToJson(),
                cancel,
                due: due
            )
            : Task.CompletedTask;

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        var facts = NoticeFacts.FromJson(wanted.Content);
        if (
            await sites.FindAsync(wanted.Site) is not { } site
            || await notices.FindAsync(site.Id, facts.Notice, cancel) is not { } notice
            || notice.Email != wanted.Address
            // The decision was taken back or reversed before the answer went.
            || (facts.AnsweredAt is { } at && (at != notice.DecidedAt?.ToMicros() || facts.Outcome != notice.Outcome))
        )
            return null;
        var words = (await choices.FindWordsAsync(site, notice.ReaderId, cancel)).In(site.Zone, notice.At);
        var thread = (await comments.FindAsync(site.Id, notice.CommentId, cancel))?.Comment.ThreadId;
        var story = thread is { } id ? (await stories.FindAsync(site.Id, id, cancel))?.Title : null;
        (string, object)[] blanks =
        [
            ("site", site.Title),
            ("story", story ?? words["thread.title"]),
            ("time", words.Moment(notice.At)),
            ("rule", notice.Ground?.Name ?? ""),
        ];
        var what = facts.IsAnswer ? NoticeSentences.KeyOf(notice) : "received";
        var model = new LetterModel(
            site.Title,
            words.Format(facts.IsAnswer ? "mail.notice.subject-answer" : "mail.notice.subject", blanks),
            [words.Format($"mail.notice.{what}", blanks), .. HowDecided(words, notice, facts)]
        );
        if (clients.PublicHome is { } home)
            model = model with
            {
                Url = home.Absolute($"/{site.Name}/notices/{notice.Code}"),
                Do = words["mail.notice.do"],
                After =
                [
                    .. facts.IsAnswer && notice is { Outcome: ReportOutcome.Kept, ObjectionUntil: { } until }
                        ? (string[])
                            [
                                words.Format(
                                    "mail.objection.how",
                                    ("time", words.Moment(until)),
                                    ("url", home.Absolute($"/{site.Name}/objections/{notice.Code}"))
                                ),
                            ]
                        : [],
                    words["mail.notice.not-you"],
                ],
            };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }

    private static string[] HowDecided(Words words, Notice notice, NoticeFacts facts) =>
        facts.IsAnswer && notice.Outcome != ReportOutcome.Gone ? [words["notice.by-person"]] : [];
}

/// <summary>What the writer of the letter needs.</summary>
/// <param name="AnsweredAt">When the answer was given that it tells, in microseconds; null for the receipt.</param>
/// <param name="Outcome">What the answer is: where that is reversed before the letter goes, another one is asked for.</param>
internal sealed record NoticeFacts(Guid Notice, long? AnsweredAt, ReportOutcome? Outcome)
{
    [JsonIgnore]
    public bool IsAnswer => AnsweredAt is not null;

    public string ToJson() => JsonSerializer.Serialize(this, NoticeFactsJson.Default.NoticeFacts);

    public static NoticeFacts FromJson(string json) =>
        JsonSerializer.Deserialize(json, NoticeFactsJson.Default.NoticeFacts)
        ?? throw new JsonException("The facts of a letter are an object.");
}

[JsonSerializable(typeof(NoticeFacts))]
internal sealed partial class NoticeFactsJson : JsonSerializerContext;
