namespace Parley.Transfer;

/// <summary>What becomes of a comment of the file. The three add up to all comments that the file has.</summary>
internal enum CommentOutcome
{
    Made,

    /// <summary>It is here already, and what was decided about it here holds.</summary>
    Present,

    /// <summary>Does not come; its notes say why.</summary>
    Reported,
}

/// <summary>A comment of the file, what becomes of it, and where it will stand.</summary>
internal sealed class PlannedComment(GatheredComment comment, int order)
{
    private List<ImportNote>? notes;

    public GatheredComment Comment { get; } = comment;

    /// <summary>Its place among the comments of the file, from 0.</summary>
    public int Order { get; } = order;

    public Guid Id { get; set; }
    public CommentOutcome Outcome { get; private set; }

    /// <summary>The thread that it names, if the file has it, whether or not it comes.</summary>
    public PlannedThread? Thread { get; set; }

    public CommentHere? Here { get; set; }

    /// <summary>The comment of this file that it answers, if that one comes or is here.</summary>
    public PlannedComment? Parent { get; set; }

    /// <summary>The comment that it answers, if an earlier import brought that one and this file does not have it.</summary>
    public (Guid Id, CommentHere Comment)? ParentHere { get; set; }

    /// <summary>The foreign id of a parent that is nowhere.</summary>
    public string? MissingParent { get; set; }

    /// <summary>Microseconds since 1970: what it is dated.</summary>
    public long PostedAt { get; set; }

    /// <summary>Whether the file knows that date, or it is only near.</summary>
    public bool TimeIsKnown { get; set; }

    /// <summary>Microseconds since 1970: where it stands, after its parent and like no other of its story.</summary>
    public long Position { get; set; }

    /// <summary>The position of its top-level comment; 0 for a top-level comment.</summary>
    public long Branch { get; set; }

    /// <summary>0 for a top-level comment, 1 for an answer to one, and so on.</summary>
    public int Depth { get; set; }

    public IReadOnlyList<ImportNote> Notes =>
        Outcome == CommentOutcome.Present ? notes ?? [] : [.. Comment.Notes, .. notes ?? []];

    /// <summary>The story in which it stands, if it comes or is here.</summary>
    public Guid? StoryId => Here?.StoryId ?? (Outcome == CommentOutcome.Reported ? null : Thread?.Story?.Id);

    public void Note(ImportReason reason, string? about = null) => (notes ??= []).Add(new ImportNote(reason, about));

    public void Report(ImportReason reason, string? about = null)
    {
        Note(reason, about);
        Outcome = CommentOutcome.Reported;
    }

    /// <summary>Lets the comment rest where it is here. What its file says of its parent and date is of no matter any more.</summary>
    public void FindHere(CommentHere here) =>
        (Here, Outcome, Position, Branch, Depth) = (here, CommentOutcome.Present, here.Position, here.Branch, here.Depth);

    /// <summary>The branch of whoever answers it.</summary>
    public long BranchBelow => Branch == 0 ? Position : Branch;
}
