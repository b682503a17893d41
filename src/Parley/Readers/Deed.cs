using Microsoft.AspNetCore.Builder;

namespace Parley.Readers;

/// <summary>
/// What a reader does on a site that a moderator may take from them. What a site opens to some only is another thing: <see cref="Doing"/>.
/// </summary>
internal enum Deed
{
    Post,
    Edit,
    React,
    Report,
    Rename,
}

/// <summary>The deed of an endpoint, as its metadata. One without may be called by every reader, whatever was decided about them.</summary>
internal sealed record DeedDone(Deed Deed);

internal static class DeedRules
{
    public static T Is<T>(this T endpoint, Deed deed)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new DeedDone(deed));
}
