using Microsoft.Extensions.Logging;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Puts a draft to every check and keeps every reason (step 5 of a comment's journey).</summary>
internal sealed partial class Screener(IReadOnlyList<ICheck> checks, ILogger<Screener> logger)
{
    /// <summary>
    /// The checks, in the order a moderator reads their reasons: cheap before dear, certain before likely. All of them
    /// run, after a refusal too, so that nobody mends one fault only to meet the next; the strictest verdict stands.
    /// Staff are screened like everyone: an account can be taken over, and a slip is a slip.
    /// </summary>
    public static IReadOnlyList<ICheck> InOrder { get; } =
    [
        new LengthCheck(), //         nothing to see, or more than anyone reads
        new CharacterCheck(), //      characters that no text holds
        new PolicyCheck(), //         here everything waits, or every newcomer's words do
        new StoppedCheck(), //        a person decided that this writer's words wait
        new GuestCheck(), //          a guest is read once before they are published at once
        new FirstCommentsCheck(), //  so is whoever is new, where the site wants it
        new RejectionCheck(), //      people rejected much of what this writer wrote last
        MailDomainCheck.Listed, //    an e-mail address where the site expects nobody
        MailDomainCheck.Disposable, // one that anybody has for ten minutes
        PaceCheck.OfReader, //        more than anybody has to say
        PaceCheck.OfNetwork, //       more than comes from one network
        PaceCheck.InStory, //         a rush of new names into one story
        new RepeatCheck(), //         the same words again within the hour
        new NearRepeatCheck(), //     nearly the same words from several accounts
        new LinkCheck(), //           links wait for a person until the reader is known
        new ManyLinksCheck(), //      more links than a comment needs
        HostCheck.Listed, //          hosts that the site does not want to lead to
        HostCheck.Shortened, //       links that do not say where they lead
        WordCheck.Banned, //          words that the site does not take
        WordCheck.Suspect, //         words that the site looks at first
        ScoreCheck.Spam, //           what looks like the advertising that people took down here
        .. ScoreCheck.General, //     what a model of the language thinks likely: a threat, hate, an insult
        OwnModelCheck.Instance, //    what people here took down before, learned
        new UnscoredCheck(), //       what a model should have scored and could not
    ];

    /// <summary>Whether the writer could mend what was found.</summary>
    public static bool IsOfWords(Reason reason) => InOrder.Any(check => check.Name == reason.Check && check.IsOfWords);

    /// <summary>Whether what was found gives the words back to their writer once, though the site does not do that with all that waits.</summary>
    public static bool DoesNudge(Draft draft, Reason reason) =>
        InOrder.OfType<SettableCheck>().FirstOrDefault(check => check.Name == reason.Check)?.RuleIn(draft).Mode
        == CheckMode.Nudge;

    public Findings Review(Draft draft)
    {
        var (reasons, shadow) = (new List<Reason>(), new List<Reason>());
        foreach (var check in checks)
        {
            var isInShadow = check is SettableCheck settable && settable.RuleIn(draft).Mode == CheckMode.Shadow;
            try
            {
                foreach (var reason in check.Review(draft))
                    (isInShadow || reason.Verdict == Verdict.Pass ? shadow : reasons).Add(reason);
            }
            catch (Exception failure)
            {
                // One broken check must neither lose a reader's words nor publish them unseen: it says itself which.
                // The exception's message stays out of the log, for it may quote them.
                LogFailed(check.Name, failure.GetType(), failure.StackTrace);
                // What lets pass owes no statement, and is on record all the same.
                if (!isInShadow)
                    (check.OnFailure == Verdict.Pass ? shadow : reasons).Add(Failed(check));
            }
        }
        return new(reasons) { Shadow = shadow };
    }

    private static Reason Failed(ICheck check) =>
        new("check-failed", check.OnFailure, "reason.check-failed", RuleVersion: 1)
        {
            Arguments = new Dictionary<string, object> { ["check"] = check.Name },
        };

    [LoggerMessage(1, LogLevel.Error, "The check {Check} failed with {Failure} at {StackTrace}")]
    private partial void LogFailed(string check, Type failure, string? stackTrace);
}
