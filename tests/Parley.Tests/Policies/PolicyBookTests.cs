using Parley.Policies;
using Parley.Sites;
using Parley.Threads;
using Xunit;

namespace Parley.Tests.Policies;

/// <summary>Of all that is set, the nearest counts, field by field; of what is equally near, the strictest.</summary>
public sealed class PolicyBookTests
{
    private static readonly Site Site = new(
        new SiteId(1),
        "courant",
        "The Courant",
        "en",
        "Europe/Vienna",
        new() { CloseAfterDays = 3 },
        ["https://news.example"]
    );

    // A Friday, two in the afternoon in Vienna.
    private static readonly DateTimeOffset Now = new(2027, 5, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Thread = Guid.CreateVersion7();
    private static readonly PolicySubject Lantern = new(
        Thread,
        "Politics",
        ["Election", "Mill"],
        "news.example/politics/harbour/lantern"
    );

    private static readonly PolicyScope Politics = new(PolicyScopeKind.Section, "politics");
    private static readonly PolicyScope PoliticsPath = new(PolicyScopeKind.Section, "/politics");
    private static readonly PolicyScope HarbourPath = new(PolicyScopeKind.Section, "/politics/harbour");
    private static readonly PolicyScope Election = new(PolicyScopeKind.Tag, "election");
    private static readonly PolicyScope Mill = new(PolicyScopeKind.Tag, "Mill");
    private static readonly PolicyScope OfThread = PolicyScope.OfThread(Thread);

    private static readonly Policy Pre = new() { Mode = PolicyMode.Pre };
    private static readonly Policy Risk = new() { Mode = PolicyMode.Risk };
    private static readonly Policy Post = new() { Mode = PolicyMode.Post };
    private static readonly Policy Closed = new() { State = PolicyState.Closed, Sentence = "Not here." };
    private static readonly Policy Open = new() { State = PolicyState.Open };

    [Fact]
    public void Where_nothing_is_set_all_is_as_it_was()
    {
        var found = Ask();

        Assert.Equal(PolicyInForce.Nothing, found);
        Assert.True(found.IsOpen);
        Assert.False(found.DoAllWait || found.DoNewcomersWait);
    }

    [Fact]
    public void Of_each_score_the_nearest_limit_counts_and_of_several_tags_the_lowest()
    {
        var found = Ask(
            (PolicyScope.Site, Limits(("threat", 60), ("insult", 70))),
            (Politics, Limits(("insult", 100))),
            (Election, Limits(("toxicity", 90))),
            (Mill, Limits(("toxicity", 80)))
        );

        Assert.Equal(
            [("insult", 100), ("threat", 60), ("toxicity", 80)],
            found.Scores.Select(one => (one.Key, one.Value)).Order()
        );

        static Policy Limits(params (string Name, int Limit)[] limits) =>
            new() { Scores = limits.ToDictionary(one => one.Name, one => one.Limit) };
    }

    [Fact]
    public void A_policy_names_the_scores_by_which_checks_go() =>
        Assert.Equal(Policy.ScoreNames, Parley.Screening.ScoreCheck.General.Select(check => check.Name));

    [Fact]
    public void A_thread_goes_before_its_tags_these_before_its_section_and_the_site_is_last()
    {
        Assert.Equal((PolicyMode.Pre, PolicyScope.Site), ModeOf((PolicyScope.Site, Pre)));
        Assert.Equal((PolicyMode.Risk, Politics), ModeOf((PolicyScope.Site, Pre), (Politics, Risk)));
        Assert.Equal((PolicyMode.Pre, Election), ModeOf((PolicyScope.Site, Post), (Politics, Risk), (Election, Pre)));
        Assert.Equal((PolicyMode.Post, OfThread), ModeOf((Politics, Risk), (Election, Pre), (OfThread, Post)));
    }

    [Fact]
    public void What_a_nearer_scope_leaves_open_a_wider_one_says()
    {
        var found = Ask((PolicyScope.Site, Pre with { Who = "confirmed" }), (Politics, Closed), (OfThread, Open));

        Assert.Equal((PolicyMode.Pre, PolicyState.Open, "confirmed"), (found.Mode, found.State, found.Who.Who));
        Assert.Null(found.Sentence);
    }

    [Fact]
    public void Of_several_tags_the_strictest_counts_whatever_their_order()
    {
        var slow = new Policy { State = PolicyState.Slowed, Seconds = 30 };
        var slower = new Policy { State = PolicyState.Slowed, Seconds = 600 };

        Assert.Equal(600, Ask((Election, slow), (Mill, slower)).Seconds);
        Assert.Equal(600, Ask((Election, slower), (Mill, slow)).Seconds);
        Assert.Equal(PolicyState.Closed, Ask((Election, Closed), (Mill, slower)).State);
        Assert.Equal(
            "entitlement:x",
            Ask((Election, new() { Who = "entitlement:x" }), (Mill, new() { Who = "confirmed" })).Who.Who
        );
    }

    [Fact]
    public void A_section_is_a_name_or_the_pages_below_a_path_of_which_the_innermost_counts()
    {
        Assert.Equal(PolicyMode.Pre, Ask((PoliticsPath, Pre)).Mode);
        Assert.Equal(PolicyMode.Risk, Ask((PoliticsPath, Pre), (HarbourPath, Risk)).Mode);
        Assert.Equal(PolicyMode.Post, Ask((new(PolicyScopeKind.Section, "/politics/harb"), Pre)).Mode);
        Assert.Equal(PolicyMode.Post, Ask((new(PolicyScopeKind.Section, "/sport"), Pre)).Mode);
        Assert.Equal(PolicyMode.Post, Ask((new(PolicyScopeKind.Section, "sport"), Pre)).Mode);
    }

    [Fact]
    public void Out_of_its_hours_a_policy_says_nothing_and_the_next_wider_one_holds()
    {
        var night = new WeeklyHours([.. Enum.GetValues<DayOfWeek>()], new(22, 0), new(7, 0));
        var book = Book((PolicyScope.Site, Risk), (Politics, Pre with { Hours = night }));
        var evening = Now.AddHours(8);

        Assert.Equal((PolicyMode.Risk, evening), (book.Ask(Lantern, Site, Now).Mode, book.Ask(Lantern, Site, Now).Until));
        Assert.Equal(PolicyMode.Pre, book.Ask(Lantern, Site, evening).Mode);
        Assert.Equal(evening.AddHours(9), book.Ask(Lantern, Site, evening).Until);
    }

    [Fact]
    public void A_stop_goes_before_everything()
    {
        var found = Ask((PolicyScope.Stop, Policy.OfStop("Back at eight.")), (OfThread, Open));

        Assert.Equal((PolicyState.Stopped, "Back at eight."), (found.State, found.Sentence));
        Assert.Equal("posting-stopped", found.Refusal?.Code);
    }

    [Fact]
    public void Age_closes_a_thread_unless_its_own_policy_says_how_it_stands()
    {
        var old = Lantern with { Row = RowOf(opened: Now.AddDays(-4)) };
        var young = Lantern with { Row = RowOf(opened: Now.AddDays(-1)) };

        var closed = Book((Politics, Open)).Ask(old, Site, Now);
        Assert.Equal((PolicyState.Closed, true, Now.AddDays(-1)), (closed.State, closed.IsTooOld, closed.Since));
        Assert.Equal((true, true), (Book((OfThread, Open)).Ask(old, Site, Now) is var own && own.IsOpen, own.IsAgeless));
        Assert.Equal(Now.AddDays(2), Book().Ask(young, Site, Now).Until);
        // What slows a contested thread says nothing of its age.
        Assert.True(Book((OfThread, new() { IsContested = true })).Ask(old, Site, Now).IsTooOld);
    }

    [Fact]
    public void A_contested_thread_is_slower_and_by_risk_and_no_more_open_than_it_was()
    {
        var contested = new Policy { IsContested = true, Note = "Be kind." };

        var plain = Ask((Politics, Pre), (OfThread, contested));
        Assert.Equal((PolicyMode.Risk, PolicyState.Slowed, 60), (plain.Mode, plain.State, plain.Seconds));
        Assert.Equal((true, "Be kind."), (plain.IsContested, plain.Note));
        Assert.Equal(PolicyState.Closed, Ask((Politics, Closed), (OfThread, contested)).State);
        Assert.Equal(
            (PolicyMode.Pre, PolicyState.Open),
            (
                Ask((OfThread, contested with { Mode = PolicyMode.Pre, State = PolicyState.Open })) is var own
                    ? own.Mode
                    : default,
                own.State
            )
        );
    }

    private static (PolicyMode, PolicyScope) ModeOf(params (PolicyScope, Policy)[] policies) =>
        (Ask(policies).Mode, Ask(policies).ModeOf);

    private static PolicyInForce Ask(params (PolicyScope, Policy)[] policies) => Book(policies).Ask(Lantern, Site, Now);

    private static PolicyBook Book(params (PolicyScope Scope, Policy Policy)[] policies) =>
        new(policies.ToDictionary(one => one.Scope, one => one.Policy));

    private static CommentThread RowOf(DateTimeOffset opened) => new(Site.Id, Thread, opened, null, 0, 0, null);
}
