using System.Net;
using Microsoft.Extensions.Time.Testing;
using Parley.Http;
using Xunit;

namespace Parley.Tests.Http;

public sealed class PaceTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void Who_is_too_fast_hears_how_long_to_wait_and_may_go_on_then()
    {
        var pace = Pace(new PaceLimit("post", PacePer.Address, TimeSpan.FromMinutes(1), 6));
        for (var i = 0; i < 6; i++)
            Assert.Equal(TimeSpan.Zero, pace.Take("post", From("1.2.3.4")));
        Assert.Equal(TimeSpan.FromSeconds(10), pace.Take("post", From("1.2.3.4")));

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(TimeSpan.FromSeconds(1), pace.Take("post", From("1.2.3.4")));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("1.2.3.4")));
        Assert.Equal(TimeSpan.FromSeconds(10), pace.Take("post", From("1.2.3.4")));

        clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 6; i++)
            Assert.Equal(TimeSpan.Zero, pace.Take("post", From("1.2.3.4")));
        Assert.NotEqual(TimeSpan.Zero, pace.Take("post", From("1.2.3.4")));
    }

    [Fact]
    public void Nobody_waits_where_pace_is_not_kept()
    {
        var pace = Pace(new PaceLimit("post", PacePer.Address, TimeSpan.FromMinutes(1), 1));
        pace.Take("post", From("1.2.3.4"));
        Assert.NotEqual(TimeSpan.Zero, pace.Take("post", From("1.2.3.4")));

        pace.IsKept = false;

        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("1.2.3.4")));
    }

    [Fact]
    public void One_does_not_wait_for_another()
    {
        var pace = Pace(
            new PaceLimit("post", PacePer.Address, TimeSpan.FromMinutes(1), 1),
            new PaceLimit("report", PacePer.Address, TimeSpan.FromMinutes(1), 1)
        );
        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("2001:db8:1:2::1")));
        Assert.NotEqual(TimeSpan.Zero, pace.Take("post", From("2001:db8:1:2::2")));
        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("2001:db8:1:3::1")));
        Assert.Equal(TimeSpan.Zero, pace.Take("report", From("2001:db8:1:2::1")));
        Assert.Equal(TimeSpan.Zero, pace.Take("read", From("2001:db8:1:2::1")));
    }

    [Fact]
    public void A_reader_is_counted_wherever_they_write_from()
    {
        var pace = Pace(new PaceLimit("post", PacePer.Person, TimeSpan.FromMinutes(1), 1));
        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("1.2.3.4"), person: 7));
        Assert.NotEqual(TimeSpan.Zero, pace.Take("post", From("5.6.7.8"), person: 7));
        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("1.2.3.4"), person: 8));
        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("1.2.3.4")));
    }

    [Fact]
    public void A_refusal_takes_nothing_and_names_the_longest_wait()
    {
        var pace = Pace(
            new PaceLimit("post", PacePer.Address, TimeSpan.FromMinutes(1), 2),
            new PaceLimit("post", PacePer.Person, TimeSpan.FromMinutes(10), 1),
            new PaceLimit("post", PacePer.Address, TimeSpan.FromHours(1), 2)
        );
        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("1.2.3.4"), person: 7));
        for (var i = 0; i < 5; i++)
            Assert.Equal(TimeSpan.FromMinutes(10), pace.Take("post", From("1.2.3.4"), person: 7));
        // The address has one left of both its limits: the five refusals took none.
        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("1.2.3.4"), person: 8));
        Assert.Equal(TimeSpan.FromMinutes(30), pace.Take("post", From("1.2.3.4"), person: 9));
        // Nor was person 9 charged by the address's refusal.
        Assert.Equal(TimeSpan.Zero, pace.Take("post", From("5.6.7.8"), person: 9));
    }

    [Fact]
    public async Task Many_requests_at_once_get_exactly_what_is_allowed()
    {
        var pace = Pace(
            new PaceLimit("post", PacePer.Address, TimeSpan.FromMinutes(1), 100),
            new PaceLimit("post", PacePer.Person, TimeSpan.FromMinutes(1), 100)
        );
        var cancel = TestContext.Current.CancellationToken;
        var allowed = 0;
        await Parallel.ForAsync(
            0,
            4_000,
            cancel,
            (_, _) =>
            {
                if (pace.Take("post", From("1.2.3.4"), person: 7) == TimeSpan.Zero)
                    Interlocked.Increment(ref allowed);
                return ValueTask.CompletedTask;
            }
        );
        Assert.Equal(100, allowed);
    }

    [Fact]
    public void A_crowd_of_strangers_does_not_free_the_one_who_is_held_back()
    {
        var pace = new Pace([new PaceLimit("sign-in", PacePer.Person, TimeSpan.FromMinutes(15), 10)], clock, capacity: 64);
        var before = Enumerable.Range(0, 11).Select(_ => pace.Take("sign-in", From("1.2.3.4"), person: 0)).ToArray();
        Assert.NotEqual(TimeSpan.Zero, before[^1]);
        for (var stranger = 1; stranger < 10_000; stranger++)
            Assert.Equal(TimeSpan.Zero, pace.Take("sign-in", From("1.2.3.4"), person: (UInt128)stranger));
        Assert.Equal(before[^1], pace.Take("sign-in", From("1.2.3.4"), person: 0));
    }

    [Fact]
    public void A_limit_of_nothing_is_no_limit_to_configure()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PaceLimit("post", PacePer.Address, TimeSpan.FromMinutes(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PaceLimit("post", PacePer.Address, TimeSpan.Zero, 1));
    }

    private Pace Pace(params PaceLimit[] limits) => new(limits, clock);

    private static ClientAddress From(string address) => new(IPAddress.Parse(address), Proxies: 0);
}
