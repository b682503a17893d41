using Microsoft.AspNetCore.Builder;

namespace Parley.Readers;

/// <summary>
/// Marks the endpoints at which a session counts whose second factor was not passed yet. Everywhere else it counts as none: so no
/// way of beginning a session, by password, by link or by letter, leads past the second factor.
/// </summary>
internal sealed record HalfSessionTaken;

internal static class HalfSessions
{
    public static T TakesHalfSession<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new HalfSessionTaken());
}
