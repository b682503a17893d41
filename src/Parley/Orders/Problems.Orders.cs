namespace Parley;

internal static partial class Problems
{
    public static readonly Problem OrderNotFound = new("order-not-found", 404);

    /// <summary>It was answered already, otherwise than is asked now.</summary>
    public static readonly Problem OrderAnswered = new("order-answered", 409);
    public static readonly Problem OrderKindMissing = new("order-kind-missing", 400) { Field = "kind" };
    public static readonly Problem OrderAuthorityInvalid = new("order-authority-invalid", 400) { Field = "authority" };

    /// <summary>It is not two letters.</summary>
    public static readonly Problem OrderCountryInvalid = new("order-country-invalid", 400) { Field = "country" };
    public static readonly Problem OrderReferenceInvalid = new("order-reference-invalid", 400) { Field = "reference" };
    public static readonly Problem OrderBasisInvalid = new("order-basis-invalid", 400) { Field = "basis" };
    public static readonly Problem OrderTerritoryInvalid = new("order-territory-invalid", 400) { Field = "territory" };
    public static readonly Problem OrderLanguageInvalid = new("order-language-invalid", 400) { Field = "language" };
    public static readonly Problem OrderContactInvalid = new("order-contact-invalid", 400) { Field = "contact" };
    public static readonly Problem OrderNamedInvalid = new("order-named-invalid", 400) { Field = "named" };

    /// <summary>No time, or one that is still to come.</summary>
    public static readonly Problem OrderReceivedInvalid = new("order-received-invalid", 400) { Field = "received" };

    /// <summary>A time that is over, or longer than the law allows.</summary>
    public static readonly Problem OrderSilenceInvalid = new("order-silence-invalid", 400) { Field = "silent" };

    /// <summary>Its writers were told, or nobody was to be told later.</summary>
    public static readonly Problem OrderSilenceOver = new("order-silence-over", 409);

    /// <summary>Whoever changes the silence says why.</summary>
    public static readonly Problem OrderSilenceWordsInvalid = new("order-silence-words-invalid", 400) { Field = "words" };
    public static readonly Problem OrderOutcomeMissing = new("order-outcome-missing", 400) { Field = "outcome" };

    /// <summary>Whoever does not give effect to an order says why, and whoever gives information what.</summary>
    public static readonly Problem OrderWordsMissing = new("order-words-missing", 400) { Field = "words" };
    public static readonly Problem OrderWordsInvalid = new("order-words-invalid", 400) { Field = "words" };

    /// <summary>No comment is named, too many are, or one that is not of this site.</summary>
    public static readonly Problem OrderCommentsInvalid = new("order-comments-invalid", 400) { Field = "comments" };
}
