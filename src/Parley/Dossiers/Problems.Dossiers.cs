namespace Parley;

internal static partial class Problems
{
    public static readonly Problem DossierNotFound = new("dossier-not-found", 404);
    public static readonly Problem DossierTitleInvalid = new("dossier-title-invalid", 422) { Field = "title" };
    public static readonly Problem DossierLeadInvalid = new("dossier-lead-invalid", 422) { Field = "lead" };
    public static readonly Problem DossierSlugInvalid = new("dossier-slug-invalid", 422) { Field = "slug" };
    public static readonly Problem DossierSlugTaken = new("dossier-slug-taken", 409) { Field = "slug" };

    /// <summary>It is not said what the line is, or something of it is missing or too long.</summary>
    public static readonly Problem LineInvalid = new("line-invalid", 422) { Field = "what" };

    /// <summary>An event, a role or a tie of which nobody is said to have said it.</summary>
    public static readonly Problem LineWithoutClaim = new("line-without-claim", 422) { Field = "claims" };
    public static readonly Problem LineClaimUnknown = new("line-claim-unknown", 422) { Field = "claims" };
    public static readonly Problem LineClaimsTooMany = new("line-claims-too-many", 422) { Field = "claims" };
    public static readonly Problem LineActorUnknown = new("line-actor-unknown", 422) { Field = "actor" };
    public static readonly Problem LineEventUnknown = new("line-event-unknown", 422) { Field = "event" };
    public static readonly Problem LineStoryUnknown = new("line-story-unknown", 422) { Field = "story" };
    public static readonly Problem LineDateInvalid = new("line-date-invalid", 422) { Field = "when" };
    public static readonly Problem LineNotFound = new("line-not-found", 404);

    /// <summary>Roles or ties name the actor.</summary>
    public static readonly Problem ActorInUse = new("actor-in-use", 409);

    /// <summary>The dossier has as many lines of a kind as it can have.</summary>
    public static readonly Problem DossierFull = new("dossier-full", 409);
}
