namespace Parley;

internal static partial class Problems
{
    /// <summary>The code opens nothing: it is none, or the decision was taken back.</summary>
    public static readonly Problem ObjectionNotFound = new("objection-not-found", 404);
    public static readonly Problem ObjectionWordsMissing = new("objection-words-missing", 400) { Field = "words" };
    public static readonly Problem ObjectionWordsInvalid = new("objection-words-invalid", 400) { Field = "words" };

    /// <summary>The six months are over.</summary>
    public static readonly Problem ObjectionTooLate = new("objection-too-late", 409);

    /// <summary>There is one against this decision, with other words.</summary>
    public static readonly Problem ObjectionTwice = new("objection-twice", 409);

    /// <summary>It was decided already.</summary>
    public static readonly Problem ObjectionDecided = new("objection-decided", 409);

    /// <summary>Whoever took the first decision does not take the second, where there is anybody else.</summary>
    public static readonly Problem ObjectionOwnDecision = new("objection-own-decision", 409);

    /// <summary>Nobody decides about their own objection, or about one to their own words: it waits until somebody else can.</summary>
    public static readonly Problem ObjectionOwnCase = new("objection-own-case", 409);
    public static readonly Problem ObjectionOutcomeMissing = new("objection-outcome-missing", 400) { Field = "do" };
}
