using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Parley.Events;
using Parley.Learning;
using Parley.Scoring;
using Parley.Screening;

namespace Parley.OwnModel;

/// <summary>The model that each site goes by, in memory: each post asks. Every node has the same, since it is kept in the database.</summary>
internal sealed class OwnModels(OwnModelStore store, GeneralScorer general)
    : SiteMemory<OwnModels.InUse?>(EventKind.ChecksChanged),
        ITextScorer
{
    /// <summary>Stands in statements: a promise, never renamed.</summary>
    public const string Called = "site-model";

    /// <param name="Salt">By which chance draws.</param>
    internal sealed record InUse(int Version, OwnWeights Weights, ulong Salt);

    public IReadOnlyList<string> Attributes { get; } = [OwnModelCheck.Attribute];

    async ValueTask<ITextModel?> ITextScorer.FindAsync(SiteId site, CancellationToken cancel) =>
        await FindAsync(site, cancel) is { } used
            ? new OwnTextModel(NameOf(used.Version), used, await general.FindAsync(site, cancel))
            : null;

    // It has learned from most of the past: it is tried on its own page, on what it has not learned from.
    ValueTask<ITextModel?> ITextScorer.FindForPastAsync(SiteId site, CancellationToken cancel) =>
        ValueTask.FromResult<ITextModel?>(null);

    /// <summary>Its name and version, as they stand in statements.</summary>
    public static string NameOf(int version) => $"{Called} {version}";

    protected override async Task<InUse?> LoadAsync(SiteId site)
    {
        var version = await store.FindInUseAsync(site, CancellationToken.None);
        return version > 0 && await store.FindWeightsAsync(site, version, CancellationToken.None) is { } weights
            ? new(version, weights, SaltOf(weights))
            : null;
    }

    // Whoever writes does not know the weights, and every node does.
    private static ulong SaltOf(OwnWeights weights) =>
        BitConverter.ToUInt64(SHA256.HashData(MemoryMarshal.AsBytes(weights.Text.OfFeatures.AsSpan())));
}

/// <summary>A site's own model, ready to be asked.</summary>
/// <param name="general">The general model, from which it goes on; null where none knows the site's language.</param>
internal sealed class OwnTextModel(string name, OwnModels.InUse used, ITextModel? general) : ITextModel
{
    public IReadOnlyList<TextScore> Score(ScoredText text)
    {
        var scores = OtherScores.Of(text, general);
        var features = TextFeatures.Of(text, OwnTeacher.Runs);
        if (!features.AreAny)
            return [];
        var probability = used.Weights.Probability(features.Indexes, scores);
        return
        [
            new(
                OwnModelCheck.Attribute,
                name,
                probability,
                () => used.Weights.Text.DriversOf(TextFeatures.Of(text, OwnTeacher.Runs))
            )
            {
                IsDrawn = OwnModelCheck.IsDrawn(used.Salt, Wording.Of(text.Folded)),
            },
        ];
    }
}
