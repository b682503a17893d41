using Microsoft.Extensions.Logging.Abstractions;
using Parley.Screening;
using Xunit;

namespace Parley.Tests.Screening;

/// <summary>What the checks that a site sets find, and what follows from how they are set.</summary>
public sealed class SettableCheckTests
{
    private static readonly Screener Screener = new(Screener.InOrder, NullLogger<Screener>.Instance);

    [Fact]
    public void A_check_that_is_off_finds_nothing_and_one_in_shadow_counts_for_nothing()
    {
        var links = CheckSettings.Kinds.Single(kind => kind.Name == "links");
        foreach (var mode in Enum.GetValues<CheckMode>())
        {
            var findings = Screener.Review(Drafts.Of("see pills.com", Drafts.Newcomer, checks: Set(links, new(mode))));

            Assert.Equal(
                (mode is CheckMode.Hold or CheckMode.Nudge, mode == CheckMode.Refuse),
                (findings.IsHold, findings.IsRefusal)
            );
            Assert.Equal(mode == CheckMode.Shadow ? ["links"] : [], findings.Shadow.Select(reason => reason.Check));
        }
    }

    [Fact]
    public void A_reason_names_the_version_of_the_settings()
    {
        var set = Set(FirstCommentsCheck.Kind, new(CheckMode.Hold, 2)) with { Version = 12 };

        var reason = Assert.Single(Screener.Review(Drafts.Of("Good morning", new(PublishedCount: 1), checks: set)).Reasons);

        Assert.Equal(("first-comments", 12, 2), (reason.Check, reason.RuleVersion, reason.Arguments["count"]));
    }

    [Theory]
    [InlineData(1, false, true)]
    [InlineData(2, false, false)]
    [InlineData(0, true, false)]
    public void The_first_comments_of_a_newcomer_wait_and_those_of_staff_do_not(int published, bool isStaff, bool waits) =>
        Assert.Equal(
            waits,
            Screener
                .Review(
                    Drafts.Of(
                        "Good morning",
                        new(published, IsStaff: isStaff),
                        checks: Set(FirstCommentsCheck.Kind, new(CheckMode.Hold, 2))
                    )
                )
                .IsHold
        );

    [Theory]
    [InlineData("a.com b.com c.com", 3, false)]
    [InlineData("a.com b.com c.com d.com", 3, true)]
    [InlineData("No address at all", 0, false)]
    public void More_links_than_the_site_wants_wait_whoever_writes(string words, int most, bool waits) =>
        Assert.Equal(
            waits,
            Screener.Review(Drafts.Of(words, checks: Set(ManyLinksCheck.Kind, new(CheckMode.Hold, most)))).IsHold
        );

    [Theory]
    [InlineData("see https://pills.example/buy", "https://pills.example/buy")]
    [InlineData("see http://shop.eu.Pills.example:8080/x?y", "http://shop.eu.Pills.example:8080/x?y")]
    [InlineData("see casino.com", "casino.com")]
    [InlineData("see casino[.]com now", "casino[.]com")]
    [InlineData("see cаsino.com", "cаsino.com")]
    [InlineData("mail ann@casino.com", "ann@casino.com")]
    [InlineData("[news](//pills&#46;example)", null, "https://pills.example/")]
    public void What_leads_to_a_listed_host_or_below_one_is_found(string words, string? found, params string[] links)
    {
        var reason = Assert.Single(
            Screener.Review(Drafts.Of(words, links: links, checks: Hosts("# no\n*.pills.example\n\ncasino.com"))).Reasons
        );

        Assert.Equal(("listed-hosts", found), (reason.Check, reason.Place?.In(words)));
    }

    [Theory]
    [InlineData("see https://notpills.example/")]
    [InlineData("see https://example/pills.example")]
    [InlineData("see https://pills.example.org/")]
    public void A_host_that_only_looks_like_a_listed_one_is_none(string words) =>
        Assert.Empty(Screener.Review(Drafts.Of(words, checks: Hosts("pills.example"))).Reasons);

    [Theory]
    [InlineData("casino.com", 0, 1)]
    [InlineData("www.casino.com", 0, 1)]
    [InlineData("ended.com", 0, 0)]
    [InlineData("pills.example", 1, 0)]
    [InlineData("shop.pills.example", 1, 0)]
    public void A_host_in_shadow_is_only_told_for_its_week_and_shadows_no_other(string host, int found, int told)
    {
        const string List =
            "pills.example\n[shadow 2026-03-01T12:01Z]\ncasino.com\nshop.pills.example\n[Shadow 2026-03-01T12:00Z]\nended.com";
        foreach (
            var draft in (Draft[])
                [
                    Drafts.Of("see https://" + host, checks: Hosts(List)),
                    Drafts.Of(
                        "Hello",
                        mailDomain: host,
                        checks: Set(MailDomainCheck.Listed.Kind, new(CheckMode.Hold, Hosts: List))
                    ),
                ]
        )
        {
            var findings = Screener.Review(draft);
            Assert.Equal((found, told), (findings.Reasons.Count, findings.Shadow.Count));
        }
    }

    [Theory]
    [InlineData("https://bit.ly/3xYz", true)]
    [InlineData("tinyurl.com/abc", true)]
    [InlineData("https://youtu.be/abc", false)]
    [InlineData("https://orbit.ly/", false)]
    public void A_link_that_hides_where_it_leads_waits(string words, bool waits) =>
        Assert.Equal(waits, Screener.Review(Drafts.Of(words)).IsHold);

    [Theory]
    [InlineData(4, 4, false)]
    [InlineData(3, 5, true)]
    [InlineData(10, 20, false)]
    [InlineData(11, 20, true)]
    public void A_writer_of_whom_people_rejected_more_than_half_is_looked_at(int rejected, int decided, bool waits) =>
        Assert.Equal(
            waits,
            Screener
                .Review(
                    Drafts.Of(
                        "Good morning",
                        decided: new(rejected, decided),
                        checks: Set(RejectionCheck.Kind, new(CheckMode.Hold, 50))
                    )
                )
                .IsHold
        );

    [Theory]
    [InlineData("mail.trash.example", true)]
    [InlineData("trash.example", true)]
    [InlineData("nottrash.example", false)]
    [InlineData(null, false)]
    public void A_writer_with_an_address_at_a_listed_domain_waits(string? domain, bool waits) =>
        Assert.Equal(
            waits,
            Screener
                .Review(
                    Drafts.Of(
                        "Good morning",
                        mailDomain: domain,
                        checks: Set(MailDomainCheck.Listed.Kind, new(CheckMode.Hold, Hosts: "@trash.example"))
                    )
                )
                .IsHold
        );

    [Fact]
    public void A_rush_into_a_story_holds_those_alone_who_are_not_known()
    {
        var set = Set(PaceCheck.InStory.Kind, new(CheckMode.Hold, 100));

        Assert.True(Screener.Review(Drafts.Of("Yes", Drafts.Newcomer, pace: new(1, 1, 101), checks: set)).IsHold);
        Assert.True(Screener.Review(Drafts.Of("Yes", Drafts.Newcomer, pace: new(1, 1, 100), checks: set)).IsPass);
        Assert.True(Screener.Review(Drafts.Of("Yes", Drafts.Known, pace: new(1, 1, 9_999), checks: set)).IsPass);
        // Three comments are soon published by whoever came for it.
        var sudden = Drafts.Known with
        {
            IsNewHere = true,
        };
        Assert.True(Screener.Review(Drafts.Of("Yes", sudden, pace: new(1, 1, 101), checks: set)).IsHold);
    }

    [Fact]
    public void One_text_from_many_accounts_waits_from_the_number_on_that_the_site_says()
    {
        Assert.True(Screener.Review(Drafts.Of("Vote", saidByOthers: new(2, Guid.Empty))).IsPass);
        Assert.True(Screener.Review(Drafts.Of("Vote", saidByOthers: new(3, Guid.Empty))).IsHold);
    }

    [Fact]
    public void A_list_of_hosts_names_each_line_that_is_none()
    {
        HostList.Read("ok.example\nno spaces here\n# note\nhttps://x/\n" + new string('x', 64) + ".example", out var faults);

        Assert.Equal([2, 4, 5], faults.Select(fault => fault.Arguments!["line"]));
        Assert.All(faults, fault => Assert.Equal("host-invalid", fault.Code));
    }

    [Fact]
    public void A_host_that_is_tried_anew_below_a_later_line_is_tried_as_long_as_that_says()
    {
        var list = HostList.Read("[shadow 2026-03-01T12:00Z]\na.example\n[shadow 2026-03-08T12:00Z]\na.example", out _);

        Assert.Equal(("a.example", true), list.Find("a.example", Drafts.Noon.AddDays(1)));
        Assert.False(list.IsEmptyAt(Drafts.Noon.AddDays(1)));
        Assert.True(list.IsEmptyAt(Drafts.Noon.AddDays(7)));
        Assert.True(HostList.Read("", out _).IsEmptyAt(Drafts.Noon));
    }

    private static CheckSettings Set(CheckKind kind, CheckRule rule) => CheckSettings.Usual.With(kind, rule);

    private static CheckSettings Hosts(string hosts) => Set(HostCheck.Listed.Kind, new(CheckMode.Hold, Hosts: hosts));
}
