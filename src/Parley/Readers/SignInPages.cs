using Microsoft.AspNetCore.Http;
using Parley.Mail;
using Parley.Views;
using Parley.Views.Readers;

namespace Parley.Readers;

/// <summary>Draws the pages of signing in, and answers once it is done.</summary>
internal sealed class SignInPages(PageFrames frames, Answers answers, HandToFrame handToFrame, MailRoute mail)
{
    public Task<IResult> SignInAsync(Visit visit, SignInRequest request, string email = "", Problem? fault = null)
    {
        var page = new SignInPageModel(Frame(visit, "sign-in.title"), visit.SiteUrl("/sign-in"), visit.SiteUrl("/sign-up"))
        {
            Email = email,
            Fault = fault is null ? null : Answers.Sentence(visit.Words, fault),
            Carried = Carried(visit, request),
            Hidden = [.. request.Fields()],
            ForgottenUrl = mail.ReachesPeople ? visit.SiteUrl("/forgotten") : null,
        };
        return Answers.PageAsync<SignInPage, SignInPageModel>(visit, page, fault);
    }

    public Task<IResult> SignUpAsync(
        Visit visit,
        SignInRequest request,
        string name = "",
        string email = "",
        Problem? fault = null
    )
    {
        string? About(string field) => fault?.About(field) is { } found ? Answers.Sentence(visit.Words, found) : null;
        var page = new SignUpPageModel(
            Frame(visit, "sign-up.title"),
            visit.SiteUrl("/sign-up"),
            visit.SiteUrl("/sign-in"),
            visit.SiteUrl("/rules")
        )
        {
            Name = name,
            Email = email,
            NameFault = About("name"),
            EmailFault = About("email"),
            PasswordFault = About("password"),
            MinPassword = Passwords.MinLength,
            AsksForPassword = !mail.ReachesPeople,
            Carried = Carried(visit, request),
            Hidden = [.. request.Fields()],
        };
        return Answers.PageAsync<SignUpPage, SignUpPageModel>(visit, page, fault);
    }

    /// <summary>Says that the account is made by the link in a letter, and gives back the words that waited for it.</summary>
    public Task<IResult> LetterSentAsync(Visit visit, SignInRequest request, string email) =>
        LetterEndpoints.LetterSentAsync(
            visit,
            frames,
            visit.Words.Format("letter-sent.sign-up", ("email", email)),
            request.Back,
            request.Written?.Body
        );

    /// <summary>
    /// Asks somebody who sent words without being signed in to do so, and keeps the words. In a frame it leads to a window of its
    /// own: a password is only ever typed where the address can be read.
    /// </summary>
    public async Task<IResult> AskAsync(Visit visit, IFormCollection form)
    {
        var written = WrittenWords.Of(visit.Http.Request, form);
        var request = new SignInRequest(visit.SiteUrl("/"), null, written);
        if (!visit.IsFramed)
            return await SignInAsync(visit, request, fault: Problems.SignInNeeded);
        var page = new SignInElsewherePageModel(
            frames.ForOne(visit.Home, visit.Site, visit.Words["sign-in.title"], isFramed: true),
            visit.SiteUrl("/sign-in"),
            Carried(visit, request),
            [.. request.Fields()]
        );
        return await Answers.PageAsync<SignInElsewherePage, SignInElsewherePageModel>(
            visit,
            page,
            Problems.SignInNeeded.Status
        );
    }

    /// <summary>
    /// Asks somebody who is signed in here to press a button, where a frame wants a session too. A page that was only opened makes
    /// no code.
    /// </summary>
    public Task<IResult> AskForFrameAsync(Visit visit, SignInRequest request)
    {
        var page = new OneButtonPageModel(
            Frame(visit, "frame-sign-in.title"),
            visit.Words.Format("frame-sign-in.lead", ("name", visit.Reader?.Name ?? "")),
            visit.SiteUrl("/sign-in"),
            visit.Words["frame-sign-in.do"]
        )
        {
            Hidden = [.. request.Fields(), new("go", "on")],
        };
        return Answers.PageAsync<OneButtonPage, OneButtonPageModel>(visit, page);
    }

    /// <summary>What follows a sign-in: the code for a frame, the words that waited, or the page from which it began.</summary>
    public async Task<IResult> GoOnAsync(Visit visit, SignInRequest request, Session session)
    {
        if (session.IsHalf)
            return await AskForMoreAsync(visit, request);
        if (request.FrameOrigin is { } origin)
            return await ShowCodeAsync(visit, origin, session);
        if (request.Written is not { } written)
            return Answers.SeeOther(visit, session.LeavesAt is null ? request.Back : visit.SiteUrl("/account/leave"));
        var page = new WrittenWordsPageModel(
            Frame(visit, "written.title"),
            written.Place,
            written.Body,
            [.. written.Others],
            request.Back
        );
        return await Answers.PageAsync<WrittenWordsPage, WrittenWordsPageModel>(visit, page);
    }

    // The words, and what else came with them, wait in the page that leads there.
    private async Task<IResult> AskForMoreAsync(Visit visit, SignInRequest request)
    {
        var fields = request.Fields().ToList();
        if (request.Written is null)
            return Answers.SeeOther(
                visit,
                visit.SiteUrl("/second-factor")
                    + QueryString.Create(fields.Select(field => KeyValuePair.Create(field.Key, (string?)field.Value)))
            );
        var page = new SignInElsewherePageModel(
            Frame(visit, "second-factor.title"),
            visit.SiteUrl("/second-factor"),
            Carried(visit, request),
            fields
        )
        {
            IsHere = true,
        };
        return await Answers.PageAsync<SignInElsewherePage, SignInElsewherePageModel>(visit, page);
    }

    private async Task<IResult> ShowCodeAsync(Visit visit, string origin, Session session)
    {
        var code = await handToFrame.MakeCodeAsync(visit.Site, origin, session, visit.Cancel);
        if (!code.IsSuccess)
            return await answers.ProblemAsync(visit, code.Problem);
        var page = new SignedInPageModel(Frame(visit, "signed-in.title"), code.Value) { Origin = origin };
        return await Answers.PageAsync<SignedInPage, SignedInPageModel>(visit, page);
    }

    // Never framed, whatever the address says.
    private PageModel Frame(Visit visit, string title) => frames.ForOne(visit.Home, visit.Site, visit.Words[title]);

    public static CarriedWordsModel? Carried(Visit visit, SignInRequest request) =>
        request.Written is { } written
            ? new(written.Body, [.. written.Fields()])
            {
                WasSignedOut = visit.Session is null && SessionCookie.Read(visit.Http.Request, visit.Home) is not null,
            }
            : null;
}
