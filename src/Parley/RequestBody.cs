using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Parley;

/// <summary>The bytes that came with a request, up to a bound.</summary>
internal static class RequestBody
{
    /// <summary>The most that a body may have, in bytes. The longest comment has fewer.</summary>
    public const int MostBytes = 128 * 1024;

    /// <summary>
    /// The same where lists come that staff keep, in bytes: three of ten thousand words of twenty letters, each letter of two bytes and
    /// written by the form as six.
    /// </summary>
    public const int MostOfLists = 32 * MostBytes;

    /// <summary>
    /// The same where a file comes, in bytes: more than any that is kept, so that one that is too large is told so by the form in which it
    /// was chosen, with all that was typed beside it.
    /// </summary>
    public const int MostWithFile = 128 * MostBytes;

    /// <summary>
    /// The most that the server lets in. A body between is refused in words and then thrown away: whoever pasted too much hears
    /// that it was too much, where a connection that is cut says nothing.
    /// </summary>
    public const int MostLetIn = 40 * MostBytes;

    /// <summary>The most that the server lets in where a file comes.</summary>
    public const int MostLetInWithFile = 160 * MostBytes;

    /// <returns>Null where there are too many.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var metadata = request.HttpContext.GetEndpoint()?.Metadata;
        var most =
            metadata?.GetMetadata<FileTaken>() is not null ? MostWithFile
            : metadata?.GetMetadata<ListTaken>() is not null ? MostOfLists
            : MostBytes;
        if (request.ContentLength > most)
            return null;
        if (request.ContentLength is { } length)
        {
            var told = new byte[length];
            await request.Body.ReadExactlyAsync(told, cancel);
            return told;
        }

        using var whole = new MemoryStream();
        var piece = new byte[8 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(piece, cancel)) > 0)
        {
            if (whole.Length + read > most)
                return null;
            whole.Write(piece, 0, read);
        }

        return whole.ToArray();
    }
}

/// <summary>Marks an endpoint to which staff send lists of words or hosts, or a program many texts.</summary>
internal sealed record ListTaken;

/// <summary>Marks an endpoint to which a file is sent, alone or in a form.</summary>
internal sealed record FileTaken;

internal static class ListsTaken
{
    public static T TakesFile<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new FileTaken());

    public static T TakesLists<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new ListTaken());
}
