using Parley.Markup;
using Parley.Policies;
using Parley.Sites;

namespace Parley.Screening;

/// <summary>
/// Words before publication, new or edited, with every fact that a check may ask for. All of it was gathered once, before
/// the first check.
/// </summary>
internal sealed class Draft
{
    private Wording? wording;

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

    /// <summary>The site's words that are refused.</summary>
    public required WordList Banned { get; init; }

    /// <summary>The site's words that a person looks at first.</summary>
    public required WordList Suspect { get; init; }

    /// <summary>The site's words in which no entry of the others is found.</summary>
    public required WordList Allowed { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The source as words are looked for in it.</summary>
    public FoldedText Folded => field ??= FoldedText.Of(Source);

    /// <summary>What is said in it, to be compared with what was said before.</summary>
    public Wording Wording => wording ??= Wording.Of(Folded);

    /// <summary>The words in every form in which a list is looked for in them.</summary>
    public SearchedText Searched => field ??= new(Folded, VisibleText == Source ? Folded : FoldedText.Of(VisibleText));
}
