using System.Text;
using Parley.Markup;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Refuses what shows nothing, and what is longer than the site takes.</summary>
internal sealed class LengthCheck : ICheck
{
    public string Name => "length";

    // Without its bounds a page could grow without bounds.
    public Verdict OnFailure => Verdict.Refuse;

    public IEnumerable<Reason> Review(Draft draft)
    {
        if (Unseen.IsNothingToSee(draft.Source))
            yield return Refuse("reason.length.empty");

        var characters = draft.Source.EnumerateRunes().Count();
        if (characters > draft.Settings.MaxCharacters)
            yield return Refuse("reason.length.characters", characters, draft.Settings.MaxCharacters);

        var bytes = Encoding.UTF8.GetByteCount(draft.Source);
        if (bytes > draft.Settings.MaxBytes)
            yield return Refuse("reason.length.bytes", bytes, draft.Settings.MaxBytes);
    }

    private Reason Refuse(string rule) => new(Name, Verdict.Refuse, rule, RuleVersion: 1);

    private Reason Refuse(string rule, int count, int most) =>
        Refuse(rule) with
        {
            Arguments = new Dictionary<string, object> { ["count"] = count, ["most"] = most },
        };
}
