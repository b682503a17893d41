using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;

namespace Parley.Staff;

/// <summary>Who works on a site, for programs.</summary>
internal static class StaffApi
{
    private static readonly StaffJson Context = new(Json.Options());

    /// <param name="Role"><c>journalist</c>, <c>moderator</c>, <c>senior-moderator</c> or <c>administrator</c>.</param>
    /// <param name="Days">After how many the link opens nothing: 1, 3 or 7.</param>
    /// <param name="Sections">What a moderator is limited to, by names of sections or paths; none for the whole site.</param>
    internal sealed record InviteBody(string Email, string Role, int Days, IReadOnlyList<string?>? Sections = null);

    /// <param name="Role">As in <see cref="InviteBody"/>.</param>
    /// <param name="Sections">As there; absent to leave a moderator's as they are.</param>
    internal sealed record RoleBody(string Role, IReadOnlyList<string?>? Sections = null);

    /// <param name="Code">What the link says after <c>code=</c>.</param>
    /// <param name="Name">For whoever has no account: with it and a password one is made; else the account that is signed in accepts.</param>
    internal sealed record AcceptBody(string Code, string? Name = null, string? Password = null);

    internal sealed record StaffAnswer(IReadOnlyList<MemberAnswer> Staff, IReadOnlyList<InvitationAnswer> Invitations);

    /// <param name="IsGivenHere">Whether the role can be taken away here.</param>
    internal sealed record MemberAnswer(
        Guid Id,
        string Name,
        ReaderRole Role,
        bool IsGivenHere,
        IReadOnlyList<string> Sections
    );

    internal sealed record InvitationAnswer(
        Guid Id,
        string Email,
        ReaderRole Role,
        string InvitedBy,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        IReadOnlyList<string> Sections
    );

    /// <param name="Link">To be handed over; absent where a letter is on its way. It is said this once.</param>
    internal sealed record InvitedAnswer(Guid Id, DateTimeOffset ExpiresAt, string? Link);

    /// <param name="api">Below <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/staff", ListAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .Gives<StaffAnswer>("Who works on the site, and who is invited to");
        api.MapPost("/staff/invitations", InviteAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .Takes<InviteBody>()
            .Gives<InvitedAnswer>("Invite somebody to work on the site", StatusCodes.Status201Created);
        api.MapDelete("/staff/invitations/{invitation:guid}", WithdrawAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .GivesNothing("Withdraw an invitation");
        api.MapPut("/staff/{reader:guid}", ChangeAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .Takes<RoleBody>()
            .GivesNothing("Give somebody who works on the site another role");
        api.MapDelete("/staff/{reader:guid}", TakeAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .GivesNothing("Take somebody's role away");
        api.MapPost("/invitation", AcceptAsync)
            .ShowsNoWords()
            .For(Access.Anyone)
            .Takes<AcceptBody>()
            .GivesNothing("Accept an invitation: signed in, or with a name and a password for a new account");
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] StaffStore staff,
        [FromServices] InvitationStore invitations
    )
    {
        var visit = Visit.Of(http);
        var members = await staff.ListAsync(visit.Site.Id, visit.Cancel);
        var open = await invitations.ListAsync(visit.Site.Id, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new StaffAnswer(
                [.. members.Select(one => new MemberAnswer(one.Id, one.Name, one.Role, one.IsGivenHere, one.Sections))],
                [
                    .. open.Select(one => new InvitationAnswer(
                        one.Id,
                        one.Email.Text,
                        one.Role,
                        one.InvitedBy,
                        one.CreatedAt,
                        one.ExpiresAt,
                        one.Sections
                    )),
                ]
            ),
            Context.StaffAnswer
        );
    }

    private static async Task<IResult> InviteAsync(
        HttpContext http,
        [FromServices] InviteStaff invite,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.InviteBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (pace.ForLetter(clients.AddressOf(http), body.Value.Email) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var request = new InviteStaff.Request(body.Value.Email, ReaderRoles.ParseStaff(body.Value.Role), body.Value.Days)
        {
            Sections = body.Value.Sections ?? [],
        };
        var invited = await invite.HandleAsync(visit.Site, visit.Home, visit.SignedIn, request, visit.Cancel);
        if (!invited.IsSuccess)
            return await answers.ProblemAsync(visit, invited.Problem);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new InvitedAnswer(invited.Value.Invitation.Id, invited.Value.Invitation.ExpiresAt, invited.Value.Link),
            Context.InvitedAnswer,
            statusCode: StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> WithdrawAsync(
        HttpContext http,
        Guid invitation,
        [FromServices] InvitationStore invitations,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await invitations.WithdrawAsync(visit.Site.Id, invitation, visit.Cancel)
            ? TypedResults.NoContent()
            : await answers.ProblemAsync(visit, Problems.InvitationNotFound);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid reader,
        [FromServices] ChangeRole change,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.RoleBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        return ReaderRoles.ParseStaff(body.Value.Role) is { } role
            ? await SetAsync(visit, reader, role, body.Value.Sections, change, answers)
            : await answers.ProblemAsync(visit, Problems.InvitationRoleUnknown);
    }

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
    ) =>
        await change.HandleAsync(visit.Site, reader, role, sections, visit.SignedIn, visit.Cancel) is { } problem
            ? await answers.ProblemAsync(visit, problem)
            : TypedResults.NoContent();

    private static async Task<IResult> AcceptAsync(
        HttpContext http,
        [FromServices] AcceptInvitation accept,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.AcceptBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var (code, name, password) = body.Value;
        var problem =
            name is null && password is null
                ? await StaffEndpoints.AcceptAsOneselfAsync(visit, accept, code)
                : await StaffEndpoints.AcceptAsNewAsync(visit, accept, code, name, password);
        return problem is null ? TypedResults.NoContent() : await answers.ProblemAsync(visit, problem);
    }
}

[JsonSerializable(typeof(StaffApi.InviteBody))]
[JsonSerializable(typeof(StaffApi.RoleBody))]
[JsonSerializable(typeof(StaffApi.AcceptBody))]
[JsonSerializable(typeof(StaffApi.StaffAnswer))]
[JsonSerializable(typeof(StaffApi.InvitedAnswer))]
internal sealed partial class StaffJson : JsonSerializerContext;
