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
/// <param name="ActionUrl">Takes what <see cref="ReportFormModel"/> holds, and <c>do</c>: <c>save</c>, <c>check</c> or <c>publish</c>; or <c>seen</c>.</param>
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

    /// <summary>Whether that is of the words in the form, which are not kept yet.</summary>
    public bool AreOfTyped { get; init; }

    /// <summary>What became of its claims, and was seen.</summary>
    public IReadOnlyList<SeenModel> Seen { get; init; } = [];
}

/// <summary>What became of a claim was seen by somebody, and the report stayed as it was.</summary>
public sealed record SeenModel(string Claim, string ClaimUrl, string? By, DateTimeOffset At);

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

    /// <summary>What the form sends as <c>seen</c> when the report stays as it is; null where that settles nothing.</summary>
    public string? Seen { get; init; }
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

    /// <summary>Where its chain is corrected.</summary>
    public string? CorrectUrl { get; init; }

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

    /// <summary>Through whom it came, outermost first.</summary>
    public IReadOnlyList<StepFormModel> Via { get; init; } = [];
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

/// <summary>What was typed of one step of a chain.</summary>
public sealed record StepFormModel
{
    /// <summary>Of the source that stood there when the form was drawn; empty where none did.</summary>
    public string Id { get; init; } = "";

    /// <summary>What was known of that source when the form was drawn.</summary>
    public string DrawnSource { get; init; } = "";

    /// <inheritdoc cref="DrawnSource"/>
    public string DrawnKind { get; init; } = "";

    /// <inheritdoc cref="DrawnSource"/>
    public string DrawnWhy { get; init; } = "";
    public string Source { get; init; } = "";
    public string Kind { get; init; } = "outlet";
    public string WhyUnnamed { get; init; } = "";

    /// <summary>Empty: an outlet reported it, everybody else said it.</summary>
    public string Act { get; init; } = "";
    public string Seen { get; init; } = "no";
    public bool IsVerbatim { get; init; }
    public string When { get; init; } = "";
    public string Place { get; init; } = "";
    public string Url { get; init; } = "";
    public string Archived { get; init; } = "";

    /// <summary>Whether nothing at all was typed of it.</summary>
    public bool IsEmpty =>
        (Kind is "" or "outlet")
        && (Seen is "" or "no")
        && !IsVerbatim
        && new[] { Source, WhyUnnamed, Act, When, Place, Url, Archived }.All(string.IsNullOrWhiteSpace);
}

/// <summary>The fields of one step of a chain.</summary>
/// <param name="Number">With which the name of each ends.</param>
public sealed record StepFieldsModel(int Number, StepFormModel Step)
{
    /// <summary>Whether it is who said it, and not one through whom it came, as far as the form knows.</summary>
    public bool IsRoot { get; init; }

    /// <summary>What is wrong in the whole form, by the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string? FaultOf(string field) => Faults.GetValueOrDefault(FormattableString.Invariant($"{field}-{Number}"));

    /// <summary>Whether anything is wrong in this step.</summary>
    public bool HasFaults =>
        Faults.Keys.Any(name => name.EndsWith(FormattableString.Invariant($"-{Number}"), StringComparison.Ordinal));
}

/// <summary>From whom something came and through whom, with the form by which that is corrected.</summary>
/// <param name="Steps">What stands in the form, outermost first; empty ones are room for more.</param>
public sealed record ChainEditPageModel(
    NewsroomModel Newsroom,
    string ActionUrl,
    IReadOnlyList<StepFormModel> Steps,
    PastModel Before
)
{
    /// <summary>The report's sources, or the claim; null where neither is there.</summary>
    public string? BackUrl { get; init; }
    public string? BackTitle { get; init; }

    /// <summary>The words of the report.</summary>
    public string? Words { get; init; }

    /// <summary>How often it was corrected before the form was drawn.</summary>
    public int Number { get; init; }

    /// <summary>What is kept now, each step in words, where somebody else has corrected it meanwhile.</summary>
    public IReadOnlyList<string> Now { get; init; } = [];

    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();
}

/// <summary>The changes of a report that the public has read, a part of them where there are many.</summary>
public sealed record ChangesPageModel(
    PageModel Page,
    string Headline,
    string ReportUrl,
    IReadOnlyList<ChangeModel> Changes,
    ListPagesModel Pages
)
{
    /// <summary>What was done to the report besides its text, the newest first.</summary>
    public IReadOnlyList<RemarkModel> Remarks { get; init; } = [];

    /// <summary>The form that takes words out of all that was said before; null for readers.</summary>
    public ProtectFormModel? Protect { get; init; }
}

/// <summary>That something was done to a report which its text does not show.</summary>
public sealed record RemarkModel(DateTimeOffset At, string Sentence);

/// <summary>What was typed of the words that are to be taken out.</summary>
public sealed record ProtectFormModel(string ActionUrl, string Words)
{
    /// <summary>How often they stand there; 0 as long as nobody has looked.</summary>
    public int Places { get; init; }
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();
}

/// <param name="Reason">What was changed and why; null for the first one.</param>
/// <param name="Parts">What changed.</param>
/// <param name="TextUrl">The whole text as it stood after it.</param>
public sealed record ChangeModel(
    int Number,
    DateTimeOffset At,
    string? Reason,
    string? Correction,
    IReadOnlyList<ChangedPartModel> Parts,
    string TextUrl
);

/// <summary>A paragraph that changed, or something above or beside the text.</summary>
/// <param name="Label">Which, and what became of it, in words.</param>
/// <param name="Runs">Empty where that says it all: of a picture.</param>
public sealed record ChangedPartModel(string Label, IReadOnlyList<ChangedRunModel> Runs);

/// <param name="Kind"><c>same</c>, <c>removed</c> or <c>added</c>.</param>
public sealed record ChangedRunModel(string Kind, string Text);

/// <summary>A report as it stood when the public read it so.</summary>
/// <param name="At">Since when it stood so.</param>
public sealed record FormerTextPageModel(
    PageModel Page,
    string Headline,
    string ChangesUrl,
    string ReportUrl,
    DateTimeOffset At,
    IReadOnlyList<string> Paragraphs
)
{
    public string? Kicker { get; init; }
    public string? Standfirst { get; init; }

    /// <summary>Those who wrote it.</summary>
    public string? Byline { get; init; }

    /// <summary>What was said of its picture, which is shown as it is now alone.</summary>
    public string? Caption { get; init; }
    public string? Credit { get; init; }
}

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
    PastModel Before
)
{
    /// <summary>How often it was corrected before the form was drawn.</summary>
    public int Number { get; init; }

    /// <summary>Of how many chains it was just taken out where and at which address it spoke.</summary>
    public int Emptied { get; init; }

    /// <summary>What is kept now, each fact in words, where somebody else has corrected it meanwhile.</summary>
    public IReadOnlyList<string> Now { get; init; } = [];

    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string? FaultOf(string field) => Faults.GetValueOrDefault(field);
}

/// <summary>A part of what something was before it was corrected, the last first.</summary>
public sealed record PastModel(IReadOnlyList<FormerModel> Shown, ListPagesModel Pages);

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
    PastModel Before
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
