using Parley.Sanctions;

namespace Parley;

internal static partial class Problems
{
    public static readonly Problem WriterIsStaff = new("writer-is-staff", 409);

    /// <summary>Whether somebody goes on writing is a senior moderator's to decide.</summary>
    public static readonly Problem SeniorModeratorNeeded = new("senior-moderator-needed", 403);

    /// <summary>What holds on all sites an operator of the installation gives and lifts.</summary>
    public static readonly Problem OperatorNeeded = new("operator-needed", 403);

    /// <summary>What holds on all sites is about an account: a guest has none, nor whom a site's own system signs in.</summary>
    public static readonly Problem ReaderWithoutAccount = new("reader-without-account", 409);

    /// <summary>What holds on all sites cites no rule of one house.</summary>
    public static readonly Problem SanctionRuleOfOneSite = new("sanction-rule-of-one-site", 400) { Field = "rule" };
    public static readonly Problem SanctionKindUnknown = new("sanction-kind-unknown", 400) { Field = "kind" };
    public static readonly Problem SanctionWordsMissing = new("sanction-words-missing", 400) { Field = "words" };
    public static readonly Problem SanctionWordsInvalid = new("sanction-words-invalid", 400) { Field = "words" };

    /// <summary>A suspension has an end.</summary>
    public static readonly Problem SanctionEndMissing = new("sanction-end-missing", 400) { Field = "until" };

    /// <summary>It has passed, or is too near or too far for a suspension, or it is a warning's, which has none.</summary>
    public static readonly Problem SanctionEndInvalid = new("sanction-end-invalid", 400) { Field = "until" };

    /// <summary>One of the same kind stands already, for another reason or with another end.</summary>
    public static readonly Problem AlreadySanctioned = new("already-sanctioned", 409);
    public static readonly Problem SanctionNotFound = new("sanction-not-found", 404);
    public static readonly Problem WarningNotFound = new("warning-not-found", 404);

    /// <summary>What is said to a reader whom a sanction stands in the way of: why, and until when.</summary>
    public static Problem Sanctioned(Sanction sanction) =>
        sanction.Kind == SanctionKind.Warning
            ? new Problem("warning-unread", 409)
            : new Problem(
                sanction.Kind switch
                {
                    SanctionKind.Silence => "silenced",
                    SanctionKind.Suspension => "suspended",
                    SanctionKind.Ban => "banned",
                    _ => throw new ArgumentException("That words wait is no refusal.", nameof(sanction)),
                },
                403
            )
            {
                Arguments = Blanks(("words", new InLanguages(sanction.Words, sanction.WordsByLanguage))),
                Until = sanction.Until,
            };
}
