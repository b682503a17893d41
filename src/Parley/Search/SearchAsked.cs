using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Parley.Search;

/// <summary>What an address asks of the search.</summary>
/// <param name="Text">The query as it was typed.</param>
internal sealed record SearchAsked(SearchQuery Query, string Text, Guid? Thread, long? Before)
{
    public static Result<SearchAsked> Read(IQueryCollection query)
    {
        string text = query["q"].ToString();
        if (SearchQuery.Read(text) is not { } read)
            return Problems.SearchTooLong;
        string? thread = query["thread"],
            before = query["before"];
        Guid id = default;
        long place = 0;
        if (!string.IsNullOrEmpty(thread) && !Guid.TryParse(thread, out id))
            return Problems.QueryInvalid;
        if (before is not null && !long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out place))
            return Problems.QueryInvalid;
        return new SearchAsked(read, text, string.IsNullOrEmpty(thread) ? null : id, before is null ? null : place);
    }
}
