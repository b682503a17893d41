using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Comments;
using Parley.Readers;
using Parley.Reasons;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>Which comments the desk shows.</summary>
internal enum QueueView
{
    /// <summary>All that waits for a person: held, or reported.</summary>
    Waiting,

    /// <summary>Held by a check.</summary>
    Pending,

    /// <summary>Published, and called illegal by somebody who waits for an answer.</summary>
    Notices,

    /// <summary>Published, and reported by readers since anybody decided.</summary>
    Reported,

    /// <summary>Published within the last week, and seen by nobody.</summary>
    Unmoderated,

    /// <summary>Whatever was written, its author's deletions apart.</summary>
    Everything,
}

/// <summary>What a moderator looks for.</summary>
/// <param name="View">Which comments at all.</param>
internal sealed record QueueQuery(QueueView View)
{
    public const int LongestWords = 200;

    /// <summary>What checks may have said of what is kept.</summary>
    public static IReadOnlyList<Verdict> Verdicts { get; } = [Reasons.Verdict.Pass, Reasons.Verdict.Hold];

    /// <summary>What waits, all of it.</summary>
    public static QueueQuery Waiting { get; } = new(QueueView.Waiting);

    /// <summary>The stories that whoever looks may moderate: no address says which, and none leads out of them.</summary>
    public StorySections Within { get; init; } = StorySections.Whole;

    /// <summary>Whether whoever asks is shown objections among what waits.</summary>
    public bool WithObjections { get; init; } = true;

    /// <summary>What stands in the text somewhere, as folded text.</summary>
    public string? Words { get; init; }

    /// <summary>What stands in the writer's name somewhere, as folded text.</summary>
    public string? Name { get; init; }

    /// <summary>What stands in the story's title or address somewhere, as folded text.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Whether checks would have the words wait as they are now: hold, or pass where none found anything. What they refuse nobody keeps.
    /// </summary>
    public Verdict? Verdict { get; init; }
    public Guid? Reader { get; init; }
    public Guid? Story { get; init; }

    /// <summary>
    /// A check that found something (<c>check.links</c>), what a reader reported (<c>report.abuse</c>), or a rule that was cited
    /// (<c>rule.3</c>).
    /// </summary>
    public string? Why { get; init; }
    public CommentState? State { get; init; }

    /// <summary>The first and the last day on which it was posted, by the site's own clock.</summary>
    public DateOnly? From { get; init; }

    /// <inheritdoc cref="From"/>
    public DateOnly? To { get; init; }

    /// <summary>Whether the order is by when somebody should have looked; else the newest come first.</summary>
    public bool IsByDue => View is QueueView.Waiting or QueueView.Notices or QueueView.Pending or QueueView.Reported;

    /// <summary>Whether it picks out some of the view, so that most that it looks at may not be meant.</summary>
    public bool Picks =>
        Words is not null
        || Name is not null
        || Title is not null
        || Verdict is not null
        || Why is not null
        || State is not null
        || From is not null
        || To is not null;

    /// <summary>Whether all of the view is meant.</summary>
    public bool IsWhole => !Picks && Reader is null && Story is null;

    /// <summary>Reads what an address asks for; null for anything that no address of ours carries.</summary>
    public static QueueQuery? Read(Visit visit) =>
        Read(visit.Http.Request.Query) is { } query
            ? query with
            {
                Within = StorySections.Of(visit.Site, visit.SignedIn),
            }
            : null;

    private static QueueQuery? Read(IQueryCollection query)
    {
        var (view, state, verdict) = (QueueView.Waiting, default(CommentState), default(Verdict));
        var (text, why) = (query["text"].ToString().Trim(), query["why"].ToString());
        var (name, title) = (query["name"].ToString().Trim(), query["title"].ToString().Trim());
        if (
            Given("view") is { } named
            && !(Enum.TryParse(named, true, out view) && Enum.IsDefined(view) && !char.IsDigit(named[0]))
        )
            return null;
        if (
            Given("state") is { } stood
            && !(Enum.TryParse(stood, true, out state) && Enum.IsDefined(state) && !char.IsDigit(stood[0]))
        )
            return null;
        if (
            Given("verdict") is { } said
            && !(Enum.TryParse(said, true, out verdict) && Verdicts.Contains(verdict) && !char.IsDigit(said[0]))
        )
            return null;
        if (name.Length > LongestWords || title.Length > LongestWords)
            return null;
        if (!TryReadId("reader", out var reader) || !TryReadId("story", out var story))
            return null;
        if (!TryReadDay("from", out var from) || !TryReadDay("to", out var to))
            return null;
        if (text.Length > LongestWords || why.Length > LongestWords || (why.Length > 0 && QueueReason.Read(why) is null))
            return null;
        return new QueueQuery(view)
        {
            Words = text.Length == 0 ? null : text,
            Name = name.Length == 0 ? null : name,
            Title = title.Length == 0 ? null : title,
            Verdict = Given("verdict") is null ? null : verdict,
            Reader = reader,
            Story = story,
            Why = why.Length == 0 ? null : why,
            State = Given("state") is null ? null : state,
            From = from,
            To = to,
        };

        string? Given(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;

        bool TryReadId(string name, out Guid? id)
        {
            id = Guid.TryParse(Given(name), out var parsed) ? parsed : null;
            return id is not null || Given(name) is null;
        }

        bool TryReadDay(string name, out DateOnly? day)
        {
            day = DateOnly.TryParseExact(
                Given(name),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var parsed
            )
                ? parsed
                : null;
            return day is not null || Given(name) is null;
        }
    }

    /// <summary>What an address carries of it, by name.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        if (View != QueueView.Waiting)
            yield return ("view", View.ToString().ToLowerInvariant());
        if (Words is not null)
            yield return ("text", Words);
        if (Name is not null)
            yield return ("name", Name);
        if (Title is not null)
            yield return ("title", Title);
        if (Verdict is { } verdict)
            yield return ("verdict", verdict.ToString().ToLowerInvariant());
        if (Reader is { } reader)
            yield return ("reader", reader.ToString());
        if (Story is { } story)
            yield return ("story", story.ToString());
        if (Why is not null)
            yield return ("why", Why);
        if (State is { } state)
            yield return ("state", state.ToString().ToLowerInvariant());
        if (From is { } from)
            yield return ("from", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (To is { } to)
            yield return ("to", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>The same as the end of an address, with more in it where that is given: <c>?view=reported&amp;c=…</c>.</summary>
    public string ToAddress(params (string Name, object? Value)[] more)
    {
        var all = Fields()
            .Concat(more.Where(one => one.Value is not null).Select(one => (one.Name, Value: one.Value!.ToString()!)))
            .Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}");
        return string.Join('&', all) is { Length: > 0 } text ? "?" + text : "";
    }
}

/// <summary>Why a comment is in the queue, or was decided as it was: of which sort, and what.</summary>
internal sealed record QueueReason(string Sort, string Name)
{
    public static QueueReason? Read(string text) =>
        text.Split('.', 2) is [("check" or "report") and var sort, { Length: > 0 } name]
        && name.All(letter => char.IsAsciiLetterLower(letter) || letter == '-')
            ? new(sort, name)
        : text.Split('.', 2) is ["rule", var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new("rule", number)
        : null;
}
