using Parley.Views;
using Parley.Views.Comments;
using Parley.Views.Corrections;
using Parley.Views.Dossiers;
using Parley.Views.Evening;
using Parley.Views.Feeds;
using Parley.Views.HouseRules;
using Parley.Views.Leaving;
using Parley.Views.ModeratorConsole;
using Parley.Views.Mutes;
using Parley.Views.Newsroom;
using Parley.Views.Notices;
using Parley.Views.Notifications;
using Parley.Views.Objections;
using Parley.Views.Publishing;
using Parley.Views.Reactions;
using Parley.Views.Readers;
using Parley.Views.Reading;
using Parley.Views.Reports;
using Parley.Views.RightOfReply;
using Parley.Views.Search;
using Parley.Views.SecondFactors;
using Parley.Views.Sites;
using Parley.Views.Staff;
using Parley.Views.Web;
using Xunit;

namespace Parley.Tests.Views;

/// <summary>Every page that a person can see, in each of its states, by a name.</summary>
internal static class EveryView
{
    public static TheoryData<string> Names => [.. Draw.Keys];

    /// <summary>The views that are drawn here.</summary>
    public static HashSet<Type> Pages { get; } = [];

    /// <summary>Draws a page in the given words with the given sample.</summary>
    public static Dictionary<string, Func<Words, Sample, Task<string>>> Draw { get; } =
        new()
        {
            ["story"] = With<StoryPage, StoryPageModel>(sample => sample.Story),
            ["story-bare"] = With<StoryPage, StoryPageModel>(sample => sample.BareStory),
            ["who-says"] = With<WhoSaysPage, WhoSaysPageModel>(sample => sample.WhoSays),
            ["who-says-nobody"] = With<WhoSaysPage, WhoSaysPageModel>(sample => sample.NobodySays),
            ["thread-sourced"] = With<ThreadPage, ThreadPageModel>(sample =>
                sample.Thread(sample.Lively with { Sources = new(3, "/courant/t/1/sources") })
            ),
            ["thread"] = With<ThreadPage, ThreadPageModel>(sample => sample.Thread(sample.Lively)),
            ["thread-framed"] = With<ThreadPage, ThreadPageModel>(sample => sample.Thread(sample.Lively, isFramed: true)),
            ["thread-framed-empty"] = With<ThreadPage, ThreadPageModel>(sample => sample.Thread(sample.Empty, isFramed: true)),
            ["thread-closed-by-age"] = With<ThreadPage, ThreadPageModel>(sample => sample.Thread(sample.ClosedByAge)),
            ["thread-closed-by-hand"] = With<ThreadPage, ThreadPageModel>(sample => sample.Thread(sample.ClosedByHand)),
            ["thread-closed"] = With<ThreadPage, ThreadPageModel>(sample => sample.Thread(sample.Closed)),
            ["thread-kept"] = With<ThreadPage, ThreadPageModel>(sample => sample.Thread(sample.Kept)),
            ["thread-paused"] = With<ThreadPage, ThreadPageModel>(sample => sample.Thread(sample.Paused)),
            ["comment"] = With<CommentPage, CommentPageModel>(sample => sample.Comment),
            ["comment-gone"] = With<CommentPage, CommentPageModel>(sample => sample.GoneComment),
            ["picks"] = With<PicksPage, PicksPageModel>(sample => sample.Picks),
            ["passage"] = With<PassagePage, PassagePageModel>(sample => sample.Passage),
            ["passage-gone"] = With<PassagePage, PassagePageModel>(sample => sample.GonePassage),
            ["picks-none"] = With<PicksPage, PicksPageModel>(sample => sample.Picks with { Picks = [] }),
            ["quote"] = With<QuotePage, QuotePageModel>(sample => sample.Quote),
            ["quote-gone"] = With<QuotePage, QuotePageModel>(sample => sample.Quote with { Quote = new(null) }),
            ["latest"] = With<LatestPage, LatestPageModel>(sample => sample.Latest(isFramed: false)),
            ["latest-framed"] = With<LatestPage, LatestPageModel>(sample => sample.Latest(isFramed: true)),
            ["latest-none"] = With<LatestPage, LatestPageModel>(sample => sample.Latest(isFramed: true) with { Comments = [] }),
            ["picked-none"] = With<LatestPage, LatestPageModel>(sample =>
                sample.Latest(isFramed: false) with
                {
                    ArePicks = true,
                    Comments = [],
                }
            ),
            ["challenge"] = With<ChallengePage, ChallengePageModel>(sample => sample.Challenge),
            ["challenge-hand-on"] = With<ChallengePage, ChallengePageModel>(sample =>
                sample.Challenge with
                {
                    IsOwn = false,
                    IsRaised = false,
                }
            ),
            ["challenge-answered"] = With<ChallengePage, ChallengePageModel>(sample =>
                sample.Challenge with
                {
                    IsAnswered = true,
                }
            ),
            ["source-reply"] = With<SourceReplyPage, SourceReplyPageModel>(sample => sample.SourceReply("offered")),
            ["source-reply-waiting"] = With<SourceReplyPage, SourceReplyPageModel>(sample => sample.SourceReply("waiting")),
            ["source-reply-published"] = With<SourceReplyPage, SourceReplyPageModel>(sample => sample.SourceReply("published")),
            ["source-reply-refused"] = With<SourceReplyPage, SourceReplyPageModel>(sample => sample.SourceReply("refused")),
            ["source-reply-late"] = With<SourceReplyPage, SourceReplyPageModel>(sample => sample.SourceReply("late")),
            ["offered-reply"] = With<OfferedReplyPage, OfferedReplyPageModel>(sample => sample.OfferedReply),
            ["source-replies"] = With<SourceRepliesPage, SourceRepliesPageModel>(sample => sample.SourceReplies),
            ["source-replies-none"] = With<SourceRepliesPage, SourceRepliesPageModel>(sample =>
                sample.SourceReplies with
                {
                    Waiting = [],
                    Others = [],
                    Fault = null,
                    KeptWords = null,
                    FirstUrl = null,
                    NextUrl = null,
                }
            ),
            ["corrections"] = With<CorrectionsPage, CorrectionsPageModel>(sample => sample.Corrections),
            ["corrections-none"] = With<CorrectionsPage, CorrectionsPageModel>(sample =>
                sample.Corrections with
                {
                    Corrections = [],
                    Fault = null,
                    KeptWords = null,
                }
            ),
            ["evening"] = With<EveningPage, EveningPageModel>(sample => sample.Evening),
            ["evening-none"] = With<EveningPage, EveningPageModel>(sample =>
                sample.Evening with
                {
                    Lines = [],
                    Stories = [],
                    Cut = null,
                    AfterUrl = null,
                    FirstUrl = null,
                    NextUrl = null,
                }
            ),
            ["marks"] = With<MarksPage, MarksPageModel>(sample => sample.Marks(isMarked: false)),
            ["marks-set"] = With<MarksPage, MarksPageModel>(sample => sample.Marks(isMarked: true)),
            ["reports"] = With<ReportsPage, ReportsPageModel>(sample => sample.Reports),
            ["reports-take"] = With<ReportsPage, ReportsPageModel>(sample => sample.TakeAgain),
            ["writing-elsewhere"] = With<WritingPage, WritingPageModel>(sample => sample.WritingElsewhere),
            ["reports-none"] = With<ReportsPage, ReportsPageModel>(sample => sample.Reports with { Reports = [] }),
            ["writing"] = With<WritingPage, WritingPageModel>(sample => sample.Writing),
            ["writing-published"] = With<WritingPage, WritingPageModel>(sample => sample.WritingPublished),
            ["report-sources"] = With<SourcesPage, SourcesPageModel>(sample => sample.Sources),
            ["report-sources-none"] = With<SourcesPage, SourcesPageModel>(sample =>
                sample.Sources with
                {
                    Sourced = [],
                    Proposals = [],
                    Form = new(),
                }
            ),
            ["chain-edit"] = With<ChainEditPage, ChainEditPageModel>(sample => sample.ChainEdit),
            ["report-changes"] = With<ChangesPage, ChangesPageModel>(sample => sample.Changes),
            ["report-former-text"] = With<FormerTextPage, FormerTextPageModel>(sample => sample.FormerText),
            ["claims"] = With<ClaimsPage, ClaimsPageModel>(sample => sample.Claims),
            ["claims-none"] = With<ClaimsPage, ClaimsPageModel>(sample => sample.Claims with { Claims = [] }),
            ["kept-sources"] = With<KeptSourcesPage, KeptSourcesPageModel>(sample => sample.KeptSources),
            ["kept-sources-none"] = With<KeptSourcesPage, KeptSourcesPageModel>(sample =>
                sample.KeptSources with
                {
                    Sources = [],
                }
            ),
            ["source-edit"] = With<SourceEditPage, SourceEditPageModel>(sample => sample.SourceEdit),
            ["claim-edit"] = With<ClaimEditPage, ClaimEditPageModel>(sample => sample.ClaimEdit),
            ["question"] = With<QuestionPage, QuestionPageModel>(sample => sample.Question),
            ["question-refused"] = With<QuestionPage, QuestionPageModel>(sample =>
                sample.Question with
                {
                    Fault = sample.QuestionFault,
                    Record = [],
                }
            ),
            ["branch"] = With<BranchPage, BranchPageModel>(sample => sample.Branch),
            ["front"] = With<FrontPage, FrontPageModel>(sample => sample.Front),
            ["front-empty"] = With<FrontPage, FrontPageModel>(sample => sample.EmptyFront),
            ["api"] = With<ApiPage, ApiPageModel>(sample => new ApiPageModel(sample.Rules.Page, "/talk/openapi/v1.json")),
            ["revisions"] = With<RevisionsPage, RevisionsPageModel>(sample => new RevisionsPageModel(
                sample.Rules.Page,
                sample.Delete.Comment,
                [new RevisionModel(sample.Delete.Comment.Html, sample.Delete.Comment.PostedAt!.Value)]
            )),
            ["dossier"] = With<DossierPage, DossierPageModel>(sample => sample.Dossier),
            ["dossier-bare"] = With<DossierPage, DossierPageModel>(sample => sample.BareDossier),
            ["dossiers"] = With<DossiersPage, DossiersPageModel>(sample => sample.Dossiers),
            ["dossiers-none"] = With<DossiersPage, DossiersPageModel>(sample =>
                sample.Dossiers with
                {
                    Dossiers = [],
                    Faults = new Dictionary<string, string>(),
                }
            ),
            ["dossier-edit"] = With<DossierEditPage, DossierEditPageModel>(sample => sample.DossierEdit),
            ["dossier-edit-lead"] = With<DossierEditPage, DossierEditPageModel>(sample =>
                sample.DossierEdit with
                {
                    Faults = new Dictionary<string, string> { ["lead"] = sample.DossierEdit.Faults["main"] },
                    Typed = new Dictionary<string, string> { ["do"] = "save" },
                    Claims = [],
                }
            ),
            ["claim"] = With<ClaimPage, ClaimPageModel>(sample => sample.Claim),
            ["claim-quiet"] = With<ClaimPage, ClaimPageModel>(sample => sample.QuietClaim),
            ["claim-shut"] = With<ClaimPage, ClaimPageModel>(sample => sample.ShutClaim),
            ["claim-bare"] = With<ClaimPage, ClaimPageModel>(sample => sample.BareClaim),
            ["rules"] = With<RulesPage, RulesPageModel>(sample => sample.Rules),
            ["rules-earlier"] = With<RulesPage, RulesPageModel>(sample => sample.EarlierRules),
            ["console-rules"] = With<RuleBookPage, RuleBookPageModel>(sample => sample.RuleBook),
            ["console-rules-faulty"] = With<RuleBookPage, RuleBookPageModel>(sample => sample.RuleBookFaulty),
            ["console-policies"] = With<PoliciesPage, PoliciesPageModel>(sample => sample.Policies),
            ["console-policies-stopped"] = With<PoliciesPage, PoliciesPageModel>(sample => sample.PoliciesStopped),
            ["console-policies-moderator"] = With<PoliciesPage, PoliciesPageModel>(sample => sample.PoliciesOfModerator),
            ["console-policy"] = With<PolicyPage, PolicyPageModel>(sample => sample.PolicyOfSection),
            ["console-policy-of-thread"] = With<PolicyPage, PolicyPageModel>(sample => sample.PolicyOfThread),
            ["sign-in"] = With<SignInPage, SignInPageModel>(sample => sample.SignIn),
            ["sign-in-carrying"] = With<SignInPage, SignInPageModel>(sample => sample.SignInCarrying),
            ["sign-up"] = With<SignUpPage, SignUpPageModel>(sample => sample.SignUp),
            ["sign-out"] = With<SignOutPage, SignOutPageModel>(sample => sample.SignOut),
            ["signed-out"] = With<SignOutPage, SignOutPageModel>(sample => sample.SignedOut),
            ["signed-in"] = With<SignedInPage, SignedInPageModel>(sample => sample.SignedIn),
            ["sign-in-elsewhere"] = With<SignInElsewherePage, SignInElsewherePageModel>(sample => sample.SignInElsewhere),
            ["written-words"] = With<WrittenWordsPage, WrittenWordsPageModel>(sample => sample.WrittenWords),
            ["reset"] = With<OneButtonPage, OneButtonPageModel>(sample => sample.Reset),
            ["sites"] = With<SitesPage, SitesPageModel>(sample => sample.Sites),
            ["sites-empty"] = With<SitesPage, SitesPageModel>(sample => sample.NoSites),
            ["account"] = With<AccountPage, AccountPageModel>(sample => sample.Account),
            ["account-without-mail"] = With<AccountPage, AccountPageModel>(sample => sample.AccountWithoutMail),
            ["forgotten"] = With<ForgottenPage, ForgottenPageModel>(sample => sample.Forgotten),
            ["letter-sent"] = With<LetterSentPage, LetterSentPageModel>(sample => sample.LetterSent),
            ["me"] = With<MyPage, MyPageModel>(sample => sample.Mine),
            ["me-empty"] = With<MyPage, MyPageModel>(sample => sample.EmptyMine),
            ["me-open"] = With<MyPage, MyPageModel>(sample => sample.OpenMine),
            ["me-reactions"] = With<ReactionsPage, ReactionsPageModel>(sample => sample.Reactions),
            ["me-reactions-none"] = With<ReactionsPage, ReactionsPageModel>(sample => sample.NoReactions),
            ["me-mutes"] = With<MutesPage, MutesPageModel>(sample => sample.Mutes),
            ["me-mutes-none"] = With<MutesPage, MutesPageModel>(sample => sample.NoMutes),
            ["mute"] = With<MutePage, MutePageModel>(sample => sample.Mute(isMuted: false)),
            ["mute-done"] = With<MutePage, MutePageModel>(sample => sample.Mute(isMuted: true)),
            ["reader"] = With<ReaderPage, ReaderPageModel>(sample => sample.Reader),
            ["reader-empty"] = With<ReaderPage, ReaderPageModel>(sample => sample.Reader with { Comments = [] }),
            ["search"] = With<SearchPage, SearchPageModel>(sample => sample.Search),
            ["search-none"] = With<SearchPage, SearchPageModel>(sample => sample.NothingFound),
            ["notifications"] = With<NotificationsPage, NotificationsPageModel>(sample => sample.Notifications),
            ["notifications-empty"] = With<NotificationsPage, NotificationsPageModel>(sample => sample.NoNotifications),
            ["stop-letters"] = With<StopLettersPage, StopLettersPageModel>(sample => sample.StopLetters),
            ["stop-letters-done"] = With<StopLettersPage, StopLettersPageModel>(sample => sample.StoppedLetters),
            ["reply"] = With<WritePage, WritePageModel>(sample => sample.Reply),
            ["write-on-words"] = With<WritePage, WritePageModel>(sample => sample.OnWords),
            ["write-chooses-words"] = With<WritePage, WritePageModel>(sample => sample.ChoosesWords),
            ["preview"] = With<WritePage, WritePageModel>(sample => sample.Preview),
            ["edit"] = With<WritePage, WritePageModel>(sample => sample.Edit),
            ["refused"] = With<WritePage, WritePageModel>(sample => sample.Refused),
            ["nudged"] = With<WritePage, WritePageModel>(sample => sample.Nudged),
            ["guest"] = With<WritePage, WritePageModel>(sample => sample.Guest),
            ["write-parent-gone"] = With<WritePage, WritePageModel>(sample => sample.Trouble(WritingTrouble.ParentGone)),
            ["write-closed"] = With<WritePage, WritePageModel>(sample => sample.Trouble(WritingTrouble.Closed)),
            ["write-stopped"] = With<WritePage, WritePageModel>(sample => sample.Trouble(WritingTrouble.Stopped)),
            ["write-too-fast"] = With<WritePage, WritePageModel>(sample => sample.Trouble(WritingTrouble.TooFast)),
            ["write-too-late"] = With<WritePage, WritePageModel>(sample => sample.Trouble(WritingTrouble.TooLate)),
            ["held"] = With<HeldPage, HeldPageModel>(sample => sample.HeldPage),
            ["delete"] = With<DeletePage, DeletePageModel>(sample => sample.Delete),
            ["withdraw"] = With<DeletePage, DeletePageModel>(sample => sample.Withdraw),
            ["report"] = With<ReportPage, ReportPageModel>(sample => sample.ReportForm),
            ["report-sent"] = With<ReportPage, ReportPageModel>(sample => sample.ReportSent),
            ["report-visitor"] = With<ReportPage, ReportPageModel>(sample =>
                sample.ReportForm with
                {
                    SignInUrl = "/courant/sign-in",
                }
            ),
            ["notice"] = With<NoticePage, NoticePageModel>(sample => sample.Notice),
            ["notice-waits"] = With<GivenNoticePage, GivenNoticePageModel>(sample => sample.GivenNotice),
            ["notice-illegal"] = With<GivenNoticePage, GivenNoticePageModel>(sample => sample.AnsweredNotice),
            ["notice-removed"] = With<GivenNoticePage, GivenNoticePageModel>(sample =>
                sample.AnsweredNotice with
                {
                    Outcome = "removed",
                }
            ),
            ["notice-kept"] = With<GivenNoticePage, GivenNoticePageModel>(sample =>
                sample.AnsweredNotice with
                {
                    Outcome = "kept",
                    Ground = null,
                    Words = null,
                    Law = null,
                }
            ),
            ["notice-gone"] = With<GivenNoticePage, GivenNoticePageModel>(sample =>
                sample.AnsweredNotice with
                {
                    Outcome = "gone",
                    Ground = null,
                }
            ),
            ["objection"] = With<ObjectionPage, ObjectionPageModel>(sample => sample.Objection),
            ["objection-kept"] = With<ObjectionPage, ObjectionPageModel>(sample => sample.ObjectionToKept),
            ["objection-waiting"] = With<ObjectionPage, ObjectionPageModel>(sample => sample.ObjectionToWaiting),
            ["objection-too-late"] = With<ObjectionPage, ObjectionPageModel>(sample =>
                sample.Objection with
                {
                    IsTooLate = true,
                }
            ),
            ["objection-waits"] = With<ObjectionPage, ObjectionPageModel>(sample => sample.ObjectionWaits),
            ["objection-decided"] = With<ObjectionPage, ObjectionPageModel>(sample => sample.ObjectionDecided),
            ["console-desk"] = With<DeskFiguresPage, DeskFiguresPageModel>(sample => sample.DeskFigures),
            ["console-care"] = With<CarePage, CarePageModel>(sample => sample.Care),
            ["console-care-faulty"] = With<CarePage, CarePageModel>(sample =>
                sample.Care with
                {
                    Rules = [],
                    IsSaved = false,
                    Fault = sample.RuleBookFaulty.Fault,
                }
            ),
            ["console-veiled"] = With<QueuePage, QueuePageModel>(sample =>
                sample.Queue with
                {
                    Case = sample.Queue.Case! with { Veil = sample.Queue.Case.Rules[1].Name },
                    Items =
                    [
                        .. sample.Queue.Items.Select(item =>
                            item with
                            {
                                Veil = sample.Queue.Case.Rules[1].Name,
                                IsLeft = true,
                            }
                        ),
                    ],
                    PauseUrl = "/courant/console/care/pause",
                }
            ),
            ["console-own-words"] = With<QueuePage, QueuePageModel>(sample =>
                sample.Queue with
                {
                    Case = sample.Queue.Case! with { IsLeftToOthers = true },
                }
            ),
            ["console-own-words-alone"] = With<QueuePage, QueuePageModel>(sample =>
                sample.Queue with
                {
                    Case = sample.Queue.Case! with { IsLeftToOthers = false, CanReject = false },
                }
            ),
            ["console-all-left"] = With<QueuePage, QueuePageModel>(sample =>
                sample.EmptyQueue with
                {
                    Items = [.. sample.Queue.Items.Select(item => item with { IsLeft = true })],
                }
            ),
            ["console-second-look"] = With<SecondLookPage, SecondLookPageModel>(sample => sample.SecondLook),
            ["console-second-look-veiled"] = With<SecondLookPage, SecondLookPageModel>(sample =>
                sample.SecondLook with
                {
                    Case = sample.SecondLook.Case! with { IsVeiled = true },
                }
            ),
            ["console-second-look-none"] = With<SecondLookPage, SecondLookPageModel>(sample =>
                sample.SecondLook with
                {
                    Case = null,
                    Percent = 0,
                    Differences = null,
                }
            ),
            ["console-differences"] = With<DifferencesPage, DifferencesPageModel>(sample => sample.Differences),
            ["console-objections"] = With<ObjectionsPage, ObjectionsPageModel>(sample => sample.Objections),
            ["console-objections-empty"] = With<ObjectionsPage, ObjectionsPageModel>(sample =>
                sample.Objections with
                {
                    Waiting = [],
                    FirstUrl = null,
                    NextUrl = null,
                }
            ),
            ["console-objection"] = With<DecideObjectionPage, DecideObjectionPageModel>(sample => sample.DecideObjection),
            ["console-objection-kept"] = With<DecideObjectionPage, DecideObjectionPageModel>(sample =>
                sample.DecideObjection with
                {
                    Restriction = "kept",
                    Rules = [.. sample.Queue.Case!.Rules.Select(rule => (rule.Number, rule.Name))],
                    RulesVersion = 2,
                }
            ),
            ["console-objection-waiting"] = With<DecideObjectionPage, DecideObjectionPageModel>(sample =>
                sample.DecideObjection with
                {
                    Restriction = "delayed",
                }
            ),
            ["console-objection-own"] = With<DecideObjectionPage, DecideObjectionPageModel>(sample =>
                sample.DecideObjection with
                {
                    Obstacle = sample.Queue.Case!.Rules[1].Name,
                }
            ),
            ["console-objection-decided"] = With<DecideObjectionPage, DecideObjectionPageModel>(sample =>
                sample.DecideObjection with
                {
                    Decided = sample.BothDecisions,
                }
            ),
            ["console-orders"] = With<OrdersPage, OrdersPageModel>(sample => sample.Orders),
            ["console-orders-empty"] = With<OrdersPage, OrdersPageModel>(sample =>
                sample.Orders with
                {
                    Orders = [],
                    Form = new(),
                }
            ),
            ["console-order"] = With<OrderPage, OrderPageModel>(sample => sample.Order),
            ["console-order-answered"] = With<OrderPage, OrderPageModel>(sample => sample.AnsweredOrder),
            ["console-order-information"] = With<OrderPage, OrderPageModel>(sample =>
                sample.Order with
                {
                    Kind = "information",
                    Removes = false,
                    MinutesLeft = 900,
                }
            ),
            ["console-flaggers"] = With<FlaggersPage, FlaggersPageModel>(sample => sample.Flaggers),
            ["console-flaggers-empty"] = With<FlaggersPage, FlaggersPageModel>(sample =>
                sample.Flaggers with
                {
                    Flaggers = [],
                }
            ),
            ["console-figures"] = With<FiguresPage, FiguresPageModel>(sample => sample.Figures),
            ["error-400"] = With<ErrorPage, ErrorPageModel>(sample => sample.Error(400)),
            ["error-413"] = With<ErrorPage, ErrorPageModel>(sample => sample.Error(413)),
            ["error-403"] = With<ErrorPage, ErrorPageModel>(sample => sample.Error(403)),
            ["error-404"] = With<ErrorPage, ErrorPageModel>(sample => sample.Error(404)),
            ["error-410"] = With<ErrorPage, ErrorPageModel>(sample => sample.Error(410)),
            ["error-429"] = With<ErrorPage, ErrorPageModel>(sample => sample.Error(429)),
            ["error-500"] = With<ErrorPage, ErrorPageModel>(sample => sample.Error(500)),
            ["console"] = With<QueuePage, QueuePageModel>(sample => sample.Queue),
            ["console-reported"] = With<QueuePage, QueuePageModel>(sample => sample.ReportedQueue),
            ["console-empty"] = With<QueuePage, QueuePageModel>(sample => sample.EmptyQueue),
            ["console-with-a-colleague"] = With<QueuePage, QueuePageModel>(sample => sample.QueueWithColleague),
            ["console-objections-alone"] = With<QueuePage, QueuePageModel>(sample => sample.ObjectionsAlone),
            ["console-objections-alone-and-more"] = With<QueuePage, QueuePageModel>(sample =>
                sample.ObjectionsAlone with
                {
                    NextUrl = "?after=o",
                }
            ),
            ["console-found-nothing"] = With<QueuePage, QueuePageModel>(sample => sample.FoundNothing),
            ["console-notes"] = With<DeskNotesPage, DeskNotesPageModel>(sample => sample.DeskNotes),
            ["console-notes-empty"] = With<DeskNotesPage, DeskNotesPageModel>(sample => sample.DeskNotes with { Notes = [] }),
            ["console-batch"] = With<BatchPage, BatchPageModel>(sample => sample.Batch),
            ["console-batch-veiled"] = With<BatchPage, BatchPageModel>(sample =>
                sample.Batch with
                {
                    Veil = sample.Queue.Case!.Rules[0].Name,
                }
            ),
            ["console-batch-own"] = With<BatchPage, BatchPageModel>(sample => sample.Batch with { Own = 1 }),
            ["console-batch-empty"] = With<BatchPage, BatchPageModel>(sample => sample.Batch with { Count = 0 }),
            ["console-threads"] = With<ThreadsPage, ThreadsPageModel>(sample => sample.Threads),
            ["console-threads-empty"] = With<ThreadsPage, ThreadsPageModel>(sample => sample.NoThreads),
            ["console-writer"] = With<WriterPage, WriterPageModel>(sample => sample.Writer),
            ["console-writer-empty"] = With<WriterPage, WriterPageModel>(sample => sample.NewWriter),
            ["console-writers"] = With<WritersPage, WritersPageModel>(sample => sample.Writers),
            ["console-writers-empty"] = With<WritersPage, WritersPageModel>(sample => sample.NoWriters),
            ["console-words"] = With<WordListsPage, WordListsPageModel>(sample => sample.WordLists),
            ["console-words-past"] = With<WordListsPage, WordListsPageModel>(sample =>
                sample.WordLists with
                {
                    Trial = sample.Past,
                }
            ),
            ["console-checks"] = With<ChecksPage, ChecksPageModel>(sample => sample.Checks),
            ["console-checks-unscored"] = With<ChecksPage, ChecksPageModel>(sample =>
                sample.Checks with
                {
                    Unscored = sample.FaultyChecks.Fault,
                }
            ),
            ["console-own-model"] = With<OwnModelPage, OwnModelPageModel>(sample => sample.OwnModel),
            ["console-hooks"] = With<HooksPage, HooksPageModel>(sample => sample.Hooks),
            ["console-hooks-made"] = With<HooksPage, HooksPageModel>(sample =>
                sample.Hooks with
                {
                    Hooks = [],
                    Fault = null,
                    Made = (sample.Hooks.Hooks[0].Name, "5f2a"),
                }
            ),
            ["console-checks-fault"] = With<ChecksPage, ChecksPageModel>(sample => sample.FaultyChecks),
            ["second-factor"] = With<SecondFactorPage, SecondFactorPageModel>(sample => sample.SecondFactor),
            ["second-factor-on-paper"] = With<SecondFactorPage, SecondFactorPageModel>(sample =>
                sample.SecondFactor with
                {
                    HasApp = false,
                    Fault = null,
                    PasskeyUrl = null,
                    Carried = null,
                }
            ),
            ["second-factors"] = With<SecondFactorsPage, SecondFactorsPageModel>(sample => sample.SecondFactors),
            ["second-factors-none"] = With<SecondFactorsPage, SecondFactorsPageModel>(sample => sample.NoSecondFactors),
            ["sign-in-on"] = With<SignInElsewherePage, SignInElsewherePageModel>(sample =>
                sample.SignInElsewhere with
                {
                    IsHere = true,
                }
            ),
            ["leave"] = With<LeavePage, LeavePageModel>(sample => sample.Leave),
            ["leave-waiting"] = With<LeavePage, LeavePageModel>(sample => sample.Leave with { LeavesAt = Sample.Noon }),
            ["leave-done"] = With<LeavePage, LeavePageModel>(sample =>
                sample.Leave with
                {
                    LeavesAt = Sample.Noon,
                    IsDone = true,
                }
            ),
            ["console-staff"] = With<StaffPage, StaffPageModel>(sample => sample.Staff),
            ["console-staff-invited"] = With<StaffPage, StaffPageModel>(sample => sample.StaffInvited),
            ["console-staff-invited-by-hand"] = With<StaffPage, StaffPageModel>(sample => sample.StaffInvitedByHand),
            ["invitation"] = With<InvitationPage, InvitationPageModel>(sample => sample.Invitation),
            ["invitation-known"] = With<InvitationPage, InvitationPageModel>(sample => sample.InvitationKnown),
            ["console-token"] = With<TokenPage, TokenPageModel>(sample => sample.TokenCheck),
            ["console-token-empty"] = With<TokenPage, TokenPageModel>(sample => sample.TokenCheck with { Check = null }),
            ["console-try-text"] = With<TryTextPage, TryTextPageModel>(sample => sample.TryText),
            ["console-try-text-empty"] = With<TryTextPage, TryTextPageModel>(sample =>
                sample.TryText with
                {
                    Scored = null,
                    Fault = sample.ScoringKeys.Fault,
                }
            ),
            ["console-scoring-keys"] = With<ScoringKeysPage, ScoringKeysPageModel>(sample => sample.ScoringKeys),
            ["console-scoring-keys-made"] = With<ScoringKeysPage, ScoringKeysPageModel>(sample =>
                sample.ScoringKeys with
                {
                    Made = (sample.ScoringKeys.Keys[0].Name, sample.ScoringKeys.Keys[0].Name),
                    Revoked = sample.ScoringKeys.Keys[1].Name,
                    NameFault = null,
                    CallsFault = null,
                    Fault = null,
                }
            ),
            ["error-closed"] = With<ErrorPage, ErrorPageModel>(sample =>
                sample.Error(403) with
                {
                    Link = "https://courant.example/subscribe",
                    TokenDoor = "/api/v1/sites/courant",
                }
            ),
            ["console-words-pass"] = With<WordListsPage, WordListsPageModel>(sample => sample.TryOut(CheckVerdict.Pass)),
            ["console-words-refuse"] = With<WordListsPage, WordListsPageModel>(sample => sample.TryOut(CheckVerdict.Refuse)),
        };

    private static Func<Words, Sample, Task<string>> With<TView, TModel>(Func<Sample, TModel> model)
        where TView : View<TModel>
    {
        Pages.Add(typeof(TView));
        return (words, sample) => Page.RenderAsync<TView, TModel>(words, model(sample));
    }
}
