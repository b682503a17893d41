using Parley.Markup;

namespace Parley.Policies;

/// <summary>What a policy is of, the widest first: a nearer one goes before a wider one. The numbers stand in databases.</summary>
internal enum PolicyScopeKind
{
    Site = 0,
    Section = 1,
    Tag = 2,
    Thread = 3,

    /// <summary>The whole site, over everything else: while there is one, nobody writes anywhere.</summary>
    Stop = 4,
}

/// <summary>Where a policy holds, on one site.</summary>
/// <param name="Name">The section's name or path, the tag, the thread's id; empty where there is only one.</param>
internal readonly record struct PolicyScope(PolicyScopeKind Kind, string Name)
{
    private const int LongestName = 200;

    public static readonly PolicyScope Site = new(PolicyScopeKind.Site, "");
    public static readonly PolicyScope Stop = new(PolicyScopeKind.Stop, "");

    /// <summary>The thread, where it is of one.</summary>
    public Guid? ThreadId => Kind == PolicyScopeKind.Thread ? Guid.Parse(Name) : null;

    public static PolicyScope OfThread(Guid id) => new(PolicyScopeKind.Thread, id.ToString());

    /// <summary>A scope of staff's choosing: the site, a section or a tag.</summary>
    public static Result<PolicyScope> Of(string? kind, string? name)
    {
        if (kind == "site")
            return string.IsNullOrWhiteSpace(name) ? Site : Problems.PolicyScopeUnknown;
        if (kind is not ("section" or "tag"))
            return Problems.PolicyScopeUnknown;
        return SourceText.OfName(name, TextLimits.Of(LongestName)).Value is { } called
            ? new PolicyScope(kind == "tag" ? PolicyScopeKind.Tag : PolicyScopeKind.Section, called)
            : Problems.PolicyNameInvalid;
    }

    /// <summary>As it stands in addresses, JSON and the keys of sentences.</summary>
    public string ToWord() => Kind.ToString().ToLowerInvariant();
}
