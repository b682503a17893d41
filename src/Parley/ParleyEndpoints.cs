using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Arrivals;
using Parley.ComingBack;
using Parley.Comments;
using Parley.Corrections;
using Parley.Dossiers;
using Parley.Evening;
using Parley.Feeds;
using Parley.Hooks;
using Parley.HouseRules;
using Parley.Http;
using Parley.Leaving;
using Parley.Live;
using Parley.Moderation;
using Parley.ModeratorConsole;
using Parley.Mutes;
using Parley.Newsroom;
using Parley.Notices;
using Parley.Notifications;
using Parley.Objections;
using Parley.Orders;
using Parley.Perspective;
using Parley.Pictures;
using Parley.Policies;
using Parley.Publishing;
using Parley.Reactions;
using Parley.Readers;
using Parley.Reading;
using Parley.Reports;
using Parley.RightOfReply;
using Parley.Sanctions;
using Parley.Search;
using Parley.SecondFactors;
using Parley.SecondLooks;
using Parley.Sites;
using Parley.Staff;
using Parley.Tokens;
using Parley.Transparency;
using Parley.Web;

namespace Parley;

/// <summary>The second of the two doors: <c>app.MapParley()</c>.</summary>
public static class ParleyEndpoints
{
    /// <summary>Puts Parley's pages and its interface under a prefix of the program.</summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="prefix">Such as <c>/talk</c>; empty for the whole program.</param>
    /// <returns>What was mapped, for conventions of the host's own.</returns>
    public static IEndpointConventionBuilder MapParley(this IEndpointRouteBuilder endpoints, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        endpoints.ServiceProvider.GetRequiredService<ClientFacts>().Prefix = prefix;
        var filter = endpoints.ServiceProvider.GetRequiredService<VisitFilter>();

        var root = endpoints.MapGroup(prefix);
        // Under a host's fallback policy our pages would go to its login; who may call what is our own filter's matter.
        root.AllowAnonymous().DisableAntiforgery().WithGroupName("parley");
        root.AddEndpointFilter(filter.InvokeAsync);
        ((IEndpointConventionBuilder)root).Finally(AllowHead);
        var site = root.MapGroup(SiteSegment.Pattern);
        var api = root.MapGroup("/api/v1");
        api.WithMetadata(new ApiEndpoint());
        var apiOfSite = api.MapGroup("/sites/{site}");

        AssetEndpoints.Map(root);
        OpenApiEndpoints.Map(root);
        PerspectiveEndpoints.Map(root, api);
        SitePages.Map(root, site);
        ReaderEndpoints.Map(root, site, api, apiOfSite);
        SecondFactorEndpoints.Map(site, api, apiOfSite);
        StaffEndpoints.Map(site, apiOfSite);
        TokenEndpoints.Map(apiOfSite);
        RuleEndpoints.Map(site, apiOfSite);
        ClaimEndpoints.Map(site, apiOfSite);
        DossierEndpoints.Map(site, apiOfSite);
        PolicyEndpoints.Map(apiOfSite);
        HookEndpoints.Map(apiOfSite);
        SanctionEndpoints.Map(apiOfSite, site);
        ReadingEndpoints.Map(root, site);
        PassageEndpoints.Map(site);
        EmbeddingEndpoints.Map(root, site);
        ThreadEndpoints.Map(api, apiOfSite);
        StoryEndpoints.Map(apiOfSite);
        LiveEndpoints.Map(apiOfSite);
        CommentEndpoints.Map(apiOfSite);
        CommentForms.Map(root, site);
        MyPageEndpoints.Map(apiOfSite, site);
        RevisionEndpoints.Map(apiOfSite, site);
        ComingBackEndpoints.Map(apiOfSite);
        ArrivalEndpoints.Map(apiOfSite);
        FeedEndpoints.Map(apiOfSite, site);
        MuteEndpoints.Map(apiOfSite, site);
        ReaderPageEndpoints.Map(site);
        ReactionEndpoints.Map(apiOfSite, site);
        PublishingEndpoints.Map(apiOfSite);
        RecordEndpoints.Map(apiOfSite);
        ProtectForms.MapApi(apiOfSite);
        ReportListForms.Map(site);
        WritingForms.Map(site);
        SourceForms.Map(site);
        ChangesEndpoints.Map(site);
        ProtectForms.Map(site);
        PictureEndpoints.Map(site);
        ClaimForms.Map(site);
        KeptSourceForms.Map(site);
        ChainForms.Map(site);
        DossierForms.Map(site);
        NewsroomEndpoints.Map(apiOfSite);
        NewsroomForms.Map(site);
        ChallengeForms.Map(site);
        SourceReplyForms.Map(site);
        EveningEndpoints.Map(apiOfSite);
        EveningForms.Map(site);
        ReportEndpoints.Map(apiOfSite, site);
        NoticeEndpoints.Map(apiOfSite, site);
        FlaggerEndpoints.Map(apiOfSite);
        LeavingEndpoints.Map(site, apiOfSite);
        NotificationEndpoints.Map(apiOfSite, site);
        SearchEndpoints.Map(apiOfSite, site);
        ModerationEndpoints.Map(apiOfSite);
        ObjectionEndpoints.Map(apiOfSite, site);
        ObjectionModeration.Map(apiOfSite);
        HalfYearEndpoints.Map(apiOfSite);
        SecondLookEndpoints.Map(apiOfSite);
        OrderEndpoints.Map(apiOfSite);
        ConsoleEndpoints.Map(site);

        // What is not there, and what does not take a method, is answered by us: a host's fallback policy would send it to its login.
        api.Map("/{**rest}", NotFoundAsync).For(Access.Anyone);
        site.Map("/{**rest}", NotFoundAsync).For(Access.Anyone);
        root.Map("/{**rest}", NotFoundAsync).For(Access.Anyone);
        return root;
    }

    // Whoever may read a page may ask for its headers alone: caches, monitors and link checkers do.
    private static void AllowHead(EndpointBuilder endpoint)
    {
        for (var i = 0; i < endpoint.Metadata.Count; i++)
        {
            if (endpoint.Metadata[i] is HttpMethodMetadata { HttpMethods: ["GET"] })
                endpoint.Metadata[i] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
        }
    }

    private static Task<IResult> NotFoundAsync(HttpContext http, [FromServices] Answers answers) =>
        answers.ProblemAsync(Visit.Of(http), Problems.NotFound);
}
