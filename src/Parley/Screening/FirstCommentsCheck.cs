namespace Parley.Screening;

/// <summary>Finds whoever has not had so many comments published yet.</summary>
internal sealed class FirstCommentsCheck() : SettableCheck(Kind)
{
    public static new readonly CheckKind Kind = new("first-comments", CheckMode.Off) { Limit = new(1, 1, 100) };

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (!draft.Author.IsStaff && draft.Author.PublishedCount < limit)
            yield return new("reason.first-comments.newcomer", null, ("count", limit));
    }
}
