using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Parley.Readers;
using Xunit;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

public sealed class PasswordsTests
{
    [Theory]
    [InlineData("seven77", "password-too-short")]
    [InlineData("😀😀😀😀abc", "password-too-short")]
    [InlineData("Password1", "password-too-common")]
    [InlineData("aaaaaaaaaaaa", "password-too-common")]
    [InlineData("ababababab", "password-too-common")]
    [InlineData("ADA.KORR@harbour.example", "password-too-common")]
    [InlineData("ada.korr", "password-too-common")]
    [InlineData("Ada Korr", "password-too-common")]
    [InlineData("three herons at dusk", null)]
    [InlineData("密码不是这样选的吧", null)]
    public void A_password_that_others_would_try_first_is_refused(string password, string? code)
    {
        var email = EmailAddress.Kept("ada.korr@harbour.example");

        Assert.Equal(code, Passwords.Refuse(password, email, "Ada Korr")?.Code);
    }

    [Fact]
    public void A_password_may_be_long_but_not_endless()
    {
        var email = EmailAddress.Kept("ada@harbour.example");
        var longest = string.Concat(Enumerable.Repeat("abcd", Passwords.MaxLength / 4));

        Assert.Null(Passwords.Refuse(longest, email, "Ada"));
        Assert.Equal("password-too-long", Passwords.Refuse(longest + "e", email, "Ada")?.Code);
    }

    [Fact]
    public async Task An_account_that_is_not_there_costs_as_much_to_check_as_one_that_is()
    {
        using var passwords = new Passwords();
        var hash = (await passwords.HashAsync("three herons at dusk", Cancel)).Value!;
        List<TimeSpan> known = [],
            unknown = [];

        // By turns, so that whatever else the machine does falls on both.
        for (var round = 0; round < 7; round++)
        {
            known.Add(await TimeAsync(() => passwords.VerifyAsync(hash, "nine gulls on the roof", Cancel)));
            unknown.Add(await TimeAsync(() => passwords.VerifyAsync(null, "nine gulls on the roof", Cancel)));
        }

        Assert.InRange(Middle(unknown) / Middle(known), 0.5, 2);
    }

    [Fact]
    public async Task A_flood_of_sign_ins_is_told_to_come_back_later()
    {
        using var passwords = new Passwords(iterations: 20_000);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(_ => passwords.VerifyAsync(null, "three herons at dusk", Cancel))
        );

        var refused = answers.Where(answer => !answer.IsSuccess).ToList();
        Assert.All(refused, answer => Assert.Equal("too-many-requests", answer.Problem!.Code));
        Assert.InRange(refused.Count, 1, 499);
        // And afterwards everything is as before.
        Assert.Equal(
            PasswordVerificationResult.Failed,
            (await passwords.VerifyAsync(null, "three herons at dusk", Cancel)).Value
        );
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task<Result<PasswordVerificationResult>>> verify)
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(PasswordVerificationResult.Failed, (await verify()).Value);
        return watch.Elapsed;
    }

    private static TimeSpan Middle(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
