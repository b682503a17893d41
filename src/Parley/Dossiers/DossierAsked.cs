using Parley.Markup;
using Parley.Sourcing;

namespace Parley.Dossiers;

/// <summary>What somebody writes of a dossier.</summary>
/// <param name="Lead">As it was, where it is left out; none where it is empty.</param>
/// <param name="Slug">Its name in its address. Where it is left out as it was, and of a new one made of the title.</param>
/// <param name="IsPublished">Whether everybody may read it; as it was, where it is left out.</param>
internal sealed record DossierAsked(string? Title = null, string? Lead = null, string? Slug = null, bool? IsPublished = null)
{
    /// <summary>What is right of it, or all that is wrong.</summary>
    public Result<(string Title, string? Lead, string? Slug)> Read()
    {
        var title = SourceText.OfLine(Title, TextLimits.Of(Dossier.LongestTitle));
        var lead = SourceText.OfOptional(Lead, TextLimits.Of(Dossier.LongestLead));
        var slug = string.IsNullOrWhiteSpace(Slug) ? null : Slug.Trim();
        var wrong = Problem.Of(
            title.Value is null ? Problems.DossierTitleInvalid : null,
            lead.IsSuccess ? null : Problems.DossierLeadInvalid,
            slug is null || (slug.Length <= 100 && slug.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-'))
                ? null
                : Problems.DossierSlugInvalid
        );
        return wrong is null ? (title.Value!, lead.Value, slug) : wrong;
    }
}

/// <summary>What a line of a dossier is.</summary>
internal enum LineKind
{
    Story,
    Actor,
    Event,
    Role,
    Tie,
}

/// <summary>A line of a dossier, as somebody writes it; of each kind only what belongs to it is read.</summary>
/// <param name="Story">Of a story: which.</param>
/// <param name="Name">Of an actor: who.</param>
/// <param name="What">Of an actor: what it is. Of an event: what happened. Of a role: what the actor was.</param>
/// <param name="When">Of an event, as EDTF.</param>
/// <param name="Where">Of an event.</param>
/// <param name="Event">Of a role: in which event.</param>
/// <param name="Actor">Of a role, and one side of a tie.</param>
/// <param name="Other">The other side of a tie.</param>
/// <param name="Tie">What is between the two.</param>
/// <param name="From">Of a tie: since when, as EDTF.</param>
/// <param name="To">Of a tie: until when, as EDTF.</param>
/// <param name="Claims">On what it rests: at least one claim for an event, a role or a tie.</param>
internal sealed record LineAsked(
    LineKind? Kind = null,
    Guid? Story = null,
    string? Name = null,
    string? What = null,
    string? When = null,
    string? Where = null,
    Guid? Event = null,
    Guid? Actor = null,
    Guid? Other = null,
    TieKind? Tie = null,
    string? From = null,
    string? To = null,
    IReadOnlyList<Guid>? Claims = null
)
{
    /// <summary>Everything that is wrong with the words of it; what it refers to is looked up later.</summary>
    public Problem? FindWrong()
    {
        var what = SourceText.OfLine(
            What,
            TextLimits.Of(Kind == LineKind.Event ? DossierEvent.LongestWhat : Dossiers.Actor.LongestWhat)
        );
        var isWhatMissing = Kind is LineKind.Event or LineKind.Role && what.Value is null;
        return Problem.Of(
            Kind is not { } kind || !Enum.IsDefined(kind) ? Problems.LineInvalid with { Field = "kind" } : null,
            !what.IsSuccess || isWhatMissing ? Problems.LineInvalid : null,
            Kind == LineKind.Actor && Line(Name) is not { Value: not null }
                ? Problems.LineInvalid with
                {
                    Field = "name",
                }
                : null,
            Kind == LineKind.Event && !Line(Where).IsSuccess ? Problems.PlaceInvalid with { Field = "where" } : null,
            Kind == LineKind.Event && SourcingText.Date(When).Value is null ? Problems.LineDateInvalid : null,
            Kind == LineKind.Tie && !SourcingText.Date(From).IsSuccess
                ? Problems.LineDateInvalid with
                {
                    Field = "from",
                }
                : null,
            Kind == LineKind.Tie && !SourcingText.Date(To).IsSuccess ? Problems.LineDateInvalid with { Field = "to" } : null,
            Kind == LineKind.Tie && (Tie is not { } tie || !Enum.IsDefined(tie))
                ? Problems.LineInvalid with
                {
                    Field = "tie",
                }
                : null,
            Kind == LineKind.Tie && Actor == Other ? Problems.LineActorUnknown with { Field = "other" } : null,
            NeedsClaim && Claims is not { Count: > 0 } ? Problems.LineWithoutClaim : null,
            Claims is { Count: > Dossier.MostClaimsOfLine } ? Problems.LineClaimsTooMany : null
        );
    }

    public bool NeedsClaim => Kind is LineKind.Event or LineKind.Role or LineKind.Tie;

    /// <summary>A short line, or none.</summary>
    public static Result<string?> Line(string? typed) => SourceText.OfLine(typed, TextLimits.Of(Source.LongestName));
}
