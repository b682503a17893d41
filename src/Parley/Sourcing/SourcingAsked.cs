using System.Text.Json.Serialization;
using Parley.Markup;

namespace Parley.Sourcing;

/// <summary>A source as somebody names it: one that is there by its id, or another by kind and name.</summary>
/// <param name="Kind">
/// A person, where it is left out. With an id it is not read, but for one who was named once: whoever says where they spoke says too that
/// they are not named.
/// </param>
internal sealed record SourceAsked(
    Guid? Id = null,
    SourceKind? Kind = null,
    string? Name = null,
    string? WhyUnnamed = null,
    bool? IsNameKnown = null,
    string? Interest = null,
    string? Url = null,
    string? Note = null
)
{
    /// <summary>The source that it means, which has no id of its own yet; or what is wrong with it.</summary>
    public Result<Source> Read(Guid id)
    {
        var name = SourceText.OfLine(Name, TextLimits.Of(Source.LongestName));
        var (why, interest, note) = (Line(WhyUnnamed), Line(Interest), Line(Note));
        var url = SourcingText.Url(Url);
        var wrong = Problem.Of(
            name.Value is null ? (string.IsNullOrWhiteSpace(Name) ? Problems.SourceMissing : Problems.SourceInvalid) : null,
            Kind is { } kind && !Enum.IsDefined(kind) ? Problems.SourceInvalid : null,
            why.IsSuccess ? null : Problems.SourceSentenceInvalid,
            interest.IsSuccess ? null : Problems.SourceSentenceInvalid with { Field = "interest" },
            note.IsSuccess ? null : Problems.SourceSentenceInvalid with { Field = "note" },
            url.IsSuccess ? null : Problems.SourceUrlInvalid
        );
        return wrong is null
            ? new Source(id, Kind ?? SourceKind.Person, name.Value!)
            {
                WhyUnnamed = why.Value,
                IsNameKnown = IsNameKnown,
                Interest = interest.Value,
                Url = url.Value,
                Note = note.Value,
            }
            : wrong;
    }

    private static Result<string?> Line(string? typed) => SourceText.OfLine(typed, TextLimits.Of(Source.LongestSentence));
}

/// <summary>What a form said of a source when it was drawn.</summary>
internal sealed record DrawnSource(Guid Id, SourceKind Kind, string Name, string? WhyUnnamed)
{
    /// <summary>Whether that is what is kept of it still.</summary>
    public bool Is(Source kept) => (kept.Id, kept.Kind, kept.Name, kept.WhyUnnamed) == (Id, Kind, Name, WhyUnnamed);
}

/// <summary>One step of a chain as somebody enters it.</summary>
internal sealed record HopAsked(
    SourceAsked? Source = null,
    AttributionAct? Act = null,
    string? When = null,
    string? Place = null,
    string? Url = null,
    string? ArchivedUrl = null,
    Seen? Seen = null,
    bool? IsVerbatim = null
)
{
    /// <summary>What a form's fields of this step end with: <c>-2</c>.</summary>
    [JsonIgnore]
    public string Ending { get; init; } = "";

    /// <summary>The source that stood there when a form was drawn; null where none did.</summary>
    [JsonIgnore]
    public DrawnSource? Drawn { get; init; }

    /// <summary>The step for a source that is there.</summary>
    public Result<Hop> Read(Source source)
    {
        var place = SourceText.OfLine(Place, TextLimits.Of(Sourcing.Source.LongestName));
        var (url, archived) = (SourcingText.Url(Url), SourcingText.Url(ArchivedUrl));
        var wrong = Problem.Of(
            SourcingText.Date(When).IsSuccess ? null : Problems.DateInvalid,
            place.IsSuccess ? null : Problems.PlaceInvalid,
            url.IsSuccess ? null : Problems.SourceUrlInvalid,
            archived.IsSuccess ? null : Problems.SourceUrlInvalid with { Field = "archived" },
            Act is { } act && !Enum.IsDefined(act) ? Problems.SourceInvalid : null,
            Seen is { } seen && !Enum.IsDefined(seen) ? Problems.SourceInvalid : null
        );
        return wrong is null
            ? new Hop(source, Act ?? AttributionAct.Said)
            {
                When = SourcingText.Date(When).Value,
                Place = place.Value,
                Url = url.Value,
                ArchivedUrl = archived.Value,
                Seen = Seen ?? Sourcing.Seen.No,
                IsVerbatim = IsVerbatim ?? false,
            }
            : wrong;
    }
}

/// <summary>A claim as somebody names it: one that is there by its id, or a new one by its sentence.</summary>
internal sealed record ClaimAsked(
    Guid? Id = null,
    string? Sentence = null,
    ClaimKind? Kind = null,
    string? SaidOn = null,
    string? ValidFrom = null,
    string? ValidTo = null
)
{
    public Result<Claim> Read(Guid id, DateTimeOffset at)
    {
        var sentence = SourceText.OfLine(Sentence, TextLimits.Of(Claim.LongestSentence));
        var (said, from, to) = (SourcingText.Date(SaidOn), SourcingText.Date(ValidFrom), SourcingText.Date(ValidTo));
        var wrong = Problem.Of(
            sentence.Value is null || (Kind is { } kind && !Enum.IsDefined(kind)) ? Problems.ClaimInvalid : null,
            said.IsSuccess ? null : Problems.DateInvalid with { Field = "said-on" },
            from.IsSuccess ? null : Problems.DateInvalid with { Field = "valid-from" },
            to.IsSuccess ? null : Problems.DateInvalid with { Field = "valid-to" }
        );
        return wrong is null
            ? new Claim(id, sentence.Value!, Kind ?? ClaimKind.Event, ClaimStatus.Open, at)
            {
                SaidOn = said.Value,
                ValidFrom = from.Value,
                ValidTo = to.Value,
            }
            : wrong;
    }
}

/// <summary>What the parts of an attribution have in common when they are read.</summary>
internal static class SourcingText
{
    public const int LongestUrl = 2000;

    /// <summary>An address of the web, or none.</summary>
    public static Result<string?> Url(string? typed)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
            return (string?)null;
        return
            text.Length <= LongestUrl
            && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.Scheme is "https" or "http"
            && url.UserInfo.Length == 0
            ? url.AbsoluteUri
            : Problems.SourceUrlInvalid;
    }

    /// <summary>A date as EDTF, or none.</summary>
    public static Result<string?> Date(string? typed)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
            return (string?)null;
        return Edtf.TryParse(text, out _) ? text : Problems.DateInvalid;
    }
}
