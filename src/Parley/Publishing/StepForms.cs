using Parley.Readers;
using Parley.Sourcing;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The fields of a form for one step of a chain: each ends with the number of the step.</summary>
internal static class StepForms
{
    // Filled in as it comes: one through whom something came is an outlet. Whether anybody here read it nobody has said.
    private static readonly StepFormModel Empty = new();

    /// <summary>
    /// The steps that were typed. Those of which nothing was typed are left out, and those whose source was taken out of its field.
    /// </summary>
    public static List<StepFormModel> Typed(SentForm form)
    {
        var rows = Enumerable.Range(1, Attribution.MostHops).Select(at => Typed(form, at)).ToList();
        var steps = rows.FindAll(row => !string.IsNullOrWhiteSpace(row.Source) || (row.Id.Length == 0 && !row.IsEmpty));
        var left = rows.Where(row => row.Id.Length > 0 && !steps.Exists(step => step.Id == row.Id && Stays(step)))
            .DistinctBy(row => row.Id)
            .ToList();
        return steps.ConvertAll(step => Stays(step) ? step : Moved(step, left));
    }

    // Whether it names whoever stood there when the form was drawn.
    private static bool Stays(StepFormModel step) => step.Id.Length > 0 && Names(step, step);

    private static bool Names(StepFormModel step, StepFormModel drawn) =>
        step.Kind == drawn.DrawnKind && step.Source.Trim() == drawn.DrawnSource;

    // Who is named in another field than before is the same one still, if nobody else can be meant. The reason goes with them.
    private static StepFormModel Moved(StepFormModel step, List<StepFormModel> left)
    {
        if (left.FindAll(row => Names(step, row)) is not [var from])
            return step;
        left.Remove(from);
        return step with
        {
            Id = from.Id,
            DrawnSource = from.DrawnSource,
            DrawnKind = from.DrawnKind,
            DrawnWhy = from.DrawnWhy,
            WhyUnnamed = step.WhyUnnamed.Trim() == step.DrawnWhy ? from.DrawnWhy : step.WhyUnnamed,
        };
    }

    private static StepFormModel Typed(SentForm form, int at)
    {
        return new()
        {
            Id = Find("id"),
            DrawnSource = Find("drawn-source"),
            DrawnKind = Find("drawn-kind"),
            DrawnWhy = Find("drawn-why"),
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
        Of(new(), hop.Source) with
        {
            Act = SourcingSentences.WordOf(hop.Act),
            Seen = SourcingSentences.WordOf(hop.Seen),
            IsVerbatim = hop.IsVerbatim,
            When = hop.When ?? "",
            Place = hop.Place ?? "",
            Url = hop.Url ?? "",
            Archived = hop.ArchivedUrl ?? "",
        };

    /// <summary>What was typed of a step, drawn beside what is kept of its source now: whatever of that nobody has touched is as it is kept.</summary>
    public static StepFormModel Of(StepFormModel typed, Source now)
    {
        var drawn = typed with
        {
            Id = now.Id.ToString(),
            DrawnSource = now.Name,
            DrawnKind = SourcingSentences.WordOf(now.Kind),
            DrawnWhy = now.WhyUnnamed ?? "",
        };
        return typed.Id.Length > 0 && !Stays(typed)
            ? drawn
            : drawn with
            {
                Source = drawn.DrawnSource,
                Kind = drawn.DrawnKind,
                WhyUnnamed = drawn.DrawnWhy,
            };
    }

    /// <summary>One through whom something came, of whom only the name is known.</summary>
    public static StepFormModel Named(string name) => Empty with { Source = name };

    /// <param name="at">Its number in the form.</param>
    public static HopAsked ToHop(StepFormModel typed, int at)
    {
        var kind = SourcingSentences.Find<SourceKind>(typed.Kind) ?? SourceKind.Outlet;
        var why = kind == SourceKind.Unnamed ? typed.WhyUnnamed : null;
        var drawn = Guid.TryParse(typed.Id, out var id)
            ? new DrawnSource(
                id,
                SourcingSentences.Find<SourceKind>(typed.DrawnKind) ?? kind,
                typed.DrawnSource,
                typed.DrawnWhy.Length == 0 ? null : typed.DrawnWhy
            )
            : null;
        return new(
            drawn is not null && Stays(typed)
                ? new(Id: drawn.Id, WhyUnnamed: why)
                : new(Kind: kind, Name: typed.Source, WhyUnnamed: why),
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
            Drawn = drawn,
        };
    }
}
