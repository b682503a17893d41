using Microsoft.AspNetCore.Builder;

namespace Parley.Readers;

/// <summary>Who may call an endpoint. Every endpoint says so; one that does not answers nobody.</summary>
internal enum Access
{
    /// <summary>Everybody, signed in or not.</summary>
    Anyone,

    /// <summary>Whoever is signed in, guests among them.</summary>
    Reader,

    /// <summary>Whoever works on the site, journalists among them.</summary>
    Newsroom,
    Moderator,
    SeniorModerator,
    Administrator,

    /// <summary>The installation's own staff.</summary>
    Operator,
}

/// <summary>The access of an endpoint, as its metadata.</summary>
internal sealed record AccessNeeded(Access Access);

/// <summary>Marks what is of the whole site: a moderator who is limited to sections of it is not let in.</summary>
internal sealed record WholeSiteNeeded;

internal static class AccessRules
{
    public static T OfWholeSite<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new WholeSiteNeeded());

    public static T For<T>(this T endpoint, Access access)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessNeeded(access));

    public static bool Allows(this Access access, Visit visit) =>
        access switch
        {
            Access.Anyone => true,
            Access.Reader => visit.Reader is not null || (visit.FoundSite is null && visit.Session is not null),
            Access.Newsroom => visit.Reader?.IsStaff == true,
            Access.Moderator => visit.Reader?.Role >= ReaderRole.Moderator,
            Access.SeniorModerator => visit.Reader?.Role >= ReaderRole.SeniorModerator,
            Access.Administrator => visit.Reader?.Role >= ReaderRole.Administrator,
            Access.Operator => visit.Session?.IsOperator == true,
            _ => false,
        };
}
