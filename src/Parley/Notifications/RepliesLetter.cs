using System.Text.RegularExpressions;
using Parley.Http;
using Parley.Mail;
using Parley.Markup;
using Parley.Readers;
using Parley.Sites;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;
using Parley.Views.Mail;

namespace Parley.Notifications;

/// <summary>
/// The letter about replies, mentions and picks. It is written when it goes: of what is public and unread then, in the words that
/// stand there then. A letter that has nothing to tell is none.
/// </summary>
internal sealed partial class RepliesLetter(
    Database database,
    SiteDirectory sites,
    StoryStore stories,
    WantedLetters letters,
    NotificationStore notifications,
    ReaderChoices choices,
    ClientFacts clients
) : ILetterWriter
{
    private const int MostTold = 20;
    private const int LongestExcerpt = 300;

    public string Kind => WantedLetters.Kind;

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        var span = LetterSpan.FromJson(wanted.Content);
        var mayGo = await database.ReadAsync(
            scope => letters.FindAddressAsync(scope, wanted.Site, span.Reader, span.Thread, cancel),
            cancel
        );
        // Another address has become theirs meanwhile: the letter was for the old one.
        if (mayGo != wanted.Address || await sites.FindAsync(wanted.Site) is not { } site)
            return null;
        var told = await notifications.ListForLetterAsync(site.Id, span, MostTold + 1, cancel);
        if (told.Count == 0)
        {
            await database.WriteAsync(scope => WantedLetters.GiveBackAsync(scope, site.Id, span, cancel), cancel);
            return null;
        }

        var story = await stories.FindAsync(site.Id, span.Thread, cancel);
        var code = await notifications.FindStopCodeAsync(site.Id, span.Reader, span.Thread, cancel);
        var (words, home) = (await choices.FindWordsAsync(site, span.Reader, cancel), clients.PublicHome!);
        var title = story?.Title ?? words["thread.title"];
        var stop = home.Absolute($"/{site.Name}/letters/stop?code={code}");
        var model = new LetterModel(
            site.Title,
            SubjectOf(words, told, title),
            [words.Format("mail.replies.lead", ("story", title)), .. told.Take(MostTold).Select(one => ToParagraph(words, one))]
        )
        {
            Url = home.Absolute($"/{site.Name}{told[0].Path}"),
            Do = words["mail.replies.do"],
            After = [words.Format("mail.replies.stop", ("url", stop))],
        };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model) with { StopUrl = stop };
    }

    // What asks for an answer comes first; a pick among replies is told below.
    private static string SubjectOf(Words words, List<Notification> told, string title) =>
        told.Exists(one => one.Kind == NotificationKind.Answered) ? words.Format("mail.answered.subject", ("story", title))
        : told.Exists(one => one.Kind == NotificationKind.Claim) ? words.Format("mail.claim.subject", ("story", title))
        : told.Count(one => one.Kind != NotificationKind.Picked) is > 0 and var replies
            ? words.Count("mail.replies.subject", replies, ("story", title))
        : words.Count("mail.picked.subject", told.Count, ("story", title));

    private static string ToParagraph(Words words, Notification told)
    {
        if (told.Claim is { } claim)
            return words.Format(
                "mail.claim.one",
                ("claim", claim.Sentence),
                ("status", SourcingSentences.StatusOf(words, claim.Status))
            );
        var text = PlainText.OfKept(told.Read.Comment.Html);
        // A mail program makes a link of whatever looks like an address; none of a reader's goes out under our name.
        return words.Format(
            told.Kind switch
            {
                NotificationKind.Answered => "mail.answered.one",
                NotificationKind.Picked => "mail.picked.one",
                _ => "mail.replies.one",
            },
            ("name", Address().Replace(told.Read.AuthorName, "…")),
            ("words", PlainText.Excerpt(Address().Replace(text, "…"), LongestExcerpt))
        );
    }

    [GeneratedRegex(@"\S*(?:://|www\.|\p{L}\.\p{L}{2,})\S*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
