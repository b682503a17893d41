namespace Parley;

internal static partial class Problems
{
    public static readonly Problem ThreadNotFound = new("thread-not-found", 404);
    public static readonly Problem TooManyAddresses = new("too-many-addresses", 400) { Field = "urls" };
    public static readonly Problem ThreadClosed = new("thread-closed", 403);
}
