using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Sourcing;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The parts of a long past: each begins before a correction, or a revision, by its number.</summary>
internal static class PastParts
{
    /// <summary>Reads the <c>before</c> of a request; null where it asks for the last corrections.</summary>
    /// <returns>False for anything that no address of ours carries.</returns>
    public static bool TryReadBefore(HttpRequest request, out int? before)
    {
        before = null;
        if (request.Query["before"].FirstOrDefault() is not { } text)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        before = number;
        return true;
    }

    /// <param name="url">Of the page on which the past stands.</param>
    /// <param name="before">Where the part that is read began.</param>
    public static PastModel ToModel<T>(Words words, string url, int? before, Past<T> past, Func<T, FormerModel> toModel) =>
        new(
            [.. past.Shown.Select(toModel)],
            new(
                before is null ? null : url + "#before",
                words["former.first"],
                past.Next is { } next ? string.Create(CultureInfo.InvariantCulture, $"{url}?before={next}#before") : null,
                words["former.next"]
            )
        );
}
