using System.Text.Json.Serialization;
using Parley.Comments;
using Parley.Reasons;
using Parley.Sanctions;
using Parley.Screening;

namespace Parley.Moderation;

/// <summary>A decision, as a client sends it.</summary>
/// <param name="Decision"><c>publish</c>, <c>reject</c>, <c>remove</c> or <c>keep</c>.</param>
/// <param name="Rule">The house rule that is broken, by its number; needed to reject or remove.</param>
/// <param name="Words">What the author should read besides, at most 1,000 characters.</param>
internal sealed record DecisionBody(DecisionKind? Decision = null, int? Rule = null, string? Words = null)
{
    /// <summary>The words that were read, as the queue gave them: then nothing is decided about others.</summary>
    public SeenBody? Seen { get; init; }

    /// <summary>The version of the house's rules that was read: then nothing is decided by other ones.</summary>
    public int? RulesVersion { get; init; }

    /// <summary>
    /// Which of the texts that are kept ready under the rule goes to the author, from 1; absent for the first that will do. What stands
    /// in <c>words</c> takes the place of its <c>{facts}</c>.
    /// </summary>
    public int? Text { get; init; }
}

/// <param name="ReportedAt">
/// The <c>at</c> of the latest report or notice that was read: what stays public answers no later one. Absent where none was read.
/// </param>
internal sealed record SeenBody(CommentState State, DateTimeOffset? EditedAt = null, DateTimeOffset? ReportedAt = null);

/// <param name="TakeBackUntil">Until when it can be taken back, as long as it is the last.</param>
internal sealed record DecisionAnswer(
    Guid Id,
    Guid CommentId,
    DecisionKind Decision,
    CommentState State,
    DateTimeOffset At,
    DateTimeOffset TakeBackUntil
);

/// <param name="State">How the comment stands again.</param>
internal sealed record TakenBackAnswer(Guid DecisionId, Guid CommentId, CommentState State);

/// <param name="Total">How many wait in all, whichever of them are listed; 1001 where there are more than a thousand.</param>
/// <param name="Next"><c>after</c> of the next part; null at the end.</param>
internal sealed record QueueAnswer(int Total, IReadOnlyList<WaitingAnswer> Items, string? Next)
{
    /// <summary>The orders of authorities that nobody has answered, the nearest deadline first: before whatever else waits.</summary>
    public IReadOnlyList<WaitingOrderAnswer> Orders { get; init; } = [];

    /// <summary>
    /// The objections that nobody has decided and that stand among these by when they are due, the first due first; none in a list that
    /// is not of all that waits.
    /// </summary>
    public IReadOnlyList<WaitingObjection> Objections { get; init; } = [];
}

/// <summary>The discussions in which much more happens than before, the strongest first. Nothing follows from it by itself.</summary>
internal sealed record SurgesAnswer(IReadOnlyList<Surge> Surges);

/// <param name="MinutesLeft">Below zero those over time.</param>
internal sealed record WaitingOrderAnswer(Guid Id, DateTimeOffset Due, int MinutesLeft);

/// <param name="Since">Since when it waits.</param>
internal sealed record WaitingAnswer(
    ModeratedAnswer Comment,
    DateTimeOffset Since,
    StoryAnswer Story,
    IReadOnlyList<ReasonAnswer> Reasons,
    IReadOnlyList<OpenReport> Reports
)
{
    /// <summary>By when somebody should have looked at it; absent in a list that is not in that order.</summary>
    public DateTimeOffset? Due { get; init; }
}

/// <summary>A comment as staff see it: with its words, whatever its state.</summary>
internal sealed record ModeratedAnswer
{
    public required Guid Id { get; init; }
    public required Guid ThreadId { get; init; }
    public Guid? ParentId { get; init; }
    public required CommentState State { get; init; }
    public required Guid AuthorId { get; init; }
    public required AuthorAnswer Author { get; init; }

    /// <summary>The words as they were written.</summary>
    public required string Body { get; init; }

    /// <summary>The words as safe HTML.</summary>
    public required string Html { get; init; }
    public DateTimeOffset? PostedAt { get; init; }
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>The address of its page for readers.</summary>
    public required string Url { get; init; }
}

internal sealed record StoryAnswer(Guid Id, string Title, string? Url);

/// <param name="Rule">The rule's stable name.</param>
/// <param name="Sentence">The reason as staff read it.</param>
/// <param name="Place">Where in <c>body</c>, counted in UTF-16 units; null where it is about the whole.</param>
internal sealed record ReasonAnswer(string Check, Verdict Verdict, string Rule, int RuleVersion, string Sentence, Place? Place);

/// <summary>All that staff may know of one comment.</summary>
/// <param name="Above">What it answers, from the top of its branch.</param>
/// <param name="Earlier">Its words before each edit, oldest first.</param>
/// <param name="Restrictions">What was decided against it, oldest first.</param>
internal sealed record CaseAnswer(
    ModeratedAnswer Comment,
    StoryAnswer Story,
    bool ThreadIsClosed,
    IReadOnlyList<ReasonAnswer> Reasons,
    IReadOnlyList<OpenReport> Reports,
    IReadOnlyList<ModeratedAnswer> Above,
    IReadOnlyList<EarlierAnswer> Earlier,
    IReadOnlyList<RestrictionAnswer> Restrictions,
    WriterAnswer Writer
)
{
    /// <summary>Who calls it illegal and is not answered yet, the oldest first.</summary>
    public IReadOnlyList<OpenNoticeAnswer> Notices { get; init; } = [];

    /// <summary>What is said against decisions about it and waits: until then what it is against is left out here.</summary>
    public IReadOnlyList<Guid> Objections { get; init; } = [];

    /// <summary>What checks in shadow found: nothing followed from it.</summary>
    public IReadOnlyList<ReasonAnswer> Shadow { get; init; } = [];

    /// <summary>What its writer was told before it was sent, oldest first.</summary>
    public IReadOnlyList<NudgeAnswer> Nudges { get; init; } = [];

    /// <summary>Whatever people decided about it, oldest first.</summary>
    public IReadOnlyList<PastDecisionAnswer> Decisions { get; init; } = [];

    /// <summary>What moderators wrote down about it and its writer, the latest first.</summary>
    public IReadOnlyList<NoteAnswer> Notes { get; init; } = [];
}

/// <summary>That words would have waited, and came back to their writer once.</summary>
/// <param name="HasChanged">Whether others were sent then.</param>
/// <param name="Reasons">What was found at the first try, whose words are not kept.</param>
internal sealed record NudgeAnswer(DateTimeOffset At, bool HasChanged, IReadOnlyList<ReasonAnswer> Reasons);

/// <param name="Name">Who gave it, as they call themselves.</param>
/// <param name="Law">Which law they think it breaks.</param>
/// <param name="WordsAt">When the words were written or last changed that it is about.</param>
/// <param name="Due">By when somebody should have looked.</param>
internal sealed record OpenNoticeAnswer(
    string? Name,
    string? Law,
    string? Words,
    DateTimeOffset WordsAt,
    DateTimeOffset At,
    DateTimeOffset Due
)
{
    /// <summary>It is about the sexual abuse of children.</summary>
    public bool AboutAbuse { get; init; }

    /// <summary>The trusted body for which it was given.</summary>
    public string? Body { get; init; }
}

/// <param name="By">Who decided.</param>
internal sealed record PastDecisionAnswer(DecisionKind Decision, string By, DateTimeOffset At)
{
    public int? Rule { get; init; }
    public DateTimeOffset? TakenBackAt { get; init; }

    /// <summary>Why its writer, being staff, published it past a check.</summary>
    public string? Because { get; init; }
}

/// <param name="IsOfWriter">Whether it is about the writer; else about the comment.</param>
internal sealed record NoteAnswer(Guid Id, string By, string Words, DateTimeOffset At, bool IsOfWriter);

internal sealed record EarlierAnswer(string Body, string Html, DateTimeOffset ReplacedAt);

/// <param name="By">Who decided; null for a machine.</param>
/// <param name="Words">What the moderator added.</param>
internal sealed record RestrictionAnswer(Restriction Restriction, DateTimeOffset At, string? By, string? Rule, string? Words)
{
    public int? RuleNumber { get; init; }

    /// <summary>The version of the house's rules in which the rule stands.</summary>
    public int? RulesVersion { get; init; }

    /// <summary>Where the law stands, where the rule is one.</summary>
    public string? Law { get; init; }
}

/// <param name="Sanctions">What stands against them, the strictest first.</param>
/// <param name="EarlierNames">The names that they had before this one, the latest first.</param>
internal sealed record WriterAnswer(
    DateTimeOffset Since,
    int Published,
    int Rejected,
    IReadOnlyList<SanctionAnswer> Sanctions,
    IReadOnlyList<string> EarlierNames
)
{
    /// <summary>Who is suspended or banned and looks to be the same person.</summary>
    public IReadOnlyList<LikenessAnswer> Likenesses { get; init; } = [];
}

/// <summary>Somebody who is suspended or banned and looks to be the same person as a writer: nothing follows from it by itself.</summary>
/// <param name="Kind"><c>suspension</c> or <c>ban</c>.</param>
/// <param name="IsLikely">The same mailbox, or two signs; else it is possible.</param>
internal sealed record LikenessAnswer(
    Guid ReaderId,
    string Name,
    SanctionKind Kind,
    DateTimeOffset At,
    bool IsLikely,
    IReadOnlyList<SignAnswer> Signs
);

/// <param name="Comment">The other one's comment that it is about.</param>
internal sealed record SignAnswer(SignKind Kind, string Sentence, Guid? Comment);

internal sealed record LikenessesAnswer(IReadOnlyList<LikenessAnswer> Likenesses);

/// <summary>A word list, an entry a line.</summary>
internal sealed record WordListAnswer(WordListKind Kind, string Text, int Version)
{
    /// <summary>What its entries in shadow would have stopped within a week; absent where none found anything.</summary>
    public CountAnswer? Shadow { get; init; }
}

/// <param name="Version">The version that the text was made from: another's changes are not saved over.</param>
internal sealed record WordListBody(string? Text = null, int? Version = null);

/// <summary>A text to try word lists on.</summary>
/// <param name="Banned">The list to try; null for the site's own as it is kept.</param>
internal sealed record WordTrialBody(
    string? Text = null,
    string? Banned = null,
    string? Suspect = null,
    string? Allowed = null
);

/// <param name="Verdict">What would become of the text by these lists alone.</param>
internal sealed record WordTrialAnswer(
    Verdict Verdict,
    IReadOnlyList<WordHitAnswer> Hits,
    IReadOnlyList<ListFaultAnswer> Faults
);

/// <param name="Line">Of the list, from 1.</param>
/// <param name="Place">Where in the text, counted in UTF-16 units; null where markup had taken the word apart.</param>
/// <param name="InShadow">Whether nothing follows from it yet.</param>
internal sealed record WordHitAnswer(WordListKind List, string Entry, int Line, Place? Place, bool InShadow);

/// <param name="Line">From 1; null where it is about the whole list.</param>
internal sealed record ListFaultAnswer(WordListKind List, string Code, int? Line, string Sentence);

/// <summary>A list that was not saved, as RFC 9457 writes a problem, with each fault.</summary>
internal sealed record FaultyListDocument(
    string Type,
    string Title,
    int Status,
    string Code,
    IReadOnlyList<ListFaultAnswer> Faults
);

/// <summary>How the checks of a site are set.</summary>
/// <param name="Nudge">Whether words that would wait come back to their writer once.</param>
internal sealed record ChecksAnswer(int Version, bool Nudge, IReadOnlyList<CheckAnswer> Rules)
{
    /// <summary>What writers did within a week whose words came back once.</summary>
    public NudgeCountAnswer? Nudged { get; init; }

    /// <summary>
    /// The languages of which there is a model, which the checks of scores go by. Where the site's is none of them, its words are not scored, and
    /// no comment says so.
    /// </summary>
    public required IReadOnlyList<string> ScoredLanguages { get; init; }
}

/// <param name="Changed">Sent other words.</param>
/// <param name="Same">Sent the same words.</param>
internal sealed record NudgeCountAnswer(int All, int Changed, int Same);

internal sealed record CheckAnswer(string Check, CheckMode Mode)
{
    public int? Limit { get; init; }

    /// <summary>The second number of a check that has two.</summary>
    public int? Lower { get; init; }
    public string? Hosts { get; init; }

    /// <summary>What it would have held within a week, as far as it stood in shadow.</summary>
    public CountAnswer? Shadow { get; init; }

    /// <summary>When its week in shadow ends, or ended; then it is off. Absent where the site has not put it there.</summary>
    public DateTimeOffset? ShadowUntil { get; init; }

    /// <summary>How far it has come with learning from what people decide; absent for a check that learns nothing.</summary>
    public LearnedAnswer? Learned { get; init; }
}

/// <param name="Spam">Comments that were taken down as what it looks for.</param>
/// <param name="Others">Comments that were let stand.</param>
/// <param name="Needed">So many of each are needed, in different words.</param>
internal sealed record LearnedAnswer(int Spam, int Others, int Needed)
{
    /// <summary>The model; absent while there are too few of either.</summary>
    public string? Model { get; init; }

    /// <summary>How many of <c>spam</c> it would find at its limit, tried on those from which it had not learned.</summary>
    public int? Found { get; init; }

    /// <summary>And of <c>others</c>.</summary>
    public int? Wrong { get; init; }
}

/// <param name="Approved">Of them a person published or kept.</param>
/// <param name="Rejected">Of them a person rejected or removed.</param>
internal sealed record CountAnswer(int Found, int Approved, int Rejected, int Undecided);

/// <param name="Version">The version that they were made from: another's changes are not saved over.</param>
/// <param name="Rules">Those that change; all others stay as they are.</param>
/// <param name="Nudge">Whether words that would wait come back to their writer once; null leaves it as it is.</param>
internal sealed record ChecksBody(int? Version = null, IReadOnlyList<CheckBody>? Rules = null, bool? Nudge = null);

internal sealed record CheckBody(
    string? Check = null,
    CheckMode? Mode = null,
    int? Limit = null,
    string? Hosts = null,
    int? Lower = null
);

/// <summary>What is tried on past comments; what is null is as the site has it.</summary>
/// <param name="Comments">How many, the newest; at most 20,000.</param>
internal sealed record ChecksTrialBody(
    int? Comments = null,
    IReadOnlyList<CheckBody>? Rules = null,
    string? Banned = null,
    string? Suspect = null,
    string? Allowed = null
)
{
    /// <summary>The limits of scores that a policy would set: then these checks alone are tried.</summary>
    public IReadOnlyDictionary<string, int>? Scores { get; init; }

    /// <summary>Of which part of the site the comments are: <c>section</c>, <c>tag</c> or <c>thread</c>; absent for all of it.</summary>
    public string? Scope { get; init; }

    /// <summary>The section, the tag, or the thread's id.</summary>
    public string? Name { get; init; }
}

/// <param name="IsWhole">False where the time ran out before all that were asked for.</param>
internal sealed record PastTrialAnswer(int Looked, bool IsWhole, CountAnswer Together, IReadOnlyList<TriedCheckAnswer> Checks)
{
    /// <summary>What is wrong with lists that were sent to be tried; what is sound of them was.</summary>
    public IReadOnlyList<ListFaultAnswer> Faults { get; init; } = [];
}

internal sealed record TriedCheckAnswer(string Check, CountAnswer Count, IReadOnlyList<TriedCommentAnswer> Examples);

internal sealed record TriedCommentAnswer(Guid Id, CommentState State, string Body, IReadOnlyList<ReasonAnswer> Reasons);

[JsonSerializable(typeof(ChecksAnswer))]
[JsonSerializable(typeof(ChecksBody))]
[JsonSerializable(typeof(ChecksTrialBody))]
[JsonSerializable(typeof(PastTrialAnswer))]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(DecisionAnswer))]
[JsonSerializable(typeof(TakenBackAnswer))]
[JsonSerializable(typeof(QueueAnswer))]
[JsonSerializable(typeof(SurgesAnswer))]
[JsonSerializable(typeof(LikenessesAnswer))]
[JsonSerializable(typeof(DeskFigures))]
[JsonSerializable(typeof(CaseAnswer))]
[JsonSerializable(typeof(WordListAnswer))]
[JsonSerializable(typeof(WordListBody))]
[JsonSerializable(typeof(WordTrialBody))]
[JsonSerializable(typeof(WordTrialAnswer))]
[JsonSerializable(typeof(FaultyListDocument))]
internal sealed partial class ModerationJson : JsonSerializerContext
{
    public static ModerationJson Ours { get; } = new(Json.Options());
}
