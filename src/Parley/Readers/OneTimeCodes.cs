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

    /// <summary>A link in a letter that confirms an address.</summary>
    public const string Confirm = "confirm";

    /// <summary>What a passkey was asked for with; its content is what the answer must fit.</summary>
    public const string Passkey = "passkey";

    /// <summary>A link by which somebody comes to work on a site; its content is the invitation's id.</summary>
    public const string Invitation = "invitation";
}

/// <summary>What a code opens.</summary>
/// <param name="Account">Whose door it is; null where there is no account yet.</param>
/// <param name="Content">What is behind it, as JSON; null where the purpose says it all.</param>
internal sealed record OneTimeCode(Guid? Account, string? Content);

/// <summary>Codes that open one door once. Kept by their hash only; a code that was used is gone.</summary>
internal static class OneTimeCodes
{
    public static Task KeepAsync(
        DbScope scope,
        string purpose,
        string code,
        Guid? account,
        DateTimeOffset expiresAt,
        CancellationToken cancel,
        string? content = null
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO one_time_code (code_hash, purpose, account_id, content, expires_at)
            VALUES (@hash, @purpose, @account, @content, @end)
            """,
            [
                ("@hash", SessionToken.Hash(code)),
                ("@purpose", purpose),
                ("@account", account),
                ("@content", content),
                ("@end", expiresAt),
            ],
            cancel
        );

    /// <summary>What the code opens, without opening it.</summary>
    public static Task<OneTimeCode?> FindAsync(
        DbScope scope,
        string purpose,
        string code,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            """
            SELECT account_id, content FROM one_time_code
            WHERE code_hash = @hash AND purpose = @purpose AND expires_at > @now
            """,
            Asked(purpose, code, now),
            Read,
            cancel
        );

    /// <summary>Opens it. Of two that come with the same code at once, one is let in.</summary>
    public static Task<OneTimeCode?> UseAsync(
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
            RETURNING account_id, content
            """,
            Asked(purpose, code, now),
            Read,
            cancel
        );

    /// <summary>Withdraws every code of an account by which somebody could come back: an address, a password, a frame.</summary>
    public static Task ForgetWaysBackAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM one_time_code WHERE account_id = @account AND purpose <> @link",
            [("@account", account), ("@link", CodePurpose.SignIn)],
            cancel
        );

    /// <summary>Withdraws an account's codes of a purpose.</summary>
    public static Task ForgetAsync(DbScope scope, string purpose, Guid account, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM one_time_code WHERE account_id = @account AND purpose = @purpose",
            [("@account", account), ("@purpose", purpose)],
            cancel
        );

    private static OneTimeCode Read(Row row) => new(row.GuidOrNull(0), row.TextOrNull(1));

    private static (string, object?)[] Asked(string purpose, string code, DateTimeOffset now) =>
        [("@hash", SessionToken.Hash(code)), ("@purpose", purpose), ("@now", now)];
}
