using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Readers;
using Parley.Stories;
using Parley.Views.Search;

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

    /// <summary>The threads in which something was found, each once.</summary>
    public static List<Guid> ThreadsOf(SearchSlice found) =>
        [.. found.Comments.Select(one => one.Read.Comment.ThreadId).Distinct()];

    public static Task<IResult> ShowAsync(
        Visit visit,
        PageFrames frames,
        SearchAsked? asked,
        SearchSlice found,
        Story? story,
        Dictionary<Guid, Story> under,
        Problem? problem
    )
    {
        var page = new SearchPageModel(
            frames.ForOne(visit.Home, visit.Site, visit.Words["search.title"], visitorName: visit.Reader?.Name),
            visit.SiteUrl("/search"),
            asked?.Text ?? "",
            asked is { Query.IsEmpty: false },
            [
                .. found.Comments.Select(one => new FoundModel(
                    one.Read.AuthorName,
                    visit.SiteUrl($"/c/{one.Read.Comment.Id}"),
                    under.GetValueOrDefault(one.Read.Comment.ThreadId)?.Title ?? visit.Words["thread.title"],
                    one.Read.Comment.TimeIsUnknown ? null : one.Read.Comment.PostedAt,
                    [.. one.Excerpt.Select(part => new FoundPart(part.Text, part.IsMarked))]
                )),
            ]
        )
        {
            Thread = asked?.Thread,
            StoryTitle = asked?.Thread is null ? null : story?.Title ?? visit.Words["thread.title"],
            WholeUrl = asked?.Thread is null ? null : Url(visit, asked with { Thread = null, Before = null }),
            NextUrl = found.Next is { } next && asked is not null ? Url(visit, asked with { Before = next }) : null,
            FirstUrl = asked?.Before is null ? null : Url(visit, asked with { Before = null }),
            Fault = problem is null ? null : Answers.Sentence(visit.Words, problem),
        };
        return Answers.PageAsync<SearchPage, SearchPageModel>(visit, page, problem?.Status ?? StatusCodes.Status200OK);
    }

    private static string Url(Visit visit, SearchAsked asked)
    {
        var url = visit.SiteUrl("/search?q=" + Uri.EscapeDataString(asked.Text));
        if (asked.Thread is { } thread)
            url += $"&thread={thread}";
        return asked.Before is { } before ? url + string.Create(CultureInfo.InvariantCulture, $"&before={before}") : url;
    }
}
