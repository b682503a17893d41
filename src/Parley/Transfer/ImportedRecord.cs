namespace Parley.Transfer;

/// <summary>
/// One thing that an export holds. All formats are read into these records, and all that comes after knows only them. They
/// come in the file's order, which promises nothing: a reply may stand before its parent, a comment before its thread.
/// </summary>
internal abstract record ImportedRecord
{
    /// <summary>The id in the system it comes from; null where the file gives none.</summary>
    public required string? ForeignId { get; init; }

    /// <summary>The line of the file on which it begins, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What had to be changed to read it.</summary>
    public IReadOnlyList<ImportNote> Notes { get; init; } = [];
}

/// <summary>A discussion, with what the file says of its story.</summary>
internal sealed record ImportedThread : ImportedRecord
{
    /// <summary>The site's own identifier of the story; null where it is empty or blank, which is absence and not a value.</summary>
    public string? Identifier { get; init; }

    /// <summary>The story's address as the file has it, which need not be one.</summary>
    public string? Link { get; init; }

    public string Title { get; init; } = "";

    /// <summary>When the thread was made, or the story published; null where the file does not say or cannot be understood.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public bool IsClosed { get; init; }
    public bool IsDeleted { get; init; }

    /// <summary>The report itself, where the format carries it.</summary>
    public StoryText? Text { get; init; }
}

/// <summary>A report as a saved page has it.</summary>
/// <param name="Caption">The picture's caption without its credit; empty where there is none.</param>
/// <param name="Credit">Who made or owns the picture, as the page says it; empty where there is none.</param>
internal sealed record StoryText(string Headline, string Caption, string Credit, IReadOnlyList<string> Paragraphs);

/// <summary>A comment, or an answer to one.</summary>
internal sealed record ImportedComment : ImportedRecord
{
    /// <summary>The most characters that a comment's words may have; a longer one does not come.</summary>
    public const int MaxBody = 1 << 16;

    public required string? ThreadForeignId { get; init; }
    public string? ParentForeignId { get; init; }
    public required ImportedAuthor Author { get; init; }

    /// <summary>The words as the file has them; empty for a deleted comment, whose words stay behind.</summary>
    public required string Body { get; init; }

    public required WordsFormat Format { get; init; }
    public ImportedState State { get; init; }

    /// <summary>When it was written; null where that is unknown, and then it stands where it stands in the file.</summary>
    public DateTimeOffset? PostedAt { get; init; }
}

/// <summary>Who wrote a comment, as far as the file says. No account and no role is ever made from it.</summary>
/// <param name="Key">Equal for comments of one person, different for different people, within its system.</param>
/// <param name="Email">Kept, so that its owner can claim the words one day; never shown.</param>
internal sealed record ImportedAuthor(string Key, string Name, string? Email, bool IsAnonymous);

/// <summary>What a comment's words are written in.</summary>
internal enum WordsFormat
{
    Html,
    Markdown,
    Text,
}

/// <summary>What had become of a comment in the system that it comes from.</summary>
internal enum ImportedState
{
    Published,
    Held,
    Spam,
    Deleted,
}
