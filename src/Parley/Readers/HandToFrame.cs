using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// Brings a sign-in from a window of our own into a frame on a publication's page, whose cookies are others: the window shows a
/// code that works once and for a minute, and the frame changes it into a session of its own.
/// </summary>
internal sealed class HandToFrame(Database database, SessionStore sessions, TimeProvider clock)
{
    /// <summary>Long enough to type it where the message is lost, short enough to be worth nothing to whoever reads it later.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromSeconds(60);

    /// <param name="origin">Of the page around the frame, as a browser writes it: <c>https://news.example</c>.</param>
    public static bool IsOriginOf(Site site, string? origin) =>
        origin is not null && site.Origins.Any(one => SiteOrigin.TryParse(one, out var parsed) && parsed.Origin == origin);

    /// <summary>A code for a frame. Guests get none: they have no account to sign in with, and enter in the frame itself.</summary>
    public async Task<Result<string>> MakeCodeAsync(Site site, string? origin, Session session, CancellationToken cancel)
    {
        if (!IsOriginOf(site, origin))
            return Problems.OriginNotOfSite;
        if (session.AccountId is not { } account)
            return Problems.SignInNeeded;
        var code = Ids.ShortCode();
        var end = clock.GetUtcNow() + CodeLifetime;
        await database.WriteAsync(
            scope => OneTimeCodes.KeepAsync(scope, CodePurpose.Frame, code, account, end, cancel, Passed(session)),
            cancel
        );
        return code;
    }

    /// <param name="typed">The code, as a script sends it or a person types it.</param>
    public Task<Result<NewSession>> ExchangeAsync(string? typed, CancellationToken cancel, Device? device = null) =>
        database.WriteAsync<Result<NewSession>>(
            async scope =>
            {
                var code = Cleaned(typed);
                var used = await OneTimeCodes.UseAsync(scope, CodePurpose.Frame, code, clock.GetUtcNow(), cancel);
                if (used?.Account is not { } id || await AccountStore.FindAsync(scope, id, cancel) is not { } account)
                    return Problems.CodeNotValid;
                return await sessions.BeginAsync(scope, account, before: null, cancel, device, PassedAt(used.Content));
            },
            cancel
        );

    // The frame's session has passed the second factor if the window's has.
    private static string? Passed(Session session) =>
        session.SecondFactorAt?.ToMicros().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset? PassedAt(string? content) =>
        content is null ? null : Micros.FromMicros(long.Parse(content, System.Globalization.CultureInfo.InvariantCulture));

    private static string Cleaned(string? typed) =>
        new([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit).Take(16).Select(char.ToUpperInvariant)]);
}
