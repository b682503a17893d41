using System.Text.Json.Serialization;
using Parley.Readers;
using Parley.Reading;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>Why an editor should look at a place of a report.</summary>
internal enum CheckKind
{
    /// <summary>Somebody vague says it, and nobody is named: "sources say".</summary>
    [JsonStringEnumMemberName("unattributed")]
    Unattributed = 0,

    /// <summary>A source is not named, and no reason is given.</summary>
    [JsonStringEnumMemberName("why-unnamed")]
    WhyUnnamed = 1,

    /// <summary>What is known of a claim has changed since the text was kept.</summary>
    [JsonStringEnumMemberName("status")]
    Status = 2,

    /// <summary>The words had a source and are no longer in the text.</summary>
    [JsonStringEnumMemberName("orphaned")]
    Orphaned = 3,
}

/// <summary>A place at which an editor should look.</summary>
/// <param name="Words">Those of the report; the sentence of a claim.</param>
internal sealed record ReportCheck(CheckKind Kind, string? Words)
{
    /// <summary>The claim of which something else is known now, and what.</summary>
    public Guid? Claim { get; init; }

    /// <inheritdoc cref="Claim"/>
    public ClaimStatus? Status { get; init; }

    /// <summary>The number of that change: whoever has seen it and leaves the report as it is says so by it.</summary>
    public int? Number { get; init; }
}

/// <summary>What an editor should look at before a report is published, or changed once it is. It names places and forbids nothing.</summary>
internal static class CheckList
{
    /// <param name="revision">As it is kept, or with the words that somebody means to keep.</param>
    /// <param name="seen">What the newsroom has seen of its claims.</param>
    public static List<ReportCheck> Of(
        string language,
        ReportRevision revision,
        ReportModels.Said said,
        IReadOnlyList<SeenStatus> seen
    )
    {
        var sourced = said.Passages.Where(one => said.OfPassage.Contains(one.Id)).ToList();
        return
        [
            .. Unattributed(language, revision.Text, sourced),
            .. sourced
                .Where(one => said.OfPassage[one.Id].Any(way => way.Hops.Any(LacksReason)))
                .Select(one => new ReportCheck(CheckKind.WhyUnnamed, one.Quote)),
            .. ChangedSince(revision, said)
                .Where(one => !seen.Any(those => IsOf(those, one)))
                .Select(one => new ReportCheck(CheckKind.Status, one.Claim.Sentence)
                {
                    Claim = one.Claim.Id,
                    Status = one.Last.Status,
                    Number = one.Last.Number,
                }),
            .. sourced.Where(one => one.IsOrphaned).Select(one => new ReportCheck(CheckKind.Orphaned, one.Quote)),
        ];
    }

    /// <summary>What became of claims since the text was kept, and was seen: the report stays as it is.</summary>
    public static List<(Claim Claim, SeenStatus Seen)> SeenOf(
        ReportRevision revision,
        ReportModels.Said said,
        IReadOnlyList<SeenStatus> seen
    ) =>
        [
            .. ChangedSince(revision, said)
                .SelectMany(one => seen.Where(those => IsOf(those, one)).Select(those => (one.Claim, those))),
        ];

    public static CheckModel ToModel(Visit visit, ReportCheck check) =>
        new(
            check.Status is { } status
                ? visit.Words.Format("checks-before.status", ("status", SourcingSentences.StatusOf(visit.Words, status)))
                : visit.Words[
                    check.Kind switch
                    {
                        CheckKind.Unattributed => "checks-before.unattributed",
                        CheckKind.WhyUnnamed => "checks-before.why-unnamed",
                        _ => "checks-before.orphaned",
                    }
                ],
            check.Words
        )
        {
            Url = check.Claim is { } claim ? visit.SiteUrl($"/newsroom/claims/{claim}") : null,
            Seen = check.Number is { } number ? $"{check.Claim}/{number}" : null,
        };

    private static IEnumerable<(Claim Claim, ClaimStatusChange Last)> ChangedSince(
        ReportRevision revision,
        ReportModels.Said said
    ) =>
        said
            .Claims.Values.Where(claim => said.LastStatus.ContainsKey(claim.Id))
            .Select(claim => (claim, said.LastStatus[claim.Id]))
            .Where(one => one.Item2.At > revision.At);

    private static bool IsOf(SeenStatus seen, (Claim Claim, ClaimStatusChange Last) change) =>
        seen.Claim == change.Claim.Id && seen.Number == change.Last.Number;

    private static IEnumerable<ReportCheck> Unattributed(string language, ReportText text, List<Passage> sourced)
    {
        foreach (var one in AttributionProposer.Unattributed(language, [.. text.Paragraphs.Select(x => x.Text)]))
        {
            var paragraph = text.Paragraphs[one.Paragraph];
            if (
                !sourced.Exists(passage =>
                    !passage.IsOrphaned && passage.Anchor.Block == paragraph.Id && IsNear(passage, paragraph.Text, one.Start)
                )
            )
                yield return new(CheckKind.Unattributed, paragraph.Text.Substring(one.Start, one.Length));
        }
    }

    private static bool LacksReason(Hop hop) => hop.Source is { IsUnnamed: true, WhyUnnamed: null };

    // In the same sentence, roughly: "sources say" stands before or behind what they say.
    private static bool IsNear(Passage passage, string text, int at)
    {
        var start = CanonicalText.ToUtf16(CanonicalText.Of(text), passage.Anchor.Start);
        var between = text[Math.Min(start, at)..Math.Min(text.Length, Math.Max(start, at))];
        return !between.Contains(". ", StringComparison.Ordinal);
    }
}
