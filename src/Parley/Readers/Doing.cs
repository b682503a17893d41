using Microsoft.AspNetCore.Builder;
using Parley.Sites;

namespace Parley.Readers;

/// <summary>What a site may open to some readers only.</summary>
internal enum Doing
{
    Read,
    React,
    Write,
}

/// <summary>What an endpoint does, as its metadata. One of a site that does not say reads.</summary>
/// <param name="Doing">Null where it shows no words of other readers.</param>
internal sealed record DoingNeeded(Doing? Doing);

internal static class DoingRules
{
    public static T Does<T>(this T endpoint, Doing doing)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new DoingNeeded(doing));

    /// <summary>Says that it shows no words of other readers: open also where a site does not let everybody read.</summary>
    public static T ShowsNoWords<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new DoingNeeded(null));

    public static Opening OpeningOf(this SiteSettings settings, Doing doing) =>
        doing switch
        {
            Doing.Read => settings.Read,
            Doing.React => settings.React,
            _ => settings.Write,
        };

    /// <summary>What is said to a visitor who may not; null to whoever may.</summary>
    public static Problem? FindClosed(this Visit visit, Doing doing)
    {
        var opening = visit.Site.Settings.OpeningOf(doing);
        if (opening.IsOpenTo(visit.Reader, visit.Session))
            return null;
        // Where the site says nothing of its own, an account of ours may be what is missing.
        return visit.Reader is null && opening is { SaysMore: false, Entitlement: null }
            ? Problems.SignInNeeded with
            {
                Link = SignInUrl(visit),
            }
            : Problems.NotOpen(doing, opening);
    }

    // In a frame nobody signs in: there the page around, or a window, does it.
    private static string? SignInUrl(Visit visit) =>
        visit.IsApi || visit.IsFramed
            ? null
            : visit.SiteUrl(
                "/sign-in?return="
                    + Uri.EscapeDataString(
                        visit.Http.Request.PathBase + visit.Http.Request.Path + visit.Http.Request.QueryString
                    )
            );

    /// <summary>Whether it is open to a reader; null for a visitor.</summary>
    public static bool IsOpenTo(this Opening opening, Reader? reader, Session? session) =>
        opening.IsToAll
        || (
            reader is not null
            && (
                reader.IsStaff
                || (
                    opening.Entitlement is { } name
                        ? session?.Signed?.Entitlements.Contains(name, StringComparer.Ordinal) == true
                        // What cannot be read here is open to nobody.
                        : opening.Who == Opening.Readers && !reader.IsGuest
                )
            )
        );
}
