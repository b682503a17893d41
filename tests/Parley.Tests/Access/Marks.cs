namespace Parley.Tests.Access;

/// <summary>
/// What is planted, and to whom it may show. A mark stands in words, names and addresses that nobody else may see, and nowhere else.
/// </summary>
internal static class Marks
{
    public const string Held = "zzheldtheirs";
    public const string OwnHeld = "zzheldmine";
    public const string Rejected = "zzrejected";
    public const string Removed = "zzremoved";
    public const string Deleted = "zzdeleted";
    public const string Earlier = "zzearlier";
    public const string Remark = "zzremark";
    public const string Evidence = "zzevidence";
    public const string Reply = "zzreply";
    public const string Draft = "zzdraft";

    /// <summary>In why somebody is shut out, and in what they wrote that waits.</summary>
    public const string Banned = "zzbanned";

    /// <summary>In the name of whoever gives notice.</summary>
    public const string Notifier = "zznotifier";

    // In the name of a reader who reports, and of whom nothing else is to be read.
    public const string Reporter = "zzreporter";
    private const string Facts = "zzfacts";
    private const string Stop = "zzstop";
    private const string Elsewhere = "zzelsewhere";
    private const string Staff = "zzstaff";
    private const string Mail = "zzmail";

    /// <summary>An answer without what it may hold: the account's own page, and the form of a notice, show their reader's address, and nobody else's.</summary>
    /// <param name="path">The path that was asked, or its pattern.</param>
    public static string Searched(Role role, string path, string text) =>
        path.Contains("/account", StringComparison.Ordinal) || path.EndsWith("/notice", StringComparison.Ordinal)
            ? text.Replace(TwoSites.EmailOf(role), "(own)", StringComparison.Ordinal)
            : text;

    /// <summary>The marks that an answer must not hold.</summary>
    /// <param name="route">The route's pattern: staff see more, but in the console and its interface only.</param>
    public static IEnumerable<string> ForbiddenTo(Role role, string route)
    {
        // The operator's list of sites is the one page that names more than one.
        if (role != Role.Operator || route != "/")
            yield return Elsewhere;
        yield return Mail;
        // Who reports is told to nobody: it must not weigh.
        yield return Reporter;
        // What shows that a fact is wrong is the newsroom's and its writer's.
        if (
            !(
                role is >= Role.Journalist and <= Role.Administrator or Role.Operator
                && route.StartsWith("/{site}/newsroom/corrections", StringComparison.Ordinal)
            ) && !(role == Role.Author && route.EndsWith("/challenge", StringComparison.Ordinal))
        )
            yield return Evidence;
        // What a source answers is the newsroom's until it is published.
        if (
            role is not (>= Role.Journalist and <= Role.Administrator or Role.Operator)
            || !route.StartsWith("/{site}/newsroom/replies", StringComparison.Ordinal)
        )
            yield return Reply;
        var isStaff = role is >= Role.Moderator and <= Role.Administrator or Role.Operator;
        // Whoever works there knows who else does. What staff write under their names is public: a site's feed and its latest comments, and who is
        // told of replies, have it.
        if (
            !isStaff
            && role != Role.Journalist
            && !route.StartsWith("/{site}/feed.", StringComparison.Ordinal)
            && route != "/{site}/latest"
            && !route.EndsWith("/notifications", StringComparison.Ordinal)
        )
            yield return Staff;
        if (
            isStaff
            && (route.Contains("/console", StringComparison.Ordinal) || route.Contains("/moderation", StringComparison.Ordinal))
        )
            yield break;
        // What stands in drafts, and what a dossier rests on drafts alone, is the newsroom's.
        if (!(isStaff || role == Role.Journalist) || !route.Contains("/newsroom", StringComparison.Ordinal))
            yield return Draft;
        // Who hands a comment on that waits has read it.
        var handsOn = isStaff && route.EndsWith("/challenge", StringComparison.Ordinal);
        if (!handsOn)
            yield return Held;
        yield return Banned;
        yield return Notifier;
        yield return Rejected;
        yield return Removed;
        yield return Deleted;
        yield return Earlier;
        // What is noted of a source is the newsroom's.
        if (
            !(isStaff || role == Role.Journalist)
            || !(
                route.Contains("/newsroom/sources", StringComparison.Ordinal)
                || route.Contains("/newsroom/attributions", StringComparison.Ordinal)
            )
        )
            yield return Remark;
        yield return Facts;
        if (role != Role.Author && !handsOn)
            yield return OwnHeld;
        if (role != Role.Stopped || (route != "/{site}/me" && !route.EndsWith("/comments/mine", StringComparison.Ordinal)))
            yield return Stop;
    }
}
