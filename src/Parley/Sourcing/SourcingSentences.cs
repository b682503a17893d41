using System.Text.Json;
using Parley.Views.Stories;

namespace Parley.Sourcing;

/// <summary>Who says so, in words.</summary>
internal static class SourcingSentences
{
    /// <summary>Who said it in the end, and through whom: <c>an unnamed official, via the Meridian</c>.</summary>
    public static string Summary(Words words, IReadOnlyList<Hop> hops)
    {
        var who = NameOf(words, hops[^1].Source);
        return hops.Count == 1 ? who : words.Format("sourcing.via", ("source", who), ("relayer", hops[^2].Source.Name));
    }

    /// <summary>The same with what they do where it is not to say so: <c>the minister disputes it</c>.</summary>
    public static string Summary(Words words, Attribution one)
    {
        var who = Summary(words, one.Hops);
        return one switch
        {
            { IsDeclined: true } => words.Format("sourcing.who-declined", ("source", who)),
            { Stance: Stance.Disputes } => words.Format("sourcing.who-disputes", ("source", who)),
            { Stance: Stance.Corrects } => words.Format("sourcing.who-corrects", ("source", who)),
            _ => who,
        };
    }

    public static string NameOf(Words words, Source source) =>
        source.IsUnnamed ? words.Format("sourcing.unnamed", ("description", source.Name)) : source.Name;

    /// <summary>What one did: <c>said, word for word, 11 May 2027, at a rally in Ostermoor</c>.</summary>
    public static string How(Words words, Hop hop)
    {
        List<string> parts = [words["sourcing.act-" + WordOf(hop.Act)]];
        if (hop.IsVerbatim)
            parts.Add(words["sourcing.verbatim"]);
        if (hop.When is { } when && Edtf.TryParse(when, out var date))
            parts.Add(DateOf(words, date));
        if (hop.Place is { } place)
            parts.Add(place);
        return words.Listed(parts);
    }

    /// <summary>What a claim is about, in a word, and when it was said and holds, as far as is known.</summary>
    public static IEnumerable<string> FactsOf(Words words, Claim claim)
    {
        yield return words["claim.kind-" + claim.Kind.ToString().ToLowerInvariant()];
        if (Edtf.TryParse(claim.SaidOn, out var said))
            yield return words.Format("claim.said-on", ("date", DateOf(words, said)));
        if (HoldsOf(words, claim.ValidFrom, claim.ValidTo) is { } holds)
            yield return words.Format("claim.holds", ("date", holds));
    }

    /// <summary>From when until when something is said to hold, in words; null where nothing is said.</summary>
    public static string? HoldsOf(Words words, string? from, string? to) =>
        (Edtf.TryParse(from, out var start), Edtf.TryParse(to, out var end)) switch
        {
            (true, true) => words.Format("sourcing.date-span", ("from", DateOf(words, start)), ("to", DateOf(words, end))),
            (true, false) => words.Format("sourcing.date-since", ("date", DateOf(words, start))),
            (false, true) => words.Format("sourcing.date-until", ("date", DateOf(words, end))),
            _ => null,
        };

    /// <summary>On how many independent sources it rests: <c>5 articles, 3 outlets, 1 root: unnamed, via the Meridian</c>.</summary>
    public static string Rests(Words words, RootCount count)
    {
        List<string> parts = [];
        // Where nobody states it, it is enough who does not.
        if (count.Articles > 0 || count is { Disputing: 0, Correcting: 0 })
            parts =
            [
                words.Count("sourcing.articles", count.Articles),
                words.Count("sourcing.outlets", count.Outlets),
                count.Roots is [var only] && count.Unknown == 0
                    ? words.Format(
                        "sourcing.one-root",
                        ("roots", words.Count("sourcing.roots", 1)),
                        ("root", RootOf(words, only))
                    )
                    : words.Count("sourcing.roots", count.Roots.Count),
            ];
        if (count.Unknown > 0)
            parts.Add(words.Count("sourcing.unknown-roots", count.Unknown));
        if (count.Disputing > 0)
            parts.Add(words.Count("sourcing.disputing", count.Disputing));
        if (count.Correcting > 0)
            parts.Add(words.Count("sourcing.correcting", count.Correcting));
        return words.Listed(parts);
    }

    public static string RootOf(Words words, Root root)
    {
        var who = root.Source.IsUnnamed ? words["sourcing.unnamed-root"] : root.Source.Name;
        return root.Via is { } via ? words.Format("sourcing.via", ("source", who), ("relayer", via.Name)) : who;
    }

    /// <summary>A date as exactly as it is known: <c>11 May 2027</c>, <c>about spring 2026</c>, <c>2011 to 2012</c>.</summary>
    public static string DateOf(Words words, Edtf date)
    {
        var start = date.IsOpenBefore ? "" : PointOf(words, date.First, date.Unit);
        string written;
        if (date.IsOpenBefore)
            written = words.Format("sourcing.date-until", ("date", PointOf(words, date.Last, date.EndUnit ?? date.Unit)));
        else if (date.IsOpenAfter)
            written = words.Format("sourcing.date-since", ("date", start));
        else if (date.EndUnit is { } end)
            written = words.Format("sourcing.date-span", ("from", start), ("to", PointOf(words, date.Last, end)));
        else
            written = start;
        return date.IsUnsure ? words.Format("sourcing.date-unsure", ("date", written)) : written;
    }

    private static string PointOf(Words words, DateOnly day, EdtfUnit unit) =>
        unit switch
        {
            EdtfUnit.Day => words.Date(day),
            EdtfUnit.Month => words.Month(day),
            EdtfUnit.Year => words.Year(day),
            _ => words.Format(
                "sourcing.season-" + unit.ToString().ToLowerInvariant(),
                // A winter that begins in December is named by its first year.
                ("year", words.Year(day))
            ),
        };

    /// <summary>The steps of a chain, outermost first.</summary>
    /// <param name="ours">What this publication is called: at the beginning it is the one that spoke with somebody.</param>
    public static IEnumerable<SourceStepModel> ToSteps(Words words, IReadOnlyList<Hop> hops, string ours)
    {
        var outlet = ours;
        foreach (var hop in hops)
        {
            yield return ToStep(words, hop, outlet);
            if (hop.Source.Kind == SourceKind.Outlet)
                outlet = hop.Source.Name;
        }
    }

    private static SourceStepModel ToStep(Words words, Hop hop, string outlet) =>
        new(NameOf(words, hop.Source), How(words, hop), WordOf(hop.Seen))
        {
            WhyUnnamed = hop.Source.WhyUnnamed,
            NameKnown = hop.Source is { IsUnnamed: true, IsNameKnown: { } known }
                ? words.Format(known ? "report.name-known" : "report.name-not-known", ("outlet", outlet))
                : null,
            Interest = hop.Source.Interest,
            Url = hop.Url ?? hop.Source.Url,
            ArchivedUrl = hop.ArchivedUrl,
        };

    /// <summary>What is known of a claim, in a word.</summary>
    public static string StatusOf(Words words, ClaimStatus status) => words["sourcing.status-" + WordOf(status)];

    /// <summary>A word of the model as language files, forms and addresses have it: <c>not-verifiable</c>.</summary>
    public static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>What a form's word means; null where it is none.</summary>
    public static T? Find<T>(string? word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => WordOf(value) == word).Select(value => (T?)value).FirstOrDefault();
}
