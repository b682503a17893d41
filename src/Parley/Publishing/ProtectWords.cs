using System.Text.RegularExpressions;
using Parley.Events;
using Parley.Markup;
using Parley.Readers;
using Parley.Record;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>
/// Takes words out of all that a report and its claims said before, to protect somebody: a name that was written once would otherwise be read
/// among the changes for ever. What stands there now is changed as ever, and before. That it was done, when and by whom, stays; the words do not.
/// </summary>
internal sealed class ProtectWords(Database database, Ids ids, TimeProvider clock)
{
    public const int LongestWords = 200;

    // Less stands in every word.
    private const int ShortestWords = 2;

    // Shorter ones stand within others, as Ali in quality; longer ones are found with an ending, too.
    private const int ShortestWithin = 5;
    private const string Mark = "[…]";

    /// <param name="Places">How often they stand there, or stood.</param>
    internal sealed record Done(int Places, bool IsDone);

    /// <param name="isSure">Whether whoever asks has read how often they stand there; nothing is taken out before.</param>
    public async Task<Result<Done>> HandleAsync(
        SiteId site,
        Guid story,
        Reader by,
        string? words,
        bool isSure,
        CancellationToken cancel
    )
    {
        var read = SourceText.OfName(words, TextLimits.Of(LongestWords));
        if (read.Value is not { } sought || sought.Length < ShortestWords)
            return Problems.ProtectedWordsInvalid;
        return await database.WriteAsync<Result<Done>>(
            async scope =>
            {
                if (await ReportTextStore.LockWithTextAsync(scope, site, story, cancel) is not var (_, newest))
                    return Problems.ReportNotFound;
                var claims = await SourcingStore.ListClaimsOfStoryAsync(scope, site, story, cancel);
                var work = new Blanking(sought);
                if (work.Stands(newest.Text) || claims.Exists(one => work.Stands(one.Sentence)))
                    return Problems.ProtectedWordsStand;

                var changes = new List<Func<Task>>();
                foreach (var revision in await ReportTextStore.ListAllAsync(scope, site, story, cancel))
                {
                    var blank = revision with
                    {
                        Text = work.Of(revision.Text),
                        Reason = work.Of(revision.Reason),
                        Correction = work.Of(revision.Correction),
                    };
                    changes.Add(() => ReportTextStore.BlankAsync(scope, site, story, blank, cancel));
                }

                // Those that moved keep their old words; of those that are gone, what stood around them may be a part of a name.
                foreach (var one in await SourcingStore.ListPassagesAsync(scope, site, story, cancel))
                {
                    var blank = one with { OldQuote = work.Of(one.OldQuote) };
                    if (one.IsOrphaned)
                        blank = blank with
                        {
                            Anchor = one.Anchor with { Quote = work.Of(one.Anchor.Quote)!, Prefix = "", Suffix = "" },
                        };
                    if (blank != one)
                        changes.Add(() => SourcingStore.MovePassageAsync(scope, site, blank, cancel));
                }

                foreach (var claim in claims)
                    changes.AddRange(await FormerStore.BlankAsync(scope, site, claim.Id, text => work.Of(text), cancel));
                if (work.Places == 0)
                    return Problems.ProtectedWordsNotFound;
                if (!isSure)
                    return new Done(work.Places, false);

                foreach (var change in changes)
                    await change();
                var at = clock.GetUtcNow();
                await ReportTextStore.AddRemarkAsync(
                    scope,
                    site,
                    story,
                    new(ids.New(), ReportRemarkKind.WordsRemoved, null, at),
                    by.Id,
                    cancel
                );
                RecordStore.Add(scope, site, new(RecordKind.WordsRemoved, story, at, new() { ["by"] = by.Id }));
                await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, at, cancel, subjectId: story);
                foreach (var claim in claims)
                    await SourcingWriter.TellSourcedAsync(scope, site, null, claim.Id, at, cancel);
                return new Done(work.Places, true);
            },
            cancel
        );
    }

    private sealed class Blanking(string words)
    {
        private readonly Regex pattern = new(
            HasBlanks(words) && words.Length < ShortestWithin
                ? $@"(?<!\p{{L}}){Regex.Escape(words)}(?!\p{{L}})"
                : Regex.Escape(words),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );

        // Whether words of its script stand apart, and take nothing before them: letters with a case do.
        private static bool HasBlanks(string words) => words.Any(letter => char.IsUpper(letter) || char.IsLower(letter));

        /// <summary>How often they stood in what was blanked.</summary>
        public int Places { get; private set; }

        public bool Stands(string text) => pattern.IsMatch(text);

        public bool Stands(ReportText text)
        {
            var stands = false;
            _ = text.With(line =>
            {
                stands |= line is not null && Stands(line);
                return line;
            });
            return stands;
        }

        public ReportText Of(ReportText text) => text.With(Of);

        public string? Of(string? text)
        {
            if (text is null)
                return null;
            Places += pattern.Count(text);
            return pattern.Replace(text, Mark);
        }
    }
}
