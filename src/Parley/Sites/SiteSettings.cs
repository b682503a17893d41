using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Sites;

/// <summary>What a site may set. Each has a default that a newsroom can live with. <c>parley site set NAME KEY=VALUE</c> changes one.</summary>
internal sealed record SiteSettings
{
    /// <summary>How long after posting a writer may mend a slip.</summary>
    public int EditWindowMinutes { get; init; } = 5;

    /// <summary>Longest comment, in characters (code points). 1 to 20,000.</summary>
    public int MaxCharacters { get; init; } = 5_000;

    /// <summary>How many published comments make a newcomer a known reader, whose links no longer wait. 0 to 100.</summary>
    public int KnownAfter { get; init; } = 3;

    /// <summary>Whether guests may write without an account.</summary>
    public bool GuestsMayWrite { get; init; }

    /// <summary>Whether the writer of a held comment is shown the word that held it.</summary>
    public bool ShowMatchedWords { get; init; }

    /// <summary>Whether readers may see the earlier words of an edited comment.</summary>
    public bool ShowRevisions { get; init; }

    /// <summary>Hours after which the writer of a comment that still waits is told so, with the reasons; 0 for never. 0 to 720.</summary>
    public int TellOfHoldAfterHours { get; init; } = 48;

    /// <summary>Minutes after which the desk is called because something waits for a person; 0 for never. 0 to 1,440.</summary>
    public int CallDeskAfterMinutes { get; init; }

    /// <summary>The address to which the desk is called; empty for nowhere.</summary>
    public string CallDeskAt { get; init; } = "";

    /// <summary>The address of a chat's incoming hook, by which the desk is called there; empty for nowhere.</summary>
    public string CallDeskUrl { get; init; } = "";

    /// <summary>The address at which the publication says how it goes about people whom it does not name; empty for none.</summary>
    public string UnnamedSourcesPolicy { get; init; } = "";

    /// <summary>The address at which it says how it corrects what was wrong; empty for none.</summary>
    public string CorrectionsPolicy { get; init; } = "";

    /// <summary>Of every hundred decisions of people so many are put before somebody else, who is not shown them; 0 for none. 0 to 100.</summary>
    public int SecondLookPercent { get; init; } = 3;

    /// <summary>Days after which a thread closes by itself; 0 for never. 0 to 3,650.</summary>
    public int CloseAfterDays { get; init; }

    /// <summary>Levels of replies that are set in; deeper ones say whom they answer. 1 to 6.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Address parameters that tell one page from another. Empty: all but the known tracking parameters.</summary>
    public IReadOnlyList<string> PageParameters { get; init; } = [];

    /// <summary>Who may read discussions; the reports that are shown with them too.</summary>
    public Opening Read { get; init; } = Opening.ToAll;

    /// <summary>Who may say that a comment adds something.</summary>
    public Opening React { get; init; } = Opening.ToAll;

    /// <summary>Who may write. Guests need <see cref="GuestsMayWrite"/> besides.</summary>
    public Opening Write { get; init; } = Opening.ToAll;

    /// <summary>
    /// What roles in tokens of the site's own system mean here, as <c>EDITOR=moderator</c>. Empty: nothing; whoever comes by a token is
    /// a reader.
    /// </summary>
    public IReadOnlyList<string> TokenRoles { get; init; } = [];

    /// <summary>Whether staff must use a second factor: until they have, their role opens nothing.</summary>
    public bool StaffNeedSecondFactor { get; init; }

    /// <summary>Whether half-yearly figures, and the statements for the Commission's database, are made ready as files.</summary>
    public bool Figures { get; init; }

    /// <summary>The site's trust.txt, as <see cref="TrustFile"/> has it; empty for none.</summary>
    public string Trust { get; init; } = "";

    public string ToJson() => JsonSerializer.Serialize(this, SiteJson.Default.SiteSettings);

    public static SiteSettings FromJson(string json) =>
        JsonSerializer.Deserialize(json, SiteJson.Default.SiteSettings) ?? new();
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SiteSettings))]
internal sealed partial class SiteJson : JsonSerializerContext;
