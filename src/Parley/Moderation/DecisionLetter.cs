using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Comments;
using Parley.Http;
using Parley.Mail;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Views.Mail;

namespace Parley.Moderation;

/// <summary>
/// The letter to somebody whose comment was rejected or removed, or waits for long: which one, why, under which rule. It goes to a
/// confirmed address, whatever letters its owner wants otherwise, names nobody, and is none where the decision does not stand any more.
/// </summary>
internal sealed class DecisionLetter(
    Database database,
    SiteDirectory sites,
    StoryStore stories,
    StatementStore statements,
    ReaderChoices choices,
    ClientFacts clients
) : ILetterWriter
{
    private const string Called = "decision";

    public string Kind => Called;

    /// <summary>Asks for the letter, as part of the change that it tells. Nothing where there is no address to write to.</summary>
    /// <param name="due">When it goes: not before a slip of the hand was taken back.</param>
    public static async Task AskAsync(
        DbScope scope,
        Outbox outbox,
        SiteId site,
        Guid writer,
        Statement statement,
        DateTimeOffset due,
        CancellationToken cancel
    )
    {
        if (await ReaderStore.FindConfirmedAddressAsync(scope, site, writer, cancel) is { } address)
            await outbox.AskAsync(
                scope,
                site,
                Called,
                address,
                new DecisionFacts(statement.About, statement.Id).ToJson(),
                cancel,
                due: due
            );
    }

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        if (await sites.FindAsync(wanted.Site) is not { } site)
            return null;
        var facts = DecisionFacts.FromJson(wanted.Content);
        var (read, address) = await database.ReadAsync(
            async scope =>
                await AuthoredComments.FindAsync(scope, site.Id, facts.Comment, cancel) is { } found
                    ? (found, await ReaderStore.FindConfirmedAddressAsync(scope, site.Id, found.Comment.AuthorId, cancel))
                    : default,
            cancel
        );
        var statement = (await statements.ListAsync(site.Id, facts.Comment, cancel)).LastOrDefault();
        // Taken back or decided anew before it went, or the address is somebody else's by now.
        if (statement?.Id != facts.Statement || address != wanted.Address || read.Comment.State != StateOf(statement))
            return null;
        var story = (await stories.FindAsync(site.Id, read.Comment.ThreadId, cancel))?.Title;
        var words = (await choices.FindWordsAsync(site, read.Comment.AuthorId, cancel)).In(site.Zone, statement.At);
        var kind = statement.Restriction.ToString().ToLowerInvariant();
        (string, object)[] blanks =
        [
            ("site", site.Title),
            ("story", story ?? words["thread.title"]),
            ("time", words.Moment(read.Comment.PostedAt)),
        ];
        var model = new LetterModel(
            site.Title,
            words.Format($"mail.decision.subject-{kind}", blanks),
            [words.Format($"mail.decision.lead-{kind}", blanks), .. Reasons(words, site, statement)]
        );
        if (clients.PublicHome is { } home)
            model = model with
            {
                Url = home.Absolute($"/{site.Name}/me"),
                Do = words["mail.sanction.do"],
                After = statement.Code is { } code
                    ?
                    [
                        words.Format(
                            "mail.objection.how",
                            ("time", words.Moment(statement.ObjectionUntil)),
                            ("url", home.Absolute($"/{site.Name}/objections/{code}"))
                        ),
                    ]
                    : [],
            };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }

    private static IEnumerable<string> Reasons(Words words, Site site, Statement statement)
    {
        if (statement.FactsIn(words.Language) is { } facts)
            yield return words.Format("sanction.reason", ("words", facts));
        if (statement.Rule is { } rule)
            yield return words.Format(statement.Law is null ? "sanction.rule" : "sanction.law", ("rule", rule));
        foreach (var reason in statement.Reasons)
            yield return Answers.Sentence(words, site.Settings.ShowMatchedWords ? reason : reason.WithoutMatch());
        yield return words["statement." + statement.ByWord];
    }

    private static CommentState StateOf(Statement statement) =>
        statement.Restriction switch
        {
            Restriction.Delayed => CommentState.Held,
            Restriction.Rejected => CommentState.Rejected,
            _ => CommentState.Removed,
        };
}

/// <summary>What the writer of the letter needs.</summary>
internal sealed record DecisionFacts(Guid Comment, Guid Statement)
{
    public string ToJson() => JsonSerializer.Serialize(this, DecisionFactsJson.Default.DecisionFacts);

    public static DecisionFacts FromJson(string json) =>
        JsonSerializer.Deserialize(json, DecisionFactsJson.Default.DecisionFacts)
        ?? throw new JsonException("The facts of a letter are an object.");
}

[JsonSerializable(typeof(DecisionFacts))]
internal sealed partial class DecisionFactsJson : JsonSerializerContext;
