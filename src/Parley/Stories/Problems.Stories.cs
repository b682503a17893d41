namespace Parley;

internal static partial class Problems
{
    /// <summary>It names no page of the web, or one with a user name in it, or it is too long.</summary>
    public static readonly Problem AddressInvalid = new("address-invalid", 400) { Field = "url" };

    /// <summary>A page says neither address nor identifier.</summary>
    public static readonly Problem PageUnknown = new("page-unknown", 400);

    /// <summary>The address is not on an origin of the site.</summary>
    public static readonly Problem PageNotOurs = new("page-not-ours", 403) { Field = "url" };

    /// <summary>A moderator who is limited to some sections asks for what belongs to others.</summary>
    public static readonly Problem OutsideSections = new("outside-sections", 403);
    public static readonly Problem StoryNotFound = new("story-not-found", 404);
}
