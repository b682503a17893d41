using Parley.Sourcing;
using Xunit;

namespace Parley.Tests.Sourcing;

/// <summary>On how many a claim rests, whatever the number of those who repeat it.</summary>
public sealed class RootCountTests
{
    private const string Us = "The Harbour Courant";

    private static readonly Source Courant = Outlet(Us);
    private static readonly Source Meridian = Outlet("The Meridian");
    private static readonly Source Coastline = Outlet("Coastline Daily");
    private static readonly Source Official = Unnamed("Orsenian official");

    [Fact]
    public void Five_articles_of_three_outlets_that_go_round_rest_on_one_official()
    {
        var count = RootCount.Of(
            [
                Ours(Seen.Original, Meridian, Official),
                Theirs(Meridian, "Orsenia eases a door open in Dovar", Official),
                Theirs(Coastline, "Lantern on its way back to Dovar", Meridian),
                Theirs(Coastline, "What a return would mean", Coastline),
                Theirs(Meridian, "Echo of our report abroad", Courant),
            ],
            Us
        );

        Assert.Equal((5, 3, 0), (count.Articles, count.Outlets, count.Unknown));
        Assert.Equal([new Root(Official, Meridian)], count.Roots);
        var loop = Assert.Single(count.Loops);
        Assert.Equal([Us, "The Meridian", Us], loop.Outlets);
    }

    [Fact]
    public void Two_chains_of_one_report_are_one_article()
    {
        var story = Guid.NewGuid();
        var count = RootCount.Of([
            Ours(Seen.Original, Meridian, Official) with
            {
                StoryId = story,
            },
            Ours(Seen.Original, Person("B. Quast")) with
            {
                StoryId = story,
            },
        ]);

        Assert.Equal((1, 1, 2), (count.Articles, count.Outlets, count.Roots.Count));
    }

    [Fact]
    public void Unnamed_people_of_one_description_by_one_relayer_are_one_and_by_two_they_are_two()
    {
        var (one, two, three) = (Unnamed("an official"), Unnamed("An Official "), Unnamed("an official"));

        Assert.Single(RootCount.Of([Ours(Seen.Original, Meridian, one), Ours(Seen.Copy, Meridian, two)]).Roots);
        Assert.Equal(2, RootCount.Of([Ours(Seen.Original, Meridian, one), Ours(Seen.Original, Coastline, three)]).Roots.Count);
        // An editor who takes one entry for both says that they are one.
        Assert.Single(RootCount.Of([Ours(Seen.Original, Meridian, one), Ours(Seen.Original, Coastline, one)]).Roots);
        // And what was two is one as soon as that is said.
        Assert.Single(
            RootCount
                .Of([
                    Ours(Seen.Original, Meridian, one),
                    Ours(Seen.Original, Coastline, three),
                    Ours(Seen.Original, Coastline, one),
                ])
                .Roots
        );
    }

    [Fact]
    public void Somebody_with_a_name_is_one_by_whomever_it_comes_and_best_without_a_relayer()
    {
        var quast = Person("B. Quast");

        var count = RootCount.Of([Ours(Seen.Original, Meridian, quast), Ours(Seen.No, quast)]);

        Assert.Equal([new Root(quast, null)], count.Roots);
    }

    [Fact]
    public void Behind_a_relayer_whom_nobody_saw_stands_somebody_unknown()
    {
        var unseen = RootCount.Of([Ours(Seen.No, Meridian, Official), Ours(Seen.No, Meridian, Person("B. Quast"))]);
        Assert.Equal((0, 1), (unseen.Roots.Count, unseen.Unknown));

        // The outlet alone, unseen, is no root either: it has it from somebody.
        Assert.Equal(1, RootCount.Of([Ours(Seen.No, Meridian)]).Unknown);
        Assert.Equal([new Root(Meridian, null)], RootCount.Of([Ours(Seen.Original, Meridian)]).Roots);

        // Somebody else saw its article: then it is known.
        var seen = RootCount.Of([Ours(Seen.No, Meridian, Official), Theirs(Meridian, "Orsenia eases", Official)]);
        Assert.Equal((1, 0), (seen.Roots.Count, seen.Unknown));
    }

    [Fact]
    public void Outlets_that_only_cite_one_another_are_no_root_at_all()
    {
        var count = RootCount.Of([Theirs(Meridian, "One", Coastline), Theirs(Coastline, "Two", Meridian)]);

        Assert.Empty(count.Roots);
        Assert.Equal(["The Meridian", "Coastline Daily", "The Meridian"], Assert.Single(count.Loops).Outlets);
        // A chain that comes back to where it began is one by itself.
        var within = RootCount.Of([Theirs(Meridian, "One", Coastline, Meridian)]);
        Assert.Empty(within.Roots);
        Assert.Single(within.Loops);
    }

    [Fact]
    public void A_chain_of_twelve_ends_with_the_twelfth()
    {
        var relayers = Enumerable.Range(1, Attribution.MostHops - 1).Select(number => Outlet($"Outlet {number}")).ToArray();

        var count = RootCount.Of([Ours(Seen.Original, [.. relayers, Official])]);

        Assert.Equal([new Root(Official, relayers[^1])], count.Roots);
        Assert.Empty(count.Loops);
    }

    [Fact]
    public void A_way_through_many_thousand_outlets_is_walked_to_its_end()
    {
        var outlets = Enumerable.Range(0, 20_000).Select(number => Outlet($"Outlet {number}")).ToList();
        var articles = outlets.Zip(outlets.Skip(1)).Select(pair => Theirs(pair.First, "Again", pair.Second));

        var count = RootCount.Of([.. articles, Theirs(outlets[^1], "First", outlets[0])]);

        Assert.Equal((20_000, 20_000, 0), (count.Articles, count.Outlets, count.Roots.Count));
        Assert.Equal(20_001, Assert.Single(count.Loops).Outlets.Count);
    }

    private static Source Outlet(string name) => new(Guid.NewGuid(), SourceKind.Outlet, name);

    private static Source Person(string name) => new(Guid.NewGuid(), SourceKind.Person, name);

    private static Source Unnamed(string description) => new(Guid.NewGuid(), SourceKind.Unnamed, description);

    private static Attribution Ours(Seen seen, params Source[] hops) =>
        new(Guid.NewGuid(), [.. hops.Select(source => new Hop(source, AttributionAct.Said) { Seen = seen })])
        {
            StoryId = Guid.NewGuid(),
        };

    private static Attribution Theirs(Source outlet, string title, params Source[] hops) =>
        Ours(Seen.Original, hops) with
        {
            StoryId = null,
            Article = new(outlet, title, null, null),
        };
}
