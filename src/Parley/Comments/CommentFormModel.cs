namespace Parley.Views.Comments;

/// <summary>A form in which somebody writes a comment, wherever it stands.</summary>
/// <param name="ActionUrl">Where it is sent.</param>
/// <param name="Purpose">What it is for: its label and its button say so.</param>
public sealed record CommentFormModel(string ActionUrl, CommentPurpose Purpose = CommentPurpose.Comment)
{
    /// <summary>The words already written; kept whatever happened to them.</summary>
    public string Body { get; init; } = "";

    /// <summary>What was wrong with them, in words.</summary>
    public string? Fault { get; init; }

    /// <summary>The most that one may write, in characters (code points).</summary>
    public int MaxCharacters { get; init; } = 5000;

    /// <summary>Whether the newsroom's question stands above it.</summary>
    public bool AnswersQuestion { get; init; }

    /// <summary>As whom; only on private pages.</summary>
    public string? AuthorName { get; init; }

    /// <summary>How long one's own comment can be mended after posting, in minutes.</summary>
    public int EditMinutes { get; init; } = 5;

    /// <summary>Whether a link makes a newcomer's comment wait.</summary>
    public bool DoLinksWait { get; init; }

    /// <summary>What is different for words here.</summary>
    public WritingTerms Terms { get; init; } = new();

    /// <summary>Fields that go with it unseen, such as the address of the page it stands under.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>Where one may post without an account: what such a visitor has filled in.</summary>
    public GuestModel? Guest { get; init; }

    /// <summary>For staff whose words would wait: where they say why they publish them all the same.</summary>
    public OverrideModel? Override { get; init; }

    /// <summary>The words of the report, or the claim, that it is about.</summary>
    public PlaceModel? Place { get; init; }

    /// <summary>Where one can say oneself which words it is about.</summary>
    public ChosenWordsModel? Chosen { get; init; }

    /// <summary>The way back without sending.</summary>
    public string? CancelUrl { get; init; }
}

public enum CommentPurpose
{
    Comment,
    Reply,
    Edit,
}

/// <summary>Why staff publish words of their own past a check: sent as <c>because</c>, by the button <c>override</c>.</summary>
public sealed record OverrideModel(string Reason = "")
{
    public string? Fault { get; init; }
}

/// <summary>What a visitor without an account says of himself.</summary>
/// <param name="Email">Never shown to anyone but the site's staff.</param>
public sealed record GuestModel(string Name = "", string Email = "")
{
    public string? NameFault { get; init; }
    public string? EmailFault { get; init; }
}
