using Parley.Events;
using Parley.Markup;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.HouseRules;

/// <summary>
/// Writes the rules of a house anew. The ones before are kept, for decisions cite them; and none are saved over what somebody else
/// has written meanwhile.
/// </summary>
internal sealed class SaveRules(Database database, RuleBooks books, TimeProvider clock)
{
    /// <param name="Number">The rule that it was; null for a new one.</param>
    internal sealed record Line(int? Number, string? Name, string? Meaning)
    {
        /// <summary>What it is about; null says "as it was".</summary>
        public Category? Category { get; init; }

        /// <summary>Where the law stands that forbids it; empty for a rule of the house's own, null says "as it was".</summary>
        public string? Law { get; init; }

        /// <summary>Whether what breaks it is advertising; null says "as it was".</summary>
        public bool? IsSpam { get; init; }

        /// <summary>Whether what breaks it is hard to read; null says "as it was".</summary>
        public Hardness? Hard { get; init; }

        /// <summary>What a decision under it says to the writer; null says "as it was".</summary>
        public IReadOnlyList<ReadyText>? Texts { get; init; }
    }

    /// <param name="Version">The version that they were made from.</param>
    internal sealed record Request(int Version, IReadOnlyList<Line> Rules);

    /// <returns>The rules as they hold now: under the version before where nothing is different.</returns>
    public async Task<Result<RuleBook>> HandleAsync(Site site, Reader by, Request request, CancellationToken cancel)
    {
        try
        {
            return await database.WriteAsync<Result<RuleBook>>(
                async scope =>
                {
                    var before =
                        await RuleBookStore.FindAsync(scope, site.Id, cancel)
                        ?? RuleBook.OfEveryHouse(Words.For(site.Language));
                    var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
                    var read = Read(before, request.Rules, Words.For(site.Language).Language, now);
                    // Nothing new, or the same send after a lost answer.
                    if (read.IsSuccess && RuleBookStore.ToJson(read.Value) == RuleBookStore.ToJson(before))
                        return before;
                    if (before.Version != request.Version)
                        return Problems.RulesChanged;
                    if (!read.IsSuccess)
                        return read.Problem;
                    if (!await RuleBookStore.AddAsync(scope, site.Id, read.Value, by.Id, cancel))
                        return Problems.RulesChanged;
                    await EventLog.AppendAsync(scope, site.Id, EventKind.RulesChanged, now, cancel);
                    return read.Value;
                },
                cancel
            );
        }
        finally
        {
            books.Forget(site.Id);
        }
    }

    private static Result<RuleBook> Read(RuleBook before, IReadOnlyList<Line> lines, string language, DateTimeOffset now)
    {
        if (lines.Count is 0 or > RuleBook.MostRules)
            return Problems.RulesTooFewOrMany;
        var (rules, highest) = (new List<HouseRule>(), before.Highest);
        foreach (var line in lines)
        {
            var meaning = SourceText.OfOptional(line.Meaning, TextLimits.Of(HouseRule.LongestMeaning));
            if (SourceText.OfLine(line.Name, TextLimits.Of(HouseRule.LongestName)).Value is not { } called)
                return Problems.RuleNameInvalid;
            if (meaning.Problem is not null)
                return Problems.RuleMeaningInvalid;
            var number = line.Number ?? ++highest;
            var was = before.Rules.FirstOrDefault(rule => rule.Number == number);
            if (line.Number is not null && was is null)
                return Problems.RuleUnknown;
            // Whoever is told which rule was broken must be able to tell it from the others.
            if (rules.Any(rule => rule.Number == number || rule.Name == called))
                return Problems.RuleTwice;
            var law = line.Law is null ? was?.Law : line.Law.Trim();
            if (law is { Length: > 0 } && (law.Length > HouseRule.LongestLaw || !Sites.WebAddress.TryParse(law, out _)))
                return Problems.RuleLawInvalid;
            var texts = line.Texts is null ? was?.Texts ?? [] : ReadTexts(line.Texts, language);
            if (texts is null)
                return Problems.RuleTextInvalid;
            rules.Add(
                new HouseRule(number, called, meaning.Value ?? "")
                {
                    Category = line.Category ?? was?.Category,
                    Law = law is { Length: > 0 } ? law : null,
                    IsSpam = line.IsSpam ?? was?.IsSpam ?? false,
                    Hard = line.Hard ?? was?.Hard ?? Hardness.No,
                    Texts = texts.Count > 0 ? texts : null,
                }
            );
        }

        return new RuleBook(before.Version + 1, rules, highest, now);
    }

    // A text that is empty in every language is none: that is how one is taken away. Null where one of them will not do.
    private static List<ReadyText>? ReadTexts(IReadOnlyList<ReadyText> typed, string language)
    {
        var texts = new List<ReadyText>();
        foreach (var text in typed)
        {
            var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (tag, words) in text?.In ?? new Dictionary<string, string>())
            {
                var read = SourceText.OfOptional(words, TextLimits.Of(ReadyText.Longest));
                if (read.Problem is not null || !Words.Languages.Contains(tag))
                    return null;
                if (read.Value is not { } said)
                    continue;
                if (said.Split(ReadyText.Slot).Length > 2)
                    return null;
                kept[tag] = said;
            }

            if (kept.Count == 0)
                continue;
            if (!kept.ContainsKey(language))
                return null;
            texts.Add(new(kept));
        }

        return texts.Count > ReadyText.Most ? null : texts;
    }
}
