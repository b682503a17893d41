using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Arrivals;
using Parley.ComingBack;
using Parley.Comments;
using Parley.Corrections;
using Parley.Dossiers;
using Parley.Evening;
using Parley.Events;
using Parley.Feeds;
using Parley.Hooks;
using Parley.HouseRules;
using Parley.Http;
using Parley.Learning;
using Parley.Leaving;
using Parley.Live;
using Parley.Mail;
using Parley.Moderation;
using Parley.ModeratorConsole;
using Parley.Mutes;
using Parley.Newsroom;
using Parley.Notices;
using Parley.Notifications;
using Parley.Objections;
using Parley.Orders;
using Parley.OwnModel;
using Parley.Perspective;
using Parley.Pictures;
using Parley.Policies;
using Parley.Publishing;
using Parley.Reactions;
using Parley.Readers;
using Parley.Reading;
using Parley.Reasons;
using Parley.Record;
using Parley.Reports;
using Parley.RightOfReply;
using Parley.Sanctions;
using Parley.Scoring;
using Parley.Screening;
using Parley.Search;
using Parley.SecondFactors;
using Parley.SecondLooks;
using Parley.Sites;
using Parley.Sourcing;
using Parley.Spam;
using Parley.Staff;
using Parley.Storage;
using Parley.Stories;
using Parley.Threads;
using Parley.Tokens;
using Parley.Transfer;
using Parley.Transparency;
using Parley.Web;

namespace Parley;

/// <summary>The first of the two doors: <c>services.AddParley()</c>.</summary>
public static class ParleyServices
{
    /// <summary>
    /// Adds Parley to a program. It registers types of its own only: no authentication scheme, no options of the host's, no
    /// middleware but the fast lane for its own pages.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options; may be null.</param>
    public static ParleyBuilder AddParley(this IServiceCollection services, Action<ParleyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<ParleyOptions>();
        if (configure is not null)
            options.Configure(configure);
        services.AddSingleton<IValidateOptions<ParleyOptions>, ParleyOptionsCheck>();

#pragma warning disable RS0030 // The one place that takes the machine's clock.
        services.TryAddSingleton(TimeProvider.System);
#pragma warning restore RS0030
        services.AddSingleton<Ids>();
        AddStorage(services);
        AddMail(services);
        AddSites(services);
        services.AddReaders();
        services.AddSecondFactors();
        services.AddStaff();
        services.AddTokens();
        AddComments(services);
        services.AddLeaving();
        AddReading(services);
        AddLive(services);
        AddComingBack(services);
        AddModeration(services);
        services.AddPerspective();
        AddPages(services);
        AddKeptForATime<InvitationStore>(services);
        AddKeptForATime<NudgeStore>(services);
        AddKeptForATime<CareStore>(services);
        AddKeptForATime<DraftStore>(services);
        AddKeptForATime<NotificationStore>(services);
        AddKeptForATime<SourceReplyStore>(services);
        AddKeptForATime<HookAnswers>(services);
        services.AddSingleton<Sweeper>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Sweeper>());
        return new ParleyBuilder(services);
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.AddSingleton<Database>();
        services.AddHostedService<SchemaAtStart>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<EventPump>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<EventPump>());
    }

    private static void AddMail(IServiceCollection services)
    {
        services.AddSingleton<MailRoute>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<MailSender>());
    }

    private static void AddSites(IServiceCollection services)
    {
        services.AddSingleton<SiteStore>();
        AddMemory<SiteDirectory>(services);
        services.AddSingleton<StoryStore>();
        services.AddSingleton<ReportTextStore>();
        services.AddSingleton<SourcingStore>();
        services.AddSingleton<FormerStore>();
        services.AddSingleton<SeenStatusStore>();
        services.AddSingleton<ClaimReader>();
        services.AddSingleton<ClaimTalk>();
        services.AddSingleton<PictureStore>();
        services.AddSingleton<DossierStore>();
        AddMemory<DossierMemory>(services);
        services.AddSingleton<DossierReader>();
        services.AddSingleton<DossierDrawer>();
        services.AddSingleton<ChangeDossier>();
        services.AddSingleton<SourcePassage>();
        services.AddSingleton<AddArticle>();
        services.AddSingleton<ChangeClaimStatus>();
        services.AddSingleton<CorrectClaim>();
        services.AddSingleton<CorrectChain>();
        services.AddSingleton<CorrectSource>();
        services.AddSingleton<ReportModels>();
        services.AddSingleton<SeeStatus>();
        services.AddSingleton<SaveReport>();
        services.AddSingleton<LookOver>();
        services.AddSingleton<ReportListDrawer>();
        services.AddSingleton<WritingDrawer>();
        services.AddSingleton<SourcesDrawer>();
        services.AddSingleton<ClaimDrawer>();
        services.AddSingleton<KeptSourceDrawer>();
        services.AddSingleton<ChainDrawer>();
        services.AddSingleton<ChangesDrawer>();
        services.AddSingleton<FetchPage>();
        services.AddSingleton<TakeText>();
        services.AddSingleton<ProtectWords>();
        services.AddSingleton<PageClaims>();
        services.AddSingleton<PlaceholderPages>();
        services.AddSingleton<ThreadStore>();
        services.AddSingleton<OpenThread>();
        services.AddSingleton<PolicyStore>();
        AddMemory<PolicyDirectory>(services);
        services.AddSingleton<WhoMayWrite>();
        services.AddSingleton<SectionGate>();
        services.AddSingleton<CommentGate>();
        services.AddSingleton<SavePolicy>();
        AddMemory<SanctionDirectory>(services);
        services.AddSingleton<IShutOut>(provider => provider.GetRequiredService<SanctionDirectory>());
    }

    private static void AddComments(IServiceCollection services)
    {
        services.AddSingleton<StatementStore>();
        services.AddSingleton<WordListStore>();
        AddMemory<WordListDirectory>(services);
        services.AddSingleton<CheckSettingsStore>();
        AddMemory<CheckSettingsDirectory>(services);
        services.AddSingleton<ShadowFindings>();
        services.AddSingleton<NudgeStore>();
        services.AddSingleton<HostAddresses>();
        services.AddSingleton<OutgoingAddresses>();
        services.AddSingleton<OutgoingClient>();
        services.AddSingleton<HookStore>();
        AddMemory<HookDirectory>(services);
        services.AddSingleton<HookHealth>();
        services.AddSingleton<HookAnswers>();
        services.AddSingleton<TellServices>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<TellServices>());
        services.AddSingleton<AskHooks>();
        services.AddSingleton<SaveHook>();
        services.AddSingleton<PostingPace>();
        services.AddSingleton<NearRepeats>();
        services.AddSingleton<AuthorFacts>();
        services.AddSingleton<TextModels>();
        services.AddSingleton<GeneralModels>();
        services.AddSingleton<ModelFiles>();
        services.AddSingleton<IValidateOptions<ParleyOptions>>(provider => provider.GetRequiredService<ModelFiles>());
        services.AddSingleton(provider => new Screener(Screener.InOrder, provider.GetRequiredService<ILogger<Screener>>()));
        services.AddSingleton<CommentStore>();
        services.AddSingleton<AuthoredComments>();
        services.AddSingleton<CommentPlaces>();
        services.AddSingleton<OwnComments>();
        services.AddSingleton<RevisionStore>();
        services.AddSingleton<RecentPosts>();
        services.AddSingleton<DraftGatherer>();
        services.AddSingleton<NudgeWriter>();
        services.AddSingleton<PostComment>();
        services.AddSingleton<EditComment>();
        services.AddSingleton<DeleteComment>();
        services.AddSingleton<ITableFollower, AuthoredIndex>();
        services.AddSingleton<MuteStore>();
        services.AddSingleton<MuteAuthor>();
        services.AddSingleton<MutePages>();
        services.AddSingleton<AppreciateComment>();
        services.AddSingleton<ReactionStore>();
        services.AddSingleton<OwnReactions>();
        services.AddSingleton<PickStore>();
        services.AddSingleton<MarkComment>();
        services.AddSingleton<ChallengeStore>();
        services.AddSingleton<RaiseChallenge>();
        services.AddSingleton<AnswerChallenge>();
        services.AddSingleton<SourceReplyStore>();
        services.AddSingleton<OfferReply>();
        services.AddSingleton<SendReply>();
        services.AddSingleton<DecideReply>();
        services.AddSingleton<QuestionStore>();
        services.AddSingleton<AskQuestion>();
        services.AddSingleton<ReportComment>();
        services.AddSingleton<ReportedComment>();
        services.AddSingleton<ILetterWriter, ReportLetter>();
        services.AddSingleton<NoticeStore>();
        services.AddSingleton<GiveNotice>();
        services.AddSingleton<FlaggerStore>();
        services.AddSingleton<NameFlagger>();
        services.AddSingleton<NoticePages>();
        services.AddSingleton<ILetterWriter, NoticeLetter>();
        services.AddSingleton<NoticeRounds>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<NoticeRounds>());
        services.AddSingleton<ApplyImport>();
    }

    private static void AddReading(IServiceCollection services)
    {
        services.AddSingleton<Rankings>();
        services.AddSingleton<ThreadReader>();
        services.AddSingleton<LatestStore>();
        services.AddSingleton<PageDrawer>();
        AddMemory<PageCache>(services);
        services.AddHostedService<PageImprover>();
        services.AddSingleton<PublicPages>();
        services.AddSingleton<Lane>();
        services.AddSingleton<IStartupFilter, LaneFilter>();
    }

    private static void AddLive(IServiceCollection services)
    {
        services.AddSingleton<LiveReader>();
        services.AddSingleton<Listeners>();
        AddMemory<LiveHub>(services);
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<LiveHub>());
        services.AddSingleton<FollowThread>();
    }

    private static void AddComingBack(IServiceCollection services)
    {
        services.AddSingleton<ThreadVisits>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<NewComments>();
        services.AddSingleton<ITableFollower, FeedIndex>();
        services.AddSingleton<FeedStore>();
        services.AddSingleton<OpenReaders>();
        services.AddSingleton<FeedDrawer>();
        services.AddSingleton<FeedCache>();
        services.AddSingleton<FeedAnswers>();
        services.AddSingleton<WantedLetters>();
        services.AddSingleton<ITableFollower, NotificationFollower>();
        services.AddSingleton<NotificationStore>();
        services.AddSingleton<IUnreadCount>(provider => provider.GetRequiredService<NotificationStore>());
        services.AddSingleton<ILetterWriter, RepliesLetter>();
        services.AddSingleton<ITableFollower, SearchIndex>();
        services.AddSingleton<SearchStore>();
    }

    private static void AddModeration(IServiceCollection services)
    {
        services.AddSingleton<RuleBookStore>();
        AddMemory<RuleBooks>(services);
        services.AddSingleton<SaveRules>();
        services.AddSingleton<SanctionStore>();
        services.AddSingleton<KeepSanction>();
        services.AddSingleton<MeetSanctions>();
        services.AddSingleton<INewReader>(provider => provider.GetRequiredService<MeetSanctions>());
        services.AddSingleton<GiveSanction>();
        services.AddSingleton<GiveEverywhere>();
        services.AddSingleton<LiftSanction>();
        services.AddSingleton<ReadWarning>();
        services.AddSingleton<ILetterWriter, SanctionLetter>();
        services.AddSingleton<QueueStore>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton<LikenessStore>();
        services.AddSingleton<ThreadListStore>();
        services.AddSingleton<SurgeStore>();
        services.AddSingleton<Decide>();
        services.AddSingleton<DecideBatch>();
        services.AddSingleton<IOverride, OverrideHold>();
        services.AddSingleton<TakeBack>();
        services.AddSingleton<LeaseStore>();
        services.AddSingleton<BatchStore>();
        services.AddSingleton<DeskNoteStore>();
        services.AddSingleton<SaveWordLists>();
        services.AddSingleton<ILetterWriter, DecisionLetter>();
        services.AddSingleton<DecidedComments>();
        services.AddSingleton<EveningStore>();
        services.AddSingleton<LearnedOrders>();
        services.AddSingleton<ReadEvening>();
        services.AddSingleton<MarkEvening>();
        services.AddSingleton<EveningLetter>();
        services.AddSingleton<ILetterWriter>(provider => provider.GetRequiredService<EveningLetter>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<EveningLetter>());
        services.AddSingleton<SpamExamples>();
        AddMemory<SpamModels>(services);
        services.AddSingleton<ITextScorer>(provider => provider.GetRequiredService<SpamModels>());
        services.AddSingleton<GeneralScorer>();
        services.AddSingleton<ReportedScore>();
        services.AddSingleton<ITextScorer>(provider => provider.GetRequiredService<GeneralScorer>());
        services.AddSingleton<OwnModelStore>();
        services.AddSingleton<LearnOwnModel>();
        services.AddSingleton<OwnTrial>();
        services.AddSingleton<OwnModelForms.Parts>();
        services.AddSingleton<ExampleWords>();
        AddMemory<OwnModels>(services);
        services.AddSingleton<ITextScorer>(provider => provider.GetRequiredService<OwnModels>());
        services.AddSingleton<OwnModelLearning>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<OwnModelLearning>());
        services.AddSingleton<DrawnComments>();
        AddKeptForATime<DrawnComments>(services);
        services.AddSingleton<ArrivalCounts>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ArrivalCounts>());
        AddKeptForATime<ArrivalCounts>(services);
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<SpamModels>());
        services.AddSingleton<LongHolds>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<LongHolds>());
        services.AddSingleton<OrderStore>();
        services.AddSingleton<PreservedStore>();
        services.AddSingleton<EnterOrder>();
        services.AddSingleton<AnswerOrder>();
        services.AddSingleton<ChangeSilence>();
        services.AddSingleton<OrderCall>();
        services.AddSingleton<ILetterWriter>(provider => provider.GetRequiredService<OrderCall>());
        services.AddSingleton<OrderRounds>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<OrderRounds>());
        services.AddSingleton<DeskCall>();
        services.AddSingleton<ILetterWriter>(provider => provider.GetRequiredService<DeskCall>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DeskCall>());
        services.AddSingleton<VerifyRecord>();
        services.AddSingleton<ObjectionStore>();
        services.AddSingleton<RaiseObjection>();
        services.AddSingleton<DecideObjection>();
        services.AddSingleton<ILetterWriter, ObjectionLetter>();
        services.AddSingleton<SecondLookStore>();
        services.AddSingleton<LookAgain>();
        services.AddSingleton<SettleLooks>();
        services.AddSingleton<AgreementStore>();
        services.AddSingleton<DrawSecondLooks>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DrawSecondLooks>());
        services.AddSingleton<FigureStore>();
        services.AddSingleton<HalfYearFiles>();
        services.AddSingleton<SaveChecks>();
        services.AddSingleton<ShadowCounts>();
        services.AddSingleton<DeskFiguresStore>();
        services.AddSingleton<CareStore>();
        services.AddSingleton<TryOnPast>();
        services.AddSingleton<ConsoleFrames>();
        services.AddSingleton<QueueDrawer>();
        services.AddSingleton<PolicyDrawer>();
        services.AddSingleton<OrderPages>();
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddSingleton(_ => Assets.Own);
        services.AddSingleton<PageFrames>();
        services.AddSingleton<Answers>();
        services.AddSingleton<ClientFacts>();
        services.AddSingleton(provider => new Pace(Limits.InForce, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Limits>();
        services.AddSingleton<VisitFilter>();
        services.AddSingleton<Writing>();
        services.AddSingleton<OpenApiDocument>();
    }

    private static void AddKeptForATime<T>(IServiceCollection services)
        where T : class, IKeptForATime => services.AddSingleton<IKeptForATime>(provider => provider.GetRequiredService<T>());

    // What is kept in memory follows the events.
    private static void AddMemory<T>(IServiceCollection services)
        where T : class, IMemoryFollower
    {
        services.AddSingleton<T>();
        services.AddSingleton<IMemoryFollower>(provider => provider.GetRequiredService<T>());
    }
}
