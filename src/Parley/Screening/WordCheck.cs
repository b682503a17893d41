using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Looks for the entries of one of the site's word lists.</summary>
internal sealed class WordCheck : ICheck
{
    // A person who decides has seen enough by then; a text of nothing else must not fill the record.
    private const int MostReasons = 20;

    private readonly Verdict verdict;
    private readonly Func<Draft, WordList> list;

    private WordCheck(string name, Verdict verdict, Func<Draft, WordList> list) =>
        (Name, this.verdict, this.list) = (name, verdict, list);

    public static WordCheck Banned { get; } = new("banned-words", Verdict.Refuse, draft => draft.Banned);
    public static WordCheck Suspect { get; } = new("suspect-words", Verdict.Hold, draft => draft.Suspect);

    public string Name { get; }
    public bool IsOfWords => true;
    public Verdict OnFailure => Verdict.Hold;

    public IEnumerable<Reason> Review(Draft draft)
    {
        var words = list(draft);
        return
        [
            .. Find(draft, words).Select(hit => Because(words, hit.Entry, hit.Place, verdict)),
            // Apart, or what counts for nothing could keep what counts from being found.
            .. Find(draft, words.InShadowAt(draft.RulesAt)).Select(hit => Because(words, hit.Entry, hit.Place, Verdict.Pass)),
        ];
    }

    private static IEnumerable<(WordEntry Entry, Place? Place)> Find(Draft draft, WordList words) =>
        words.IsEmpty ? [] : draft.Searched.Find(words, draft.Allowed, MostReasons).Take(MostReasons);

    private Reason Because(WordList words, WordEntry entry, Place? place, Verdict follows) =>
        new(Name, follows, $"reason.{Name}.listed", words.Version)
        {
            Place = place,
            Arguments = new Dictionary<string, object> { [Reason.Entry] = entry.Text },
        };
}
