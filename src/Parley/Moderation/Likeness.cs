using System.Text.Json.Serialization;
using Parley.Sanctions;

namespace Parley.Moderation;

/// <summary>
/// That a writer looks to be the same person as somebody who is suspended or banned on the site. It is shown to whoever decides, with
/// each sign in a sentence, and nothing follows from it by itself.
/// </summary>
/// <param name="ReaderId">The one who is suspended or banned.</param>
/// <param name="Kind"><see cref="SanctionKind.Suspension"/> or <see cref="SanctionKind.Ban"/>.</param>
/// <param name="At">When that was decided.</param>
/// <param name="Signs">What speaks for it, the strongest first; never none.</param>
internal sealed record Likeness(Guid ReaderId, string Name, SanctionKind Kind, DateTimeOffset At, IReadOnlyList<Sign> Signs)
{
    /// <summary>
    /// The same mailbox, or two signs of which one is more than that the reader is new. Anything less is possible: people share
    /// names, phrases and links.
    /// </summary>
    public bool IsLikely => Signs.Any(sign => sign.Kind == SignKind.Mailbox) || Signs.Count > 1;
}

/// <summary>What speaks for two readers' being one person, the strongest first.</summary>
internal enum SignKind
{
    /// <summary>Mail to both arrives in one mailbox.</summary>
    [JsonStringEnumMemberName("mailbox")]
    Mailbox,

    /// <summary>Both have said nearly the same.</summary>
    [JsonStringEnumMemberName("words")]
    Words,

    /// <summary>A name of the one looks like a name of the other, but for a number behind it.</summary>
    [JsonStringEnumMemberName("name")]
    Name,

    /// <summary>Both have led to one address.</summary>
    [JsonStringEnumMemberName("link")]
    Link,

    /// <summary>The writer came within days after the decision. Says nothing alone: most who come are somebody else.</summary>
    [JsonStringEnumMemberName("new")]
    New,
}

/// <param name="Mine">The writer's name, or address, that it is about; empty where its kind says it all.</param>
/// <param name="Theirs">The other one's.</param>
/// <param name="Comment">The other one's comment that it is about.</param>
internal sealed record Sign(SignKind Kind, string Mine = "", string Theirs = "", Guid? Comment = null);
