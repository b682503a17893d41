using Microsoft.AspNetCore.Components;
using Parley.Moderation;
using Parley.Views.Comments;

namespace Parley.Views.ModeratorConsole;

/// <summary>The frame of the moderators' pages.</summary>
/// <param name="Current">Which of the pages it is.</param>
public sealed record ConsoleModel(PageModel Page, ConsolePlace Current, ConsoleUrls Urls, string ModeratorName)
{
    /// <summary>How many comments wait; above <see cref="QueueCount.Most"/>, more than that.</summary>
    public int Waiting { get; init; }

    /// <summary>How many objections wait; above <see cref="QueueCount.Most"/>, more than that.</summary>
    public int Objections { get; init; }

    /// <summary>The sections whose comments alone are shown, to a moderator who is limited to them.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>The last decision, as long as it can be taken back.</summary>
    public UndoModel? Undo { get; init; }

    /// <summary>What the operator should know, such as that no mail can be sent; each a whole sentence.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];
}

public enum ConsolePlace
{
    Queue,
    Notes,
    Desk,
    SecondLook,
    Threads,
    Writers,
    Policies,
    Orders,
    Objections,
    Flaggers,
    WordLists,
    Checks,
    OwnModel,
    Hooks,
    Rules,
    Figures,
    Token,
    Staff,
    Care,
    TryText,
    ScoringKeys,
}

public sealed record ConsoleUrls(
    string Queue,
    string Threads,
    string Writers,
    string Policies,
    string? WordLists,
    string SignOut
)
{
    /// <summary>Orders of authorities; null for whoever may not answer them.</summary>
    public string? Orders { get; init; }

    /// <summary>What was said against decisions.</summary>
    public string? Objections { get; init; }

    /// <summary>Whose notices have priority.</summary>
    public string? Flaggers { get; init; }

    /// <summary>How the checks are set.</summary>
    public string? Checks { get; init; }

    /// <summary>The site's own model; shown to whom the checks are shown.</summary>
    public string OwnModel { get; init; } = "";

    /// <summary>The services that are asked about words; null for whoever is no administrator.</summary>
    public string? Hooks { get; init; }

    /// <summary>What the moderators write down for the next shift.</summary>
    public string Notes { get; init; } = "";

    /// <summary>How the desk keeps up.</summary>
    public string Desk { get; init; } = "";

    /// <summary>What a machine thinks of a text.</summary>
    public string TryText { get; init; } = "";

    /// <summary>The keys by which programs have texts scored; null for whoever is no administrator.</summary>
    public string? ScoringKeys { get; init; }

    /// <summary>Where reports are written.</summary>
    public string Newsroom { get; init; } = "";

    /// <summary>How one wants to meet what is hard to read.</summary>
    public string Care { get; init; } = "";

    /// <summary>What somebody else has decided, to be looked at again.</summary>
    public string SecondLook { get; init; } = "";

    /// <summary>The rules of the house, to be written; null for whoever is no administrator.</summary>
    public string? Rules { get; init; }

    /// <summary>Half-yearly figures; null for whoever is no administrator, and where the site has not switched them on.</summary>
    public string? Figures { get; init; }

    /// <summary>The check of the site's tokens; null for whoever is no administrator.</summary>
    public string? Token { get; init; }

    /// <summary>Who works on the site; null for whoever is no administrator.</summary>
    public string? Staff { get; init; }
}

/// <param name="Sentence">What was decided: <c>Rejected: comment by gullwatcher</c>.</param>
public sealed record UndoModel(string Sentence, string ActionUrl);

/// <summary>What waits for a person, and the one that is decided now.</summary>
public sealed record QueuePageModel(ConsoleModel Console, IReadOnlyList<QueueItemModel> Items)
{
    /// <summary>Whether what one has just had in front still waits: it was laid aside.</summary>
    public bool IsLaidAside { get; init; }

    /// <summary>How many of a batch were left as they are, because whoever decided wrote them.</summary>
    public int Left { get; init; }

    /// <summary>How many of a batch were left as they are, because somebody calls them illegal.</summary>
    public int Noticed { get; init; }

    /// <summary>Takes nothing, and leaves what is hard to read to colleagues for half an hour; null where no pause is offered.</summary>
    public string? PauseUrl { get; init; }

    /// <summary>Null when nothing waits, or nothing that no colleague has in front.</summary>
    public QueueCaseModel? Case { get; init; }

    /// <summary>The orders of authorities that nobody has answered, the nearest deadline first: they stand before everything.</summary>
    public IReadOnlyList<WaitingOrderModel> Orders { get; init; } = [];

    /// <summary>The objections that are due before the comment that is decided now, to whoever may decide them.</summary>
    public IReadOnlyList<QueueItemModel> Objections { get; init; } = [];

    /// <summary>The lists that the desk has.</summary>
    public IReadOnlyList<QueueViewModel> Views { get; init; } = [];
    public QueueSieveModel? Sieve { get; init; }

    /// <summary>Back to the beginning, on a later part.</summary>
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <param name="Count">How many are in it, where that is known; above <see cref="QueueCount.Most"/>, more than that.</param>
public sealed record QueueViewModel(string Name, string Url, bool IsCurrent, int? Count = null);

/// <summary>What a moderator looks for, as a form that is sent by GET.</summary>
/// <param name="Hidden">What else the address says, by name.</param>
public sealed record QueueSieveModel(string ActionUrl, IReadOnlyList<(string Name, string Value)> Hidden)
{
    public string Text { get; init; } = "";
    public string Name { get; init; } = "";
    public string Title { get; init; } = "";

    /// <summary>What the checks may have said, each with its value.</summary>
    public IReadOnlyList<QueueChoiceModel> Verdicts { get; init; } = [];
    public string? From { get; init; }
    public string? To { get; init; }

    /// <summary>Why a comment is here or was decided as it was, in groups: each with its value.</summary>
    public IReadOnlyList<(string Group, IReadOnlyList<QueueChoiceModel> Choices)> Whys { get; init; } = [];
    public IReadOnlyList<QueueChoiceModel> States { get; init; } = [];

    /// <summary>What it is narrowed to.</summary>
    public IReadOnlyList<QueueNarrowingModel> Narrowed { get; init; } = [];

    /// <summary>Whether anything is looked for.</summary>
    public bool IsUsed { get; init; }
}

public sealed record QueueChoiceModel(string Value, string Name, bool IsChosen);

/// <summary>One of the things that a list is narrowed to.</summary>
/// <param name="Key">Of the sentence that says so: <c>only-writer</c>, <c>only-story</c> or <c>only-field</c>.</param>
/// <param name="Field">The name of the box, where it is one.</param>
/// <param name="Value">Whom or what is looked for.</param>
/// <param name="WithoutUrl">The same list without that.</param>
public sealed record QueueNarrowingModel(string Key, string Field, string Value, string WithoutUrl);

/// <summary>A comment in the queue, or an objection.</summary>
/// <param name="Url">Brings it up to be decided.</param>
/// <param name="Excerpt">The first words, without marks.</param>
/// <param name="Why">The strongest reason, in a few words.</param>
public sealed record QueueItemModel(string Url, string AuthorName, string Excerpt, DateTimeOffset Since, string Why)
{
    public bool IsHeld { get; init; }
    public int Reports { get; init; }
    public bool IsCurrent { get; init; }

    /// <summary>Whether it is an objection, which has a page of its own, and no comment.</summary>
    public bool IsObjection { get; init; }

    /// <summary>By when somebody should have looked at it.</summary>
    public DateTimeOffset? Due { get; init; }
    public bool IsLate { get; init; }

    /// <summary>The colleague who has it in front.</summary>
    public string? With { get; init; }

    /// <summary>The rules that it may break and that are hard to read, where its words are veiled; null where they are not.</summary>
    public string? Veil { get; init; }

    /// <summary>Whether it is left to colleagues; it may still be opened.</summary>
    public bool IsLeft { get; init; }
}

/// <summary>The comment that is decided now, with all that is known.</summary>
/// <param name="Html">Its words, safe, with the places that a check found marked by <c>mark</c>.</param>
/// <param name="DecideUrl">Takes <c>do</c> (<c>publish</c> or <c>reject</c>), <c>rule</c> and <c>words</c>.</param>
public sealed record QueueCaseModel(CommentModel Comment, MarkupString Html, string DecideUrl, WriterModel Writer)
{
    public bool IsHeld { get; init; }

    /// <summary>The rules that it may break and that are hard to read, where its words are veiled until a key shows them.</summary>
    public string? Veil { get; init; }

    /// <summary>Whether there is anything to publish, or to leave up.</summary>
    public bool CanPublish { get; init; } = true;

    /// <summary>Whether there is anything to reject or to remove.</summary>
    public bool CanReject { get; init; } = true;

    /// <summary>Of one's own words: whether a colleague publishes them or leaves them up, or oneself with a reason. Null for those of others.</summary>
    public bool? IsLeftToOthers { get; init; }
    public required string StoryTitle { get; init; }
    public required string StoryUrl { get; init; }
    public required string PermalinkUrl { get; init; }

    /// <summary>What it answers, from the top of its branch.</summary>
    public IReadOnlyList<CommentModel> Above { get; init; } = [];

    public IReadOnlyList<CheckModel> Checks { get; init; } = [];

    /// <summary>What a model thinks of the words as they are now; null where none knows their language.</summary>
    public ScoredPageModel? Scored { get; init; }

    /// <summary>What its writer was told before it was sent, oldest first.</summary>
    public IReadOnlyList<NudgeModel> Nudges { get; init; } = [];
    public IReadOnlyList<ReportedForModel> Reports { get; init; } = [];

    /// <summary>Who calls it illegal, the oldest first and the first twenty of many: each is answered by what is decided.</summary>
    public IReadOnlyList<OpenNoticeModel> Notices { get; init; } = [];

    /// <summary>How many more there are.</summary>
    public int MoreNotices { get; init; }

    /// <summary>Its words before each edit, oldest first.</summary>
    public IReadOnlyList<EarlierModel> Earlier { get; init; } = [];

    /// <summary>The comments before and after it, where it stands: what it was written among.</summary>
    public IReadOnlyList<CommentModel> Beside { get; init; } = [];

    /// <summary>What colleagues wrote down about it and its writer, the latest first.</summary>
    public IReadOnlyList<DeskNoteModel> Notes { get; init; } = [];

    /// <summary>Takes <c>words</c>: a note about the writer.</summary>
    public string NoteUrl { get; init; } = "";

    /// <summary>Whether a colleague decided it and nothing about it waits: then no key does it again, and a button does.</summary>
    public bool IsDecidedByColleague { get; init; }

    /// <summary>The colleague who has it in front: then it is theirs to decide.</summary>
    public string? With { get; init; }

    /// <summary>Takes <c>do</c>: <c>keep</c>, a sign of life, or <c>take</c>, from the colleague who has it in front.</summary>
    public string LeaseUrl { get; init; } = "";

    /// <summary>Gives it back undecided. Takes <c>words</c>: what the next one should know.</summary>
    public string ReleaseUrl { get; init; } = "";

    /// <summary>What may be decided together with it.</summary>
    public IReadOnlyList<(string Name, string Url)> Batches { get; init; } = [];

    /// <summary>What is said against a decision about it: until that is decided the decision is not shown. Null where nothing is.</summary>
    public string? ObjectionUrl { get; init; }

    /// <summary>What people decided about it, oldest first.</summary>
    public IReadOnlyList<DecidedModel> Decided { get; init; } = [];

    /// <summary>The rules to name when rejecting.</summary>
    public IReadOnlyList<RuleToCiteModel> Rules { get; init; } = [];

    /// <summary>The laws to name instead; none until the site has some.</summary>
    public IReadOnlyList<RuleToCiteModel> Laws { get; init; } = [];

    public required ThreadRowModel Thread { get; init; }

    /// <summary>The next and the one before, for the keys J and K.</summary>
    public string? NextUrl { get; init; }

    public string? PreviousUrl { get; init; }
}

/// <param name="Until">When an edit replaced these words.</param>
public sealed record EarlierModel(MarkupString Html, DateTimeOffset Until);

/// <param name="Kind"><c>publish</c>, <c>reject</c>, <c>remove</c> or <c>keep</c>.</param>
/// <param name="Rule">The rule that was cited.</param>
/// <param name="Remark">What the moderator added in own words.</param>
/// <param name="IsTakenBack">Whether whoever decided took it back.</param>
public sealed record DecidedModel(
    string Kind,
    string ByName,
    DateTimeOffset At,
    string? Rule = null,
    string? Remark = null,
    bool IsTakenBack = false
)
{
    /// <summary>Whether whoever wrote it published it past a check.</summary>
    public bool IsOfWriter { get; init; }
}

/// <param name="RemoveUrl">Takes it away.</param>
/// <param name="IsOfWriter">Whether it is about the writer; else about the comment, or for the shift.</param>
public sealed record DeskNoteModel(string ByName, DateTimeOffset At, string Words, string RemoveUrl, bool IsOfWriter = false);

/// <summary>What the moderators write down for the next shift.</summary>
/// <param name="ActionUrl">Takes <c>words</c>.</param>
public sealed record DeskNotesPageModel(ConsoleModel Console, string ActionUrl, IReadOnlyList<DeskNoteModel> Notes)
{
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <summary>A rule that a decision may cite.</summary>
public sealed record RuleToCiteModel(int Number, string Name)
{
    /// <summary>How the texts begin that are kept ready under it: a plain decision takes the first.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
}

/// <summary>Comments that are decided together.</summary>
/// <param name="Kind"><c>writer</c>, <c>day</c>, <c>link</c>, <c>check</c> or <c>alike</c>.</param>
/// <param name="ActionUrl">Takes <c>do</c> (<c>publish</c> or <c>reject</c>), <c>rule</c>, <c>words</c> and the hidden fields.</param>
/// <param name="Sample">The first of them, in full.</param>
public sealed record BatchPageModel(ConsoleModel Console, string Kind, string ActionUrl, IReadOnlyList<CommentModel> Sample)
{
    /// <summary>The rules that some of the sample may break and that are hard to read, where its words are veiled; null where they are not.</summary>
    public string? Veil { get; init; }

    /// <summary>What they have in common, such as a host or a name.</summary>
    public string Common { get; init; } = "";

    /// <summary>How many there are, and how many of them are public.</summary>
    public int Count { get; init; }

    /// <inheritdoc cref="Count"/>
    public int Published { get; init; }

    /// <summary>How many whoever decides wrote, so that a colleague publishes them or leaves them up.</summary>
    public int Own { get; init; }

    /// <summary>How many somebody calls illegal and waits for an answer, so that each is left up only by whoever has read why.</summary>
    public int Noticed { get; init; }

    /// <summary>How many are published or left up together.</summary>
    public int Publishable { get; init; }

    /// <summary>Whether these are all; else the rest comes with the next batch.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>The ones that were shown, so that none is decided that came since.</summary>
    public string Comments { get; init; } = "";

    /// <summary>When the page was drawn: what was edited since is left alone.</summary>
    public string Seen { get; init; } = "";
    public IReadOnlyList<RuleToCiteModel> Rules { get; init; } = [];

    /// <summary>The laws to name instead.</summary>
    public IReadOnlyList<RuleToCiteModel> Laws { get; init; } = [];
    public required string BackUrl { get; init; }
}

/// <summary>That words would have waited, and came back to their writer once.</summary>
/// <param name="Findings">What was found at the first try, in words.</param>
/// <param name="HasChanged">Whether others were sent then.</param>
public sealed record NudgeModel(DateTimeOffset At, IReadOnlyList<string> Findings, bool HasChanged);

/// <summary>What an automatic check said.</summary>
/// <param name="Finding">In words, with the entry or figure that decided.</param>
public sealed record CheckModel(string Finding, CheckVerdict Verdict, string? Detail = null);

public enum CheckVerdict
{
    Pass,
    Hold,
    Refuse,
}

/// <summary>What readers reported a comment for.</summary>
/// <param name="Count">How many did.</param>
/// <param name="At">When the latest did.</param>
public sealed record ReportedForModel(string Reason, int Count, DateTimeOffset At)
{
    /// <summary>What they added in own words, the first twenty of many.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>How many more of them added something.</summary>
    public int MoreRemarks { get; init; }

    /// <summary>
    /// How many earlier reports of some of the same readers were decided, and how many of them led to a removal: of the first twenty of whom
    /// enough is known.
    /// </summary>
    public IReadOnlyList<(int Decided, int Removed)> Earlier { get; init; } = [];
}

/// <summary>A notice of illegal content that waits for its answer.</summary>
/// <param name="Name">Who gave it; null where they need not say.</param>
/// <param name="Law">Which law they think it breaks.</param>
public sealed record OpenNoticeModel(string? Name, string? Law, string Words, DateTimeOffset At, DateTimeOffset Due)
{
    public bool IsLate { get; init; }

    /// <summary>The trusted body for which it was given.</summary>
    public string? Body { get; init; }

    /// <summary>Whether it is about the sexual abuse of children.</summary>
    public bool IsAboutAbuse { get; init; }

    /// <summary>Whether the comment was edited since: the notice is about the words before.</summary>
    public bool IsOfEarlierWords { get; init; }
}

/// <summary>The writer of a comment, as a moderator sees one.</summary>
/// <param name="SanctionUrl">Takes <c>kind</c>, <c>rule</c>, <c>words</c> and <c>days</c>.</param>
public sealed record WriterModel(string Name, AuthorKind Kind, string SanctionUrl)
{
    public DateTimeOffset? Since { get; init; }
    public int Published { get; init; }
    public int Rejected { get; init; }

    /// <summary>The names that they had before this one, the latest first.</summary>
    public IReadOnlyList<string> EarlierNames { get; init; } = [];

    /// <summary>What was decided about their comments last, the latest first.</summary>
    public IReadOnlyList<DecidedModel> Decided { get; init; } = [];

    /// <summary>All that they wrote, in the list of everything.</summary>
    public string? AllUrl { get; init; }

    /// <summary>Who is suspended or banned and looks to be the same person.</summary>
    public IReadOnlyList<LikenessModel> Likenesses { get; init; } = [];

    /// <summary>The page with all that was decided about them.</summary>
    public string? PageUrl { get; init; }

    /// <summary>What stands against them, the strictest first.</summary>
    public IReadOnlyList<StandingModel> Sanctions { get; init; } = [];

    /// <summary>Whether whoever looks may decide for all sites of the installation.</summary>
    public bool MayEverywhere { get; init; }

    /// <summary>The kinds of sanction that whoever looks may give them, as in <see cref="StandingModel"/>: about staff there is none.</summary>
    public IReadOnlyList<string> SanctionKinds { get; init; } = [];
}

/// <summary>A sanction that stands.</summary>
/// <param name="Kind"><c>warning</c>, <c>hold</c>, <c>silence</c>, <c>suspension</c> or <c>ban</c>.</param>
/// <param name="Reason">In the moderator's words, which the writer reads.</param>
/// <param name="LiftUrl">Null where it is for others to lift.</param>
public sealed record StandingModel(
    string WriterName,
    string Kind,
    string Reason,
    string ByName,
    DateTimeOffset Since,
    string? LiftUrl
)
{
    /// <summary>The house rule that was broken; null where none was cited.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether it holds on all sites of the installation.</summary>
    public bool IsEverywhere { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When it was lifted, on the page of one reader.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>The page of the writer.</summary>
    public string? WriterUrl { get; init; }
}

public sealed record ThreadsPageModel(ConsoleModel Console, IReadOnlyList<ThreadRowModel> Threads)
{
    public string? NextUrl { get; init; }

    /// <summary>The newspaper's pages that give something for their identifier that is none.</summary>
    public IReadOnlyList<PlaceholderModel> Placeholders { get; init; } = [];
}

/// <param name="Given">What the page gives; empty where that is nothing.</param>
public sealed record PlaceholderModel(string Url, string Given);

/// <param name="SwitchUrl">Takes <c>do</c>: <c>close</c>, <c>open</c>, <c>contest</c> or <c>calm</c>.</param>
public sealed record ThreadRowModel(string Title, string Url, int Comments, int Held, bool IsOpen, string SwitchUrl)
{
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>All that was written in it, in the list of everything.</summary>
    public string? AllUrl { get; init; }

    /// <summary>Where its opening question is set.</summary>
    public string? QuestionUrl { get; init; }

    /// <summary>Where it is said how it is kept; null where there is no way to it.</summary>
    public string? PolicyUrl { get; init; }

    public bool IsContested { get; init; }

    /// <summary>That much more happens in it than before, in words; null where that is not so.</summary>
    public string? Surge { get; init; }

    /// <summary>It is closed because it is old, so that there is nothing to switch.</summary>
    public bool IsClosedByAge { get; init; }
}

/// <summary>All sanctions that stand, the latest first.</summary>
public sealed record WritersPageModel(ConsoleModel Console, IReadOnlyList<StandingModel> Standing)
{
    /// <summary>Back to the latest, on a later page.</summary>
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <summary>The site's word lists, and what they would do to a pasted text.</summary>
/// <param name="ActionUrl">Takes <c>banned</c>, <c>suspect</c>, <c>text</c> and <c>do</c>: <c>try</c>, <c>try-past</c> or <c>save</c>.</param>
public sealed record WordListsPageModel(ConsoleModel Console, string ActionUrl, string Banned, string Suspect, string Allowed)
{
    /// <summary>The versions that the lists on the page were made from: the form sends them along.</summary>
    public int BannedVersion { get; init; }

    public int SuspectVersion { get; init; }

    public int AllowedVersion { get; init; }

    /// <summary>Why none of the lists was saved, where the lists themselves are sound.</summary>
    public string? Fault { get; init; }
    public string? BannedFault { get; init; }
    public string? SuspectFault { get; init; }
    public string? AllowedFault { get; init; }

    /// <summary>What the entries in shadow would have stopped within a week, in words; null where none found anything.</summary>
    public string? BannedShadow { get; init; }
    public string? SuspectShadow { get; init; }
    public string TryText { get; init; } = "";
    public TryOutModel? TryOut { get; init; }

    /// <summary>What the lists would have done to past comments, where that was asked.</summary>
    public PastTrialModel? Trial { get; init; }
    public bool IsSaved { get; init; }
}

/// <param name="Html">The pasted text, safe, with the places found marked by <c>mark</c>.</param>
/// <param name="Findings">Each entry that was found, in words.</param>
public sealed record TryOutModel(CheckVerdict Verdict, MarkupString Html, IReadOnlyList<string> Findings);
