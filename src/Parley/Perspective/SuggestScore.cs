using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Reasons;
using Parley.Sites;

namespace Parley.Perspective;

/// <summary>
/// Takes what people think of a text, as Perspective's <c>comments:suggestscore</c> did: a label of the site whose key it is, from which that
/// site's own model may learn, and nobody else's.
/// </summary>
internal sealed class SuggestScore(ScoreLabelStore labels, TextModelChooser chooser, Ids ids, TimeProvider clock)
{
    private const int MostLetters = 1_000;

    // A row each, with the whole text.
    private const int MostScores = 100;
    private const int LongestLanguage = 35;

    /// <param name="site">Whose key it is.</param>
    /// <param name="key">Which of its keys.</param>
    public async Task<(JsonObject? Answer, WireError? Wrong)> HandleAsync(
        JsonElement body,
        Site site,
        ScoringKey key,
        CancellationToken cancel
    )
    {
        var faults = new WireFaults();
        var request = WireMessage.Read(body, faults, [.. WireComment.Members, "attributeScores"]);
        var (comment, wrong) = WireComment.Read(request);
        // Perspective had no such wish here; whoever sends it means it.
        var isKept = !request.Flag("doNotStore");
        var community = request.Text("communityId") ?? "";
        var token = request.Text("clientToken");
        List<SuggestedScore> suggested = [];
        var scores = request.Map("attributeScores", "summaryScore", "spanScores");
        foreach (var (name, of) in scores)
        {
            var before = suggested.Count;
            wrong ??= ReadScores(name, of, comment.Text.Length, suggested);
            if (suggested.Count == before)
                wrong ??= WireError.Invalid($"Attribute score must not be empty: {name}");
        }

        if ((WireError.Of(faults) ?? wrong) is { } refused)
            return (null, refused);
        if (scores.Count == 0)
            return (null, WireError.Invalid("Missing attribute_scores"));
        if (suggested.Count > MostScores)
            return (null, WireError.Invalid($"At most {MostScores} scores may be suggested at once"));
        if (comment.Languages.Any(language => language.Length > LongestLanguage))
            return (null, WireError.Invalid($"A language may have {LongestLanguage} letters"));
        if (community.Length > MostLetters || token?.Length > MostLetters)
            return (null, WireError.Invalid($"community_id and client_token may have {MostLetters} letters each"));

        if (isKept)
        {
            var about = new LabelledText(
                comment.Text,
                comment.Languages is [var named, ..] ? named : null,
                community,
                token ?? "",
                key.Name
            );
            await labels.KeepAsync(site.Id, ids.New, about, suggested, clock.GetUtcNow(), cancel);
        }

        var answer = new JsonObject
        {
            ["detectedLanguages"] = AnalyzeComment.Texts([chooser.Detect(comment.Text) ?? site.Language.Split('-')[0]]),
        };
        if (comment.Languages.Count > 0)
            answer["requestedLanguages"] = AnalyzeComment.Texts(comment.Languages);
        if (token is not null)
            answer["clientToken"] = token;
        return (answer, null);
    }

    private static WireError? ReadScores(string name, WireMessage of, int length, List<SuggestedScore> suggested)
    {
        var attribute = name.Split('@', 2)[0];
        if (!Scoring.Attribute.All.Contains(attribute))
            return WireError.AttributeUnknown(name);
        if (of.Message("summaryScore", "value", "type") is { } summary)
        {
            if (ReadValue(name, summary, out var value) is { } wrong)
                return wrong;
            suggested.Add(new(attribute, value, null));
        }

        foreach (var span in of.Messages("spanScores", "begin", "end", "score"))
        {
            var (begin, end) = (span.Number("begin") ?? 0, span.Number("end") ?? length);
            if (begin < 0 || end > length || begin >= end || begin != Math.Floor(begin) || end != Math.Floor(end))
                return WireError.Invalid($"A span of {name} is not within the comment");
            if (span.Message("score", "value", "type") is not { } score)
                return WireError.Invalid($"Attribute score must not be empty: {name}");
            if (ReadValue(name, score, out var value) is { } wrong)
                return wrong;
            suggested.Add(new(attribute, value, new Place((int)begin, (int)(end - begin))));
        }

        return null;
    }

    // What is 0 is left out by some writers of protobuf's JSON.
    private static WireError? ReadValue(string name, WireMessage score, out double value)
    {
        value = score.Number("value") ?? 0;
        var type = score.Choice("type");
        if (type is not (null or "PROBABILITY" or "SCORE_TYPE_UNSPECIFIED" or "0" or "1"))
            return WireError.Invalid($"Requested score type {type} is not supported by attribute {name}");
        return value is >= 0 and <= 1 ? null : WireError.Invalid($"A score of {name} is not between 0 and 1");
    }
}
