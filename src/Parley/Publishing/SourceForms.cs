using Parley.Readers;
using Parley.Sourcing;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>What was typed of who says something, as it is asked for.</summary>
internal static class SourceForms
{
    public static SourceFormModel Typed(SentForm form) =>
        new()
        {
            Words = form.Find("words") ?? "",
            Block = form.Find("block") ?? "",
            Source = form.Find("source") ?? "",
            Kind = form.Find("kind") ?? "",
            WhyUnnamed = form.Find("why-unnamed") ?? "",
            Act = form.Find("act") ?? "",
            When = form.Find("when") ?? "",
            Place = form.Find("place") ?? "",
            Url = form.Find("url") ?? "",
            Seen = form.Find("seen") ?? "",
            IsVerbatim = form.Find("verbatim") == "1",
            Via = form.Find("via") ?? "",
            ViaSeen = form.Find("via-seen") ?? "",
            Claim = form.Find("claim") ?? "",
            ClaimKind = form.Find("claim-kind") ?? "",
        };

    /// <summary>Through whom it came is an outlet that reported it, unless somebody says more of it by the interface.</summary>
    public static SourcePassage.Request ToRequest(SourceFormModel typed) =>
        new(
            typed.Words,
            typed.Block.Length == 0 ? null : typed.Block,
            null,
            [
                .. Lines(typed.Via)
                    .Select(name => new HopAsked(
                        new(Kind: SourceKind.Outlet, Name: name),
                        AttributionAct.Reported,
                        Seen: SourcingSentences.Find<Seen>(typed.ViaSeen)
                    )),
                new HopAsked(
                    new(Kind: SourcingSentences.Find<SourceKind>(typed.Kind), Name: typed.Source, WhyUnnamed: typed.WhyUnnamed),
                    SourcingSentences.Find<AttributionAct>(typed.Act),
                    typed.When,
                    typed.Place,
                    typed.Url,
                    Seen: SourcingSentences.Find<Seen>(typed.Seen),
                    IsVerbatim: typed.IsVerbatim
                ),
            ],
            ToClaim(typed),
            Stance.States
        );

    // A claim that is there is named by its address on the newsroom's pages, or by its id alone.
    private static ClaimAsked? ToClaim(SourceFormModel typed)
    {
        var text = typed.Claim.Trim();
        if (text.Length == 0)
            return null;
        return Guid.TryParse(text.TrimEnd('/').Split('/')[^1], out var id)
            ? new(Id: id)
            : new(Sentence: text, Kind: SourcingSentences.Find<ClaimKind>(typed.ClaimKind));
    }

    public static IReadOnlyList<string> Lines(string typed) =>
        [
            .. typed
                .ReplaceLineEndings("\n")
                .Split('\n')
                .Where(line => !string.IsNullOrWhiteSpace(line))
                .Select(line => line.Trim()),
        ];
}
