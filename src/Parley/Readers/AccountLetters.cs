using Parley.Mail;
using Parley.Sites;
using Parley.Storage;
using Parley.Views.Mail;

namespace Parley.Readers;

/// <summary>The letters about accounts, by the names under which they are asked for. They stand in databases.</summary>
internal static class LetterKind
{
    /// <summary>Somebody wants to make an account with this address.</summary>
    public const string SignUp = "sign-up";

    /// <summary>An account says that this address is its own.</summary>
    public const string Confirm = "confirm";

    /// <summary>Somebody forgot the password that goes with this address.</summary>
    public const string Forgotten = "forgotten";

    /// <summary>An account had this address until now.</summary>
    public const string AddressChanged = "address-changed";
}

/// <summary>What the writers of letters about accounts have in common: the site in whose name they write, and links.</summary>
internal sealed class AccountMail(
    Database database,
    AccountStore accounts,
    ReaderChoices choices,
    SiteDirectory sites,
    TimeProvider clock
)
{
    /// <summary>How long a link that confirms an address works.</summary>
    public static readonly TimeSpan ConfirmLifetime = TimeSpan.FromHours(24);

    /// <summary>How long a link to a new password works: whoever asked for it sits in front of the screen.</summary>
    public static readonly TimeSpan PasswordLifetime = TimeSpan.FromHours(1);

    /// <summary>The account that has an address, if one has.</summary>
    public Task<Account?> FindAccountAsync(string address, CancellationToken cancel) =>
        accounts.FindAsync(EmailAddress.Kept(address), cancel);

    /// <summary>A letter without a link.</summary>
    public Task<Letter?> NoticeAsync(Wanted wanted, string about, CancellationToken cancel) =>
        WriteAsync(wanted, about, null, TimeSpan.Zero, cancel);

    /// <summary>A letter with a link to a page of the site.</summary>
    public Task<Letter?> LinkAsync(
        Wanted wanted,
        string about,
        string path,
        CancellationToken cancel,
        string after = "mail.not-you"
    ) => WriteAsync(wanted, about, path, TimeSpan.Zero, cancel, after);

    /// <summary>A letter with a link that works once.</summary>
    /// <param name="account">Whose door it opens; null for one that is not made yet.</param>
    public async Task<Letter?> CodeAsync(
        Wanted wanted,
        string about,
        string path,
        TimeSpan lifetime,
        string purpose,
        Guid? account,
        string? content,
        CancellationToken cancel
    )
    {
        var code = Ids.Secret();
        // The links before it stay open: who asks for a letter need not be whose account it is, and must not close a link of theirs.
        await database.WriteAsync(
            scope => OneTimeCodes.KeepAsync(scope, purpose, code, account, clock.GetUtcNow() + lifetime, cancel, content),
            cancel
        );
        return await WriteAsync(wanted, about, $"{path}?code={code}", lifetime, cancel);
    }

    private async Task<Letter?> WriteAsync(
        Wanted wanted,
        string about,
        string? path,
        TimeSpan lifetime,
        CancellationToken cancel,
        string after = "mail.not-you"
    )
    {
        if (await sites.FindAsync(wanted.Site) is not { } site)
            return null;
        // Whose address it is, or says that it is; nobody yet where an account is to be made.
        var account = (await FindAccountAsync(wanted.Address, cancel))?.Id ?? LetterFacts.FromJson(wanted.Content).Account;
        var words = await choices.FindWordsOfAccountAsync(site, account, cancel);
        var model = new LetterModel(
            site.Title,
            words.Format($"mail.{about}.subject", ("site", site.Title)),
            [words.Format($"mail.{about}.lead", ("site", site.Title))]
        );
        if (path is not null)
            model = model with
            {
                Url = $"{LetterFacts.FromJson(wanted.Content).Home}/{site.Name}{path}",
                Do = words[$"mail.{about}.do"],
                After = lifetime == TimeSpan.Zero ? [words[after]] : [Lives(words, lifetime), words["mail.not-you"]],
            };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }

    private static string Lives(Words words, TimeSpan lifetime) =>
        lifetime > TimeSpan.FromHours(36)
            ? words.Count("mail.lives-days", (long)Math.Round(lifetime.TotalDays))
            : words.Count("mail.lives", (long)Math.Max(1, Math.Round(lifetime.TotalHours)));
}

/// <summary>To whoever wants an account. One who has one is told so here, and nowhere else.</summary>
internal sealed class SignUpLetter(AccountMail mail) : ILetterWriter
{
    public string Kind => LetterKind.SignUp;

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        if (await mail.FindAccountAsync(wanted.Address, cancel) is not null)
            return await mail.LinkAsync(wanted, "known", "/forgotten", cancel);
        var facts = LetterFacts.FromJson(wanted.Content);
        var confirmation = new Confirmation(wanted.Address) { Name = facts.Name, Back = facts.Back };
        return await mail.CodeAsync(
            wanted,
            "sign-up",
            "/confirm",
            AccountMail.ConfirmLifetime,
            CodePurpose.Confirm,
            null,
            confirmation.ToJson(),
            cancel
        );
    }
}

/// <summary>To an address that an account names as its own.</summary>
internal sealed class ConfirmLetter(AccountMail mail) : ILetterWriter
{
    public string Kind => LetterKind.Confirm;

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        var account = LetterFacts.FromJson(wanted.Content).Account;
        if (await mail.FindAccountAsync(wanted.Address, cancel) is { } owner && owner.Id != account)
            return await mail.NoticeAsync(wanted, "in-use", cancel);
        var confirmation = new Confirmation(wanted.Address) { Account = account };
        return await mail.CodeAsync(
            wanted,
            "confirm",
            "/confirm",
            AccountMail.ConfirmLifetime,
            CodePurpose.Confirm,
            account,
            confirmation.ToJson(),
            cancel
        );
    }
}

/// <summary>To whoever forgot a password. An address without an account gets nothing.</summary>
internal sealed class ForgottenLetter(AccountMail mail) : ILetterWriter
{
    public string Kind => LetterKind.Forgotten;

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel) =>
        await mail.FindAccountAsync(wanted.Address, cancel) is { } account
            ? await mail.CodeAsync(
                wanted,
                "forgotten",
                "/reset",
                AccountMail.PasswordLifetime,
                CodePurpose.Password,
                account.Id,
                null,
                cancel
            )
            : null;
}

/// <summary>To the address that an account had until now.</summary>
internal sealed class AddressChangedLetter(AccountMail mail) : ILetterWriter
{
    public string Kind => LetterKind.AddressChanged;

    public Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel) =>
        mail.NoticeAsync(wanted, "address-changed", cancel);
}
