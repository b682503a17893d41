using Parley.Stories;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Stories;

public sealed class PlaceholderPagesTests
{
    private static readonly SiteId Here = new(1);
    private static readonly SiteId There = new(2);
    private readonly TestClock clock = new();
    private readonly PlaceholderPages pages;

    public PlaceholderPagesTests() => pages = new(clock);

    [Fact]
    public void A_flood_of_made_up_pages_leaves_the_newest_twenty_and_other_sites_alone()
    {
        Note("old", There);
        for (var number = 10; number < 100; number++)
            NoteNext($"{number}");

        Assert.Equal(Enumerable.Range(80, 20).Select(number => Url($"{number}")), Listed());
        Assert.Equal([Url("old")], Listed(There));
    }

    [Fact]
    public void A_page_that_says_it_again_is_the_newest_and_stands_there_once()
    {
        foreach (var number in Enumerable.Range(10, 20).Append(11))
            NoteNext($"{number}");
        Assert.Equal(Enumerable.Range(10, 20).Select(number => Url($"{number}")), Listed());

        NoteNext("30");
        NoteNext("31");

        // Ten and twelve have made way.
        Assert.Equal([Url("11"), .. Enumerable.Range(13, 19).Select(number => Url($"{number}"))], Listed());
    }

    [Fact]
    public void A_page_that_has_not_said_it_for_a_week_is_off_the_list()
    {
        Note("a");
        clock.Turn(TimeSpan.FromDays(6));
        Note("b");
        Assert.Equal([Url("a"), Url("b")], Listed());

        clock.Turn(TimeSpan.FromDays(1.1));

        Assert.Equal([Url("b")], Listed());
    }

    [Fact]
    public void A_page_that_gives_an_identifier_now_is_off_the_list_and_no_other()
    {
        Note("a");
        Note("b");
        Note("a", There);

        pages.Strike(Here, Address("a"));

        Assert.Equal([Url("b")], Listed());
        Assert.Equal([Url("a")], Listed(There));
    }

    [Fact]
    public void What_is_long_is_shown_by_its_beginning()
    {
        pages.Note(Here, Address("a"), "  {{ " + new string('x', 500));

        Assert.Equal("{{ " + new string('x', 77) + '…', Assert.Single(pages.List(Here)).Given);
    }

    private void NoteNext(string name)
    {
        Note(name);
        clock.Turn(TimeSpan.FromSeconds(1));
    }

    private void Note(string name, SiteId? site = null) => pages.Note(site ?? Here, Address(name), "{{id}}");

    private IEnumerable<string> Listed(SiteId? site = null) => pages.List(site ?? Here).Select(page => page.Url);

    private static string Url(string name) => $"https://news.example/{name}";

    private static StoryAddress Address(string name) => StoryAddress.Parse(Url(name), QueryParameters.AllButTracking).Value!;
}
