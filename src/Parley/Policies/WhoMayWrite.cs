using Parley.Readers;
using Parley.Sites;

namespace Parley.Policies;

/// <summary>Whether a reader is one of those to whom a discussion is open for writing.</summary>
internal sealed class WhoMayWrite(AccountStore accounts)
{
    /// <summary>What is said to a reader who may not; null to whoever may.</summary>
    public async ValueTask<Problem?> FindObstacleAsync(
        Opening opening,
        Reader reader,
        Session? session,
        CancellationToken cancel
    )
    {
        if (opening.Who != Opening.Confirmed)
            return opening.IsOpenTo(reader, session) ? null : Problems.NotOpen(Doing.Write, opening);
        // Whoever comes by a token is vouched for by the site; a guest has given an address that may be anybody's.
        var isConfirmed =
            reader.IsStaff
            || reader.Kind == ReaderKind.Signed
            || (reader.AccountId is { } id && await accounts.FindAsync(id, cancel) is { ConfirmedAt: not null });
        return isConfirmed ? null : Problems.AddressNotConfirmed;
    }
}
