namespace Parley;

/// <summary>
/// Every refusal that a client can meet. Their sentences stand in the language files under <c>problem.</c> and the code;
/// features add theirs in files of their own (<c>Problems.Comments.cs</c>).
/// </summary>
internal static partial class Problems
{
    public static readonly Problem NotFound = new("not-found", 404);
    public static readonly Problem MethodNotAllowed = new("method-not-allowed", 405);
    public static readonly Problem BodyNotJson = new("body-not-json", 415);
    public static readonly Problem BodyNotForm = new("body-not-form", 415);
    public static readonly Problem BodyInvalid = new("body-invalid", 400);
    public static readonly Problem BodyTooLarge = new("body-too-large", 413);
    public static readonly Problem QueryInvalid = new("query-invalid", 400);
    public static readonly Problem WrittenFromElsewhere = new("written-from-elsewhere", 403);
    public static readonly Problem SignInNeeded = new("sign-in-needed", 401);
    public static readonly Problem NotAllowed = new("not-allowed", 403);
    public static readonly Problem StorageUnavailable = new("storage-unavailable", 503);
    public static readonly Problem Unexpected = new("unexpected", 500);

    /// <param name="seconds">How long to wait, in seconds; goes out as <c>Retry-After</c> too.</param>
    public static Problem TooMany(int seconds) => new("too-many-requests", 429) { Arguments = Blanks(("seconds", seconds)) };

    internal static Dictionary<string, object> Blanks(params (string Name, object Value)[] blanks) =>
        blanks.ToDictionary(blank => blank.Name, blank => blank.Value);
}
