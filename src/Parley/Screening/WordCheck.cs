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
        if (words.IsEmpty)
            return [];
        return draft
            .Searched.Find(words, draft.Allowed, MostReasons)
            .Take(MostReasons)
            .Select(hit => Because(words, hit.Entry, hit.Place));
    }

    private Reason Because(WordList words, WordEntry entry, Place? place) =>
        new(Name, verdict, $"reason.{Name}.listed", words.Version)
        {
            Place = place,
            Arguments = new Dictionary<string, object> { [Reason.Entry] = entry.Text },
        };
}
