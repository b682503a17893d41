using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Parley.Readers;

/// <summary>
/// Which passwords are taken, and their hashes: PBKDF2 with HMAC-SHA-512, by the hasher of ASP.NET Core Identity. Hashing is slow
/// on purpose, so only half the processors do it at once: a flood of sign-ins leaves the other half to the readers.
/// </summary>
internal sealed class Passwords : IDisposable
{
    /// <summary>In characters (code points), as are all lengths here.</summary>
    public const int MinLength = 8;

    public const int MaxLength = 256;

    /// <summary>OWASP's Password Storage Cheat Sheet for PBKDF2-HMAC-SHA512.</summary>
    public const int UsualIterations = 210_000;

    // Whoever waits behind this many waits for seconds, and is better told so.
    private const int MostWaiting = 32;

    // What spraying tries first, of those that are long enough.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "password",
        "password1",
        "password12",
        "password123",
        "password1234",
        "passw0rd",
        "p@ssw0rd",
        "p@ssword",
        "12345678",
        "123456789",
        "1234567890",
        "123123123",
        "0123456789",
        "987654321",
        "87654321",
        "11223344",
        "qwertyui",
        "qwertyuiop",
        "qwerty12",
        "qwerty123",
        "1q2w3e4r",
        "1q2w3e4r5t",
        "1qaz2wsx",
        "zaq12wsx",
        "qazwsxedc",
        "asdfghjkl",
        "iloveyou",
        "sunshine",
        "princess",
        "football",
        "baseball",
        "superman",
        "starwars",
        "trustno1",
        "welcome1",
        "letmein1",
        "changeme",
        "admin123",
        "administrator",
        "abcd1234",
        "abc12345",
        "abcdefgh",
        "whatever",
        "computer",
        "internet",
        "michelle",
    };

    private readonly PasswordHasher<Passwords> hasher;
    private readonly SemaphoreSlim hashing = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly string decoy;
    private int waiting;

    public Passwords(int iterations = UsualIterations)
    {
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        decoy = Decoy(iterations);
    }

    /// <summary>What is wrong with a password that somebody chooses; null where it will do.</summary>
    /// <param name="email">Whose it is to be; null where that is not known.</param>
    public static Problem? Refuse(string? password, EmailAddress? email, string name)
    {
        var length = password?.EnumerateRunes().Count() ?? 0;
        if (length < MinLength)
            return Problems.PasswordTooShort;
        if (length > MaxLength)
            return Problems.PasswordTooLong;
        return IsGuessed(password!, email?.Text, name) ? Problems.PasswordTooCommon : null;
    }

    public Task<Result<string>> HashAsync(string password, CancellationToken cancel) =>
        InTurnAsync(() => hasher.HashPassword(this, Prepared(password)), cancel);

    /// <summary>Whether the password is the one that was hashed. Where there is no hash the answer is no, after the same work.</summary>
    public Task<Result<PasswordVerificationResult>> VerifyAsync(string? hash, string? password, CancellationToken cancel)
    {
        // Nobody has a longer one, and hashing a megabyte is not for free.
        var tried = password is { Length: <= 2 * MaxLength } ? Prepared(password) : "";
        return InTurnAsync(() => hasher.VerifyHashedPassword(this, hash ?? decoy, tried), cancel);
    }

    public void Dispose() => hashing.Dispose();

    private async Task<Result<T>> InTurnAsync<T>(Func<T> work, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return Problems.TooMany(seconds: 5);
        }

        try
        {
            await hashing.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            return await Task.Run(work, cancel);
        }
        finally
        {
            hashing.Release();
        }
    }

    private static bool IsGuessed(string password, string? email, string name) =>
        Common.Contains(password)
        || password.EnumerateRunes().Distinct().Count() < 3
        || password.Equals(email, StringComparison.OrdinalIgnoreCase)
        || password.Equals(email?[..email.LastIndexOf('@')], StringComparison.OrdinalIgnoreCase)
        || password.Equals(name, StringComparison.OrdinalIgnoreCase);

    // One keyboard sends é as one character, another as two. Half a surrogate pair, which has no normal form, stays as it is.
    private static string Prepared(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return password;
        }
    }

    // A hash that no password has, in the hasher's own form (version 3: a mark, three numbers, salt, key), so that checking it
    // takes as long as checking a real one.
    private static string Decoy(int iterations)
    {
        const int SaltSize = 16;
        const int KeySize = 32;
        var hash = new byte[1 + 3 * sizeof(uint) + SaltSize + KeySize];
        hash[0] = 0x01;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), 2); // HMAC-SHA-512
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), (uint)iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), SaltSize);
        RandomNumberGenerator.Fill(hash.AsSpan(13));
        return Convert.ToBase64String(hash);
    }
}
