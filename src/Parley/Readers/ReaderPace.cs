using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Parley.Http;

namespace Parley.Readers;

/// <summary>How often one may sign up, sign in and open links.</summary>
internal sealed class ReaderPace(Pace pace)
{
    /// <summary>Entering as a guest: each entry makes a row, so an address may not do it as often as it may post.</summary>
    public const string Guest = "guest";

    /// <summary>Tokens of a site: each page that is opened brings one, and a school or an office shares an address.</summary>
    public const string Token = "token";

    private const string SignUp = "sign-up";
    private const string SignInFromHere = "sign-in-from-here";
    private const string SignInAnywhere = "sign-in";
    private const string Codes = "codes";
    private const string SecondFactorFromHere = "second-factor-from-here";
    private const string SecondFactorAnywhere = "second-factor";
    private const string Letters = "letters";

    public static readonly PaceLimit[] Limits =
    [
        // A household, or a school behind one address.
        new(SignUp, PacePer.Address, TimeSpan.FromHours(1), 10),
        new(Token, PacePer.Address, TimeSpan.FromMinutes(10), 1_000),
        new(Guest, PacePer.Address, TimeSpan.FromHours(1), 20),
        new(SignInFromHere, PacePer.Address, TimeSpan.FromMinutes(15), 60),
        // One network's tries at one account. It is used up before the account's own limit, so that whoever guesses from one place
        // does not lock the owner out in another.
        new(SignInFromHere, PacePer.Person, TimeSpan.FromMinutes(15), 10),
        // Many networks' tries at one account: 2,400 a day, of passwords with eight characters and more.
        new(SignInAnywhere, PacePer.Person, TimeSpan.FromHours(1), 100),
        new(SecondFactorFromHere, PacePer.Address, TimeSpan.FromMinutes(15), 60),
        new(SecondFactorFromHere, PacePer.Person, TimeSpan.FromMinutes(15), 10),
        // Three codes of a million are right at any time: at this pace a guess hits in a year and a half.
        new(SecondFactorAnywhere, PacePer.Person, TimeSpan.FromHours(1), 25),
        new(Letters, PacePer.Address, TimeSpan.FromHours(1), 20),
        // Nobody's mailbox is filled by us, from however many places it is tried.
        new(Letters, PacePer.Person, TimeSpan.FromHours(1), 4),
        // A code of 40 bits that lives a minute cannot be guessed at this pace.
        new(Codes, PacePer.Address, TimeSpan.FromMinutes(10), 30),
    ];

    public Problem? ForSignUp(ClientAddress from) => Refusal(pace.Take(SignUp, from));

    /// <summary>For links and codes that open once.</summary>
    public Problem? ForCode(ClientAddress from) => Refusal(pace.Take(Codes, from));

    /// <param name="email">The account that is tried, as typed; whether there is one does not matter.</param>
    public Problem? ForSignIn(ClientAddress from, string? email)
    {
        var address = Named(email);
        return Refusal(pace.Take(SignInFromHere, from, Number($"{address} {from.Network}")))
            ?? Refusal(pace.Take(SignInAnywhere, from, Number(address)));
    }

    /// <summary>For letters that somebody asks for who need not be who they say.</summary>
    /// <param name="to">Whom it goes to, as typed; whether there is such an account does not matter.</param>
    public Problem? ForLetter(ClientAddress from, string? to) => Refusal(pace.Take(Letters, from, Number(Named(to))));

    /// <summary>
    /// For a second factor, by whoever knows the password. Guesses at an app's six digits are few for each account, from wherever they
    /// come; what cannot be guessed, a passkey or a code on paper, is not counted there, so that whoever guesses locks nobody out.
    /// </summary>
    public Problem? ForSecondFactor(ClientAddress from, Guid account, bool isAppCode) =>
        Refusal(pace.Take(SecondFactorFromHere, from, Number($"{account} {from.Network}")))
        ?? (isAppCode ? Refusal(pace.Take(SecondFactorAnywhere, from, Number(account.ToString()))) : null);

    /// <summary>For a password that changes an account, by whoever has a session of it.</summary>
    public Problem? ForPassword(ClientAddress from, Guid account) => ForSignIn(from, account.ToString());

    // One account is one, however its address is typed; what is no address is itself.
    private static string Named(string? typed) =>
        EmailAddress.Parse(typed) is { IsSuccess: true } address ? address.Value.Text : typed ?? "";

    private static Problem? Refusal(TimeSpan wait) =>
        wait > TimeSpan.Zero ? Problems.TooMany((int)Math.Ceiling(wait.TotalSeconds)) : null;

    private static UInt128 Number(string text) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
