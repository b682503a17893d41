using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Mail;
using Parley.Views.Readers;

namespace Parley.Readers;

/// <summary>Draws the account's page.</summary>
internal sealed class AccountPages(
    AccountStore accounts,
    SessionStore sessions,
    ReaderChoices choices,
    MailRoute route,
    PageFrames frames,
    Answers answers
)
{
    private static readonly string[] Doings = ["name", "email", "confirm", "letters", "password", "session"];

    /// <summary>Back to the page, which says what was done.</summary>
    public static IResult Done(Visit visit, string what) => Answers.SeeOther(visit, visit.SiteUrl($"/account?done={what}"));

    /// <param name="field">Where a problem is said that names no field.</param>
    public async Task<IResult> ShowAsync(
        Visit visit,
        Problem? problem = null,
        string field = "",
        string? wantedName = null,
        string? wantedEmail = null
    )
    {
        // Guests have a name and no account.
        if (visit.Session?.AccountId is not { } id || await accounts.FindAsync(id, visit.Cancel) is not { } account)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        var words = visit.Words;
        string? done = visit.Http.Request.Query["done"];
        var held = await sessions.ListAsync(id, visit.Cancel);
        var chosen = await choices.FindAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel);
        var page = new AccountPageModel(
            frames.ForOne(visit.Home, visit.Site, words["account.title"], visitorName: visit.SignedIn.Name),
            visit.SiteUrl("/account"),
            visit.SignedIn.Name,
            account.Email.Text,
            account.ConfirmedAt is not null
        )
        {
            Done = problem is null && Doings.Contains(done) ? words[$"account.done-{done}"] : null,
            Faults = problem is null
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { [problem.Field ?? field] = Answers.Sentence(words, problem) },
            WantedName = wantedName,
            WantedEmail = wantedEmail,
            CanWrite = route.ReachesPeople,
            IsStaff = visit.SignedIn.IsStaff,
            WantsLetters = route.IsOpen ? chosen.WantsLetters : null,
            Languages = [.. Words.Languages.Select(tag => (tag, CultureInfo.GetCultureInfo(tag).NativeName))],
            Language = chosen.Language,
            MinPassword = Passwords.MinLength,
            LeavesAt = account.LeavesAt,
            Sessions =
            [
                .. held.Select(one => new SessionModel(
                    one.TokenHash,
                    one.CreatedAt,
                    one.LastUsed,
                    one.TokenHash == visit.Session.TokenHash
                )
                {
                    Device = one.Device?.NameIn(words),
                }),
            ],
        };
        return await Answers.PageAsync<AccountPage, AccountPageModel>(visit, page, problem);
    }
}
