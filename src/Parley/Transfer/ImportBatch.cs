using Parley.Stories;

namespace Parley.Transfer;

/// <summary>What is written in one transaction: the stories first.</summary>
internal sealed class ImportBatch
{
    private readonly List<StoryToMake> stories = [];
    private readonly List<CommentToMake> comments = [];

    public IReadOnlyList<StoryToMake> Stories => stories;
    public IReadOnlyList<CommentToMake> Comments => comments;
    public int Count => stories.Count + comments.Count;

    public void Add(object row)
    {
        if (row is StoryToMake story)
            stories.Add(story);
        else
            comments.Add((CommentToMake)row);
    }
}

/// <summary>A story to be made; or one that is here, and will be found under one more address.</summary>
internal sealed class StoryToMake(PlannedStory story)
{
    public Guid Id { get; } = story.Id;
    public bool IsHere { get; } = story.IsHere;

    /// <summary>Null where the file gives none, or another story has it.</summary>
    public string? Identifier { get; } = story.Identifier;

    public StoryAddress Address { get; } = story.Address;

    /// <summary>Whether it is to be found under that address. If not, another story is.</summary>
    public bool ClaimsAddress { get; } = story.ClaimsAddress;

    /// <summary>Every form in which the file writes its address; never empty.</summary>
    public IReadOnlyList<string> Links { get; } = story.Links;

    public string Title { get; } = story.Title;
    public DateTimeOffset? PublishedAt { get; } = story.CreatedAt;
    public bool IsClosed { get; } = story.IsClosed;

    /// <summary>The report itself, where the file carries it.</summary>
    public StoryText? Text { get; } = story.Text;
}

/// <summary>A comment to be made, every question about it answered.</summary>
internal sealed class CommentToMake
{
    public required Guid Id { get; init; }
    public required Guid StoryId { get; init; }
    public required Guid? ParentId { get; init; }

    /// <summary>The foreign id of what it answers, if that is nowhere; then it stands at the top of its thread.</summary>
    public required string? MissingParent { get; init; }

    /// <summary>Microseconds since 1970; after its parent's, and free in its thread.</summary>
    public required long Position { get; init; }

    /// <summary>The position of its top-level comment; 0 for a top-level comment.</summary>
    public required long Branch { get; init; }

    /// <summary>0 for a top-level comment, 1 for an answer to one, and so on.</summary>
    public required int Depth { get; init; }

    /// <summary>Microseconds since 1970; not later than <see cref="Position"/>.</summary>
    public required long PostedAt { get; init; }

    /// <summary>False where the date is only near: its story's, or its parent's.</summary>
    public required bool TimeIsKnown { get; init; }

    public required ImportedState State { get; init; }

    /// <summary>Equal for all comments of one person.</summary>
    public required Guid AuthorId { get; init; }

    public required ImportedAuthor Author { get; init; }

    /// <summary>Empty for a deleted comment.</summary>
    public required string Body { get; init; }

    public required WordsFormat Format { get; init; }
    public required string ForeignId { get; init; }
}
