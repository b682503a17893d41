using Parley.HouseRules;
using Parley.Mail;
using Parley.Markup;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Sanctions;

/// <summary>
/// Decides something about a writer. What is published stays; the statement of reasons and the letter that tells it are made in the
/// same transaction. The same kind again, while one of the site stands, is the one that stands.
/// </summary>
internal sealed class GiveSanction(
    Database database,
    SanctionDirectory directory,
    RuleBooks books,
    KeepSanction keep,
    Outbox outbox,
    Ids ids,
    TimeProvider clock
)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestWords = 1_000;

    public static readonly TimeSpan ShortestSuspension = TimeSpan.FromHours(1);
    public static readonly TimeSpan LongestSuspension = TimeSpan.FromDays(365);

    // What is asked for is an hour by the clock of whoever asked, a moment ago.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMinutes(1);

    /// <param name="Rule">The number of the house rule that was broken.</param>
    /// <param name="Words">Why, in the moderator's own words, for the reader.</param>
    /// <param name="Until">When it ends by itself; null until it is lifted.</param>
    internal sealed record Request(SanctionKind Kind, int? Rule, string? Words, DateTimeOffset? Until = null)
    {
        /// <summary>Which version of the rules the moderator had in front: null says "whichever holds now".</summary>
        public int? RulesVersion { get; init; }

        /// <summary>Which of the rule's ready texts the reader reads, from 1, with the words in it; null for the words alone.</summary>
        public int? Text { get; init; }
    }

    public async Task<Result<Sanction>> HandleAsync(
        Site site,
        Guid reader,
        Reader moderator,
        Request request,
        CancellationToken cancel
    )
    {
        if (moderator.Role < request.Kind.ToBeGivenBy())
            return Problems.SeniorModeratorNeeded;
        CitedRule? rule = null;
        if (request.Rule is not null || request.Kind.NeedsRule())
        {
            var cited = await books.CiteAsync(site, request.Rule, request.RulesVersion, cancel);
            if (!cited.IsSuccess)
                return cited.Problem;
            rule = cited.Value;
        }

        var words = await SayAsync(site, rule, request, cancel);
        if (!words.IsSuccess)
            return words.Problem;
        if (FindFault(request.Kind, request.Until, clock.GetUtcNow()) is { } wrong)
            return wrong;
        var wanted = new Sanction
        {
            Id = ids.New(),
            Kind = request.Kind,
            ReaderId = reader,
            ReaderName = "",
            Words = words.Value.Usual,
            WordsByLanguage = words.Value.By,
            Rule = rule,
            ModeratorName = moderator.Name,
            At = default,
            Until = request.Until is { } end ? Micros.FromMicros(end.ToMicros()) : null,
        };
        var given = await database.WriteAsync(scope => GiveAsync(scope, site, wanted, moderator, cancel), cancel);
        // This node's next request must not wait for the event to come round.
        directory.Forget(site.Id, reader);
        outbox.Wake();
        return given;
    }

    // A ready text has a place for the moderator's own words; where it needs them and there are none, it says nothing.
    private async Task<Result<InLanguages>> SayAsync(Site site, CitedRule? rule, Request request, CancellationToken cancel)
    {
        if (request.Text is not { } text)
        {
            var own = ReadWords(request.Words);
            return own.IsSuccess ? new InLanguages(own.Value, null) : own.Problem;
        }

        var texts = rule is null ? [] : (await books.FindAsync(site, cancel)).TextsOf(rule.Number);
        if (text < 1 || text > texts.Count)
            return Problems.ReadyTextUnknown;
        string? facts = null;
        if (!string.IsNullOrWhiteSpace(request.Words))
        {
            var read = ReadWords(request.Words);
            if (!read.IsSuccess)
                return read.Problem;
            facts = read.Value;
        }

        var chosen = texts[text - 1];
        if (facts is null && chosen.NeedsFacts)
            return Problems.ReadyTextNeedsFacts;
        var filled = chosen.Fill(facts);
        foreach (var said in filled.Values)
            if (ReadWords(said).Problem is { } fault)
                return fault;
        // The house may have written it before the site spoke the language that it speaks now.
        return new InLanguages(
            filled.GetValueOrDefault(Parley.Words.For(site.Language).Language) ?? filled.Values.First(),
            filled.Count > 1 ? filled : null
        );
    }

    private async Task<Result<Sanction>> GiveAsync(
        DbScope scope,
        Site on,
        Sanction wanted,
        Reader moderator,
        CancellationToken cancel
    )
    {
        var site = on.Id;
        if (await SanctionStore.LockReaderAsync(scope, site, wanted.ReaderId, cancel) is not { } reader)
            return Problems.ReaderNotFound;
        if (await StorySections.Of(on, moderator).FindObstacleForWriterAsync(scope, site, reader.Id, cancel) is { } outside)
            return outside;
        if (reader.IsStaff)
            return Problems.WriterIsStaff;
        var now = clock.GetUtcNow();
        var standing = await SanctionStore.ListStandingAsync(scope, site, reader.Id, now, cancel);
        if (standing.Find(one => one.Kind == wanted.Kind && one.EverywhereId is null) is { } same)
            return IsTheSame(same, wanted) ? same : Problems.AlreadySanctioned;
        return await keep.AddAsync(scope, on, reader, wanted, moderator.Id, cancel);
    }

    /// <summary>The reason, as it is kept.</summary>
    public static Result<string> ReadWords(string? typed)
    {
        var words = SourceText.Of(typed ?? "", TextLimits.Of(LongestWords));
        return words.IsSuccess ? words.Value.Value
            : words.Problem.Code == "text-empty" ? Problems.SanctionWordsMissing
            : Problems.SanctionWordsInvalid;
    }

    /// <summary>What is wrong with the end of a sanction; null where nothing is.</summary>
    public static Problem? FindFault(SanctionKind kind, DateTimeOffset? until, DateTimeOffset now) =>
        (kind, until) switch
        {
            (SanctionKind.Suspension, null) => Problems.SanctionEndMissing,
            (_, null) => null,
            // It ends when it was read.
            (SanctionKind.Warning, _) => Problems.SanctionEndInvalid,
            (SanctionKind.Suspension, { } end)
                when end < now + ShortestSuspension - OnTheWay || end > now + LongestSuspension + OnTheWay =>
                Problems.SanctionEndInvalid,
            (_, { } end) => end <= now ? Problems.SanctionEndInvalid : null,
        };

    /// <summary>Whether one that stands is what was asked for, once more.</summary>
    public static bool IsTheSame(Sanction standing, Sanction wanted) =>
        standing.Words == wanted.Words && standing.Rule?.Number == wanted.Rule?.Number && standing.Until == wanted.Until;
}
