using Parley.Mail;
using Parley.Sites;

namespace Parley.Readers;

/// <summary>
/// Asks for a letter with a link to a new password. For an unknown address the same is written down as for a known one: whether
/// somebody gets the letter, its writer knows.
/// </summary>
internal sealed class AskForPassword(Outbox outbox, MailRoute route)
{
    /// <param name="home">Our address, for the link in the letter.</param>
    public async Task<Problem?> HandleAsync(Site site, Home home, string? email, CancellationToken cancel)
    {
        if (!route.IsOpen)
            return Problems.NoLetters;
        var address = EmailAddress.Parse(email);
        if (!address.IsSuccess)
            return address.Problem;
        var facts = new LetterFacts(home.Absolute(""));
        await outbox.AskAsync(site.Id, LetterKind.Forgotten, address.Value.Text, facts.ToJson(), cancel);
        return null;
    }
}
