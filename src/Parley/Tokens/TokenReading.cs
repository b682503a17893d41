namespace Parley.Tokens;

/// <summary>What is asked of a token, in the order in which it is told.</summary>
internal enum TokenQuestion
{
    Form,
    Key,
    Signature,
    Issuer,
    Audience,
    Subject,
    Name,
    Address,
    Clock,
    Once,
    Role,
    Entitlements,
}

/// <summary>What came of one question.</summary>
/// <param name="Fault">Null where it is right.</param>
internal sealed record TokenFinding(TokenQuestion Question, Problem? Fault);

/// <summary>A token, asked everything that can be asked. One fault is enough to refuse it; all are told to whoever builds it.</summary>
internal sealed class TokenReading
{
    private readonly List<TokenFinding> findings = [];

    public IReadOnlyList<TokenFinding> Findings => findings;

    /// <summary>The first fault; null where there is none.</summary>
    public Problem? Problem => findings.FirstOrDefault(finding => finding.Fault is not null)?.Fault;

    /// <summary>What it says; null where it is not to be believed, or says that nobody is signed in.</summary>
    public TokenClaims? Claims => Problem is null ? Said : null;

    /// <summary>Whether it says, rightly, that nobody is signed in.</summary>
    public bool IsSignedOut => Problem is null && Said is null;

    /// <summary>The key that signed it.</summary>
    public TokenKey? Key { get; private set; }

    private TokenClaims? Said { get; set; }

    public static TokenReading Refused(TokenQuestion question, Problem fault) => new TokenReading().Note(question, fault);

    public TokenReading Note(TokenQuestion question, Problem? fault)
    {
        findings.Add(new(question, fault));
        return this;
    }

    /// <summary>Notes by which key it is read.</summary>
    public TokenReading By(TokenKey key)
    {
        Key = key;
        return this;
    }

    public TokenReading Say(TokenClaims? claims)
    {
        Said = claims;
        return this;
    }
}
