using System.Text.Json.Serialization;
using Parley.Comments;

namespace Parley.Search;

/// <param name="Next"><c>before</c> of the older ones; null at the end.</param>
internal sealed record SearchAnswer(IReadOnlyList<FoundAnswer> Comments, string? Next);

/// <param name="StoryTitle">What the discussion is about, where that may be said.</param>
/// <param name="Excerpt">Where the words stand, in order; put together they are the text.</param>
internal sealed record FoundAnswer(CommentAnswer Comment, string? StoryTitle, IReadOnlyList<ExcerptAnswer> Excerpt);

internal sealed record ExcerptAnswer(string Text, bool IsMarked);

[JsonSerializable(typeof(SearchAnswer))]
internal sealed partial class SearchJson : JsonSerializerContext
{
    public static SearchJson Ours { get; } = new(Json.Options());
}
