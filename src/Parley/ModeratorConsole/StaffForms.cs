using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Mail;
using Parley.Readers;
using Parley.Staff;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which a site's administrators see who works on it, invite somebody and let somebody go.</summary>
internal static class StaffForms
{
    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/staff", ShowAsync).For(Access.Administrator);
        console.MapPost("/staff/invitations", InviteAsync).For(Access.Administrator).TakesForm();
        console.MapPost("/staff/invitations/{invitation:guid}/withdraw", WithdrawAsync).For(Access.Administrator);
        console.MapPost("/staff/{reader:guid}/role", ChangeAsync).For(Access.Administrator).TakesForm();
        console.MapPost("/staff/{reader:guid}/take", TakeAsync).For(Access.Administrator);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] StaffStore staff,
        [FromServices] InvitationStore invitations,
        [FromServices] MailRoute route,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        return await PageAsync(visit, await FindAsync(visit, staff, invitations, route, frames));
    }

    private static async Task<IResult> InviteAsync(
        HttpContext http,
        [FromServices] InviteStaff invite,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] StaffStore staff,
        [FromServices] InvitationStore invitations,
        [FromServices] MailRoute route,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var (email, role) = (form.Find("email") ?? "", form.Find("role") ?? "");
        int? days = int.TryParse(form.Find("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
        var wait = pace.ForLetter(clients.AddressOf(http), email);
        var invited = wait is null
            ? await invite.HandleAsync(
                visit.Site,
                visit.Home,
                visit.SignedIn,
                new(email, ReaderRoles.ParseStaff(role), days) { Sections = SectionsOf(form, ReaderRoles.ParseStaff(role)) },
                visit.Cancel
            )
            : wait;
        Answers.SayWhenAgain(visit, wait);
        var model = await FindAsync(visit, staff, invitations, route, frames);
        if (invited.Value is not { } done)
            return await PageAsync(
                visit,
                model with
                {
                    Email = email,
                    Role = ReaderRoles.ParseStaff(role)?.ToWord() ?? StaffPageModel.UsualRole,
                    Days = days ?? StaffPageModel.UsualDays,
                    Sections = form.Find("sections") ?? "",
                    EmailFault = invited.Problem!.About("email") is { } fault ? Answers.Sentence(visit.Words, fault) : null,
                    Fault = invited.Problem.About("email") is null ? Answers.Sentence(visit.Words, invited.Problem) : null,
                },
                invited.Problem.Status
            );
        return await PageAsync(
            visit,
            model with
            {
                Invited = new(done.Invitation.Email.Text, done.Link, done.Invitation.ExpiresAt),
            }
        );
    }

    private static async Task<IResult> WithdrawAsync(
        HttpContext http,
        Guid invitation,
        [FromServices] InvitationStore invitations
    )
    {
        var visit = Visit.Of(http);
        // One that was accepted or has run out meanwhile is gone as well.
        await invitations.WithdrawAsync(visit.Site.Id, invitation, visit.Cancel);
        return Answers.SeeOther(visit, visit.SiteUrl("/console/staff"));
    }

    private static Task<IResult> ChangeAsync(
        HttpContext http,
        Guid reader,
        [FromServices] ChangeRole change,
        [FromServices] Answers answers
    ) =>
        ReaderRoles.ParseStaff(SentForm.Of(http).Find("role")) is { } role
            ? SetAsync(Visit.Of(http), reader, role, SectionsOf(SentForm.Of(http), role), change, answers)
            : answers.ProblemAsync(Visit.Of(http), Problems.InvitationRoleUnknown);

    private static Task<IResult> TakeAsync(
        HttpContext http,
        Guid reader,
        [FromServices] ChangeRole change,
        [FromServices] Answers answers
    ) => SetAsync(Visit.Of(http), reader, ReaderRole.Reader, null, change, answers);

    private static async Task<IResult> SetAsync(
        Visit visit,
        Guid reader,
        ReaderRole role,
        IReadOnlyList<string?>? sections,
        ChangeRole change,
        Answers answers
    )
    {
        if (await change.HandleAsync(visit.Site, reader, role, sections, visit.SignedIn, visit.Cancel) is { } problem)
            return await answers.ProblemAsync(visit, problem);
        // Whoever gave up their own has no business there any more.
        var isGone = reader == visit.SignedIn.Id && role != ReaderRole.Administrator;
        return Answers.SeeOther(visit, visit.SiteUrl(isGone ? "/" : "/console/staff"));
    }

    // The box stands beside every role, and means something beside one.
    private static IReadOnlyList<string?> SectionsOf(SentForm form, ReaderRole? role) =>
        role == ReaderRole.Moderator ? (form.Find("sections") ?? "").ReplaceLineEndings("\n").Split('\n') : [];

    private static async Task<StaffPageModel> FindAsync(
        Visit visit,
        StaffStore staff,
        InvitationStore invitations,
        MailRoute route,
        ConsoleFrames frames
    )
    {
        var members = await staff.ListAsync(visit.Site.Id, visit.Cancel);
        var open = await invitations.ListAsync(visit.Site.Id, visit.Cancel);
        return new StaffPageModel(
            await frames.ForAsync(visit, ConsolePlace.Staff, visit.Words["staff.title"]),
            visit.SiteUrl("/console/staff"),
            [
                .. members.Select(one => new StaffRowModel(
                    one.Name,
                    one.Role.ToWord(),
                    one.IsGivenHere ? visit.SiteUrl($"/console/staff/{one.Id}") : null
                )
                {
                    IsVisitor = one.Id == visit.SignedIn.Id,
                    Sections = one.Sections,
                }),
            ],
            [
                .. open.Select(one => new InvitationRowModel(
                    one.Email.Text,
                    visit.Words["role." + one.Role.ToWord()],
                    one.InvitedBy,
                    one.ExpiresAt,
                    visit.SiteUrl($"/console/staff/invitations/{one.Id}/withdraw")
                )
                {
                    Sections = one.Sections,
                }),
            ]
        )
        {
            SendsLetters = route.ReachesPeople,
            RoleChoices = [.. ReaderRoles.OfStaff.Select(ReaderRoles.ToWord)],
            DayChoices = Invitation.Days,
        };
    }

    private static Task<IResult> PageAsync(Visit visit, StaffPageModel model, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<StaffPage, StaffPageModel>(visit, model, status);
}
