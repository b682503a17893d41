using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Policies;
using Parley.Reasons;
using Parley.Screening;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class ScreenerTests
{
    private static readonly Screener Screener = new(Screener.InOrder, NullLogger<Screener>.Instance);

    [Fact]
    public void A_known_readers_harsh_opinion_passes_without_a_reason()
    {
        var findings = Screener.Review(
            Drafts.Of("This is the worst decision in years, see https://news.example/a", links: ["https://news.example/a"])
        );

        Assert.True(findings.IsPass);
        Assert.Empty(findings.Reasons);
    }

    [Fact]
    public void A_writer_learns_of_every_reason_at_once_and_the_strictest_stands()
    {
        var findings = Screener.Review(
            Drafts.Of("\u0007 Buy pills at pills.example.com, idiot", Drafts.Newcomer, banned: "pills", suspect: "idiot")
        );

        Assert.True(findings.IsRefusal);
        Assert.Equal(
            ["characters", "links", "banned-words", "banned-words", "suspect-words"],
            findings.Reasons.Select(reason => reason.Check)
        );
    }

    [Fact]
    public void Moderators_are_screened_like_everyone()
    {
        var findings = Screener.Review(Drafts.Of("What pills", new(PublishedCount: 0, IsStaff: true), banned: "pills"));

        Assert.True(findings.IsRefusal);
    }

    [Fact]
    public void A_stopped_writers_words_wait_and_say_why()
    {
        var findings = Screener.Review(Drafts.Of("Good morning", new(PublishedCount: 40, IsStopped: true)));

        Assert.True(findings.IsHold);
        Assert.Equal("reason.stopped.writer", Assert.Single(findings.Reasons).Rule);
    }

    [Theory]
    [InlineData(true, 0, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 0, false)]
    public void A_guest_is_read_once_before_publication(bool isGuest, int published, bool waits) =>
        Assert.Equal(waits, Screener.Review(Drafts.Of("Good morning", new(published, isGuest))).IsHold);

    [Theory]
    [InlineData("Pass")]
    [InlineData("Hold")]
    [InlineData("Refuse")]
    public void A_broken_check_has_the_outcome_that_it_declares_and_is_on_record(string outcome)
    {
        var declared = Enum.Parse<Verdict>(outcome);
        var log = new KeptLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        var screener = new Screener([new Broken(declared), WordCheck.Suspect], logs.CreateLogger<Screener>());

        var findings = screener.Review(Drafts.Of("quokka", suspect: "quokka"));

        // What lets pass restricts nobody: it is kept where staff see it, and in no statement.
        var failure = (declared == Verdict.Pass ? findings.Shadow : findings.Reasons)[0];
        Assert.Equal(("check-failed", declared), (failure.Check, failure.Verdict));
        Assert.Equal("broken", failure.Arguments["check"]);
        Assert.Equal("suspect-words", findings.Reasons[^1].Check);
        Assert.Contains("broken", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_a_broken_check_holds_no_words_of_the_reader()
    {
        var log = new KeptLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));

        new Screener([new Broken(Verdict.Hold)], logs.CreateLogger<Screener>()).Review(Drafts.Of("marmalade"));

        var line = Assert.Single(log.Lines);
        Assert.Contains(nameof(FormatException), line, StringComparison.Ordinal);
        Assert.DoesNotContain("marmalade", line, StringComparison.Ordinal);
    }

    // One that it holds, one about which it asks, and one that chance draws from what it would publish.
    private static readonly (double Probability, Place? Driver)[] OwnModelSays =
    [
        (1, new(0, 5)),
        (1, null),
        (0.5, new(0, 5)),
        (0.5, null),
        (0, null),
    ];

    [Fact]
    public void Whatever_is_held_or_refused_the_writer_and_the_moderator_have_a_sentence_with_its_facts()
    {
        var words = Words.For("en");
        var everything = CheckSettings.Kinds.Aggregate(
            CheckSettings.Usual,
            (set, kind) =>
                set.With(
                    kind,
                    new(CheckMode.Hold, Hosts: kind.HasHosts ? "pills.example\ntrash.example" : null)
                    {
                        Lower = kind.Lower is null ? null : 100,
                    }
                )
        );
        var screener = new Screener([.. Screener.InOrder, new Broken(Verdict.Hold)], NullLogger<Screener>.Instance);
        PolicyScope[] scopes =
        [
            PolicyScope.Site,
            new(PolicyScopeKind.Section, "sport"),
            new(PolicyScopeKind.Tag, "ferry"),
            PolicyScope.OfThread(Guid.NewGuid()),
        ];
        var byPolicy = scopes.SelectMany(scope =>
            ((PolicyMode[])[PolicyMode.Pre, PolicyMode.Risk]).Select(mode =>
                Drafts.Of("Bread.", Drafts.Newcomer, policy: new() { Mode = mode, ModeOf = scope })
            )
        );
        Draft[] drafts =
        [
            .. byPolicy,
            Drafts.Of("\0", new(PublishedCount: 0, IsGuest: true, IsStopped: true)),
            Drafts.Of("pills.com for idiots", Drafts.Newcomer, banned: "pills", suspect: "idiot"),
            Drafts.Of("again", recent: [Drafts.Said("again", minutesAgo: 1)]),
            Drafts.Of(string.Concat(Enumerable.Repeat("😀", 20_000))),
            Drafts.Of(
                "https://pills.example bit.ly/x " + string.Concat(Enumerable.Repeat("a.com ", 12)),
                Drafts.Newcomer,
                checks: everything,
                decided: new(9, 10),
                mailDomain: "trash.example",
                pace: new(9_999, 9_999, 9_999),
                saidByOthers: new(9, Guid.Empty)
            ),
            Drafts.Of("Bread.", checks: everything, mailDomain: "mailinator.com"),
            .. OwnModelSays.Select(said =>
                Drafts.Of(
                    "Cheap watches.",
                    checks: everything,
                    models:
                    [
                        new ScoreCheckTests.Model(
                            said.Probability,
                            said.Driver,
                            attribute: OwnModelCheck.Attribute,
                            isDrawn: true
                        ),
                    ]
                )
            ),
            .. Parley
                .Scoring.Attribute.All.Append("spam")
                .SelectMany(attribute =>
                    ((Place?[])[new(0, 5), null]).Select(driver =>
                        Drafts.Of(
                            "Cheap watches.",
                            checks: everything,
                            models:
                            [
                                new ScoreCheckTests.Model(1, driver, attribute: attribute, whyNot: "reason.unscored.language"),
                            ]
                        )
                    )
                ),
        ];
        var reasons = drafts.Select(screener.Review).SelectMany(found => found.Reasons.Concat(found.Shadow));

        var told = new HashSet<string>();
        foreach (var reason in reasons)
        {
            foreach (var key in (string[])[reason.Rule, reason.Rule + ".moderator"])
            {
                var count = reason.Arguments.TryGetValue("count", out var number) ? (long?)(int)number : null;
                Assert.Contains(key, words.Keys);
                Assert.Contains($"check.{reason.Check}", words.Keys);
                Assert.All(
                    words.Pieces(key, count).Where(piece => piece.IsBlank),
                    blank => Assert.Contains(blank.Text, reason.Arguments.Keys)
                );
            }
            told.Add(reason.Check);
        }
        Assert.Equal(Screener.InOrder.Select(check => check.Name).Append("check-failed").Order(), told.Order());
    }

    [Fact]
    public void Every_check_has_a_name_of_its_own()
    {
        var names = Screener.InOrder.Select(check => check.Name).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    private sealed class Broken(Verdict declared) : ICheck
    {
        public string Name => "broken";
        public Verdict OnFailure => declared;

        public IEnumerable<Reason> Review(Draft draft) => throw new FormatException($"Cannot read '{draft.Source}'.");
    }
}
