using System.Net;
using Microsoft.Extensions.Time.Testing;
using Parley.Http;
using Parley.Readers;
using Xunit;

namespace Parley.Tests.Readers;

public sealed class ReaderPaceTests
{
    private static readonly ClientAddress Home = new(IPAddress.Parse("203.0.113.7"), 0);
    private static readonly ClientAddress Elsewhere = new(IPAddress.Parse("198.51.100.9"), 0);
    private readonly FakeTimeProvider clock = new();
    private readonly ReaderPace pace;

    public ReaderPaceTests() => pace = new(new Pace(ReaderPace.Limits, clock));

    [Fact]
    public void Whoever_guesses_from_one_place_is_stopped_and_does_not_lock_the_owner_out()
    {
        var let = Enumerable.Range(0, 1_000).Count(_ => pace.ForSignIn(Elsewhere, "ada@harbour.example") is null);

        Assert.Equal(10, let);
        Assert.Null(pace.ForSignIn(Home, "Ada@harbour.example"));
    }

    [Fact]
    public void One_password_tried_on_many_accounts_from_one_place_is_stopped()
    {
        var let = Enumerable.Range(0, 1_000).Count(i => pace.ForSignIn(Elsewhere, $"reader{i}@harbour.example") is null);

        Assert.Equal(60, let);
    }

    [Fact]
    public void Many_places_that_guess_one_account_together_are_stopped_for_a_while()
    {
        var let = Enumerable.Range(0, 1_000).Count(i => pace.ForSignIn(Place(i), "ada@harbour.example") is null);

        Assert.Equal(100, let);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(pace.ForSignIn(Home, "ada@harbour.example"));
    }

    [Fact]
    public void Addresses_of_one_household_are_one()
    {
        var let = Enumerable.Range(0, 100).Count(i => pace.ForSignUp(new(IPAddress.Parse($"2001:db8:1:2::{i:x}"), 0)) is null);

        Assert.Equal(10, let);
        Assert.Null(pace.ForSignUp(new(IPAddress.Parse("2001:db8:1:3::1"), 0)));
    }

    [Fact]
    public void A_refusal_says_when_to_come_back()
    {
        while (pace.ForSignUp(Home) is null) { }

        var seconds = Assert.IsType<int>(pace.ForSignUp(Home)!.Arguments!["seconds"]);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Null(pace.ForSignUp(Home));
    }

    private static ClientAddress Place(int number) => new(new IPAddress([10, 1, (byte)(number / 256), (byte)number]), 0);
}
