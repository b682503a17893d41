using System.Globalization;
using Microsoft.AspNetCore.Components;
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
using Parley.Views.Sanctions;
using Parley.Views.Search;
using Parley.Views.SecondFactors;
using Parley.Views.Sites;
using Parley.Views.Staff;
using Parley.Views.Stories;

namespace Parley.Tests.Views;

/// <summary>
/// What the pages are drawn with here: an invented newspaper, its readers, and the awkward among their words and names.
/// Everything that a person wrote goes through a voice: told in Greek letters, no plain letter on a page can be theirs.
/// </summary>
internal sealed class Sample(Func<string, string> voice)
{
    public static readonly DateTimeOffset Noon = new(2027, 5, 11, 12, 0, 0, TimeSpan.Zero);

    /// <summary>As people wrote it.</summary>
    public static Sample Plain { get; } = new(text => text);

    /// <summary>In Greek letters, so that what is left in Latin ones is ours.</summary>
    public static Sample InGreek { get; } = new(Greek);

    /// <summary>Whether pages name scripts and styles that lie beside them, to be looked at.</summary>
    public AssetUrls Assets { get; init; } = new(["parley.css"], ["thread.js"]);

    public string? Scheme { get; init; }

    public SiteModel Site =>
        new(voice("The Harbour Courant"), "/courant/", "/courant/rules", "/courant/sign-in", "/courant/me");

    public PageModel Page(string title, bool isFramed = false) =>
        new(Site, Assets, voice(title))
        {
            Scheme = Scheme,
            IsFramed = isFramed,
            Canonical = "https://courant.example/lantern",
        };

    public PageModel Own(string title) =>
        Page(title) with
        {
            VisitorName = voice("Ada Korr"),
            Robots = "noindex",
            Canonical = null,
        };

    private string Title => voice("Orsenia is working to bring Lantern and Tarsk back together, report says");

    public StoryPageModel Story =>
        new(
            Page("Orsenia is working to bring Lantern and Tarsk back together, report says") with
            {
                OpenGraph = new("article", Title, voice("The Meridian quotes one official.")),
                JsonLd =
                    $$"""{"@context":"https://schema.org","@type":"DiscussionForumPosting","headline":"{{voice("</script>")}}"}""",
            },
            Report,
            Lively
        );

    public StoryPageModel BareStory =>
        new(
            Page("Harbour dues"),
            new(voice("Harbour dues rise again in June"), null, [Paragraph("The board met on Monday.")]),
            Empty
        );

    /// <summary>Who says what in a report that stands on the newspaper's own page.</summary>
    public WhoSaysPageModel WhoSays =>
        new(
            Page("Who says so: Orsenia is working to bring Lantern and Tarsk back together, report says"),
            Report with
            {
                Photo = null,
                Standfirst = null,
            },
            "/courant/t/1",
            14
        )
        {
            ReportUrl = "https://courant.example/lantern",
            ReportHost = voice("courant.example"),
        };

    public WhoSaysPageModel NobodySays =>
        WhoSays with
        {
            Report = new(Title, null, []) { WriteUrl = "/courant/t/1/write" },
            ReportUrl = null,
            Comments = 0,
        };

    public ThreadPageModel Thread(ThreadModel thread, bool isFramed = false) =>
        new(
            Page("Discussion", isFramed) with
            {
                Robots = isFramed ? "noindex, indexifembedded" : null,
            },
            thread,
            Title,
            "/courant/s/lantern"
        );

    public ThreadModel Lively =>
        Around([.. Top()], 128) with
        {
            NextUrl = "?after=x",
            SearchUrl = "/courant/search",
            Status = new() { Until = Noon.AddDays(7) },
            Question = new MarkupString($"<p>{voice("Who paid for the mill?")}</p>"),
            Pinned = [Outstanding(isWhole: true)],
            Picks = [Outstanding(isWhole: false)],
            MorePicks = new(27, "/courant/t/1/picks"),
        };

    public ThreadModel Empty => Around([], 0) with { Id = null };

    public ThreadModel ClosedByAge =>
        Around([.. Top().Take(2)], 341) with
        {
            Form = null,
            FirstUrl = "?",
            Status = new()
            {
                State = OpenState.ClosedByAge,
                Since = Noon,
                AfterDays = 7,
            },
        };

    public ThreadModel ClosedByHand =>
        Around([], 0) with
        {
            Form = null,
            Status = new() { State = OpenState.ClosedByModerator, Since = Noon },
        };

    /// <summary>Contested: with a note, slowed, and with all else that a form can say of its place.</summary>
    public ThreadModel Kept =>
        Empty with
        {
            Note = voice("Argue with the words, not with the person.\nWe read along tonight."),
            Form = Empty.Form! with
            {
                Terms = new()
                {
                    EverySeconds = 60,
                    DoNewcomersWait = true,
                    ForConfirmed = true,
                    ForEntitled = true,
                },
            },
        };

    public ThreadModel Paused =>
        Around([.. Top().Take(1)], 1) with
        {
            Form = null,
            Status = new() { State = OpenState.Paused, Sentence = voice("We are back at eight.") },
        };

    public ThreadModel Closed =>
        Around([], 0) with
        {
            Form = null,
            Status = new() { State = OpenState.Closed },
        };

    public CommentPageModel Comment =>
        new(
            Page("A comment"),
            Say(
                1,
                "Jory Plank",
                "Name one promise of theirs that outlived the winter it was made in.",
                replies:
                [
                    Say(
                        2,
                        "Corvin Ashe",
                        "The water treaty.",
                        replies:
                        [
                            Say(
                                3,
                                "Jory Plank",
                                "Broken in the third year.",
                                replies: [Say(4, "Corvin Ashe", "In the fourth, and by both.") with { IsCurrent = true }]
                            ),
                        ]
                    ),
                ]
            ),
            Title,
            "/courant/s/lantern",
            "/courant/s/lantern?order=oldest#c-4"
        )
        {
            EmbedCode = voice("<script></script>"),
            Count = 128,
        };

    public CommentPageModel GoneComment =>
        Comment with
        {
            Branch = Gone(5, CommentStanding.Removed) with
            {
                IsCurrent = true,
                Replies = [],
                Parent = new("/courant/c/1", null),
            },
            Count = 1,
            AboveUrl = "/courant/c/1",
        };

    public BranchPageModel Branch =>
        new(
            Page("A branch"),
            Say(1, "Jory Plank", "Name one promise."),
            [
                .. Enumerable
                    .Range(40, 5)
                    .Select(n =>
                        Say(n, "Corvin Ashe", "And another thing.") with
                        {
                            Parent = new("#c-2", voice("Nadia Ferro")),
                        }
                    ),
            ],
            Title,
            "/courant/s/lantern",
            "/courant/t/1"
        )
        {
            NextUrl = "?after=y",
        };

    public FrontPageModel Front =>
        new(
            Page("Stories"),
            [
                new(Title, "/courant/s/lantern", 128)
                {
                    Section = voice("Abroad"),
                    PublishedAt = Noon,
                    Standfirst = voice("The Meridian quotes one Orsenian official who would not be named."),
                },
                new(voice("Harbour dues rise again in June"), "/courant/s/dues", 0)
                {
                    Section = voice("Harbour"),
                    PublishedAt = Noon.AddDays(-400),
                },
                new(voice("A story of which nothing is known"), "/courant/s/x", 1),
            ]
        )
        {
            NextUrl = "?after=z",
            FirstUrl = "?",
        };

    public FrontPageModel EmptyFront => new(Page("Stories"), []);

    public RulesPageModel Rules =>
        new(
            Page("House rules"),
            [
                new(1, voice("No insults"), voice("Words that only lower the person you answer do not stay.")),
                new(3, voice("No threats"), voice("No wishing harm.")),
            ]
        )
        {
            Laws = [new(4, voice("§ 111 StGB"), voice("Calls for crimes.")) { LawUrl = "https://law.example/111" }],
        };

    public RulesPageModel EarlierRules => Rules with { Version = 2, Since = Noon, NowUrl = "/courant/rules" };

    private LineClaimModel LineClaim => new(voice("Lantern shut its office."), "/courant/claims/1", voice("Disputed"));

    public DossierPageModel Dossier =>
        new(
            Page("Tarsk and its exiles") with
            {
                Assets = Assets with { Styles = [.. Assets.Styles, "tables.css"] },
            },
            voice("Tarsk and its exiles"),
            "/courant/dossiers/tarsk"
        )
        {
            Lead = voice("Ten years of war, and of talks."),
            KeptBy = voice("Ines Marrow"),
            ChangedAt = Noon,
            Stories = [new(voice("Orsenia is working"), "/courant/s/lantern", Noon)],
            Events =
            [
                new(voice("Lantern closes its office."), voice("17 May 2026"), "2026-05-17", true)
                {
                    Where = voice("Dovar"),
                    Roles = [(voice("Lantern"), voice("host"))],
                    Claims = [LineClaim, LineClaim with { Status = null }],
                },
                new(voice("Contacts begin."), voice("about spring 2026"), null, false) { Claims = [LineClaim] },
            ],
            EventPages = new("/courant/dossiers/tarsk", voice("First"), "/courant/dossiers/tarsk?after=60", voice("Later")),
            Ties =
            [
                new(1, voice("Tarsk, Lantern"), voice("rupture"), voice("2016 to 2021"), voice("stands"))
                {
                    Claims = [LineClaim],
                },
                new(2, voice("Orsenia, Lantern"), voice("mediation"), null, voice("said by one side")) { Claims = [LineClaim] },
            ],
            Map = new(
                460,
                360,
                [
                    new(voice("Tarsk"), voice("government"), "230", "24"),
                    new(voice("Lantern"), null, "376", "258"),
                    new(voice("Orsenia"), null, "84", "258"),
                ],
                [
                    new(voice("1"), "M230 24Q300 150 376 258", true, "300", "145"),
                    new(voice("2"), "M376 258Q230 240 84 258", false, "230", "249"),
                ]
            ),
            On = "2027-03-25",
            OnInWords = voice("25 March 2027"),
            Undated = 2,
            IsWithoutUnnamed = true,
        };

    public DossierPageModel BareDossier =>
        new(Page("Tarsk"), voice("Tarsk"), "/courant/dossiers/tarsk") { Fault = voice("That is no day.") };

    public DossiersPageModel Dossiers =>
        new(
            Newsroom(NewsroomPlace.Dossiers),
            "/courant/newsroom/dossiers",
            [
                new(voice("Tarsk and its exiles"), "/courant/newsroom/dossiers/1", true, Noon),
                new(voice("Bread"), "/courant/newsroom/dossiers/2", false, Noon),
            ],
            new(null, voice("First"), "/courant/newsroom/dossiers?after=1", voice("Earlier"))
        )
        {
            TypedTitle = voice("Two"),
            TypedLead = voice("Ten years."),
            Faults = new Dictionary<string, string>
            {
                ["title"] = voice("A title is one line."),
                ["lead"] = voice("What it is about is shorter."),
            },
        };

    public DossierEditPageModel DossierEdit =>
        new(
            Newsroom(NewsroomPlace.Dossiers),
            voice("Tarsk"),
            "/courant/newsroom/dossiers/1",
            "/courant/newsroom/dossiers",
            "/courant/dossiers/tarsk"
        )
        {
            Lead = voice("Ten years."),
            Slug = voice("tarsk"),
            Faults = new Dictionary<string, string>
            {
                ["claims"] = voice("No line without a claim."),
                ["other"] = voice("Choose two different actors."),
                ["main"] = voice("The dossier is full."),
            },
            Typed = new Dictionary<string, string> { ["do"] = "add-tie", ["from"] = voice("2016") },
            Chosen = ["7"],
            Stories = [new("1", voice("Orsenia is working"))],
            Actors = [new("2", voice("Tarsk")), new("3", voice("Lantern"))],
            Events = [new("4", voice("Lantern closes its office."))],
            Roles = [new("5", voice("Lantern: host"))],
            Ties = [new("6", voice("Tarsk, Lantern"))],
            Claims = [new("7", voice("Lantern shut its office."))],
            TieKinds = [("rupture", voice("rupture"))],
        };

    public ClaimPageModel Claim =>
        new(
            Page("The talks between Tarsk and Lantern") with
            {
                Assets = Assets with { Styles = [.. Assets.Styles, "tables.css"] },
            },
            voice("Since the early spring of last year Orsenia has been mediating between Tarsk and Lantern."),
            voice("Disputed"),
            "wait",
            voice("5 articles, 3 outlets, 1 root: unnamed, via the Meridian")
        )
        {
            Facts = [voice("Something that happened"), voice("said on 11 May 2027")],
            Since = Noon,
            SinceBy = voice("Ines Marrow"),
            Chain =
            [
                new(voice("The Meridian"), voice("reported"), "original")
                {
                    Url = "https://meridian.example/lantern",
                    ArchivedUrl = "https://archive.example/1",
                },
                new(voice("Orsenian official, unnamed"), voice("said"), "no")
                {
                    WhyUnnamed = voice("the contacts are not public"),
                    Interest = voice("wants the talks to be known"),
                },
            ],
            Loops = [voice("The Courant, which has it from The Meridian, which has it from The Courant. That adds no root.")],
            Articles =
            [
                new(voice("The Harbour Courant"), voice("Orsenia is working"), "/courant/s/lantern", voice("from the Meridian"))
                {
                    At = Noon,
                    Chain =
                    [
                        new(voice("The Courant"), voice("reported"), "original"),
                        new(voice("The Meridian"), voice("reported"), "copy"),
                    ],
                },
                new(voice("The Meridian"), voice("An echo"), null, voice("from the Courant")) { On = voice("11 May 2027") },
            ],
            AreMore = true,
            Changes =
            [
                new(Noon, voice("Disputed"), voice("Note 114 denies it."))
                {
                    By = voice("Ines Marrow"),
                    Url = "https://tarsk.example/note-114",
                    CommentUrl = "/courant/c/1",
                    CorrectedByUrl = "/courant/claims/2",
                },
                new(Noon, voice("Open"), voice("Entered.")) { IsOurs = true },
            ],
            Before =
            [
                new(Noon, voice("Since the early spring Orsenia has been mediating."))
                {
                    Facts = [voice("Something that happened")],
                    Because = voice("It was the spring before."),
                    By = voice("Ines Marrow"),
                },
                new(Noon, voice("Orsenia mediates.")),
            ],
            Talk = new(
                3,
                [
                    new("/courant/c/1", new AuthorModel(voice("Nan Pell")), Noon)
                    {
                        Html = new($"<p>{voice("Which spring?")}</p>"),
                        StoryTitle = voice("Orsenia is working"),
                        StoryUrl = "/courant/s/lantern",
                    },
                ]
            )
            {
                Discussions =
                [
                    (voice("Orsenia is working"), "/courant/t/1/write?claim=1"),
                    (voice("What a return means"), "/courant/t/2/write?claim=1"),
                ],
                FirstUrl = "/courant/claims/1",
                NextUrl = "/courant/claims/1?after=1",
            },
        };

    public ClaimPageModel QuietClaim =>
        BareClaim with
        {
            Talk = new(0, []) { Discussions = [(voice("Orsenia is working"), "/courant/t/1/write?claim=1")] },
        };

    public ClaimPageModel ShutClaim => BareClaim with { Talk = new(0, []) };

    public ClaimPageModel BareClaim => new(Page("A claim"), voice("It rained."), voice("Open"), "soft", voice("1 article"));

    public SignInPageModel SignIn =>
        new(Page("Sign in"), "/courant/sign-in", "/courant/sign-up")
        {
            Email = voice("ada"),
            Fault = voice("Address or password is wrong."),
            Hidden = [new("return", "/courant/s/lantern")],
        };

    public SignInPageModel SignInCarrying => new(Page("Sign in"), "/courant/sign-in", "/courant/sign-up") { Carried = Carried };

    public SignUpPageModel SignUp =>
        new(Page("Make an account"), "/courant/sign-up", "/courant/sign-in", "/courant/rules")
        {
            Name = voice("Ada Korr"),
            NameFault = voice("Ada Korr is taken."),
            EmailFault = voice("The part after @ is missing."),
            Carried = Carried,
        };

    public SignInElsewherePageModel SignInElsewhere =>
        new(Page("Sign in", isFramed: true), "/courant/sign-in", Carried, [new("for", "frame")]);

    public WrittenWordsPageModel WrittenWords =>
        new(Own("Signed in"), "/courant/t/1/comments", voice("What I wrote."), [new("parent", "1")], "/courant/s/lantern");

    public OneButtonPageModel Reset =>
        new(Own("Choose a password"), voice("This link works once."), "/courant/reset", voice("Keep it"))
        {
            Hidden = [new("token", "4711")],
            MinPassword = 12,
            PasswordFault = voice("Too short."),
        };

    public AccountPageModel Account =>
        new(Own("Your account"), "/courant/account", voice("Ada Korr"), voice("ada@harbour.example"), IsConfirmed: false)
        {
            Done = voice("Your name is changed."),
            Faults = new Dictionary<string, string> { ["email"] = voice("The part after @ is missing.") },
            WantedEmail = "ada",
            MinPassword = 8,
            Sessions =
            [
                new("1", Noon, Noon, IsThis: true) { Device = voice("Firefox on Windows") },
                new("2", Noon, Noon, IsThis: false),
            ],
            WantsLetters = true,
            IsStaff = true,
            Languages = [("ar", voice("العربية")), ("en", voice("English"))],
            Language = "ar",
        };

    public AccountPageModel AccountWithoutMail =>
        Account with
        {
            IsConfirmed = true,
            LeavesAt = Noon,
            CanWrite = false,
            WantsLetters = null,
            Done = null,
            Faults = new Dictionary<string, string>(),
        };

    public ForgottenPageModel Forgotten =>
        new(Page("Forgotten the password?"), "/courant/forgotten", "/courant/sign-in")
        {
            Email = voice("ada"),
            Fault = voice("The part after @ is missing."),
        };

    public LetterSentPageModel LetterSent =>
        new(Own("Look into your mail"), voice("A letter is on its way."), "/courant/", voice("What I wrote."));

    private CarriedWordsModel Carried =>
        new(voice("The ministry's own text is here. Read the second paragraph."), [new("then", "/courant/t/1/comments")])
        {
            WasSignedOut = true,
        };

    public SignOutPageModel SignOut => new(Own("Sign out"), "/courant/sign-out", "/courant/");

    public SignOutPageModel SignedOut => new(Page("Signed out"), "/courant/sign-out", "/courant/") { IsDone = true };

    public SignedInPageModel SignedIn => new(Own("Signed in"), "493-171") { Origin = "https://courant.example" };

    public MyPageModel Mine =>
        new(
            Own("Ada Korr"),
            voice("Ada Korr"),
            "/courant/sign-out",
            Tabs(MyTab.Comments),
            [
                new(Held, OwnState.Held, Title, "/courant/s/lantern"),
                new(
                    Say(61, "Ada Korr", "Thank you for the margin.") with
                    {
                        Own = OwnActs.Delete,
                    },
                    OwnState.Published,
                    Title,
                    "/courant/s/lantern"
                ),
                new(Say(62, "Ada Korr", "Buy two."), OwnState.Removed, Title, "/courant/s/lantern")
                {
                    Decision = new(voice("No advertising"), Noon, voice("The link sells something.")),
                },
                new(Say(63, "Ada Korr", "Whoever says so is a fool."), OwnState.Rejected, Title, "/courant/s/lantern")
                {
                    Decision = new(voice("No attacks on people"), Noon, null),
                },
            ]
        )
        {
            FirstUrl = "/courant/me",
            NextUrl = "/courant/me?before=1",
            AccountUrl = "/courant/account",
            NotificationsUrl = "/courant/notifications",
            Unread = 3,
            Feed = new OwnFeedModel(true, "/courant/r/1", "https://courant.example/courant/r/1/feed.atom", "/courant/me/feed"),
            Sanctions =
            [
                Decided("warning") with
                {
                    ReadUrl = "/courant/me/warnings/1/read",
                },
                Decided("hold") with
                {
                    Rule = null,
                    RuleUrl = null,
                },
                Decided("silence") with
                {
                    Until = Noon.AddDays(7),
                },
                Decided("suspension") with
                {
                    Stands = false,
                    Until = Noon.AddDays(1),
                    LiftedAt = Noon.AddHours(3),
                },
                Decided("warning") with
                {
                    Stands = false,
                    ReadAt = Noon,
                },
                Decided("ban") with
                {
                    Stands = false,
                    Until = Noon.AddDays(-7),
                },
            ],
            ConsoleUrl = "/courant/console",
        };

    public MyPageModel EmptyMine =>
        new(Own("Ada Korr"), voice("Ada Korr"), "/courant/sign-out", Tabs(MyTab.Comments), [])
        {
            Feed = new OwnFeedModel(false, "/courant/r/1", "https://courant.example/courant/r/1/feed.atom", "/courant/me/feed"),
        };

    public MyPageModel OpenMine => EmptyMine with { Feed = EmptyMine.Feed! with { IsOpen = true } };

    public ReactionsPageModel Reactions =>
        new(
            Own("Found worthwhile"),
            Tabs(MyTab.Reactions),
            [
                new(voice("Bo Lind"), "/courant/c/1", voice("It did not hold."), Noon, Title, "/courant/t/1"),
                new("سلمى", "/courant/c/2", "لم يصمد", null, "الجسر", "/courant/t/2"),
            ]
        )
        {
            FirstUrl = "/courant/me/reactions",
            NextUrl = "/courant/me/reactions?before=1.1",
        };

    public ReactionsPageModel NoReactions => new(Own("Found worthwhile"), Tabs(MyTab.Reactions), []);

    public MutesPageModel Mutes =>
        new(
            Own("Muted readers"),
            Tabs(MyTab.Mutes),
            [new(new(1, 0, 0, new byte[8]), voice("Bo Lind"), Noon), new(new(2, 0, 0, new byte[8]), "سلمى", Noon)],
            "/courant/me/mutes"
        )
        {
            FirstUrl = "/courant/me/mutes",
            NextUrl = "/courant/me/mutes?before=1.1",
        };

    public MutesPageModel NoMutes => new(Own("Muted readers"), Tabs(MyTab.Mutes), [], "/courant/me/mutes");

    public MutePageModel Mute(bool isMuted) =>
        new(
            Own("Mute a reader"),
            Say(1, "Jory Plank", "Anyone who lives off Lantern bread is an idiot or a liar."),
            isMuted,
            "/courant/c/1/mute",
            "/courant/c/1",
            "/courant/me/mutes"
        );

    public ReaderPageModel Reader =>
        new(
            Page("Comments by Ada Korr"),
            voice("Ada Korr"),
            Noon,
            [
                new("/courant/c/1", Say(64, "Ada Korr", "Thank you for the margin.").Html, Noon, Title, "/courant/t/1"),
                new("/courant/c/2", Say(65, "Ada Korr", "It did not hold.").Html, null, "الجسر", "/courant/t/2"),
            ],
            "/courant/r/1/feed.atom"
        )
        {
            FirstUrl = "/courant/r/1",
            NextUrl = "/courant/r/1?before=1.1",
        };

    private static MyTabsModel Tabs(MyTab current) =>
        new(
            current,
            [(MyTab.Comments, "/courant/me"), (MyTab.Reactions, "/courant/me/reactions"), (MyTab.Mutes, "/courant/me/mutes")]
        );

    public SearchPageModel Search =>
        new(
            Own("Search"),
            "/courant/search",
            voice("dam"),
            true,
            [
                new(
                    voice("Bo Lind"),
                    "/courant/c/1",
                    Title,
                    Noon,
                    [new("…", false), new(voice("The"), false), new(voice("dam"), true), new(voice("held."), false)]
                ),
                new("سلمى", "/courant/c/2", "الجسر", null, [new("لم يصمد", false)]),
            ]
        )
        {
            Thread = Guid.Empty,
            StoryTitle = Title,
            WholeUrl = "/courant/search?q=dam",
            FirstUrl = "/courant/search?q=dam",
            NextUrl = "/courant/search?q=dam&before=1",
        };

    public SearchPageModel NothingFound =>
        new(Own("Search"), "/courant/search", voice("dam"), true, []) { Fault = voice("Look for less.") };

    public NotificationsPageModel Notifications =>
        new(
            Own("Replies and mentions"),
            [
                new(ToldOf.Reply, false, voice("Bo Lind"), voice("It did not hold."), "/courant/c/1", Title, Noon),
                new(ToldOf.Pick, false, voice("Ada Korr"), voice("It was my dam."), "/courant/c/3", Title, Noon),
                new(ToldOf.Mention, true, "سلمى", voice("Ask her, she was there."), "/courant/c/2", "الجسر", Noon),
                new(ToldOf.Claim, true, voice("Ada Korr"), voice("The dam held."), "/courant/claims/1", Title, Noon)
                {
                    Status = voice("Disputed"),
                },
            ],
            1,
            "/courant/notifications"
        )
        {
            Reports =
            [
                new("kept", false, "/courant/t/1", "الجسر", Noon) { ObjectUrl = "/courant/objections/4711" },
                new("removed", true, "/courant/t/1", Title, Noon)
                {
                    Rule = voice("No threats"),
                    RuleUrl = "/courant/rules?version=2#rule-3",
                },
                new("gone", true, "/courant/t/1", Title, Noon),
            ],
            FirstUrl = "/courant/notifications",
            NextUrl = "/courant/notifications?before=1.1",
            LettersUrl = "/courant/account#letters-title",
        };

    public NotificationsPageModel NoNotifications => new(Own("Replies and mentions"), [], 0, "/courant/notifications");

    public StopLettersPageModel StopLetters =>
        new(Page("Stop letters?"), Title, "/courant/letters/stop?code=1", "/courant/letters/stop/all?code=1");

    public StopLettersPageModel StoppedLetters =>
        new(Page("Stop letters?"), "", "", "", voice("You get no more letters about this discussion."));

    public SitesPageModel Sites =>
        new(
            Page("Sites"),
            [
                new(voice("The Harbour Courant"), "/courant/", "/courant/console"),
                new(voice("North Shore"), "/north/", "/north/console"),
            ]
        );

    public SitesPageModel NoSites => new(Page("Sites"), []);

    public WritePageModel Reply =>
        new(
            Own("Reply"),
            new("/courant/c/1/reply", CommentPurpose.Reply) { AuthorName = voice("Ada Korr"), DoLinksWait = true },
            Title,
            "/courant/s/lantern"
        )
        {
            Answers = Say(1, "Jory Plank", "Name one promise of theirs that outlived the winter."),
        };

    public WritePageModel Preview =>
        Reply with
        {
            Form = Reply.Form! with { Body = voice("A *promise*.") },
            QuoteUrl = "/courant/c/1/reply?quote=1",
            Preview = new($"<p dir=\"auto\"><em>{System.Net.WebUtility.HtmlEncode(voice("promise"))}</em></p>"),
        };

    public WritePageModel Edit =>
        new(
            Own("Edit"),
            new("/courant/c/1/edit", CommentPurpose.Edit) { Body = voice("A promise.") },
            Title,
            "/courant/s/lantern"
        );

    public WritePageModel Refused =>
        Reply with
        {
            Form = Reply.Form! with
            {
                Body = voice("Buy it at once."),
                Fault = voice("This contains a word that this site does not publish."),
            },
            Trouble = WritingTrouble.Refused,
            Reasons = [voice("The word is on a list."), voice("There is a link.")],
        };

    public WritePageModel Nudged =>
        Reply with
        {
            Form = Reply.Form! with
            {
                Body = voice("Buy it at once."),
                Hidden = [new("nudge", Id(9).ToString())],
                Override = new(voice("It is a quotation.")) { Fault = voice("Say why.") },
            },
            Trouble = WritingTrouble.Nudged,
            Reasons = [voice("The word is on a list."), voice("There is a link.")],
        };

    public WritePageModel Trouble(WritingTrouble trouble) =>
        Reply with
        {
            Trouble = trouble,
            Form = trouble is WritingTrouble.Closed or WritingTrouble.TooLate ? null : Reply.Form,
            KeptWords = trouble is WritingTrouble.Closed or WritingTrouble.TooLate ? voice("What I wrote.") : null,
        };

    public WritePageModel OnWords =>
        new(
            Page("Add a comment"),
            new("/courant/t/1/comments") { Place = Place, Hidden = [new("passage", Id(1).ToString())] },
            Title,
            "/courant/s/lantern"
        );

    public WritePageModel ChoosesWords =>
        OnWords with
        {
            Form = new("/courant/t/1/comments")
            {
                Chosen = new(voice("the order")) { Fault = voice("These words stand in several places.") },
            },
        };

    public PassagePageModel Passage =>
        new(Page("Comments on a passage"), Title, "/courant/s/lantern", Place, [Outstanding(isWhole: true)])
        {
            WriteUrl = "/courant/t/1/write?passage=1",
            FirstUrl = "?",
            NextUrl = "?after=1",
        };

    public PassagePageModel GonePassage =>
        Passage with
        {
            Place = Place with { IsGone = true },
            Comments = [],
            WriteUrl = null,
            FirstUrl = null,
            NextUrl = null,
        };

    public WritePageModel Guest =>
        new(
            Page("Post"),
            new("/t/comments") { Guest = new(voice("Pim"), "") { EmailFault = voice("Write the whole address.") } },
            Title,
            "/courant/s/lantern"
        );

    public HeldPageModel HeldPage => new(Own("Held"), Held, Title, "/courant/s/lantern");

    public PicksPageModel Picks =>
        new(Page("Picks"), [Outstanding(isWhole: true)], Title, "/courant/s/lantern", "/courant/t/1")
        {
            FirstUrl = "?",
            NextUrl = "?before=1",
        };

    public QuotePageModel Quote => new(Page("Quote", isFramed: true), new(Outstanding(isWhole: true)));

    public LatestPageModel Latest(bool isFramed) =>
        new(Page("Latest", isFramed), false, [Outstanding(isWhole: false), Outstanding(isWhole: false)])
        {
            Target = isFramed ? "_blank" : null,
        };

    public ChallengePageModel Challenge =>
        new(Own("This challenges a fact"), Say(1, "Ada Korr", "It was April."), "/courant/c/1/challenge", "/courant/c/1")
        {
            IsOwn = true,
            IsRaised = true,
            Evidence = voice("The gazette has the day."),
            Url = "https://gazette.example/1",
            EvidenceFault = voice("One sentence."),
            UrlFault = voice("No address."),
            Fault = voice("Too often."),
        };

    public SourceReplyPageModel SourceReply(string state) =>
        new(
            Own("Your reply"),
            voice("Nan Quast"),
            voice("the keeper was away"),
            Title,
            "/courant/s/dam",
            state,
            Noon,
            "/courant/replies/4711"
        )
        {
            Words = voice("I was there."),
            SentAt = state is "offered" or "late" ? null : Noon,
            Reason = state == "refused" ? voice("It says nothing of these words.") : null,
            Fault = state == "offered" ? voice("Write what you answer.") : null,
        };

    public OfferedReplyPageModel OfferedReply =>
        new(
            Newsroom(NewsroomPlace.Replies),
            voice("Nan Quast"),
            "https://talk.example/courant/replies/4711",
            Noon,
            "/courant/newsroom/reports/1/sources"
        );

    public SourceRepliesPageModel SourceReplies =>
        new(
            Newsroom(NewsroomPlace.Replies),
            [ReplyLine("waiting") with { Words = voice("I was there."), Fault = voice("Say why."), Response = voice("No.") }],
            [
                ReplyLine("offered") with
                {
                    Fault = voice("It stands otherwise by now."),
                },
                ReplyLine("published") with
                {
                    Words = voice("I was there.\nAll night."),
                    Response = voice("The log says so too."),
                },
                ReplyLine("refused") with
                {
                    Words = voice("Ask them."),
                    Reason = voice("It says nothing of these words."),
                },
                ReplyLine("withdrawn"),
            ]
        )
        {
            Fault = voice("It stands otherwise by now."),
            KeptWords = voice("No."),
            FirstUrl = "/courant/newsroom/replies",
            NextUrl = "/courant/newsroom/replies?after=1.1",
        };

    private SourceReplyLineModel ReplyLine(string state) =>
        new(
            state,
            voice("Nan Quast"),
            voice("the keeper was away"),
            Title,
            "/courant/newsroom/reports/1/sources",
            Noon,
            "/courant/newsroom/replies/1"
        );

    public CorrectionsPageModel Corrections =>
        new(
            Newsroom(NewsroomPlace.Corrections),
            [
                new(Say(1, "Ada Korr", "It was April.") with { Place = Place }, Title, Noon, "/courant/newsroom/corrections/1")
                {
                    Evidence = voice("The gazette has the day."),
                    EvidenceUrl = "https://gazette.example/1",
                    Claims = [new("1", voice("The order was signed in May (open)"))],
                    Reason = voice("The gazette says so."),
                    Fault = voice("Say why."),
                },
                new(Say(2, "Bo Lind", "Nobody signed."), Title, Noon, "/courant/newsroom/corrections/2"),
            ],
            [new("disputed", voice("Disputed")), new("corrected", voice("Corrected"))]
        )
        {
            Fault = voice("It was answered already."),
            KeptWords = voice("The gazette says so."),
            FirstUrl = "?",
            NextUrl = "?after=1",
        };

    public EveningPageModel Evening =>
        new(
            Newsroom(NewsroomPlace.Evening),
            voice("The evening of 11 May 2027"),
            Noon,
            Noon,
            [
                new("?", voice("All"), 3, true),
                new("?kind=question", voice("Questions"), 1, false),
                new("?kind=challenge", voice("Factual challenges"), 1, false),
                new("?kind=account", voice("First-hand accounts"), 1, false),
            ],
            [
                new(
                    Say(1, "Ada Korr", "It was April.") with
                    {
                        Place = Place,
                    },
                    Title,
                    "/courant/t/1",
                    "challenge",
                    [new("evening.why-raised", "")],
                    "/courant/newsroom/evening/1"
                )
                {
                    IsUseful = true,
                    IsMovedUp = true,
                    DeskUrl = "/courant/newsroom/corrections",
                },
                new(
                    Say(2, "Bo Lind", "I was there. Did you ask them?"),
                    Title,
                    "/courant/t/1",
                    "account",
                    [new("evening.why-account", voice("I was there")), new("evening.why-question", voice("Did you ask"))],
                    "/courant/newsroom/evening/2"
                )
                {
                    IsUseful = false,
                    IsMovedUp = false,
                },
                new(
                    Say(3, "Cai Moe", "The caption is wrong."),
                    Title,
                    "/courant/t/1",
                    "challenge",
                    [new("evening.why-challenge", voice("The caption is wrong"))],
                    "/courant/newsroom/evening/3"
                )
                {
                    HandOnUrl = "/courant/c/3/challenge",
                },
            ]
        )
        {
            Stories = [new("?", voice("All stories"), null, true), new("?stories=mine", voice("My stories"), null, false)],
            Cut = 5_000,
            Marks = 12,
            BeforeUrl = "?day=2027-05-10",
            AfterUrl = "?day=2027-05-12",
            FirstUrl = "?",
            NextUrl = "?page=2",
        };

    public MarksPageModel Marks(bool isMarked) =>
        new(
            Own("Pick or pin"),
            Say(1, "Ada Korr", "A promise.") with
            {
                IsPicked = isMarked,
                IsPinned = isMarked,
            },
            "/courant/c/1/marks",
            "/courant/c/1"
        );

    public QuestionPageModel Question =>
        new(Own("Opening question"), "/courant/t/1/question", "/courant/t/1", Title)
        {
            Body = voice("Who *paid* for the mill?"),
            IsAsked = true,
            Record =
            [
                new(new($"<p>{voice("Who paid for the mill?")}</p>"), voice("Liv Harrow"), Noon),
                new(null, voice("Liv Harrow"), Noon.AddDays(-1)),
            ],
        };

    public string QuestionFault => voice("This has 501 characters.");

    private OutstandingModel Outstanding(bool isWhole) =>
        new("/courant/c/1", new(voice("Ada Korr"), isWhole ? AuthorKind.Reader : AuthorKind.Moderator), Noon)
        {
            Html = isWhole ? new MarkupString($"<p>{voice("The mill is paid for.")}</p>") : null,
            Excerpt = isWhole ? "" : voice("The mill is paid for, and whoever says otherwise has not read the book…"),
            StoryTitle = isWhole ? null : Title,
            StoryUrl = isWhole ? null : "/courant/s/lantern",
        };

    public DeletePageModel Delete =>
        new(Own("Delete"), Say(1, "Ada Korr", "A promise."), "/courant/c/1/delete", "/courant/s/lantern") { HasReplies = true };

    public DeletePageModel Withdraw => new(Own("Withdraw"), Held, "/courant/c/1/delete", "/courant/s/lantern");

    public ReportPageModel ReportForm =>
        new(
            Page("Report"),
            Say(1, "Jory Plank", "Anyone who lives off Lantern bread is an idiot or a liar."),
            [
                new("insult", voice("Insult"), voice("It lowers the person who is answered.")),
                new("threat", voice("Threat")),
                new("other", voice("Something else")),
            ],
            "/courant/c/1/report",
            "/courant/s/lantern"
        )
        {
            Fault = voice("Choose one."),
            Chosen = "threat",
            CanHaveLetter = true,
            NoticeUrl = "/courant/c/1/notice",
            MuteUrl = "/courant/c/1/mute",
        };

    public NoticePageModel Notice =>
        new(
            Page("Notice"),
            Say(1, "Jory Plank", "Whoever bakes this bread should be burnt with it."),
            "/courant/c/1/notice",
            "/courant/s/lantern",
            "/courant/c/1/report"
        )
        {
            Words = voice("It calls for arson."),
            Law = voice("§ 111 StGB"),
            Name = voice("Ada Korr"),
            Email = "nowhere",
            WordsFault = voice("Too long."),
            LawFault = voice("Too long."),
            NameFault = voice("Too long."),
            EmailFault = voice("This is no address."),
            FaithFault = voice("Confirm it."),
        };

    public GivenNoticePageModel GivenNotice =>
        new(Page("Your notice"), "/courant/c/1", "waits", Noon)
        {
            Words = voice("It calls for arson."),
            Law = voice("§ 111 StGB"),
            HasAddress = true,
        };

    public GivenNoticePageModel AnsweredNotice =>
        GivenNotice with
        {
            Outcome = "illegal",
            DecidedAt = Noon.AddHours(1),
            Ground = voice("§ 111 StGB"),
            GroundUrl = "https://law.example/111",
        };

    public ObjectionPageModel Objection =>
        new(Page("Object to a decision"), "removed", Noon, Noon.AddMonths(6), "/courant/objections/4711")
        {
            Rule = voice("No attacks on people"),
            RuleUrl = "/courant/rules?version=2#rule-1",
            Reason = voice("It lowers the person who is answered."),
            By = "by-person-after-machine",
            Words = voice("I meant the bread, not the baker."),
            Fault = voice("Say why."),
        };

    public ObjectionPageModel ObjectionToKept =>
        new(Page("Object to a decision"), "kept", Noon, Noon.AddMonths(6), "/courant/objections/4711")
        {
            CommentUrl = "/courant/c/1",
        };

    public ObjectionPageModel ObjectionToWaiting =>
        new(Page("Object to a decision"), "delayed", Noon, Noon.AddMonths(6), "/courant/objections/4711") { By = "by-machine" };

    public ObjectionPageModel ObjectionWaits => Objection with { ObjectedAt = Noon.AddHours(1), Fault = null };

    public ObjectionPageModel ObjectionDecided =>
        ObjectionWaits with
        {
            DecidedAt = Noon.AddHours(2),
            IsReversed = true,
            Answer = voice("It was about the bread."),
        };

    public ObjectionsPageModel Objections =>
        new(
            Console(ConsolePlace.Objections),
            [
                new(
                    "/courant/console/objections/1",
                    voice("gullwatcher"),
                    "removed",
                    voice("I meant the bread, not the baker."),
                    Noon
                ),
                new("/courant/console/objections/2", voice(LongName), "banned", voice(LongWord), Noon),
            ]
        )
        {
            FirstUrl = "/courant/console/objections",
            NextUrl = "/courant/console/objections?after=1",
        };

    public DecideObjectionPageModel DecideObjection =>
        new(
            Console(ConsolePlace.Objections),
            voice("gullwatcher"),
            "removed",
            voice("I meant the bread, not the baker."),
            Noon,
            "/courant/console/objections/1",
            "/courant/console/objections"
        )
        {
            Comment = new($"<p>{voice("Nobody can eat this.")}</p>"),
            StoryTitle = Title,
            StoryUrl = "/courant/s/lantern",
            Typed = voice("It was about the bread."),
            Fault = voice("Say why."),
        };

    public OrdersPageModel Orders =>
        new(
            Console(ConsolePlace.Orders),
            "/courant/console/orders",
            [
                new("/courant/console/orders/1", voice("TCO-17"), voice("Office for Security"), "terrorist", Noon, null)
                {
                    MinutesLeft = 43,
                },
                new("/courant/console/orders/2", voice(LongWord), voice(LongName), "removal", Noon, null) { MinutesLeft = -7 },
                new("/courant/console/orders/3", voice("R 3"), voice("Court"), "information", Noon, "given"),
            ]
        )
        {
            Form = new()
            {
                Kind = "removal",
                Authority = voice("Office"),
                Country = "DE",
                Reference = voice("R 4"),
                Basis = voice("A law"),
                Named = voice("A text."),
                Received = "2027-05-10T12:00",
                Faults = new Dictionary<string, string> { ["authority"] = voice("Name it."), ["named"] = voice("Too long.") },
            },
            FirstUrl = "/courant/console/orders",
            NextUrl = "/courant/console/orders?after=1",
        };

    public OrderPageModel Order =>
        new(
            Console(ConsolePlace.Orders),
            "terrorist",
            voice("Office for Security"),
            voice("DE"),
            voice("TCO-17"),
            voice("§ 129a StGB"),
            voice(LongWord),
            Noon,
            Noon.AddHours(1),
            "/courant/console/orders/1",
            "/courant/console/orders/1/answer",
            "/courant/console/orders"
        )
        {
            Territory = voice("The Union"),
            Language = voice("German"),
            Contact = voice("answers@office.example"),
            SilentUntil = Noon.AddDays(14),
            Silences =
            [
                new(Noon, voice(LongName), Noon.AddDays(14), voice("The office prolonged it by letter.")),
                new(Noon.AddHours(-1), voice("Una Bright"), null, voice(LongWord)),
            ],
            Silence = new("/courant/console/orders/1/silence", Noon.AddDays(42), voice("2026-03-01T12:00"), true)
            {
                Words = voice("By letter."),
                Faults = new Dictionary<string, string> { ["silence-words"] = voice("Say why.") },
            },
            MinutesLeft = -2,
            Removes = true,
            Comments =
            [
                new(Guid.Empty, "/courant/console?c=1", voice(LongName), voice("Nobody can eat this."), false)
                {
                    IsNamed = false,
                },
            ],
            PageUrls = ["/courant/t/1"],
            NotHere = 2,
            IsCalledByMail = false,
            Fault = voice("Say it in words."),
            TypedWords = voice("It is an error."),
            TypedComments = voice("https://talk.example/courant/c/1"),
        };

    public OrderPageModel AnsweredOrder =>
        Order with
        {
            MinutesLeft = null,
            InformedAt = Noon,
            AnsweredAt = Noon.AddMinutes(31),
            MinutesTaken = 31,
            Outcome = "done",
            Words = voice("It calls for violence."),
            Preserved = 1,
            Silence = null,
            Comments = [new(Guid.Empty, "/courant/console?c=1", voice(LongName), null, true) { ToldAt = Noon }],
        };

    public FlaggersPageModel Flaggers =>
        new(
            Console(ConsolePlace.Flaggers),
            "/courant/console/flaggers",
            [
                new(
                    voice("Office for Hate on the Net"),
                    voice("Una Bright"),
                    Noon,
                    12,
                    11,
                    7,
                    "/courant/console/flaggers/1/revoke"
                )
                {
                    MedianMinutes = 14,
                },
                new(voice(LongWord), voice(LongName), Noon, 0, 0, 0, "/courant/console/flaggers/2/revoke"),
            ]
        )
        {
            Name = voice("Nobody"),
            Body = voice("Office"),
            NameFault = voice("There is none."),
            BodyFault = voice("Too long."),
        };

    public FiguresPageModel Figures =>
        new(
            Console(ConsolePlace.Figures),
            "2027-1",
            [
                new("statements", "removed", 120),
                new("statements", "suspended", 3),
                new("notices", "received", 12),
                new("notices", "kept", 7),
                new("notices", "removed", 4),
                new("notices", "gone", 1),
                new("notices", "median-minutes", 34),
                new("trusted-notices", "received", 0),
                new("reports", "received", 1_234),
                new("objections", "raised", 9),
                new("objections", "reversed", 3),
                new("reporters-objections", "raised", 1),
                new("orders-terrorist", "received", 0),
                new("orders-removal-" + voice("DE"), "median-minutes-to-effect", 43),
            ],
            "/courant/console/figures/2027-1"
        )
        {
            Halves = [("2027-1", "?half=2027-1"), ("2026-2", "?half=2026-2")],
        };

    public SecondDecisionModel BothDecisions =>
        new(
            true,
            voice("It was about the bread."),
            voice("Una Bright"),
            Noon.AddHours(2),
            voice("No attacks on people"),
            voice("It lowers the person who is answered."),
            voice("Liv Harrow")
        );

    public ReportPageModel ReportSent => ReportForm with { IsSent = true };

    public ErrorPageModel Error(int status) =>
        new(Page("Error"), status)
        {
            RequestId = status == 500 ? "4711" : null,
            RetryAfterSeconds = status == 429 ? 30 : null,
            KeptWords = status == 429 ? voice("What I wrote.") : null,
        };

    public QueuePageModel Queue =>
        new(
            Console(ConsolePlace.Queue) with
            {
                Undo = new(voice("Rejected: comment by gullwatcher"), "/courant/console/undo"),
                Hints = [voice("Mail is not set up: nobody can be sent a new password.")],
            },
            [
                Item(
                    "Jory Plank",
                    "Of course you would say that, Ferro. Anyone who lives off Lantern bread is",
                    "Suspect word",
                    3
                ) with
                {
                    IsCurrent = true,
                    IsHeld = true,
                },
                Item(
                    "Ada Korr",
                    "The ministry's own text is here: press.tarsk.example/note-114. Read the second",
                    "Link of a newcomer",
                    0
                ) with
                {
                    IsHeld = true,
                },
                new(
                    "?item=3",
                    voice("سامي الحداد"),
                    voice("كفى كذبًا. من يكتب هذا لا يعرف دوفار ولا أهلها"),
                    Noon,
                    voice("Reported")
                )
                {
                    Reports = 1,
                },
                Item(LongName, LongWord, "Reported", 1),
            ]
        )
        {
            NextUrl = "?after=q",
            FirstUrl = "/courant/console",
            Views =
            [
                new(voice("What waits"), "?", true, 23),
                new(voice("Reported"), "?view=reported", false, 4),
                new(voice("Everything"), "?view=everything", false),
            ],
            Sieve = new("/courant/console", [("view", "reported")])
            {
                Text = voice("kraken"),
                From = "2027-05-01",
                Whys = [(voice("A check found"), [new("check.links", voice("A newcomer’s link"), true)])],
                States = [new("held", voice("held"), false)],
                Narrowed =
                [
                    new("only-writer", "", voice("Jory Plank"), "?view=reported"),
                    new("only-story", "", Title, "?view=reported"),
                    new("only-field", voice("Words"), voice(LongWord), "?view=reported"),
                ],
            },
            Case = new(
                Say(1, "Jory Plank", "x"),
                new(
                    $"<p>{voice("Of course you would say that, Ferro. Anyone who lives off Lantern bread is an")} <mark>{voice("idiot")}</mark> {voice("or a liar. The treaty was broken in the third year. I have the dates, you have the feelings.")}</p>"
                ),
                "/courant/console/c/1",
                new(voice("Jory Plank"), AuthorKind.Reader, "/courant/console/stop/1")
                {
                    Since = Noon.AddDays(-1000),
                    Published = 412,
                    Rejected = 9,
                    SanctionKinds = ["warning", "hold", "silence", "suspension", "ban"],
                    MayEverywhere = true,
                    Likenesses = [Like(isLikely: true)],
                    PageUrl = "/courant/console/writers/1",
                    Sanctions =
                    [
                        new(voice("Jory Plank"), "hold", voice("Three threats."), voice("Liv Harrow"), Noon, null)
                        {
                            IsEverywhere = true,
                        },
                    ],
                    AllUrl = "?view=everything&reader=1",
                    Decided =
                    [
                        new("keep", "", Noon),
                        new("remove", "", Noon.AddDays(-9), voice("Insult to a person")),
                        new("reject", "", Noon.AddDays(-10), voice("Advertising")),
                        new("publish", "", Noon.AddDays(-12)),
                    ],
                }
            )
            {
                Beside = [Say(3, "Ada Korr", "The dates are in the annex.")],
                Notes =
                [
                    new(
                        voice("Jonas"),
                        Noon,
                        voice("Read both sides before you cut one."),
                        "/courant/console/notes/1/remove",
                        true
                    ),
                    new(
                        voice("Liv Harrow"),
                        Noon,
                        voice("I know him. Somebody else, please."),
                        "/courant/console/notes/2/remove"
                    ),
                ],
                NoteUrl = "/courant/console/writers/1/notes",
                LeaseUrl = "/courant/console/comments/1/lease",
                ReleaseUrl = "/courant/console/comments/1/release",
                Batches = [(voice("All of this writer that wait"), "/courant/console/batch?c=1&of=writer")],
                Decided =
                [
                    new("keep", voice("Jonas"), Noon),
                    new("publish", voice("Jonas"), Noon),
                    new("publish", voice("Ruth"), Noon, null, voice("It quotes the mayor.")) { IsOfWriter = true },
                    new("reject", voice("Jonas"), Noon, voice("Advertising"), voice("A price list.")),
                    new("remove", voice("Jonas"), Noon, voice("Insult to a person"), IsTakenBack: true),
                ],
                IsHeld = true,
                StoryTitle = Title,
                StoryUrl = "/courant/s/lantern",
                PermalinkUrl = "/courant/c/1",
                Above = [Say(2, "Nadia Ferro", "Hard, but I have no argument against the first half.")],
                Scored = Scored,
                Checks =
                [
                    new(
                        voice("Matches idiot* on the list of suspect words."),
                        CheckVerdict.Hold,
                        voice("List of 3 May, line 12.")
                    ),
                    new(voice("Length"), CheckVerdict.Pass),
                    new(voice("Matches a banned word."), CheckVerdict.Refuse),
                ],
                Nudges =
                [
                    new(Noon, [voice("Matches idiot* on the list of suspect words.")], true),
                    new(Noon, [voice("Links or addresses: 1.")], false),
                ],
                Reports =
                [
                    new(voice("Insult"), 40, Noon) { Remarks = [voice("He does this to her every day.")], MoreRemarks = 12 },
                    new(voice("Off topic"), 1, Noon) { Earlier = [(12, 1)] },
                ],
                Rules =
                [
                    new(1, voice("Insult to a person"))
                    {
                        Texts = [voice("It calls somebody names."), voice("It wishes somebody ill."), voice(LongWord)],
                    },
                    new(2, voice("Threat or wishing harm")),
                    new(4, voice("Private details")),
                    new(5, voice("Advertising")),
                ],
                Laws = [new(7, voice("§ 185 StGB (insult)"))],
                Notices =
                [
                    new(voice("Ola North"), voice("§ 185 StGB"), voice("He means my mother."), Noon, Noon.AddHours(1))
                    {
                        Body = voice("Office for Hate on the Net"),
                    },
                    new(null, null, voice("A child is in it."), Noon, Noon)
                    {
                        IsLate = true,
                        IsAboutAbuse = true,
                        IsOfEarlierWords = true,
                    },
                ],
                Thread = Row(isOpen: true),
                NextUrl = "?item=2",
                PreviousUrl = "?item=0",
            },
        };

    private QueueItemModel Objected =>
        new("/courant/console/objections/1", "", voice("An objection waits for an answer"), Noon, "")
        {
            IsObjection = true,
            Due = Noon,
            IsLate = true,
        };

    public QueuePageModel QueueWithColleague =>
        Queue with
        {
            Orders = [new(-3, Noon, "/courant/console/orders/1"), new(43, Noon.AddHours(1), null)],
            Objections = [Objected],
            Items =
            [
                Objected,
                Queue.Items[0] with
                {
                    With = voice("Jonas"),
                },
                Queue.Items[1] with
                {
                    Due = Noon,
                    IsLate = true,
                },
                Queue.Items[2] with
                {
                    Due = Noon,
                },
            ],
            Case = Queue.Case! with { With = voice("Jonas") },
        };

    public QueuePageModel ObjectionsAlone => EmptyQueue with { Objections = [Objected] };

    public QueuePageModel FoundNothing => Queue with { Items = [], Case = null, Sieve = Queue.Sieve! with { IsUsed = true } };

    public DeskNotesPageModel DeskNotes =>
        new(Console(ConsolePlace.Notes), "/courant/console/notes", Queue.Case!.Notes)
        {
            FirstUrl = "/courant/console/notes",
            NextUrl = "?after=n",
        };

    public BatchPageModel Batch =>
        new(
            Console(ConsolePlace.Queue),
            "link",
            "/courant/console/batch",
            [Say(1, "dealsdeals44", "Best berth insurance rates.")]
        )
        {
            Common = voice("deals.example"),
            Count = 14,
            Published = 3,
            IsWhole = false,
            Rules = Queue.Case!.Rules,
            BackUrl = "/courant/console?c=1",
        };

    public QueuePageModel EmptyQueue => new(Console(ConsolePlace.Queue) with { Waiting = 0 }, []);

    /// <summary>A reported comment that is published, of a writer who is stopped, in a discussion that is closed.</summary>
    public QueuePageModel ReportedQueue =>
        Queue with
        {
            Case = Queue.Case! with
            {
                IsHeld = false,
                Comment = Queue.Case.Comment with { Parent = new("#", voice("Nadia Ferro")) },
                Thread = Row(isOpen: false),
                Writer = Queue.Case.Writer with { Sanctions = [Standing("ban"), Standing("hold")] },
            },
        };

    public ThreadsPageModel Threads =>
        new(Console(ConsolePlace.Threads), [Row(isOpen: true), Row(isOpen: false) with { LastActivity = null }])
        {
            NextUrl = "?after=t",
            Placeholders =
            [
                new(voice("https://paper.example/mill"), voice("{{ page.id }}")),
                new(voice("https://paper.example/ferry"), ""),
            ],
        };

    public ThreadsPageModel NoThreads => new(Console(ConsolePlace.Threads), []);

    public WriterPageModel NewWriter => new(Console(ConsolePlace.Writers), voice("Jory Plank"), "?view=everything&reader=1");

    public WriterPageModel Writer =>
        NewWriter with
        {
            Sanctions =
            [
                new(voice("Jory Plank"), "hold", voice("Three threats."), voice("Liv Harrow"), Noon, null)
                {
                    Until = Noon.AddDays(7),
                    LiftedAt = Noon.AddDays(1),
                    IsEverywhere = true,
                },
            ],
            Likenesses = [Like(isLikely: true), Like(isLikely: false)],
        };

    private LikenessModel Like(bool isLikely) =>
        new(
            voice("Jory Planck"),
            "ban",
            Noon.AddDays(-2),
            isLikely,
            "/courant/console/writers/2",
            [new(voice("Both gave addresses of one mailbox."), null), new(voice("Both have said nearly the same."), "?c=2")]
        );

    public WritersPageModel Writers =>
        new(
            Console(ConsolePlace.Writers),
            [
                .. new[] { "warning", "hold", "silence", "suspension", "ban" }.Select(Standing),
                Standing("ban") with
                {
                    Rule = null,
                    Until = null,
                },
            ]
        )
        {
            FirstUrl = "/courant/console/writers",
            NextUrl = "/courant/console/writers?after=1",
        };

    public WritersPageModel NoWriters => new(Console(ConsolePlace.Writers), []);

    public WordListsPageModel WordLists =>
        new(
            Console(ConsolePlace.WordLists),
            "/courant/console/words",
            voice("scum*"),
            voice("idiot*\nliar\n[shadow 2026-03-08T12:00Z]\nfool"),
            voice("Scunthorpe")
        )
        {
            BannedFault = voice("Line 3: nothing to look for."),
            SuspectShadow = voice("Within seven days, in shadow. Would have held: 2."),
            TryText = voice("Who is an idiot here?"),
            TryOut = new(
                CheckVerdict.Hold,
                new($"<p>{voice("Who is an")} <mark>{voice("idiot")}</mark> {voice("here?")}</p>"),
                [voice("idiot* on the list of suspect words")]
            ),
            IsSaved = true,
        };

    public PastTrialModel Past =>
        new(
            1_200,
            IsWhole: true,
            voice("Would have held: 2. Of these people approved 0, rejected 1, and decided nothing about 1."),
            [
                new(
                    voice("Suspect words"),
                    voice("Would have held: 2. Of these people approved 0, rejected 1, and decided nothing about 1."),
                    [
                        new(
                            "/courant/console?c=1",
                            new($"<p>{voice("Who is an")} <mark>{voice("idiot")}</mark> {voice("here?")}</p>"),
                            [voice("Matches idiot on the list of suspect words.")]
                        ),
                    ]
                ),
            ]
        );

    public ChecksPageModel Checks =>
        new(
            Console(ConsolePlace.Checks),
            "/courant/console/checks",
            3,
            [
                new("links", "hold", ["off", "shadow", "hold", "refuse"]),
                new("many-links", "shadow", ["off", "shadow", "hold", "refuse"])
                {
                    Limit = "10",
                    Most = 100,
                    Shadow = voice("Within seven days, in shadow. Would have held: 2."),
                },
                new("listed-hosts", "refuse", ["off", "shadow", "hold", "refuse"]) { Hosts = voice("pills.example") },
                new("spam", "shadow", ["off", "shadow", "hold"])
                {
                    Limit = "90",
                    Least = 50,
                    Most = 99,
                    LimitKey = "checks.score-limit",
                    Learned = voice("Learned from 60 that were taken down as advertising and 80 that were let stand."),
                },
            ]
        )
        {
            IsSaved = true,
            DoNudge = true,
            Nudged = voice("Within seven days, 3 comments came back."),
            Trial = Past with { IsWhole = false, Within = voice("Under stories of the section “Sport” alone.") },
        };

    public OwnModelPageModel OwnModel =>
        new(
            Console(ConsolePlace.OwnModel),
            "/courant/console/own-model",
            [voice("The site goes by site-model 2, learned from 1,600 texts.")]
        )
        {
            ChecksVersion = 3,
            Mode = "shadow",
            Lower = "2.5",
            Limit = "88",
            IsSaved = true,
            Fault = voice("The lower number is from 0 up to the upper one."),
            Trial = [voice("Comments of the last thirty days: 40. Nothing was done.")],
            IsChosen = true,
            Figures = new(
                [voice("Published: 40 %. Wrongly: 1 of 160.")],
                "48,312 320,300 592,200",
                "48,312 100,290",
                [new("25-880", "1 %", "2.5 %", "88 %", "48 %", voice("1 of 160"), voice("0 of 30"))],
                [new("/courant/console?c=1", "1.2 %", voice("So kind of the council."))],
                [],
                [new(voice("Mentions a group of people"), "60", "12", "90 %", "40 %")]
            ),
            Versions =
            [
                new(voice("site-model 2"), Noon, "1,700", "0.861", voice("0.852 (site-model 1)"), voice("In use"), 0),
                new(voice("site-model 1"), Noon, "1,600", "0.852", "–", voice("Kept"), 1),
            ],
        };

    public ChecksPageModel FaultyChecks =>
        Checks with
        {
            IsSaved = false,
            Trial = null,
            Fault = voice("Some of what was typed cannot be used. Nothing was saved."),
            Checks = [Checks.Checks[1] with { Limit = "many", Fault = voice("This takes a number from 0 to 100.") }],
        };

    public HooksPageModel Hooks =>
        new(
            Console(ConsolePlace.Hooks),
            "/courant/console/hooks",
            [
                new(Id(1).ToString(), 2, voice("House filter"), "https://checks.courant.example/parley", "shadow", "pass")
                {
                    ShadowUntil = Noon,
                    Limit = "800",
                    Least = 100,
                    Most = 5_000,
                    Place = "1",
                    MostPlaces = 5,
                    Health = voice("Asked 12 times on this machine since it began; 1 without an answer."),
                },
                new(Id(2).ToString(), 1, voice("Against spam"), "https://rest.spam.example/", "hold", "pass")
                {
                    Kind = "akismet",
                    GivesEmail = true,
                    Limit = "800",
                    Least = 100,
                    Most = 5_000,
                    Place = "2",
                    MostPlaces = 5,
                    Faults = new Dictionary<string, string> { ["key"] = voice("The service does not know this key.") },
                },
            ]
        )
        {
            Another = new("", 0, voice("Second one"), "http://10.0.0.1/", "shadow", "hold")
            {
                Limit = "soon",
                Least = 100,
                Most = 5_000,
                Place = "2",
                MostPlaces = 5,
                Faults = new Dictionary<string, string>
                {
                    ["url"] = voice("This takes an address by https."),
                    ["limit"] = voice("This takes a number from 100 to 5,000."),
                },
            },
            Fault = voice("Some of what was typed cannot be used. Nothing was saved."),
            IsSaved = false,
        };

    public TokenPageModel TokenCheck =>
        new(Console(ConsolePlace.Token), "/courant/console/token", "site:courant", Noon)
        {
            Token = voice("A token"),
            Address = "https://courant.example/kesh",
            Check = new(
                false,
                voice("This would not sign anybody in"),
                [
                    new(voice("Signature"), true, ""),
                    new(voice("Times"), false, voice("The token has run out.")),
                    new(voice("The time here"), null, voice("11 May, 14:20")),
                ]
            ),
        };

    private ScoredPageModel Scored =>
        new(
            voice("english 2026.1"),
            voice("en"),
            new MarkupString($"<p>{voice("You are an")} <mark>{voice("idiot")}</mark></p>"),
            voice("rude, disrespectful or unreasonable"),
            [
                new(voice("rude, disrespectful or unreasonable"), 93, [voice("idiot"), voice("You are")]),
                new(voice("the wish that somebody comes to harm"), 2, []),
            ]
        );

    public TryTextPageModel TryText =>
        new(Console(ConsolePlace.TryText), "/courant/console/try-text") { Text = voice("You are an idiot"), Scored = Scored };

    public ScoringKeysPageModel ScoringKeys =>
        new(
            Console(ConsolePlace.ScoringKeys),
            "/courant/console/scoring-keys",
            "/courant/console/scoring-keys/revoke",
            [new(voice("coral"), 600, Noon, Noon, null), new(voice("old-blog"), 60, Noon, null, Noon)],
            1_204
        )
        {
            Name = voice("a b"),
            Calls = "0",
            MostCalls = 1_000_000,
            NameFault = voice("A key’s name has letters and digits."),
            CallsFault = voice("From 1 to a million texts a minute."),
            Fault = voice("A site has at most fifty keys."),
        };

    public SecondFactorPageModel SecondFactor =>
        new(Page("One more step"), "/courant/second-factor", [new("return", "/courant/me")])
        {
            HasApp = true,
            PasskeyUrl = "/api/v1/session/passkey",
            Fault = voice("This code is wrong."),
            Carried = Carried,
        };

    public SecondFactorsPageModel SecondFactors =>
        new(Own("Second factor"), "/courant/account/second-factor", "/courant/account")
        {
            Factors = [new("1", "", IsPasskey: false, Noon), new("2", voice(LongName), IsPasskey: true, Noon)],
            CodesLeft = 9,
            Offer = new("JBSWY3DPEHPK3PXP", "4711", 4, "M0 0h1v1h-1zM2 2h1v1h-1z"),
            PasskeyUrl = "/api/v1/sites/courant/account/passkey",
            NewCodes = ["ABCDEFGH-JKLMNPQR", "23456789-ABCDEFGH"],
            ConsoleUrl = "/courant/console",
            Faults = new Dictionary<string, string>
            {
                ["code"] = voice("This code is wrong."),
                ["app-password"] = voice("This is not your password."),
                ["remove"] = voice("This is not your password."),
                ["passkey"] = voice("This passkey was not taken."),
            },
        };

    public SecondFactorsPageModel NoSecondFactors =>
        SecondFactors with
        {
            Factors = [],
            NewCodes = [],
            ConsoleUrl = null,
            IsNeeded = true,
            HasPassword = false,
            Faults = new Dictionary<string, string>(),
        };

    public LeavePageModel Leave =>
        new(Own("Delete your account"), "/courant/account/leave", 14)
        {
            SignInUrl = "/courant/sign-in",
            Chosen = "keep",
            PasswordFault = voice("This is not your password."),
            Fault = voice("Please choose."),
        };

    public RuleBookPageModel RuleBook =>
        new(
            Console(ConsolePlace.Rules),
            "/courant/console/rules",
            2,
            [
                new(1, voice("No insults"), voice("Words that only lower the person you answer do not stay.")),
                new(3, voice("No threats"), voice("No wishing harm.")),
                new(5, voice("No advertising"), "")
                {
                    IsSpam = true,
                    Texts =
                    [
                        new([
                            new("en", voice("English"), voice("It advertises.")),
                            new("ar", voice("العربية"), voice("إعلان.")),
                        ]),
                        new([new("en", voice("English"), ""), new("ar", voice("العربية"), "")]),
                    ],
                },
                RuleLineModel.Empty,
            ],
            [new(2, voice(LongName), Noon, "/courant/rules?version=2")]
        )
        {
            IsSaved = true,
            Categories = ["violence", "other"],
        };

    public PoliciesPageModel Policies =>
        new(
            Console(ConsolePlace.Policies),
            [
                new("site", "", [voice("Looked at by risk")], "/courant/console/policies/edit?scope=site"),
                new(
                    "section",
                    voice(LongWord),
                    [voice("Held: everything waits"), voice("every day, from 22:00 to 07:00")],
                    "/courant/console/policies/edit?scope=section"
                ),
                new("tag", voice("السياسة"), [voice("Closed")], "/courant/console/policies/edit?scope=tag"),
            ],
            PolicyRecord
        )
        {
            StopUrl = "/courant/console/policies/stop",
            EditUrl = "/courant/console/policies/edit",
            FirstUrl = "/courant/console/policies",
            NextUrl = "/courant/console/policies?after=1.1",
        };

    public PoliciesPageModel PoliciesStopped =>
        Policies with
        {
            Scopes = [],
            Record = [],
            IsStopped = true,
            StopSentence = voice("We are back at eight."),
            Fault = voice("What readers are told is too long."),
        };

    public PoliciesPageModel PoliciesOfModerator => Policies with { StopUrl = null, EditUrl = null };

    public PolicyPageModel PolicyOfSection =>
        new(
            Console(ConsolePlace.Policies),
            "section",
            voice(LongWord),
            "/courant/console/policies/edit?scope=section",
            "/courant/console/policies",
            new()
            {
                State = "closed",
                Sentence = voice("We are back at eight."),
                Who = "entitlement",
                Entitlement = "subscriber",
                Days = ["monday", "sunday"],
                From = "22:00",
                To = "07:00",
                Scores = new Dictionary<string, string> { ["insult"] = "70" },
                Nudges = ["insult"],
            },
            PolicyRecord
        )
        {
            IsSet = true,
            IsSaved = true,
            TimeZone = voice("Europe/Vienna"),
        };

    public PolicyPageModel PolicyOfThread =>
        new(
            Console(ConsolePlace.Threads),
            "thread",
            Title,
            "/courant/console/threads/1/policy",
            "/courant/console/threads",
            new() { IsContested = true, Note = voice("Argue with the words, not with the person.") },
            []
        )
        {
            Fault = voice("A slowed discussion needs a pause."),
            TimeZone = voice("Europe/Vienna"),
        };

    private IReadOnlyList<PolicyChangeModel> PolicyRecord =>
        [
            new("thread", Title, [voice("Nothing")], [voice("Contested"), voice("Note")], voice(LongName), Noon),
            new("stop", "", [voice("Stopped")], [voice("Not stopped")], voice("Liv Harrow"), Noon),
        ];

    public RuleBookPageModel RuleBookFaulty =>
        RuleBook with
        {
            IsSaved = false,
            Fault = voice("Two rules have the same name."),
            Changes = [],
        };

    public StaffPageModel Staff =>
        new(
            Console(ConsolePlace.Staff),
            "/courant/console/staff",
            [
                new(voice("Liv Harrow"), "administrator", null) { IsVisitor = true },
                new(voice(LongName), "moderator", "/courant/console/staff/1")
                {
                    Sections = [voice("Sport"), voice("/harbour")],
                },
            ],
            [
                new(voice("ole@harbour.example"), voice("Moderator"), voice("Liv Harrow"), Noon, "/courant/withdraw/1")
                {
                    Sections = [voice("Sport")],
                },
            ]
        )
        {
            RoleChoices = ["journalist", "moderator", "senior-moderator", "administrator"],
            DayChoices = [1, 3, 7],
            Email = voice("ole"),
            EmailFault = voice("The part after @ is missing."),
            Fault = voice("100 invitations are open."),
        };

    public StaffPageModel StaffInvited =>
        new(Console(ConsolePlace.Staff), "/courant/console/staff", [], [])
        {
            SendsLetters = true,
            RoleChoices = ["journalist", "moderator", "senior-moderator", "administrator"],
            DayChoices = [1, 3, 7],
            Invited = new(voice("ole@harbour.example"), null, Noon),
        };

    public StaffPageModel StaffInvitedByHand =>
        StaffInvited with
        {
            SendsLetters = false,
            Invited = new(
                voice("ole@harbour.example"),
                "https://talk.example/courant/invitation?code=" + new string('0', 64),
                Noon
            ),
        };

    public InvitationPageModel InvitationKnown => Invitation with { AcceptAs = voice("Ole") };

    public InvitationPageModel Invitation =>
        new(
            Page("You are invited"),
            voice("The Harbour Courant invites you."),
            "/courant/invitation",
            "4711",
            voice("ole@harbour.example")
        )
        {
            SignInUrl = "/courant/sign-in",
            IsForAnother = true,
            Name = voice("Ole"),
            NameFault = voice("This name is taken."),
            PasswordFault = voice("Too short."),
            Fault = voice("There is an account with this e-mail address."),
            MinPassword = 8,
        };

    public WordListsPageModel TryOut(CheckVerdict verdict) =>
        WordLists with
        {
            BannedFault = null,
            IsSaved = false,
            TryOut = new(verdict, new($"<p>{voice("Nothing.")}</p>"), []),
        };

    private StandingModel Standing(string kind) =>
        new(
            voice("gullwatcher"),
            kind,
            voice("Threats, three times."),
            voice("Liv Harrow"),
            Noon,
            "/courant/console/sanctions/1/lift"
        )
        {
            Rule = voice("Threat or wishing harm"),
            Until = Noon.AddDays(30),
        };

    private SanctionModel Decided(string kind) =>
        new(kind, voice("Three of your comments in a row broke rule 1."), Noon)
        {
            Stands = true,
            Rule = voice("No attacks on people"),
            RuleUrl = "/courant/rules?version=2#rule-1",
        };

    public DeskFiguresPageModel DeskFigures =>
        new(
            Console(ConsolePlace.Desk),
            [voice("Of the last 1,204 comments of the week, 93 % needed no person.")],
            [Chart("days", 2, [12, 3], [0, 9_000]), Chart("median", 1, [null], [7]), Chart("none", 1, [0])]
        )
        {
            Agreement = new(
                Chart("overturned", 2, [1, 0], [2, 1]),
                [
                    new(voice("1 May"), 60, 4, voice("1 (2 %)"), 3, voice("1 (33 %)")),
                    new(voice("1 June"), 0, 0, null, 1, voice("0 (0 %)")),
                ],
                [new(voice("All rules"), 60, "0.71", voice("0.52 and 0.86")), new(voice(LongWord), 12, null, null)],
                50,
                10
            ),
        };

    public SecondLookPageModel SecondLook =>
        new(
            Console(ConsolePlace.SecondLook),
            new(
                new MarkupString($"<p>{voice("You are all liars.")}</p>"),
                Title,
                "#story",
                "/courant/console/second-look/1?rules=2",
                "?after=1"
            )
            {
                Above = [Say(1, LongName, "Nobody fixes the mill.")],
                Rules = Queue.Case!.Rules,
                Laws = Queue.Case.Laws,
            },
            3
        )
        {
            Differences = (2, "/courant/console/differences"),
        };

    public CarePageModel Care =>
        new(Console(ConsolePlace.Care), "/courant/console/care", true, 20, 80)
        {
            Rules = [new(2, voice("Threat or wishing harm"), null), new(3, voice(LongWord), Noon)],
            Came = (3, 12, 40),
            IsSaved = true,
        };

    public DifferencesPageModel Differences =>
        new(
            Console(ConsolePlace.SecondLook),
            [
                new(
                    new MarkupString($"<p>{voice("You goat.")}</p>"),
                    Title,
                    "#story",
                    true,
                    null,
                    voice("No insults"),
                    "/courant/console/differences/1"
                )
                {
                    Above = [Say(1, LongName, "Nobody fixes the mill.")],
                    Rule = 2,
                },
                new(
                    new MarkupString($"<p>{voice("Liars.")}</p>"),
                    Title,
                    "#story",
                    false,
                    voice(LongWord),
                    null,
                    "/courant/console/differences/2"
                ),
                new(new MarkupString($"<p>{voice("Liars.")}</p>"), Title, "#story", false, voice(LongWord), null, "#")
                {
                    Obstacle = voice("You took one of the two decisions."),
                },
            ],
            "/courant/console/second-look"
        )
        {
            Rules = Queue.Case!.Rules,
        };

    private BarChartModel Chart(string id, int series, params double?[][] bars) =>
        new(
            id,
            voice("Decisions by day"),
            voice("Day"),
            [.. Enumerable.Range(1, series).Select(number => voice($"Series {number}"))],
            [.. bars.Select((values, day) => new BarModel(voice($"{10 + day} May"), values))]
        );

    private ConsoleModel Console(ConsolePlace place) =>
        new(
            Own("Moderation") with
            {
                Assets = Assets with { Styles = [.. Assets.Styles, "console.css"] },
            },
            place,
            new(
                "/courant/console",
                "/courant/console/threads",
                "/courant/console/writers",
                "/courant/console/policies",
                "/courant/console/words",
                "/courant/sign-out"
            )
            {
                Objections = "/courant/console/objections",
                Flaggers = "/courant/console/flaggers",
                Orders = "/courant/console/orders",
                Figures = "/courant/console/figures",
                Notes = "/courant/console/notes",
                Desk = "/courant/console/desk",
                SecondLook = "/courant/console/second-look",
                Newsroom = "/courant/newsroom/reports",
                Care = "/courant/console/care",
            },
            voice("Liv Harrow")
        )
        {
            Sections = [voice("Sport")],
            Waiting = 23,
        };

    private QueueItemModel Item(string author, string words, string why, int reports) =>
        new("?item=1", voice(author), voice(words), Noon, voice(why)) { Reports = reports };

    private ThreadRowModel Row(bool isOpen) =>
        new(Title, "/courant/s/lantern", 128, 5, isOpen, $"/courant/console/t/{isOpen}")
        {
            LastActivity = Noon,
            PolicyUrl = "/courant/console/threads/1/policy",
            IsContested = isOpen,
            Surge = isOpen ? voice("comments ×8 in ten minutes") : null,
        };

    private const string LongName = "Maximiliane-Apollonia von und zu Hohenwaldstetten-Unterbrunn (Altmoor am See)";

    private static readonly string LongWord = string.Concat(Enumerable.Repeat("Grenzübergangsvereinbarungsverlängerung", 6));

    private CommentModel Held =>
        Say(60, "Ada Korr", "The ministry's own text is here. It does not deny the talks.") with
        {
            Standing = CommentStanding.Held,
            StandingSince = Noon,
            Reasons =
            [
                voice("Links wait until three of your comments have been published."),
                voice("You wrote the same words before."),
            ],
            Own = OwnActs.Edit | OwnActs.Delete | OwnActs.Challenge,
        };

    private ThreadModel Around(IReadOnlyList<CommentModel> comments, int count) =>
        new(Id(0), count, comments)
        {
            Version = 412,
            ApiUrl = "/api/v1/sites/courant/threads/1",
            SignInUrl = "/courant/sign-in",
            RulesUrl = "/courant/rules",
            Shown = Math.Min(21, count),
            Orders =
            [
                new("newest", "?order=newest", true),
                new("oldest", "?order=oldest", false),
                new("appreciated", "?order=appreciated", false),
            ],
            Form = new("/courant/t/1/comments")
            {
                DoLinksWait = true,
                Guest = new(),
                Hidden = [new("url", "https://courant.example/lantern")],
            },
        };

    private NewsroomModel Newsroom(NewsroomPlace place) =>
        new(
            Console(ConsolePlace.Queue).Page,
            place,
            "/courant/newsroom/reports",
            "/courant/newsroom/claims",
            "/courant/newsroom/sources",
            "/courant/newsroom/dossiers",
            "/courant/newsroom/corrections",
            "/courant/newsroom/replies",
            "/courant/newsroom/evening",
            "/courant/sign-out",
            voice("Ines Marrow")
        )
        {
            ConsoleUrl = "/courant/console",
        };

    public ReportsPageModel Reports =>
        new(
            Newsroom(NewsroomPlace.Reports),
            [
                new("/courant/newsroom/reports/1", Title, Noon, Noon),
                new("/courant/newsroom/reports/2", voice("A draft with a headline that is longer than most"), null, Noon),
            ],
            "/courant/newsroom/reports/new",
            new("/courant/newsroom/pages")
        )
        {
            FirstUrl = "/courant/newsroom/reports",
            NextUrl = "/courant/newsroom/reports?after=1",
        };

    /// <summary>A page of the site from which no text could be taken.</summary>
    public ReportsPageModel TakeAgain =>
        Reports with
        {
            Take = Reports.Take with
            {
                Url = voice("https://courant.example/lantern"),
                Reason = voice("The ministry wrote to us."),
                Faults = new Dictionary<string, string> { ["url"] = voice("No element is marked.") },
            },
        };

    public WritingPageModel WritingElsewhere =>
        Writing with
        {
            PublishedAt = Noon,
            Take = new("/courant/newsroom/pages") { Url = voice("https://courant.example/lantern"), IsKnown = true },
        };

    public WritingPageModel Writing =>
        new(
            Newsroom(NewsroomPlace.Reports),
            new()
            {
                Headline = Title,
                Standfirst = voice("The Meridian quotes one official."),
                Text = voice("People in Dovar doubt that it will be easy."),
                Authors = voice("Ines Marrow"),
                Tags = voice("mills"),
                Caption = voice("The house on Salt Street"),
                Number = 3,
            },
            "/courant/newsroom/reports/1"
        )
        {
            SourcesUrl = "/courant/newsroom/reports/1/sources",
            Picture = new("/courant/pictures/1", 640, 360, voice("A house in a narrow street"))
            {
                HasPlace = true,
                HasCredentials = true,
            },
            Checks =
            [
                new(voice("Unattributed"), voice("sources say")),
                new(voice("Why unnamed"), voice("the talks had been going on")),
                new(voice("Since it was kept, it became disputed."), voice("It rained."))
                {
                    Url = "/courant/newsroom/claims/1",
                    Seen = "1/1",
                },
            ],
            AreOfTyped = true,
            Seen = [new(voice("The mill is sold."), "/courant/newsroom/claims/2", voice("Ines Marrow"), Noon)],
        };

    public WritingPageModel WritingPublished =>
        Writing with
        {
            Form = Writing.Form with
            {
                PictureDescription = voice("A house in a narrow street"),
                Faults = new Dictionary<string, string>
                {
                    ["reason"] = voice("Change reason missing"),
                    ["picture"] = voice("That file is no picture"),
                },
            },
            PublicUrl = "/courant/s/lantern",
            ChangesUrl = "/courant/s/lantern/changes",
            PublishedAt = Noon,
        };

    public SourcesPageModel Sources =>
        new(
            Newsroom(NewsroomPlace.Reports),
            Title,
            "/courant/newsroom/reports/1",
            Report,
            [
                new(
                    voice("the talks had been going on"),
                    voice("Orsenian official, unnamed, via The Meridian"),
                    voice("Orsenia has been mediating since last spring."),
                    "/courant/newsroom/claims/1",
                    "/courant/newsroom/reports/1/sources/1/remove"
                )
                {
                    IsMoved = true,
                    ReplyUrl = "/courant/newsroom/reports/1/sources/1/reply",
                    Named = [new("1", voice("The Meridian"))],
                },
                new(voice("at a high level"), voice("Bero Quast"), null, null, "/courant/newsroom/reports/1/sources/2/remove")
                {
                    IsOrphaned = true,
                },
            ],
            new()
            {
                Words = voice("the talks"),
                Source = voice("Orsenian official"),
                Kind = "unnamed",
            },
            "/courant/newsroom/reports/1/sources"
        )
        {
            Proposals = [new(voice("You can sign a paper in a week"), voice("Mira Teland"), "?take=1")],
        };

    public ChainEditPageModel ChainEdit =>
        new(
            Newsroom(NewsroomPlace.Reports),
            "/courant/newsroom/attributions/1",
            [
                new() { Source = voice("The Meridian") },
                new()
                {
                    Source = voice("official in the ministry"),
                    Kind = "unnamed",
                    WhyUnnamed = voice("The talks are not public."),
                    When = "soon",
                },
                new(),
            ],
            Formerly([new(Noon, voice("Ines Marrow"), [voice("Bero Quast"), voice("A name, not kept")])])
        )
        {
            BackUrl = "/courant/newsroom/reports/1/sources",
            BackTitle = Title,
            Words = voice("the talks had been going on"),
            Number = 1,
            Now = [voice("Nan Quast")],
            Faults = new Dictionary<string, string>
            {
                ["when-2"] = voice("That is no date"),
                ["number"] = voice("Corrected meanwhile"),
            },
        };

    public ChangesPageModel Changes =>
        new(
            Story.Page,
            Title,
            "/courant/s/lantern",
            [
                new(
                    2,
                    Noon,
                    voice("The ministry has answered."),
                    voice("Lantern closed its office nine years ago, not ten."),
                    [
                        new(voice("Another picture"), []),
                        new(
                            voice("Paragraph 1"),
                            [
                                new("same", voice("Lantern shut its offices ")),
                                new("removed", voice("ten")),
                                new("added", voice("nine")),
                                new("same", voice(" years ago.")),
                            ]
                        ),
                    ],
                    "/courant/s/lantern/changes/2"
                ),
                new(1, Noon.AddHours(-2), null, null, [], "/courant/s/lantern/changes/1"),
            ],
            new("/courant/s/lantern/changes", voice("The newest changes"), null, voice("Earlier changes"))
        )
        {
            Remarks =
            [
                new(Noon, voice("Who says “the order was signed in May” was corrected.")),
                new(Noon, voice("Words were removed from earlier texts, to protect somebody.")),
            ],
            Protect = new("/courant/newsroom/reports/1/protected-words", voice("Nan Quast"))
            {
                Places = 3,
                Faults = new Dictionary<string, string> { ["words"] = voice("These words stand in what everybody reads now.") },
            },
        };

    private PastModel Formerly(IReadOnlyList<FormerModel> shown) =>
        new(
            shown,
            new(
                "/courant/newsroom/sources/1",
                voice("The last corrections"),
                "/courant/newsroom/sources/1?before=9",
                voice("Earlier corrections")
            )
        );

    public FormerTextPageModel FormerText =>
        new(
            Story.Page,
            Title,
            "/courant/s/lantern/changes",
            "/courant/s/lantern",
            Noon,
            [voice("Lantern shut its offices ten years ago."), voice("Nobody said why.")]
        )
        {
            Kicker = voice("Business"),
            Standfirst = voice("The Meridian quotes one official."),
            Byline = voice("Ines Marrow"),
            Caption = voice("The house on Salt Street"),
            Credit = voice("Ada Korr"),
        };

    public ClaimsPageModel Claims =>
        new(
            Newsroom(NewsroomPlace.Claims),
            [new("/courant/newsroom/claims/1", voice("Orsenia has been mediating since last spring."), "disputed", Noon)],
            new("/courant/newsroom/claims", voice("spring"))
        )
        {
            FirstUrl = "/courant/newsroom/claims",
            NextUrl = "/courant/newsroom/claims?after=1",
        };

    public ClaimEditPageModel ClaimEdit =>
        new(
            Newsroom(NewsroomPlace.Claims),
            voice("Orsenia has been mediating since last spring."),
            "disputed",
            voice("5 articles, 3 outlets, 1 root: unnamed, via the Meridian"),
            "/courant/claims/1",
            "/courant/newsroom/claims/1/status",
            "/courant/newsroom/claims/1/articles",
            "/courant/newsroom/claims/1",
            [new("disputed", voice("The ministry denies a visit in March."), Noon)],
            Formerly([new(Noon, voice("Ines Marrow"), [voice("Orsenia has been mediating since spring."), voice("An event")])])
        )
        {
            Typed = new Dictionary<string, string>
            {
                ["claim"] = voice("Orsenia has been mediating since last spring."),
                ["claim-kind"] = "event",
                ["said-on"] = "2027-05-11",
            },
            Faults = new Dictionary<string, string>
            {
                ["reason"] = voice("Status reason missing"),
                ["claim"] = voice("A claim is one sentence"),
            },
        };

    public KeptSourcesPageModel KeptSources =>
        new(
            Newsroom(NewsroomPlace.Sources),
            [new("/courant/newsroom/sources/1", voice("official in the ministry"), "unnamed")],
            new("/courant/newsroom/sources", voice("ministry"))
        )
        {
            FirstUrl = "/courant/newsroom/sources",
            NextUrl = "/courant/newsroom/sources?after=1",
        };

    public SourceEditPageModel SourceEdit =>
        new(
            Newsroom(NewsroomPlace.Sources),
            voice("official in the ministry"),
            "/courant/newsroom/sources",
            "/courant/newsroom/sources/1",
            new Dictionary<string, string>
            {
                ["source"] = voice("official in the ministry"),
                ["kind"] = "unnamed",
                ["why-unnamed"] = voice("The talks are not public."),
                ["name-known"] = "yes",
                ["interest"] = voice("The ministry wants the talks to be known."),
                ["url"] = "https://orsenia.example/",
                ["note"] = voice("Met twice."),
            },
            Formerly([
                new(Noon, voice("Ines Marrow"), [voice("An official"), voice("A person who is not named")]),
                new(Noon, null, [voice("A name, not kept"), voice("A person")]),
            ])
        )
        {
            Faults = new Dictionary<string, string> { ["url"] = voice("An address begins with https://") },
        };

    private ReportModel Report =>
        new(
            Title,
            Noon.AddHours(-5),
            [
                Paragraph(
                    "Orsenia is trying to bring the Lantern movement and the government of Tarsk back into contact, nine years after Lantern shut its offices in Dovar and sided with the opposition, ",
                    "the regional daily the Meridian reported on Tuesday",
                    1,
                    new(1, voice("the Meridian, in its own words"))
                    {
                        Rests = voice("1 source, seen by us in the original."),
                        Talk = Talk(1),
                    }
                ),
                Paragraph(
                    "An Orsenian official told the paper that ",
                    "the talks had been going on since the early spring of last year and had softened Dovar’s stance",
                    2,
                    new(2, voice("an unnamed official, via the Meridian"))
                    {
                        Chains =
                        [
                            [
                                new(voice("The Meridian"), voice("quotes the official, not in full"), "original")
                                {
                                    Url = "https://meridian.example/1",
                                    ArchivedUrl = "https://archive.example/1",
                                },
                                new(voice("Orsenian official, unnamed"), voice("said"), "no")
                                {
                                    WhyUnnamed = voice("Fears for the post."),
                                    NameKnown = voice("Name known at the Meridian: yes"),
                                    Interest = voice("Wants the talks to go on."),
                                },
                            ],
                        ],
                        Claims =
                        [
                            new(
                                voice("The talks had been going on since the spring."),
                                voice("5 articles, 3 outlets, 1 root: unnamed, via the Meridian"),
                                "/courant/claims/1"
                            )
                            {
                                Status = voice("Disputed"),
                            },
                            new(voice("Nobody talks to anybody."), voice("1 source"), "/courant/claims/2")
                            {
                                Stance = voice("disputes it"),
                            },
                        ],
                        OldQuote = voice("the talks had been going on since the spring"),
                        Talk = Talk(2) with { Count = 0 },
                        Replies =
                        [
                            new(voice("Bero Quast"), voice("I never said so.\nAsk the secretary."), Noon)
                            {
                                Response = new(voice("Ines Marrow"), voice("We have the recording."), Noon),
                            },
                        ],
                    }
                ),
                Paragraph(
                    "People in Dovar doubt that it will be easy. “You can sign a paper in a week,” said Mira Teland, who teaches regional history in the city. “People here will want to know who carried the shells.”"
                ),
                Paragraph("Nobody at the ministry would speak on the record.") with
                {
                    Talks = [Talk(3) with { Quote = voice("on the record"), OldQuote = voice("on record") }],
                },
                new([]) { Html = new($"<p>{voice("What an older system left: ")}<em>{voice("marked up")}</em>.</p>") },
            ]
        )
        {
            Kicker = voice("Abroad: Tarsk and its exiles"),
            Standfirst = voice(
                "The Meridian quotes one Orsenian official who would not be named. Tarsk denies a meeting but not the talks. Lantern speaks only of “coordination”."
            ),
            Byline = voice("Ines Marrow"),
            ChangedAt = Noon.AddHours(-1),
            ChangesUrl = "/courant/s/lantern/changes",
            WriteUrl = "/courant/t/1/write",
            Dossiers = [(voice("Tarsk and its exiles"), "/courant/dossiers/tarsk")],
            Notices =
            [
                new(voice("Passage 2: disputed"), voice("Tarsk denies a meeting."), Noon.AddHours(-2), "/courant/claims/1"),
            ],
            Orphans =
            [
                new(0, voice("the Meridian"))
                {
                    OldQuote = voice("The order was signed in May."),
                    Talk = Talk(4) with { WriteUrl = null },
                },
                new(0, "") { OldQuote = voice("A second order was signed."), Talk = Talk(5) with { WriteUrl = null } },
            ],
            Photo = new(
                "photo.svg",
                640,
                384,
                voice("A shuttered house with an unlit lantern beside its door"),
                voice("The house on Salt Street in Dovar that was Lantern’s office until nine years ago."),
                voice("Drawing: Pia Lund, The Courant")
            ),
        };

    private ParagraphModel Paragraph(string text) => new([new(voice(text))]);

    private ParagraphModel Paragraph(string text, string passage, int number, SourceNoteModel note) =>
        new([new(voice(text)), new(voice(passage), true, [number], [number]), new(voice("."))]) { Notes = [note] };

    private static TalkModel Talk(int number) =>
        new($"words-{Id(number)}", 2, $"/courant/passages/{Id(number)}")
        {
            WriteUrl = $"/courant/t/1/write?passage={Id(number)}",
        };

    private PlaceModel Place =>
        new(voice("the order was signed in May"), "#words-1") { OldWords = voice("the order was signed") };

    private IEnumerable<CommentModel> Top()
    {
        yield return Say(
            10,
            "Ruben Tal",
            "One official. One. And by this evening it will be “reports confirm”.",
            appreciations: 41,
            replies:
            [
                Say(
                    11,
                    "Hesper Vane",
                    "That is what the numbers in the margin are for. Passage 2 says it plainly: one root, and nobody knows the name except the Meridian.",
                    appreciations: 18,
                    replies:
                    [
                        Say(
                            12,
                            "Ruben Tal",
                            "I read the margin. Most people read the headline and stop.",
                            appreciations: 9,
                            replies:
                            [
                                Say(
                                    13,
                                    "Ines Marrow",
                                    "A fair point. The headline now ends with “report says”; until 09:40 it did not. We have asked the Orsenian foreign ministry and Lantern’s office.",
                                    AuthorKind.Journalist,
                                    64,
                                    replies:
                                    [
                                        Say(14, "Ruben Tal", "Thank you.", replies: [Say(15, "Hesper Vane", "Seconded.")]),
                                    ]
                                ),
                            ]
                        ),
                    ]
                ),
            ]
        ) with
        {
            More = new(7, "/courant/t/1/b/10?after=15"),
        };
        yield return Say(
            20,
            LongName,
            $"The last time these two met there was even an office for it, with a brass plate: {LongWord}. I kept the letterhead.",
            appreciations: 1204
        ) with
        {
            Place = Place,
            Answer = new(voice("The gazette says so."), voice("Ines Marrow"), Noon, "disputed"),
        };
        yield return Gone(30, CommentStanding.Removed);
        yield return Say(
            40,
            "ليلى المنصوري",
            "قرأتُ التقرير مرتين، وما زلت أسأل: من الرابح من نشره اليوم بالذات؟ مسؤول واحد بلا اسم لا يكفي كي نقول إن دوفار قد لان موقفها.",
            AuthorKind.Guest,
            replies: [Gone(41, CommentStanding.Deleted)]
        );
        yield return Say(
            50,
            "Liv Harrow",
            "Please stay with the report. What the harbour board did belongs under the other story.",
            AuthorKind.Moderator
        ) with
        {
            IsEdited = true,
        };
        yield return Say(52, "Ana Reader", "The paper knows me, and you know that it does.", AuthorKind.Signed);
        yield return Say(51, "quaywatcher", "Nobody dates what a saved page holds.", AuthorKind.Imported) with
        {
            PostedAt = null,
            Html = new(
                $"<p>{voice("Nobody dates what a saved page holds.")}</p><blockquote><p>{voice("A quotation.")}</p></blockquote><ul><li>{voice("one")}</li><li>{voice("two")}</li></ul><pre><code>{voice("code that is wider than any phone and has to be scrolled inside its own box")}</code></pre>"
            ),
        };
    }

    private CommentModel Gone(int n, CommentStanding standing) =>
        Say(n, "x", "") with
        {
            Html = default,
            Standing = standing,
            StandingSince = standing is CommentStanding.Removed ? Noon : null,
            Rule = standing is CommentStanding.Removed ? voice("House rule 2: no threats, no wishing harm.") : null,
            Replies =
                standing is CommentStanding.Removed
                    ?
                    [
                        Say(
                            n + 1,
                            "Nadia Ferro",
                            "You can hate the movement without wishing fire on a whole town. I live in that town.",
                            appreciations: 97
                        ),
                    ]
                    : [],
        };

    private CommentModel Say(
        int n,
        string name,
        string words,
        AuthorKind kind = AuthorKind.Reader,
        int appreciations = 0,
        CommentModel[]? replies = null
    ) =>
        new(Id(n), $"/courant/c/{Id(n)}", new(voice(name), kind), new($"<p>{voice(words)}</p>"), Noon.AddMinutes(n))
        {
            Appreciations = appreciations,
            Replies = replies ?? [],
        };

    private static Guid Id(int n) => new($"0196c1a2-0000-7000-8000-{n:x12}");

    private static string Greek(string text)
    {
        const string Latin = "abcdefghijklmnopqrstuvwxyz";
        const string Letters = "αβκδεφγηιξκλμνοπκρστυβωχψζ";
        return string.Concat(
            text.Select(letter =>
                Latin.IndexOf(char.ToLower(letter, CultureInfo.InvariantCulture), StringComparison.Ordinal) is >= 0 and var at
                    ? Letters[at]
                    : letter
            )
        );
    }
}
