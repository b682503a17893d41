using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// Makes an account, and its reader on the site where it was made, and signs in. While no mail is sent, it says that an e-mail
/// address is taken: keeping silent would leave its owner waiting for a mail that never comes.
/// </summary>
internal sealed class SignUp(
    Database database,
    ReaderStore readers,
    SessionStore sessions,
    SessionDirectory remembered,
    Passwords passwords,
    Ids ids,
    TimeProvider clock
)
{
    internal sealed record Request(string? Email, string? Password, string? Name)
    {
        public override string ToString() => "(sign-up)";
    }

    /// <param name="before">A session that the browser has already: it ends, so that no token lives on unseen.</param>
    public async Task<Result<NewSession>> HandleAsync(Site site, Request request, Session? before, CancellationToken cancel)
    {
        var name = DisplayName.Choose(request.Name, await readers.FindStaffNamesAsync(site, cancel));
        var email = EmailAddress.Parse(request.Email);
        var password = Passwords.Refuse(request.Password, email.IsSuccess ? email.Value : null, name.Value?.Text ?? "");
        if (!name.IsSuccess || !email.IsSuccess || password is not null)
            return Problem.Of(name.Problem, email.Problem, password)!;
        var hash = await passwords.HashAsync(request.Password!, cancel);
        if (!hash.IsSuccess)
            return hash.Problem;

        var account = new Account(ids.New(), email.Value, hash.Value, IsOperator: false);
        var reader = new Reader(site.Id, ids.New(), account.Id, ReaderKind.Account, ReaderRole.Reader, name.Value.Text, 0);
        var begun = await database.WriteRacedAsync(
            scope => AddAsync(scope, account, reader, name.Value, before, cancel),
            cancel
        );
        remembered.Forget(before);
        return begun;
    }

    private async Task<Result<NewSession>> AddAsync(
        DbScope scope,
        Account account,
        Reader reader,
        DisplayName name,
        Session? before,
        CancellationToken cancel
    )
    {
        var isNameTaken = await ReaderStore.IsTakenAsync(scope, reader.Site, name, cancel);
        var isEmailTaken = await AccountStore.FindAsync(scope, account.Email, cancel) is not null;
        if (Problem.Of(isNameTaken ? Problems.NameTaken : null, isEmailTaken ? Problems.EmailTaken : null) is { } taken)
            return taken;
        await AccountStore.AddAsync(scope, account, clock.GetUtcNow(), cancel);
        await readers.AddAsync(scope, reader, name, null, cancel);
        return await sessions.BeginAsync(scope, account, before, cancel);
    }
}
