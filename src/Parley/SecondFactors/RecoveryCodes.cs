using Parley.Readers;
using Parley.Storage;

namespace Parley.SecondFactors;

/// <summary>Ten codes on paper, each of which stands for a second factor once. They are shown when they are made, and kept by their hashes.</summary>
internal static class RecoveryCodes
{
    public const int Many = 10;

    /// <summary>Makes new ones; those from before open nothing any more.</summary>
    public static async Task<string[]> RenewAsync(DbScope scope, Guid account, CancellationToken cancel)
    {
        await ForgetAsync(scope, account, cancel);
        // 80 random bits each: nobody guesses one, so a fast hash without salt suffices.
        var codes = Enumerable.Range(0, Many).Select(_ => $"{Ids.ShortCode()}-{Ids.ShortCode()}").ToArray();
        foreach (var code in codes)
            await scope.ExecuteAsync(
                "INSERT INTO recovery_code (account_id, code_hash) VALUES (@account, @hash)",
                [("@account", account), ("@hash", Hash(code))],
                cancel
            );
        return codes;
    }

    /// <summary>Uses one. Of two that come with the same at once, one is let in.</summary>
    public static async Task<bool> UseAsync(DbScope scope, Guid account, string? typed, CancellationToken cancel) =>
        await scope.ExecuteAsync(
            "DELETE FROM recovery_code WHERE account_id = @account AND code_hash = @hash",
            [("@account", account), ("@hash", Hash(typed ?? ""))],
            cancel
        ) > 0;

    public static Task<int> CountAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT count(*) FROM recovery_code WHERE account_id = @account",
            [("@account", account)],
            row => row.Int(0),
            cancel
        );

    public static Task ForgetAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        scope.ExecuteAsync("DELETE FROM recovery_code WHERE account_id = @account", [("@account", account)], cancel);

    private static string Hash(string code) =>
        SessionToken.Hash(new string([.. code.Where(char.IsAsciiLetterOrDigit).Take(64).Select(char.ToUpperInvariant)]));
}
