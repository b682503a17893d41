using Parley.Markup;
using Parley.Policies;
using Parley.Reasons;
using Parley.Scoring;
using Parley.Sites;

namespace Parley.Screening;

/// <summary>
/// Words before publication, new or edited, with every fact that a check may ask for. All of it was gathered once, before
/// the first check.
/// </summary>
internal sealed record Draft
{
    private Wording? wording;
    private IReadOnlyList<TextScore>? scores;

    /// <summary>The comment that it is or will be.</summary>
    public required Guid Comment { get; init; }

    /// <summary>The words as they were written, in NFC. Places in reasons are places in these.</summary>
    public required string Source { get; init; }

    /// <summary>The words as readers will see them, without markup.</summary>
    public required string VisibleText { get; init; }

    /// <summary>The targets of the links in the safe HTML.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    public required AuthorStanding Author { get; init; }

    /// <summary>What the author said elsewhere on the site within <see cref="RepeatCheck.Window"/> before.</summary>
    public required IReadOnlyList<RecentWords> Recent { get; init; }

    public required SiteSettings Settings { get; init; }

    /// <summary>What holds for the discussion that it is for.</summary>
    public PolicyInForce Policy { get; init; } = PolicyInForce.Nothing;

    /// <summary>How the site has set its checks.</summary>
    public required CheckSettings Checks { get; init; }

    /// <summary>What people decided about the author's last comments; null where no check asks.</summary>
    public DecidedShare? Decided { get; init; }

    /// <summary>Where the author's e-mail address is; null where there is none, or no check asks.</summary>
    public string? MailDomain { get; init; }

    /// <summary>How many comments came lately; nothing for an edit.</summary>
    public PaceSeen Pace { get; init; }

    /// <summary>Who else said nearly the same; null where nobody did.</summary>
    public SaidByOthers? SaidByOthers { get; init; }

    /// <summary>The models that the site's checks go by; none where no check asks.</summary>
    public IReadOnlyList<ITextModel> Models { get; init; } = [];

    /// <summary>The site's words that are refused.</summary>
    public required WordList Banned { get; init; }

    /// <summary>The site's words that a person looks at first.</summary>
    public required WordList Suspect { get; init; }

    /// <summary>The site's words in which no entry of the others is found.</summary>
    public required WordList Allowed { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The moment whose rules it is looked at by: of past words that are tried, the moment of the trial.</summary>
    public DateTimeOffset RulesAt
    {
        get => field == default ? At : field;
        init;
    }

    /// <summary>The source as words are looked for in it.</summary>
    public FoldedText Folded
    {
        get => field ??= FoldedText.Of(Source);
        init;
    }

    /// <summary>The links in it, and the addresses that are none yet.</summary>
    public IReadOnlyList<Place> Addresses => field ??= WebAddresses.In(Folded);

    /// <summary>The hosts to which it leads.</summary>
    public IReadOnlyList<(string Host, Place? Place)> Hosts => field ??= LinkedHosts.Of(this);

    /// <summary>What is said in it, to be compared with what was said before.</summary>
    public Wording Wording => wording ??= Wording.Of(Folded);

    /// <summary>The words in every form in which a list is looked for in them.</summary>
    public SearchedText Searched => field ??= new(Folded, VisibleText == Source ? Folded : FoldedText.Of(VisibleText));

    /// <summary>What a model thinks of the words, as far as an attribute goes; null where none can say. Each model is asked once.</summary>
    public TextScore? ScoreOf(string attribute)
    {
        if (Models.Count == 0)
            return null;
        scores ??= [.. Models.SelectMany(model => model.Score(Scored))];
        foreach (var score in scores)
        {
            if (score.Attribute == attribute)
                return score;
        }

        return null;
    }

    /// <summary>Why models that the site goes by say nothing of the words, as keys of the language files; none where all said something.</summary>
    public IEnumerable<string> WhyUnscored => Models.Select(model => model.WhyNot(Scored)).OfType<string>().Distinct();

    private ScoredText Scored => field ??= new(Source, Folded, Hosts);
}
