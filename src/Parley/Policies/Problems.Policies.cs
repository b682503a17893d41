namespace Parley;

internal static partial class Problems
{
    /// <summary>The whole site takes no words just now.</summary>
    /// <param name="sentence">The house's own; null for ours.</param>
    public static Problem PostingStopped(string? sentence) => new("posting-stopped", 403) { Sentence = sentence };

    /// <param name="every">How far apart one reader's comments are here, in seconds.</param>
    /// <param name="seconds">How long to wait; goes out as <c>Retry-After</c> too.</param>
    public static Problem ThreadSlowed(int every, int seconds) =>
        new("thread-slowed", 429) { Arguments = Blanks(("every", every), ("seconds", seconds)) };

    /// <summary>Here only those write whose address is confirmed.</summary>
    public static readonly Problem AddressNotConfirmed = new("address-not-confirmed", 403);

    /// <summary>Somebody else has set it since it was looked at.</summary>
    public static readonly Problem PolicyChanged = new("policy-changed", 409);
    public static readonly Problem PolicyScopeUnknown = new("policy-scope-unknown", 400) { Field = "scope" };

    /// <summary>A section or tag needs a name, of 200 characters at most.</summary>
    public static readonly Problem PolicyNameInvalid = new("policy-name-invalid", 422) { Field = "name" };
    public static readonly Problem PolicyModeUnknown = new("policy-mode-unknown", 422) { Field = "mode" };
    public static readonly Problem PolicyStateUnknown = new("policy-state-unknown", 422) { Field = "state" };
    public static readonly Problem PolicySecondsInvalid = new("policy-seconds-invalid", 422) { Field = "seconds" };
    public static readonly Problem PolicySentenceInvalid = new("policy-sentence-invalid", 422) { Field = "sentence" };
    public static readonly Problem PolicyWhoUnknown = new("policy-who-unknown", 422) { Field = "who" };
    public static readonly Problem PolicyHoursInvalid = new("policy-hours-invalid", 422) { Field = "hours" };
    public static readonly Problem PolicyNoteInvalid = new("policy-note-invalid", 422) { Field = "note" };
    public static readonly Problem PolicyScoreInvalid = new("policy-score-invalid", 422) { Field = "scores" };

    /// <summary>Only a thread is contested, or has a note of the house.</summary>
    public static readonly Problem PolicyOfThreadOnly = new("policy-of-thread-only", 422);
}
