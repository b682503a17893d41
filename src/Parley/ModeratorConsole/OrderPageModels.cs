namespace Parley.Views.ModeratorConsole;

/// <summary>The orders of authorities, and the form by which one is entered.</summary>
/// <param name="ActionUrl">Takes what <see cref="OrderFormModel"/> holds.</param>
/// <param name="Orders">Those that nobody has answered first, the nearest deadline first.</param>
public sealed record OrdersPageModel(ConsoleModel Console, string ActionUrl, IReadOnlyList<OrderLineModel> Orders)
{
    public OrderFormModel Form { get; init; } = new();

    /// <inheritdoc cref="OrderPageModel.IsCalledByMail"/>
    public bool IsCalledByMail { get; init; } = true;
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <param name="Kind"><c>removal</c>, <c>information</c> or <c>terrorist</c>.</param>
/// <param name="Outcome">As the language files call it; null as long as nobody has answered.</param>
public sealed record OrderLineModel(
    string Url,
    string Reference,
    string Authority,
    string Kind,
    DateTimeOffset ReceivedAt,
    string? Outcome
)
{
    /// <summary>The minutes that are left, below zero those over time; null once it is answered.</summary>
    public int? MinutesLeft { get; init; }
}

/// <summary>What was typed of an order, with what is wrong with it.</summary>
public sealed record OrderFormModel
{
    public string Kind { get; init; } = "";
    public string Authority { get; init; } = "";
    public string Country { get; init; } = "";
    public string Reference { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Territory { get; init; } = "";
    public string Language { get; init; } = "";
    public string Contact { get; init; } = "";
    public string Named { get; init; } = "";

    /// <summary>By the site's clock, as browsers send a time.</summary>
    public string Received { get; init; } = "";

    /// <inheritdoc cref="Received"/>
    public string Silent { get; init; } = "";

    /// <summary>What is wrong, by the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    public string? FaultOf(string field) => Faults.GetValueOrDefault(field);
}

/// <summary>One order, with the forms by which it is answered.</summary>
/// <param name="Kind"><c>removal</c>, <c>information</c> or <c>terrorist</c>.</param>
/// <param name="ActionUrl">Takes <c>do</c> (<c>receipt</c> or an outcome), <c>words</c> and <c>comments</c>.</param>
/// <param name="AnswerUrl">The answer as a text.</param>
public sealed record OrderPageModel(
    ConsoleModel Console,
    string Kind,
    string Authority,
    string Country,
    string Reference,
    string Basis,
    string Named,
    DateTimeOffset ReceivedAt,
    DateTimeOffset Due,
    string ActionUrl,
    string AnswerUrl,
    string ListUrl
)
{
    public string? Territory { get; init; }
    public string? Language { get; init; }
    public string? Contact { get; init; }
    public DateTimeOffset? SilentUntil { get; init; }

    /// <summary>How that was changed, the latest first.</summary>
    public IReadOnlyList<OrderSilenceModel> Silences { get; init; } = [];

    /// <summary>The form by which it is changed; null once it is over.</summary>
    public OrderSilenceFormModel? Silence { get; init; }

    /// <summary>The minutes that are left, below zero those over time; null once it is answered.</summary>
    public int? MinutesLeft { get; init; }
    public DateTimeOffset? InformedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public int? MinutesTaken { get; init; }

    /// <summary>As the language files call it; null as long as nobody has answered.</summary>
    public string? Outcome { get; init; }
    public string? Words { get; init; }

    /// <summary>Whether comments go by it.</summary>
    public bool Removes { get; init; }

    /// <summary>The comments that it names, as far as they are there, each with where the desk looks at it.</summary>
    public IReadOnlyList<OrderedCommentModel> Comments { get; init; } = [];

    /// <summary>How many of the addresses are of no comment of this site.</summary>
    public int NotHere { get; init; }

    /// <summary>The stories and discussions that it names.</summary>
    public IReadOnlyList<string> PageUrls { get; init; } = [];

    /// <summary>Whether letters call anybody.</summary>
    public bool IsCalledByMail { get; init; } = true;

    /// <summary>How many comments are kept of it, that no page shows.</summary>
    public int Preserved { get; init; }

    /// <summary>Why it is not answered.</summary>
    public string? Fault { get; init; }

    /// <summary>What was typed.</summary>
    public string TypedWords { get; init; } = "";

    /// <summary>The addresses of the comments that go: those that it names, or what was typed.</summary>
    public string TypedComments { get; init; } = "";
}

/// <summary>That the silence of an order was changed.</summary>
/// <param name="Until">Null where it was ended.</param>
/// <param name="Words">Why.</param>
public sealed record OrderSilenceModel(DateTimeOffset At, string ByName, DateTimeOffset? Until, string Words);

/// <summary>The form by which the silence of an order is changed.</summary>
/// <param name="ActionUrl">Takes <c>do</c> (<c>change</c> or <c>end</c>), <c>until</c> and <c>words</c>.</param>
/// <param name="Latest">The latest time that the law allows.</param>
/// <param name="Until">By the site's clock, as browsers send a time.</param>
/// <param name="IsSilent">Whether there is a silence that could be ended.</param>
public sealed record OrderSilenceFormModel(string ActionUrl, DateTimeOffset Latest, string Until, bool IsSilent)
{
    public string Words { get; init; } = "";

    /// <summary>What is wrong, by the id of the field.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();
}

/// <param name="Excerpt">The first words; null where there are none any more.</param>
/// <param name="IsDown">Whether it is public no longer.</param>
public sealed record OrderedCommentModel(Guid Id, string Url, string AuthorName, string? Excerpt, bool IsDown)
{
    /// <summary>Whether the order names its address.</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>When its writer was told; null as long as they were not.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}

/// <summary>An order that waits, as it stands at the top of the queue.</summary>
/// <param name="MinutesLeft">Below zero those over time.</param>
/// <param name="Url">Where it is answered; null for whoever may not.</param>
public sealed record WaitingOrderModel(int MinutesLeft, DateTimeOffset Due, string? Url);
