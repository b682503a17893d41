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
    /// The most that the server lets in. A body between is refused in words and then thrown away: whoever pasted too much hears
    /// that it was too much, where a connection that is cut says nothing.
    /// </summary>
    public const int MostLetIn = 40 * MostBytes;

    /// <returns>Null where there are too many.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var most = request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ListTaken>() is null ? MostBytes : MostOfLists;
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

internal static class ListsTaken
{
    public static T TakesLists<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new ListTaken());
}
