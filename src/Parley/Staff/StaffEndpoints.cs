using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;

namespace Parley.Staff;

/// <summary>Where an invitation's link leads. Opening it shows buttons; pressing one uses it. The console's page stands there.</summary>
internal static class StaffEndpoints
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site, IEndpointRouteBuilder api)
    {
        site.MapMethods("/invitation", ReaderEndpoints.Looking, ShowAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/invitation", AcceptAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
        StaffApi.Map(api);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] AcceptInvitation accept,
        [FromServices] InvitationPages pages,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        string? code = http.Request.Query["code"];
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        return await accept.FindAsync(visit.Site, code, visit.Cancel) is { } invitation
            ? await pages.ShowAsync(visit, invitation, code!)
            : await answers.ProblemAsync(visit, Problems.LinkUsed);
    }

    private static async Task<IResult> AcceptAsync(
        HttpContext http,
        [FromServices] AcceptInvitation accept,
        [FromServices] InvitationPages pages,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var form = SentForm.Of(http);
        var (code, name) = (form.Find("code"), form.Find("name"));
        var problem =
            form.Find("as") == "me"
                ? await AcceptAsOneselfAsync(visit, accept, code)
                : await AcceptAsNewAsync(visit, accept, code, name, form.Find("password"));
        if (problem is null)
            return Answers.SeeOther(visit, visit.SiteUrl("/console"));
        return await accept.FindAsync(visit.Site, code, visit.Cancel) is { } invitation
            ? await pages.ShowAsync(visit, invitation, code!, name ?? "", problem)
            : await answers.ProblemAsync(visit, Problems.LinkUsed);
    }

    /// <summary>Accepts as the account that is signed in.</summary>
    public static async Task<Problem?> AcceptAsOneselfAsync(Visit visit, AcceptInvitation accept, string? code) =>
        visit.Session?.AccountId is { } account
            ? (await accept.HandleAsync(visit.Site, code, account, visit.Cancel)).Problem
            : Problems.SignInNeeded;

    /// <summary>Accepts as somebody new, who is signed in then.</summary>
    public static async Task<Problem?> AcceptAsNewAsync(
        Visit visit,
        AcceptInvitation accept,
        string? code,
        string? name,
        string? password
    )
    {
        var begun = await accept.HandleAsync(visit.Site, code, name, password, visit.AnySession, visit.Device, visit.Cancel);
        if (begun.IsSuccess)
            SessionCookie.Give(visit.Http.Response, visit.Home, begun.Value);
        return begun.Problem;
    }
}
