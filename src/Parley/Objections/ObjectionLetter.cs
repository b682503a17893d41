using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Mail;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Views.Mail;

namespace Parley.Objections;

/// <summary>The letter that tells whoever objected what was decided, and why. It names nobody.</summary>
internal sealed class ObjectionLetter(Database database, SiteDirectory sites, ObjectionStore objections, ReaderChoices choices)
    : ILetterWriter
{
    private const string Called = "objection";

    public string Kind => Called;

    /// <summary>Asks for the letter, as part of the change that decides. Nothing where there is no address to write to.</summary>
    public static async Task AskAsync(DbScope scope, Outbox outbox, SiteId site, Objection objection, CancellationToken cancel)
    {
        if (await ObjectionStore.FindAddressAsync(scope, site, objection, cancel) is { } address)
            await outbox.AskAsync(scope, site, Called, address, new ObjectionFacts(objection.Id).ToJson(), cancel);
    }

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        if (
            await sites.FindAsync(wanted.Site) is not { } site
            || await objections.FindAsync(site.Id, ObjectionFacts.FromJson(wanted.Content).Objection, cancel)
                is not { DecidedAt: { } at, Answer: { } answer } objection
        )
            return null;
        var address = await database.ReadAsync(
            scope => ObjectionStore.FindAddressAsync(scope, site.Id, objection, cancel),
            cancel
        );
        if (address != wanted.Address)
            return null;
        var words = (await choices.FindWordsAsync(site, objection.ReaderId, cancel)).In(site.Zone, at);
        // Nobody has decided anything before an objection to waiting.
        var kind = (objection.IsReversed == true ? "reversed" : "kept") + (objection.IsAgainstWaiting ? "-waiting" : "");
        var model = new LetterModel(
            site.Title,
            words.Format("mail.objection.subject", ("site", site.Title)),
            [
                words.Format(
                    $"mail.objection.{kind}",
                    ("site", site.Title),
                    ("time", words.Moment(objection.At)),
                    ("what", words["restriction." + Objection.WordOf(objection.Restriction)])
                ),
                words.Format("sanction.reason", ("words", answer)),
            ]
        );
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }
}

/// <summary>What the writer of the letter needs.</summary>
internal sealed record ObjectionFacts(Guid Objection)
{
    public string ToJson() => JsonSerializer.Serialize(this, ObjectionFactsJson.Default.ObjectionFacts);

    public static ObjectionFacts FromJson(string json) =>
        JsonSerializer.Deserialize(json, ObjectionFactsJson.Default.ObjectionFacts)
        ?? throw new JsonException("The facts of a letter are an object.");
}

[JsonSerializable(typeof(ObjectionFacts))]
internal sealed partial class ObjectionFactsJson : JsonSerializerContext;
