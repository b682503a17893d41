using Parley.Storage;

namespace Parley.Readers;

/// <summary>Which door a code opens. The names stand in databases.</summary>
internal static class CodePurpose
{
    /// <summary>A link that signs in: <c>parley admin link</c>.</summary>
    public const string SignIn = "sign-in";

    /// <summary>A link by which a new password is chosen: <c>parley reader reset</c>, <c>parley moderator add</c>.</summary>
    public const string Password = "password";

    /// <summary>A code by which a frame on another site gets a session of its own.</summary>
    public const string Frame = "frame";
}

/// <summary>Codes that open one door once. Kept by their hash only; a code that was used is gone.</summary>
internal static class OneTimeCodes
{
    public static Task KeepAsync(
        DbScope scope,
        string purpose,
        string code,
        Guid account,
        DateTimeOffset expiresAt,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO one_time_code (code_hash, purpose, account_id, expires_at)
            VALUES (@hash, @purpose, @account, @end)
            """,
            [("@hash", SessionToken.Hash(code)), ("@purpose", purpose), ("@account", account), ("@end", expiresAt)],
            cancel
        );

    /// <summary>Whose door the code opens, without opening it.</summary>
    public static Task<Guid?> FindAsync(
        DbScope scope,
        string purpose,
        string code,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            """
            SELECT account_id FROM one_time_code
            WHERE code_hash = @hash AND purpose = @purpose AND expires_at > @now
            """,
            Asked(purpose, code, now),
            row => row.GuidOrNull(0),
            cancel
        );

    /// <summary>Opens it. Of two that come with the same code at once, one is let in.</summary>
    public static Task<Guid?> UseAsync(
        DbScope scope,
        string purpose,
        string code,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            """
            DELETE FROM one_time_code
            WHERE code_hash = @hash AND purpose = @purpose AND expires_at > @now
            RETURNING account_id
            """,
            Asked(purpose, code, now),
            row => row.GuidOrNull(0),
            cancel
        );

    /// <summary>Withdraws an account's codes of a purpose.</summary>
    public static Task ForgetAsync(DbScope scope, string purpose, Guid account, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM one_time_code WHERE account_id = @account AND purpose = @purpose",
            [("@account", account), ("@purpose", purpose)],
            cancel
        );

    private static (string, object?)[] Asked(string purpose, string code, DateTimeOffset now) =>
        [("@hash", SessionToken.Hash(code)), ("@purpose", purpose), ("@now", now)];
}
