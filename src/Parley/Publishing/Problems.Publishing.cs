namespace Parley;

internal static partial class Problems
{
    public static readonly Problem HeadlineInvalid = new("headline-invalid", 422) { Field = "headline" };

    /// <summary>A report without a paragraph, or with more text than one can have.</summary>
    public static readonly Problem ReportTextInvalid = new("report-text-invalid", 422) { Field = "text" };
    public static readonly Problem ReportLineInvalid = new("report-line-invalid", 422) { Field = "standfirst" };

    public static readonly Problem TagsInvalid = new("tags-invalid", 422)
    {
        Field = "tags",
        Arguments = Blanks(("most", Publishing.ReportAsked.MostTags), ("longest", Publishing.ReportAsked.LongestTag)),
    };

    /// <summary>No time with its zone, or one at which nothing can have been published.</summary>
    public static readonly Problem PublishedAtInvalid = new("published-at-invalid", 422) { Field = "publishedAt" };

    /// <summary>Somebody else has changed the report since it was opened.</summary>
    public static readonly Problem ReportChanged = new("report-changed", 409) { Field = "number" };

    /// <summary>What the public has read is changed, and nobody says what and why.</summary>
    public static readonly Problem ChangeReasonMissing = new("change-reason-missing", 422) { Field = "reason" };
    public static readonly Problem SlugInvalid = new("slug-invalid", 422) { Field = "slug" };
    public static readonly Problem SlugTaken = new("slug-taken", 409) { Field = "slug" };

    /// <summary>Words that are to be taken out of earlier texts: less than three letters, or more than a line.</summary>
    public static readonly Problem ProtectedWordsInvalid = new("protected-words-invalid", 422) { Field = "words" };

    /// <summary>They stand in what everybody reads now.</summary>
    public static readonly Problem ProtectedWordsStand = new("protected-words-stand", 409) { Field = "words" };

    /// <summary>They stand nowhere in what the report said before.</summary>
    public static readonly Problem ProtectedWordsNotFound = new("protected-words-not-found", 422) { Field = "words" };

    /// <summary>A page of the site did not answer in time, or not with a page.</summary>
    public static readonly Problem PageNotReachable = new("page-not-reachable", 422) { Field = "url" };

    /// <summary>A page of the site sends whoever asks for it to another site, or around in a circle.</summary>
    public static readonly Problem PageLeadsElsewhere = new("page-leads-elsewhere", 422) { Field = "url" };

    /// <summary>More than one page can have, or markup that is made to keep a machine busy.</summary>
    public static readonly Problem PageTooLong = new("page-too-long", 422) { Field = "url" };

    /// <summary>No HTML, or in letters other than it says.</summary>
    public static readonly Problem PageUnreadable = new("page-unreadable", 422) { Field = "url" };

    /// <summary>Nothing in the page has the attribute <c>data-parley-report</c>.</summary>
    public static readonly Problem ReportMarkMissing = new("report-mark-missing", 422) { Field = "url" };
    public static readonly Problem ReportMarkAmbiguous = new("report-mark-ambiguous", 422) { Field = "url" };
    public static readonly Problem ReportMarkEmpty = new("report-mark-empty", 422) { Field = "url" };

    /// <summary>The target of an annotation does not name words: it has no text quote selector, or several.</summary>
    public static readonly Problem TargetInvalid = new("target-invalid", 422) { Field = "target" };
}
