using System.Text.Json.Serialization;

namespace Parley.ComingBack;

/// <param name="Version">The number of the last public event that the page shows.</param>
internal sealed record VisitBody(long Version);

/// <summary>Where a reader was in a thread when they were last there, and what they keep for themselves.</summary>
/// <param name="Since">What is newer than this number is new to them; absent on the first visit.</param>
/// <param name="SinceAt">When they were last there.</param>
/// <param name="Order">The order that they chose last, on this site; absent where they chose none.</param>
/// <param name="Folded">The comments whose replies they folded.</param>
/// <param name="Drafts">What they have begun to write here, the latest first.</param>
internal sealed record VisitAnswer(
    long? Since,
    DateTimeOffset? SinceAt,
    string? Order,
    IReadOnlyList<Guid> Folded,
    IReadOnlyList<Draft> Drafts
);

/// <param name="Comments">Up to two hundred.</param>
internal sealed record FoldsBody(IReadOnlyList<Guid> Comments);

/// <param name="Order"><c>newest</c>, <c>oldest</c>, <c>appreciated</c> or <c>discussed</c>.</param>
internal sealed record OrderBody(string Order);

internal sealed record DraftBody(string Body, Guid? ParentId = null);

/// <param name="Version">The number of the thread's last public event.</param>
/// <param name="Comments">In the order of time.</param>
/// <param name="IsPartial">Whether there may be more than these.</param>
internal sealed record NewAnswer(long Version, IReadOnlyList<FoundComment> Comments, bool IsPartial);

internal sealed record FoundComment(Guid Id, Guid? ParentId);

[JsonSerializable(typeof(VisitBody))]
[JsonSerializable(typeof(VisitAnswer))]
[JsonSerializable(typeof(FoldsBody))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(DraftBody))]
[JsonSerializable(typeof(NewAnswer))]
internal sealed partial class ComingBackJson : JsonSerializerContext
{
    public static ComingBackJson Ours { get; } = new(Json.Options());
}
