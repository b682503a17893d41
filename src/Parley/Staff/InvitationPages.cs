using Microsoft.AspNetCore.Http;
using Parley.Readers;
using Parley.Views.Staff;

namespace Parley.Staff;

/// <summary>Draws the page behind an invitation's link.</summary>
internal sealed class InvitationPages(AcceptInvitation accept, AccountStore accounts, PageFrames frames)
{
    public async Task<IResult> ShowAsync(
        Visit visit,
        Invitation invitation,
        string code,
        string name = "",
        Problem? fault = null
    )
    {
        var words = visit.Words;
        var account = visit.Session?.AccountId is { } id ? await accounts.FindAsync(id, visit.Cancel) : null;
        var mayAccept = account is not null && accept.IsFor(invitation, account);
        string? About(string field) => fault?.About(field) is { } found ? Answers.Sentence(words, found) : null;
        var page = new InvitationPageModel(
            frames.ForOne(visit.Home, visit.Site, words["invitation.title"]),
            words.Format("invitation.lead-" + invitation.Role.ToWord(), ("site", visit.Site.Title)),
            visit.SiteUrl("/invitation"),
            code,
            invitation.Email.Text
        )
        {
            AcceptAs = mayAccept ? visit.SignedIn.Name : null,
            IsForAnother = account is not null && !mayAccept,
            SignInUrl = visit.SiteUrl("/sign-in?return=" + Uri.EscapeDataString(visit.SiteUrl($"/invitation?code={code}"))),
            Name = name,
            NameFault = About("name"),
            PasswordFault = About("password"),
            Fault =
                fault is null || fault.About("name") is not null || fault.About("password") is not null
                    ? null
                    : Answers.Sentence(words, fault),
            MinPassword = Passwords.MinLength,
        };
        return await Answers.PageAsync<InvitationPage, InvitationPageModel>(visit, page, fault);
    }
}
