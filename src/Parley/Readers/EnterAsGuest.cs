using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>Lets a visitor write without an account, where the site allows it: under a name, with an e-mail address that is never shown.</summary>
internal sealed class EnterAsGuest(
    Database database,
    ReaderStore readers,
    SessionStore sessions,
    SessionDirectory remembered,
    Ids ids
)
{
    internal sealed record Entered(Reader Guest, NewSession Session);

    public async Task<Result<Entered>> HandleAsync(
        Site site,
        string? name,
        string? email,
        Session? before,
        CancellationToken cancel
    )
    {
        if (!site.Settings.GuestsMayWrite)
            return Problems.GuestsMayNotWrite;
        var chosen = DisplayName.Choose(name, await readers.FindStaffNamesAsync(site, cancel));
        var address = EmailAddress.Parse(email);
        if (!chosen.IsSuccess || !address.IsSuccess)
            return Problem.Of(chosen.Problem, address.Problem)!;

        var guest = new Reader(site.Id, ids.New(), null, ReaderKind.Guest, ReaderRole.Reader, chosen.Value.Text, 0);
        var entered = await database.WriteAsync<Result<Entered>>(
            async scope =>
            {
                // Guests may share a name with each other, since both are marked, but not with somebody who has an account.
                if (await ReaderStore.IsTakenAsync(scope, site.Id, chosen.Value, cancel))
                    return Problems.NameTaken;
                await readers.AddAsync(scope, guest, chosen.Value, address.Value, cancel);
                return new Entered(guest, await sessions.BeginAsync(scope, guest, before, cancel));
            },
            cancel
        );
        remembered.Forget(before);
        return entered;
    }
}
