namespace Parley.SecondFactors;

/// <summary>The numbers stand in databases.</summary>
internal enum SecondFactorKind
{
    /// <summary>An app that shows a code for each half minute (RFC 6238).</summary>
    App = 0,
    Passkey = 1,
}

/// <summary>A second factor as its owner sees it: without its secret.</summary>
internal sealed record SecondFactor(Guid Id, SecondFactorKind Kind, string Name, DateTimeOffset CreatedAt);
