using Microsoft.AspNetCore.Http;
using Parley.Readers;
using Parley.Views.SecondFactors;

namespace Parley.SecondFactors;

/// <summary>Draws the page that asks for a second factor, and the one on which an account's are changed.</summary>
internal sealed class SecondFactorPages(
    AccountStore accounts,
    SecondFactorStore store,
    ChangeFactors change,
    PageFrames frames,
    Answers answers
)
{
    /// <summary>Asks a half session for its second factor.</summary>
    public async Task<IResult> AskAsync(Visit visit, Session half, SignInRequest request, Problem? fault = null)
    {
        var factors = await store.ListAsync(half.AccountId!.Value, visit.Cancel);
        var page = new SecondFactorPageModel(
            frames.ForOne(visit.Home, visit.Site, visit.Words["second-factor.title"]),
            visit.SiteUrl("/second-factor"),
            [.. request.Fields()]
        )
        {
            HasApp = factors.Exists(one => one.Kind == SecondFactorKind.App),
            PasskeyUrl = factors.Exists(one => one.Kind == SecondFactorKind.Passkey)
                ? visit.Home.Url("/api/v1/session/passkey")
                : null,
            Fault = fault is null ? null : Answers.Sentence(visit.Words, fault),
            Carried = SignInPages.Carried(visit, request),
        };
        return await Answers.PageAsync<SecondFactorPage, SecondFactorPageModel>(visit, page, fault);
    }

    /// <param name="form">Where a problem is said.</param>
    /// <param name="offer">The key that the visitor's app has taken already, if its form comes back.</param>
    public async Task<IResult> ShowAsync(
        Visit visit,
        Session session,
        string form = "",
        Problem? fault = null,
        IReadOnlyList<string>? newCodes = null,
        string? offer = null
    )
    {
        if (session.AccountId is not { } id || await accounts.FindAsync(id, visit.Cancel) is not { } account)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        var factors = await store.ListAsync(id, visit.Cancel);
        var words = visit.Words;
        var page = new SecondFactorsPageModel(
            frames.ForOne(visit.Home, visit.Site, words["factors.title"], visitorName: visit.SignedIn.Name),
            visit.SiteUrl("/account/second-factor"),
            visit.SiteUrl("/account")
        )
        {
            Factors =
            [
                .. factors.Select(one => new FactorModel(
                    one.Id.ToString(),
                    one.Name,
                    one.Kind == SecondFactorKind.Passkey,
                    one.CreatedAt
                )),
            ],
            CodesLeft = await store.CountCodesAsync(id, visit.Cancel),
            IsNeeded = visit.SignedIn.IsHeldBack && factors.Count == 0,
            HasPassword = account.PasswordHash is not null,
            Offer = OfferTo(visit, account, offer),
            PasskeyUrl = visit.Home.Url($"/api/v1/sites/{visit.Site.Name}/account/passkey"),
            NewCodes = newCodes ?? [],
            ConsoleUrl =
                newCodes is not null && (visit.SignedIn.IsStaff || visit.SignedIn.IsHeldBack)
                    ? visit.SiteUrl("/console")
                    : null,
            Faults = fault is null
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { [FieldOf(form, fault)] = Answers.Sentence(words, fault) },
        };
        return await Answers.PageAsync<SecondFactorsPage, SecondFactorsPageModel>(visit, page, fault);
    }

    private OfferModel OfferTo(Visit visit, Account account, string? offer)
    {
        var known = change.ReadOffer(account.Id, offer);
        var (key, hidden) = known is null ? change.OfferKey(account.Id) : (known, offer!);
        var (side, path) = QrPicture.Draw(AppCode.Address(key, visit.Site.Title, account.Email.Text));
        return new(key, hidden, side, path);
    }

    private static string FieldOf(string form, Problem fault) =>
        form == "remove" ? form
        : fault.Field == "password" ? $"{form}-password"
        : fault.Field
            ?? (
                form == "codes" ? "codes-password"
                : form == "app" ? "code"
                : form
            );
}
