namespace Parley.Views.ModeratorConsole;

/// <summary>The services of the publisher that are asked about words, and a form for another.</summary>
/// <param name="ActionUrl">
/// Takes <c>hook</c>, <c>version</c>, <c>name</c>, <c>url</c>, <c>mode</c>, <c>silence</c>, <c>limit</c>, <c>place</c>,
/// <c>kind</c>, <c>key</c>, <c>email</c> and <c>do</c>: <c>save</c>, <c>renew</c> or <c>remove</c>; without <c>hook</c> it sets up another.
/// </param>
public sealed record HooksPageModel(ConsoleModel Console, string ActionUrl, IReadOnlyList<HookModel> Hooks)
{
    /// <summary>The form for another; null where there are as many as may be.</summary>
    public HookModel? Another { get; init; }

    /// <summary>Why nothing was changed, where it is about no single field.</summary>
    public string? Fault { get; init; }
    public bool IsSaved { get; init; }

    /// <summary>A secret that was just made, shown this once, with the name of its hook.</summary>
    public (string Name, string Secret)? Made { get; init; }
}

/// <summary>A hook, as it is or as it was typed.</summary>
/// <param name="Id">Empty for another.</param>
/// <param name="Mode"><c>off</c>, <c>shadow</c>, <c>hold</c> or <c>refuse</c>.</param>
/// <param name="Silence"><c>pass</c> or <c>hold</c>.</param>
public sealed record HookModel(string Id, int Version, string Name, string Url, string Mode, string Silence)
{
    public string Limit { get; init; } = "";
    public int Least { get; init; }
    public int Most { get; init; }
    public string Place { get; init; } = "";
    public int MostPlaces { get; init; }

    /// <summary><c>moderation</c>, or <c>akismet</c> for a service against spam.</summary>
    public string Kind { get; init; } = "moderation";

    /// <summary>Whether it may be asked either way still: it is not set up yet.</summary>
    public bool IsNew => Id.Length == 0;

    /// <summary>Whether a service against spam is told the writer's e-mail address.</summary>
    public bool GivesEmail { get; init; }

    /// <summary>When its time in shadow ends; null where it is not there.</summary>
    public DateTimeOffset? ShadowUntil { get; init; }

    /// <summary>How it fares, in words; null where it was not asked yet.</summary>
    public string? Health { get; init; }

    /// <summary>What is wrong with a field, by its name.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();
}
