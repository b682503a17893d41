namespace Parley;

internal static partial class Problems
{
    public static readonly Problem NoticeWordsMissing = new("notice-words-missing", 400) { Field = "words" };
    public static readonly Problem NoticeWordsInvalid = new("notice-words-invalid", 400) { Field = "words" };
    public static readonly Problem NoticeLawInvalid = new("notice-law-invalid", 400) { Field = "law" };

    /// <summary>A name is asked for, but for a notice of the sexual abuse of children.</summary>
    public static readonly Problem NoticeNameMissing = new("notice-name-missing", 400) { Field = "name" };
    public static readonly Problem NoticeNameInvalid = new("notice-name-invalid", 400) { Field = "name" };
    public static readonly Problem NoticeEmailMissing = new("notice-email-missing", 400) { Field = "email" };
    public static readonly Problem NoticeFaithMissing = new("notice-faith-missing", 400) { Field = "goodFaith" };

    /// <summary>There is no such reader with an account, or they are no trusted flagger.</summary>
    public static readonly Problem FlaggerUnknown = new("flagger-unknown", 404) { Field = "name" };
    public static readonly Problem FlaggerBodyInvalid = new("flagger-body-invalid", 400) { Field = "body" };

    /// <summary>The code opens nothing.</summary>
    public static readonly Problem NoticeNotFound = new("notice-not-found", 404);
}
