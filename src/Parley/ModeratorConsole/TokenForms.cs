using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Tokens;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which a site's developer sees what is right and wrong with a token.</summary>
internal static class TokenForms
{
    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/token", ShowAsync).For(Access.Administrator);
        console.MapPost("/token", CheckAsync).For(Access.Administrator).TakesForm();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, [FromServices] ConsoleFrames frames)
    {
        var visit = Visit.Of(http);
        return await PageAsync(visit, await EmptyAsync(visit, frames));
    }

    private static async Task<IResult> CheckAsync(
        HttpContext http,
        [FromServices] CheckToken check,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        // What is copied brings line ends along.
        var token = (form.Find("token") ?? "").Trim();
        var page = (form.Find("address") ?? "").Trim();
        var done = await check.HandleAsync(visit.Site, token, page, visit.Cancel);
        return await PageAsync(
            visit,
            await EmptyAsync(visit, frames) with
            {
                Token = token,
                Address = page,
                Check = ToModel(visit, done, page),
            }
        );
    }

    private static TokenCheckModel ToModel(Visit visit, CheckToken.Checked done, string page)
    {
        var words = visit.Words;
        List<TokenFindingModel> findings =
        [
            .. done.Reading.Findings.Select(finding =>
                ToModel(
                    words,
                    done.IsSpent && finding.Question == TokenQuestion.Once
                        ? finding with
                        {
                            Fault = Problems.TokenSpent,
                        }
                        : finding
                )
            ),
        ];
        if (done.Reading.Claims is { } claims)
            findings.AddRange(Told(visit, claims, done));
        if (page.Length > 0)
        {
            findings.Add(Asked(words, "page", done.Page));
            findings.Add(Asked(words, "origin", done.Origin));
        }

        findings.Add(new(words["token-check.now"], null, $"{words.Moment(done.Now)} ({Seconds(done.Now)})"));
        var isRight = findings.TrueForAll(finding => finding.IsRight != false);
        return new(isRight, Sentence(words, done, isRight), findings);
    }

    private static string Sentence(Words words, CheckToken.Checked done, bool isRight) =>
        !isRight ? words["token-check.would-not"]
        : done.Reading.IsSignedOut ? words["token-check.would-sign-out"]
        : words.Format(done.Reader is null ? "token-check.would-new" : "token-check.would-known", ("name", done.Name!));

    private static IEnumerable<TokenFindingModel> Told(Visit visit, TokenClaims claims, CheckToken.Checked done)
    {
        var words = visit.Words;
        yield return new(words["token-check.identity"], null, $"{claims.Issuer} / {claims.Subject}");
        yield return new(words["token-check.shown"], null, done.Name!);
        yield return new(words["token-check.ends"], null, $"{words.Moment(claims.EndsAt)} ({Seconds(claims.EndsAt)})");
        if (claims.Role is { } role)
            yield return new(
                words["token-check.role"],
                null,
                words.Format("token-check.role-" + TokenRoles.RoleOf(visit.Site.Settings, role).ToWord(), ("role", role))
            );
        if (claims.Entitlements.Count > 0)
            yield return new(words["token-check.entitlements"], null, string.Join(", ", claims.Entitlements));
        foreach (var doing in Enum.GetValues<Doing>())
        {
            var opening = visit.Site.Settings.OpeningOf(doing);
            var isOpen = opening.Entitlement is not { } name || claims.Entitlements.Contains(name, StringComparer.Ordinal);
            var key = $"token-check.{doing.ToString().ToLowerInvariant()}";
            // Somebody without a subscription has a good token all the same.
            yield return new(
                words[key],
                null,
                words.Format(isOpen ? "token-check.open" : "token-check.not-open", ("who", opening.Who))
            );
        }
    }

    private static TokenFindingModel ToModel(Words words, TokenFinding finding) =>
        Asked(
            words,
            finding.Question == TokenQuestion.Audience ? "audience-label" : finding.Question.ToString().ToLowerInvariant(),
            finding.Fault
        );

    private static TokenFindingModel Asked(Words words, string question, Problem? fault) =>
        new(
            words["token-check." + question],
            fault is null,
            fault is null ? "" : $"{Answers.Sentence(words, fault)} ({fault.Code})"
        );

    private static async Task<TokenPageModel> EmptyAsync(Visit visit, ConsoleFrames frames) =>
        new(
            await frames.ForAsync(visit, ConsolePlace.Token, visit.Words["token-check.title"]),
            visit.SiteUrl("/console/token"),
            OwnToken.AudienceOf(visit.Site.Name),
            visit.Now
        );

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static Task<IResult> PageAsync(Visit visit, TokenPageModel model) =>
        Answers.PageAsync<TokenPage, TokenPageModel>(visit, model);
}
