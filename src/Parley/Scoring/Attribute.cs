namespace Parley.Scoring;

/// <summary>What of a text a general model gives a probability for. The names are Perspective's, and a promise.</summary>
/// <remarks>
/// Meanings as in Perspective's list of attributes: https://github.com/conversationai/perspectiveapi (2-api, model cards, until 2021).
/// </remarks>
internal static class Attribute
{
    /// <summary>Rude, disrespectful or unreasonable, so that people are likely to leave a discussion.</summary>
    public const string Toxicity = "TOXICITY";

    /// <summary>Very hateful or aggressive; mild rudeness and mere swear words are not.</summary>
    public const string SevereToxicity = "SEVERE_TOXICITY";

    /// <summary>Hateful towards people because of what they are: origin, faith, sex, and the like.</summary>
    public const string IdentityAttack = "IDENTITY_ATTACK";

    /// <summary>Insulting or inflammatory towards a person or a group.</summary>
    public const string Insult = "INSULT";

    /// <summary>Swear words and obscene language.</summary>
    public const string Profanity = "PROFANITY";

    /// <summary>The wish or the intent that somebody comes to harm.</summary>
    public const string Threat = "THREAT";

    /// <summary>Aimed at another participant, or at who wrote the article, rather than at what is said or at people in public life.</summary>
    public const string AttackOnCommenter = "ATTACK_ON_COMMENTER";

    /// <summary>As settings and language files write it: <c>identity-attack</c>.</summary>
    public static string ToWord(string attribute) => attribute.ToLowerInvariant().Replace('_', '-');

    /// <summary>All of them, in the order in which models keep them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [Toxicity, SevereToxicity, IdentityAttack, Insult, Profanity, Threat, AttackOnCommenter];

    /// <summary>Its place in <see cref="All"/>; -1 where it is none of them.</summary>
    public static int PlaceOf(string attribute)
    {
        for (var at = 0; at < All.Count; at++)
            if (All[at] == attribute)
                return at;
        return -1;
    }
}
