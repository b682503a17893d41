using Parley.Mail;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// Makes an account, and its reader on the site where it was made, and signs in. While mail is not set up, it says that an e-mail
/// address is taken: keeping silent would leave its owner waiting for a letter that never comes.
/// </summary>
internal sealed class SignUp(
    Database database,
    ReaderStore readers,
    SessionStore sessions,
    SessionDirectory remembered,
    Passwords passwords,
    MailRoute route,
    Outbox outbox,
    Ids ids,
    TimeProvider clock
)
{
    internal sealed record Request(string? Email, string? Password, string? Name)
    {
        public override string ToString() => "(sign-up)";
    }

    /// <summary>
    /// Whether an address is confirmed by a letter before there is an account. Then no answer, and no time that one takes, says
    /// whether an address is known: only the letter does.
    /// </summary>
    public bool IsConfirmedFirst => route.ReachesPeople;

    /// <summary>
    /// Asks for the letter by which the account is made. The password is chosen behind the link in it, by whoever gets the letter: if
    /// it were chosen here, whoever names a stranger's address would know the password of an account that the stranger confirms.
    /// </summary>
    /// <param name="home">Our address, for the link in it.</param>
    /// <param name="back">Where to go on after it; a page of ours.</param>
    public async Task<Problem?> AskAsync(Site site, Home home, Request request, string? back, CancellationToken cancel)
    {
        var chosen = DisplayName.Choose(request.Name, await readers.FindStaffNamesAsync(site, cancel));
        var address = EmailAddress.Parse(request.Email);
        if (!chosen.IsSuccess || !address.IsSuccess)
            return Problem.Of(chosen.Problem, address.Problem);
        var (name, email) = (chosen.Value, address.Value);
        // Names are public; only addresses are not.
        if (await database.ReadAsync(scope => ReaderStore.IsTakenAsync(scope, site.Id, name, cancel), cancel))
            return Problems.NameTaken;
        var facts = new LetterFacts(home.Absolute("")) { Name = name.Text, Back = back };
        await outbox.AskAsync(site.Id, LetterKind.SignUp, email.Text, facts.ToJson(), cancel);
        return null;
    }

    /// <param name="before">A session that the browser has already: it ends, so that no token lives on unseen.</param>
    /// <param name="home">Our address, for the link in the letter that confirms it; null where none is to be sent.</param>
    public async Task<Result<NewSession>> HandleAsync(
        Site site,
        Request request,
        Session? before,
        CancellationToken cancel,
        Home? home = null,
        Device? device = null
    )
    {
        var read = await ReadAsync(site, request, cancel);
        if (!read.IsSuccess)
            return read.Problem;
        var (email, hash, name) = read.Value;
        var account = new Account(ids.New(), email, hash, IsOperator: false);
        var reader = new Reader(site.Id, ids.New(), account.Id, ReaderKind.Account, ReaderRole.Reader, name.Text, 0);
        var begun = await database.WriteRacedAsync(
            async scope =>
            {
                var added = await AddAsync(scope, account, reader, name, before, device, cancel);
                if (added.IsSuccess && home is not null)
                {
                    var facts = new LetterFacts(home.Absolute("")) { Account = account.Id };
                    await outbox.AskAsync(scope, site.Id, LetterKind.Confirm, email.Text, facts.ToJson(), cancel, account.Id);
                }

                return added;
            },
            cancel
        );
        remembered.Forget(before);
        outbox.Wake();
        return begun;
    }

    private async Task<Result<(EmailAddress Email, string Hash, DisplayName Name)>> ReadAsync(
        Site site,
        Request request,
        CancellationToken cancel
    )
    {
        var name = DisplayName.Choose(request.Name, await readers.FindStaffNamesAsync(site, cancel));
        var email = EmailAddress.Parse(request.Email);
        var password = Passwords.Refuse(request.Password, email.IsSuccess ? email.Value : null, name.Value?.Text ?? "");
        if (!name.IsSuccess || !email.IsSuccess || password is not null)
            return Problem.Of(name.Problem, email.Problem, password)!;
        var hash = await passwords.HashAsync(request.Password!, cancel);
        return hash.IsSuccess ? (email.Value, hash.Value, name.Value) : hash.Problem;
    }

    private async Task<Result<NewSession>> AddAsync(
        DbScope scope,
        Account account,
        Reader reader,
        DisplayName name,
        Session? before,
        Device? device,
        CancellationToken cancel
    )
    {
        var isNameTaken = await ReaderStore.IsTakenAsync(scope, reader.Site, name, cancel);
        var isEmailTaken = await AccountStore.FindAsync(scope, account.Email, cancel) is not null;
        if (Problem.Of(isNameTaken ? Problems.NameTaken : null, isEmailTaken ? Problems.EmailTaken : null) is { } taken)
            return taken;
        await AccountStore.AddAsync(scope, account, clock.GetUtcNow(), cancel);
        await readers.AddAsync(scope, reader, name, null, cancel);
        return await sessions.BeginAsync(scope, account, before, cancel, device);
    }
}
