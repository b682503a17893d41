using System.Text;
using Parley.Markup;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Refuses what shows nothing, and what is longer than the site takes.</summary>
internal sealed class LengthCheck : ICheck
{
    // In UTF-8. Room for the longest comment that a site may allow in any script; no site needs to set it.
    private const int MaxBytes = 64 * 1024;

    public string Name => "length";

    // Words that nobody counted could be of any length.
    public Verdict OnFailure => Verdict.Refuse;

    public IEnumerable<Reason> Review(Draft draft)
    {
        if (Unseen.IsNothingToSee(draft.Source))
            yield return Refuse("reason.length.empty");

        var characters = draft.Source.EnumerateRunes().Count();
        if (characters > draft.Settings.MaxCharacters)
            yield return Refuse("reason.length.characters", characters, draft.Settings.MaxCharacters);

        var bytes = Encoding.UTF8.GetByteCount(draft.Source);
        if (bytes > MaxBytes)
            yield return Refuse("reason.length.bytes", bytes, MaxBytes);
    }

    private Reason Refuse(string rule) => new(Name, Verdict.Refuse, rule, RuleVersion: 1);

    private Reason Refuse(string rule, int count, int most) =>
        Refuse(rule) with
        {
            Arguments = new Dictionary<string, object> { ["count"] = count, ["most"] = most },
        };
}
