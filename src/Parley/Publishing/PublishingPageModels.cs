using Parley.Views.Newsroom;
using Parley.Views.Stories;

namespace Parley.Views.Publishing;

/// <summary>The reports and drafts of a site.</summary>
/// <param name="Take">The form for the text of a page elsewhere.</param>
public sealed record ReportsPageModel(
    NewsroomModel Newsroom,
    IReadOnlyList<ReportLineModel> Reports,
    string NewUrl,
    TakeTextModel Take
)
{
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <param name="PublishedAt">Null for a draft.</param>
public sealed record ReportLineModel(string Url, string Headline, DateTimeOffset? PublishedAt, DateTimeOffset ChangedAt);

/// <summary>A report as it is written: a new one, a draft, or one that the public reads.</summary>
/// <param name="ActionUrl">Takes what <see cref="ReportFormModel"/> holds, and <c>do</c>: <c>save</c> or <c>publish</c>.</param>
public sealed record WritingPageModel(NewsroomModel Newsroom, ReportFormModel Form, string ActionUrl)
{
    /// <summary>Null for one that is not kept yet.</summary>
    public string? SourcesUrl { get; init; }

    /// <summary>The page that the public reads; null for a draft.</summary>
    public string? PublicUrl { get; init; }
    public string? ChangesUrl { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The picture whose file was given; null where there is none.</summary>
    public GivenPictureModel? Picture { get; init; }

    /// <summary>Takes the text of a report that stands elsewhere from there again; null for one of ours.</summary>
    public TakeTextModel? Take { get; init; }

    /// <summary>What one should look at before it is published.</summary>
    public IReadOnlyList<CheckModel> Checks { get; init; } = [];
}

/// <summary>The picture of a report, as its newsroom sees it.</summary>
public sealed record GivenPictureModel(string Url, int Width, int Height, string Description)
{
    /// <summary>Whether its file says where it was taken.</summary>
    public bool HasPlace { get; init; }

    /// <summary>Whether its file carries Content Credentials.</summary>
    public bool HasCredentials { get; init; }
}

/// <summary>What was typed to take a report's text from the newspaper's own page.</summary>
/// <param name="ActionUrl">Takes <c>url</c>, <c>reason</c> and <c>correction</c>.</param>
public sealed record TakeTextModel(string ActionUrl)
{
    public string Url { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Correction { get; init; } = "";

    /// <summary>Whether the page is known, and its text taken again.</summary>
    public bool IsKnown { get; init; }

    /// <summary>What is wrong, by the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();
}

/// <param name="Words">Those of the report that it is about.</param>
public sealed record CheckModel(string Sentence, string? Words)
{
    /// <summary>Where the newsroom looks at it; null where that is the report.</summary>
    public string? Url { get; init; }
}

/// <summary>What was typed of a report, with what is wrong with it.</summary>
public sealed record ReportFormModel
{
    public string Headline { get; init; } = "";
    public string Kicker { get; init; } = "";
    public string Standfirst { get; init; } = "";
    public string Text { get; init; } = "";

    /// <summary>One a line.</summary>
    public string Authors { get; init; } = "";
    public string Section { get; init; } = "";

    /// <summary>One a line.</summary>
    public string Tags { get; init; } = "";
    public string Slug { get; init; } = "";
    public string PictureDescription { get; init; } = "";
    public bool TakesPictureAway { get; init; }
    public string Caption { get; init; } = "";
    public string Credit { get; init; } = "";
    public string PictureKind { get; init; } = "";
    public string DigitalSourceType { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Correction { get; init; } = "";

    /// <summary>The revision that was opened.</summary>
    public int Number { get; init; }

    /// <summary>What is wrong, by the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string? FaultOf(string field) => Faults.GetValueOrDefault(field);
}

/// <summary>Who says what in a report, with the form by which it is entered.</summary>
/// <param name="ActionUrl">Takes <c>words</c>, <c>source</c> and the rest of <see cref="SourceFormModel"/>.</param>
public sealed record SourcesPageModel(
    NewsroomModel Newsroom,
    string Headline,
    string ReportUrl,
    ReportModel Report,
    IReadOnlyList<SourcedModel> Sourced,
    SourceFormModel Form,
    string ActionUrl
)
{
    /// <summary>What rules for the language take for somebody's words; nothing of it is kept until somebody takes it over.</summary>
    public IReadOnlyList<ProposalModel> Proposals { get; init; } = [];
}

/// <param name="Words">As they stand in the text, or stood.</param>
/// <param name="RemoveUrl">Takes it back.</param>
public sealed record SourcedModel(string Words, string Summary, string? Claim, string? ClaimUrl, string RemoveUrl)
{
    public bool IsOrphaned { get; init; }
    public bool IsMoved { get; init; }

    /// <summary>Takes <c>source</c> and makes the link by which that one answers; null where nobody can be asked.</summary>
    public string? ReplyUrl { get; init; }

    /// <summary>Those who are named in it and can answer.</summary>
    public IReadOnlyList<ChoiceModel> Named { get; init; } = [];
}

/// <param name="TakeUrl">The page with the form filled in by it.</param>
public sealed record ProposalModel(string Words, string Summary, string TakeUrl);

/// <summary>What was typed of who says something.</summary>
public sealed record SourceFormModel
{
    public string Words { get; init; } = "";
    public string Block { get; init; } = "";
    public string Source { get; init; } = "";
    public string Kind { get; init; } = "person";
    public string WhyUnnamed { get; init; } = "";
    public string Act { get; init; } = "said";
    public string When { get; init; } = "";
    public string Place { get; init; } = "";
    public string Url { get; init; } = "";
    public string Archived { get; init; } = "";

    /// <summary>Whether the newsroom knows the name of one who is not named: <c>yes</c>, <c>no</c>, or nothing.</summary>
    public string NameKnown { get; init; } = "";
    public string Interest { get; init; } = "";
    public string Seen { get; init; } = "no";
    public bool IsVerbatim { get; init; }

    /// <summary>Through whom it came, one a line, outermost first.</summary>
    public string Via { get; init; } = "";
    public string ViaKind { get; init; } = "outlet";
    public string ViaSeen { get; init; } = "original";
    public string Claim { get; init; } = "";
    public string ClaimKind { get; init; } = "event";
    public string SaidOn { get; init; } = "";
    public string ValidFrom { get; init; } = "";
    public string ValidTo { get; init; } = "";

    /// <summary>What they do with the claim: <c>states</c>, <c>disputes</c> or <c>corrects</c>.</summary>
    public string Stance { get; init; } = "states";
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string? FaultOf(string field) => Faults.GetValueOrDefault(field);
}

/// <summary>Every change of a report that the public has read.</summary>
public sealed record ChangesPageModel(PageModel Page, string Headline, string ReportUrl, IReadOnlyList<ChangeModel> Changes);

/// <param name="Reason">What was changed and why; null for the first one.</param>
/// <param name="Paragraphs">Those that changed.</param>
public sealed record ChangeModel(
    int Number,
    DateTimeOffset At,
    string? Reason,
    string? Correction,
    IReadOnlyList<IReadOnlyList<ChangedRunModel>> Paragraphs
);

/// <param name="Kind"><c>same</c>, <c>removed</c> or <c>added</c>.</param>
public sealed record ChangedRunModel(string Kind, string Text);

/// <summary>The claims of a site.</summary>
public sealed record ClaimsPageModel(NewsroomModel Newsroom, IReadOnlyList<ClaimLineModel> Claims, SoughtModel Search)
{
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

public sealed record ClaimLineModel(string Url, string Sentence, string Status, DateTimeOffset StatusAt);

/// <summary>What a list is searched for.</summary>
/// <param name="Url">The list.</param>
/// <param name="Sought">The words; empty for the whole list.</param>
public sealed record SoughtModel(string Url, string Sought)
{
    /// <summary>A part of what was found.</summary>
    /// <param name="after">Where it begins; null for the first.</param>
    internal string UrlOf(string? after)
    {
        List<string> query = [];
        if (Sought.Length > 0)
            query.Add($"q={Uri.EscapeDataString(Sought)}");
        if (after is not null)
            query.Add($"after={after}");
        return query.Count == 0 ? Url : $"{Url}?{string.Join('&', query)}";
    }
}

/// <summary>The sources of a site.</summary>
public sealed record KeptSourcesPageModel(NewsroomModel Newsroom, IReadOnlyList<KeptSourceModel> Sources, SoughtModel Search)
{
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

public sealed record KeptSourceModel(string Url, string Name, string Kind);

/// <summary>A source, with the form by which it is corrected.</summary>
/// <param name="Values">What stands in the form, by the name of its field.</param>
public sealed record SourceEditPageModel(
    NewsroomModel Newsroom,
    string Name,
    string ListUrl,
    string ActionUrl,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<FormerModel> Before
)
{
    /// <summary>How often it was corrected before the form was drawn.</summary>
    public int Number { get; init; }

    /// <summary>What is kept now, each fact in words, where somebody else has corrected it meanwhile.</summary>
    public IReadOnlyList<string> Now { get; init; } = [];

    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string? FaultOf(string field) => Faults.GetValueOrDefault(field);
}

/// <summary>What something was before it was corrected.</summary>
/// <param name="Until">When it was corrected.</param>
/// <param name="By">Who did.</param>
/// <param name="Facts">Each in words.</param>
public sealed record FormerModel(DateTimeOffset Until, string? By, IReadOnlyList<string> Facts);

/// <summary>A claim, with the forms by which it changes.</summary>
/// <param name="StatusUrl">Takes <c>status</c>, <c>reason</c>, <c>url</c> and <c>corrected-by</c>.</param>
/// <param name="CorrectUrl">Takes <c>claim</c>, <c>claim-kind</c>, <c>said-on</c>, <c>valid-from</c>, <c>valid-to</c> and <c>why</c>.</param>
/// <param name="ArticleUrl">Takes <c>outlet</c>, <c>title</c>, <c>article-url</c>, <c>on</c>, <c>source</c> and <c>kind</c>.</param>
public sealed record ClaimEditPageModel(
    NewsroomModel Newsroom,
    string Sentence,
    string Status,
    string Rests,
    string PublicUrl,
    string StatusUrl,
    string ArticleUrl,
    string CorrectUrl,
    IReadOnlyList<ClaimChangeModel> Changes,
    IReadOnlyList<FormerModel> Before
)
{
    /// <summary>How often it was corrected before the form was drawn.</summary>
    public int Number { get; init; }

    /// <summary>What is kept now, each fact in words, where somebody else has corrected it meanwhile.</summary>
    public IReadOnlyList<string> Now { get; init; } = [];

    /// <summary>What was typed, by the name of its field.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string? FaultOf(string field) => Faults.GetValueOrDefault(field);

    public string? TypedOf(string field) => Typed.GetValueOrDefault(field);
}

public sealed record ClaimChangeModel(string Status, string Reason, DateTimeOffset At);
