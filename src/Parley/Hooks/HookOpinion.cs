using System.Text.Json;
using Parley.Reasons;

namespace Parley.Hooks;

/// <summary>What a hook says of words.</summary>
/// <param name="Verdict">What it wants to follow.</param>
/// <param name="Said">Why, by the names that it has for it; empty where it gives none.</param>
internal sealed record HookOpinion(Verdict Verdict, string Said)
{
    /// <summary>Whether it asks that a person looks at what it lets pass.</summary>
    public bool IsFlagged { get; init; }

    private const int MostSaid = 100;

    public static readonly HookOpinion None = new(Verdict.Pass, "");

    /// <summary>Reads an answer. What we have no use for is passed over, such as tags; null for what is none.</summary>
    public static HookOpinion? Read(int status, ReadOnlyMemory<byte> body)
    {
        if (status == 204 || (status == 200 && body.IsEmpty))
            return None;
        if (status is < 200 or > 299)
            return null;
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        // Text that is none, half of a pair of units for one, is found only where it is read.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static HookOpinion? Read(JsonElement answer)
    {
        var decided = Member(answer, "moderationAction");
        var status = TextOf(Member(decided, "status")) ?? TextOf(Member(answer, "status"));
        var verdict = status switch
        {
            null or "NONE" or "APPROVED" => (Verdict?)Verdict.Pass,
            "PREMOD" or "SYSTEM_WITHHELD" => Verdict.Hold,
            "REJECTED" => Verdict.Refuse,
            _ => null,
        };
        if (verdict is not { } read)
            return null;
        var reason = Member(decided, "rejectionReason");
        var said = new List<string?> { TextOf(reason) ?? TextOf(Member(reason, "code")) };
        said.AddRange(Actions(answer).Select(action => TextOf(Member(action, "reason"))));
        return new(read, Shown(said))
        {
            // What a service says is approved nobody need look at.
            IsFlagged =
                status is null or "NONE" && Actions(answer).Any(action => TextOf(Member(action, "actionType")) == "FLAG"),
        };
    }

    private static IEnumerable<JsonElement> Actions(JsonElement answer) =>
        Member(answer, "actions") is { ValueKind: JsonValueKind.Array } actions ? actions.EnumerateArray() : [];

    // Names as programs have them: whatever else stands there is for nobody's screen.
    private static string Shown(IEnumerable<string?> said)
    {
        var shown = string.Join(
            ", ",
            said.OfType<string>().Where(one => one.Length > 0 && one.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        );
        return shown.Length <= MostSaid ? shown : shown[..MostSaid];
    }

    private static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    private static string? TextOf(JsonElement member) => member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
