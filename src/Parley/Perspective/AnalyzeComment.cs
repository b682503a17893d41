using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Parley.Reasons;
using Parley.Scoring;
using Parley.Sites;

namespace Parley.Perspective;

/// <summary>
/// Scores a text as Perspective's <c>comments:analyze</c> did: the same request, the same answer. Nothing of it is kept, whatever
/// <c>doNotStore</c> says.
/// </summary>
internal sealed class AnalyzeComment(TextModelChooser chooser, IOptions<ParleyOptions> options)
{
    private const string Probability = "PROBABILITY";

    /// <summary>In one call: more than Perspective ever had.</summary>
    public const int MostAttributes = 64;
    private static readonly string[] ScoreTypes = ["SCORE_TYPE_UNSPECIFIED", Probability, "STD_DEV_SCORE", "PERCENTILE", "RAW"];

    /// <summary>What a call asks for.</summary>
    /// <param name="Name">As the caller writes it, perhaps with a version: <c>TOXICITY@6</c>.</param>
    private sealed record Wanted(string Name, double? Threshold)
    {
        public string Attribute => Name.Split('@', 2)[0];
    }

    /// <param name="body">The request.</param>
    /// <param name="site">Whose key it is; null where none was needed.</param>
    public (JsonObject? Answer, WireError? Wrong) Handle(JsonElement body, Site? site)
    {
        var faults = new WireFaults();
        var request = WireMessage.Read(body, faults, [.. WireComment.Members, "requestedAttributes", "spanAnnotations"]);
        var (comment, wrong) = WireComment.Read(request);
        var bySentence = request.Flag("spanAnnotations");
        request.Flag("doNotStore");
        request.Text("communityId");
        var token = request.Text("clientToken");
        List<Wanted> wanted = [];
        var requested = request.Map("requestedAttributes", "scoreType", "scoreThreshold");
        if (requested.Count > MostAttributes)
            return (null, WireError.Invalid($"At most {MostAttributes} attributes may be requested at once"));
        foreach (var (name, parameters) in requested)
        {
            wanted.Add(new(name, parameters.Number("scoreThreshold")));
            wrong ??= FindFault(wanted[^1], parameters.Choice("scoreType"));
        }

        if ((WireError.Of(faults) ?? wrong) is { } refused)
            return (null, refused);
        if (wanted.Count == 0)
            return (null, WireError.AttributesMissing);

        var attributes = wanted.Select(one => one.Attribute).Distinct().ToList();
        var isStrict = options.Value.Perspective.StrictLanguages;
        var (chosen, none) = chooser.Find(comment.Text, attributes, comment.Languages, site?.Language, isStrict);
        if (chosen is null)
            return (
                null,
                none!.Attribute is { } attribute
                    ? WireError.LanguageNotSupported(attribute, none.Languages, none.IsDetected)
                    : WireError.LanguageUnknown
            );
        return (Answer(comment.Text, chosen, wanted, bySentence, token), null);
    }

    private WireError? FindFault(Wanted wanted, string? scoreType) =>
        !chooser.Knows(wanted.Attribute) ? WireError.AttributeUnknown(wanted.Name)
        : scoreType is null or Probability or "1" ? null
        : WireError.Invalid($"Requested score type {NameOf(scoreType)} is not supported by attribute {wanted.Name}");

    private static string NameOf(string scoreType) =>
        scoreType is [>= '0' and <= '4'] ? ScoreTypes[scoreType[0] - '0'] : scoreType;

    private static JsonObject Answer(string text, TextModelChoice chosen, List<Wanted> wanted, bool bySentence, string? token)
    {
        var model = chosen.Model;
        var whole = new float[model.Attributes.Count];
        model.Score(text, whole);
        // Without being asked for spans, the service sent one over the whole text: some clients read the score from there.
        var spans = bySentence ? Sentences.Of(text) : [new Place(0, text.Length)];
        var parts = new float[spans.Count][];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = whole;
            if (!bySentence)
                continue;
            parts[i] = new float[whole.Length];
            model.Score(text.AsSpan(spans[i].Start, spans[i].Length), parts[i]);
        }

        var scores = new JsonObject();
        foreach (var one in wanted)
        {
            var at = IndexOf(model, one.Attribute);
            if (one.Threshold is { } least && whole[at] < least)
                continue;
            scores[one.Name] = new JsonObject
            {
                ["spanScores"] = new JsonArray([.. spans.Select((place, i) => Span(place, parts[i][at]))]),
                ["summaryScore"] = Score(whole[at]),
            };
        }

        var answer = new JsonObject
        {
            ["attributeScores"] = scores,
            ["languages"] = Texts(chosen.Languages),
            ["detectedLanguages"] = Texts([chosen.Detected]),
        };
        if (token is not null)
            answer["clientToken"] = token;
        return answer;
    }

    private static JsonNode Span(Place place, float value) =>
        new JsonObject
        {
            ["begin"] = place.Start,
            ["end"] = place.Start + place.Length,
            ["score"] = Score(value),
        };

    // A 32-bit number in its shortest form, as protobuf writes a float.
    private static JsonObject Score(float value) => new() { ["value"] = value, ["type"] = Probability };

    internal static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    internal static int IndexOf(IGeneralModel model, string attribute)
    {
        for (var i = 0; i < model.Attributes.Count; i++)
        {
            if (model.Attributes[i] == attribute)
                return i;
        }

        throw new InvalidOperationException($"{model.Name} gives no {attribute}.");
    }
}
