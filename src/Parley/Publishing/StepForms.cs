using Parley.Readers;
using Parley.Sourcing;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The fields of a form for one step of a chain: each ends with the number of the step.</summary>
internal static class StepForms
{
    // Filled in as it comes: one through whom something came is an outlet that was read.
    private static readonly StepFormModel Empty = new();

    /// <summary>The steps that were typed, the empty ones among them left out.</summary>
    public static List<StepFormModel> Typed(SentForm form) =>
        [
            .. Enumerable
                .Range(1, Attribution.MostHops)
                .Select(at => Typed(form, at))
                .Where(step => !string.IsNullOrWhiteSpace(step.Source)),
        ];

    private static StepFormModel Typed(SentForm form, int at)
    {
        return new()
        {
            Id = Find("id"),
            Source = Find("source"),
            Kind = Find("kind"),
            WhyUnnamed = Find("why-unnamed"),
            Act = Find("act"),
            Seen = Find("seen"),
            IsVerbatim = Find("verbatim") == "1",
            When = Find("when"),
            Place = Find("place"),
            Url = Find("url"),
            Archived = Find("archived"),
        };

        string Find(string name) => form.Find(FormattableString.Invariant($"{name}-{at}")) ?? "";
    }

    /// <summary>What a step says as it is kept.</summary>
    public static StepFormModel Of(Hop hop) =>
        new()
        {
            Id = hop.Source.Id.ToString(),
            Source = hop.Source.Name,
            Kind = SourcingSentences.WordOf(hop.Source.Kind),
            WhyUnnamed = hop.Source.WhyUnnamed ?? "",
            Act = SourcingSentences.WordOf(hop.Act),
            Seen = SourcingSentences.WordOf(hop.Seen),
            IsVerbatim = hop.IsVerbatim,
            When = hop.When ?? "",
            Place = hop.Place ?? "",
            Url = hop.Url ?? "",
            Archived = hop.ArchivedUrl ?? "",
        };

    /// <summary>One through whom something came, of whom only the name is known.</summary>
    public static StepFormModel Named(string name) => Empty with { Source = name };

    /// <param name="at">Its number in the form.</param>
    /// <param name="kept">Those of the chain as it is kept: whoever stays is the same one still, and is not said anew.</param>
    public static HopAsked ToHop(StepFormModel typed, int at, IReadOnlyList<Hop>? kept = null)
    {
        var kind = SourcingSentences.Find<SourceKind>(typed.Kind) ?? SourceKind.Outlet;
        var same = kept
            ?.Select(hop => hop.Source)
            .FirstOrDefault(one => one.Id.ToString() == typed.Id && one.Kind == kind && one.Name == typed.Source.Trim());
        return new(
            same is null
                ? new(Kind: kind, Name: typed.Source, WhyUnnamed: kind == SourceKind.Unnamed ? typed.WhyUnnamed : null)
                : new(Id: same.Id, WhyUnnamed: same.WhyUnnamed is null && same.IsUnnamed ? typed.WhyUnnamed : null),
            // An outlet reported it and everybody else said it, unless somebody says something else.
            SourcingSentences.Find<AttributionAct>(typed.Act)
                ?? (kind == SourceKind.Outlet ? AttributionAct.Reported : AttributionAct.Said),
            typed.When,
            typed.Place,
            typed.Url,
            typed.Archived,
            SourcingSentences.Find<Seen>(typed.Seen),
            typed.IsVerbatim
        )
        {
            Ending = FormattableString.Invariant($"-{at}"),
        };
    }
}
