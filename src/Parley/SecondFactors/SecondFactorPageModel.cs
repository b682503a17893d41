using Parley.Views.Readers;

namespace Parley.Views.SecondFactors;

/// <summary>Asks for the second factor after the password.</summary>
/// <param name="Hidden">Fields that go with it unseen, such as where to go on afterwards.</param>
public sealed record SecondFactorPageModel(PageModel Page, string ActionUrl, IReadOnlyList<KeyValuePair<string, string>> Hidden)
{
    /// <summary>Whether the account has an app that shows codes.</summary>
    public bool HasApp { get; init; }

    /// <summary>Where a browser asks what to ask a passkey; null where the account has none.</summary>
    public string? PasskeyUrl { get; init; }

    /// <summary>Why it did not work, in words.</summary>
    public string? Fault { get; init; }

    public CarriedWordsModel? Carried { get; init; }
}

/// <summary>The second factors of an account, for its owner.</summary>
/// <param name="Url">Below it lie the forms' own addresses.</param>
public sealed record SecondFactorsPageModel(PageModel Page, string Url, string AccountUrl)
{
    public IReadOnlyList<FactorModel> Factors { get; init; } = [];

    /// <summary>How many codes on paper still work.</summary>
    public int CodesLeft { get; init; }

    /// <summary>The site asks its staff for one, and the visitor's role opens nothing until then.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>Whether a form asks for the password: an account without one has none to ask for.</summary>
    public bool HasPassword { get; init; } = true;

    /// <summary>A key that an app could take.</summary>
    public required OfferModel Offer { get; init; }

    public required string PasskeyUrl { get; init; }

    /// <summary>The codes on paper, shown this once.</summary>
    public IReadOnlyList<string> NewCodes { get; init; } = [];

    /// <summary>What is wrong, by the form and its field.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    /// <summary>Where staff go on, once they have one.</summary>
    public string? ConsoleUrl { get; init; }
}

/// <param name="Name">What its owner calls it; empty for an app.</param>
public sealed record FactorModel(string Id, string Name, bool IsPasskey, DateTimeOffset CreatedAt);

/// <param name="Key">For whoever types it.</param>
/// <param name="Hidden">What brings it back with the form.</param>
/// <param name="Side">How many squares a side of the picture has.</param>
/// <param name="Path">Fills the squares.</param>
public sealed record OfferModel(string Key, string Hidden, int Side, string Path);
