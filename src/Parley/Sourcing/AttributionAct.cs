namespace Parley.Sourcing;

/// <summary>How a source said what a passage says.</summary>
internal enum AttributionAct
{
    /// <summary>By word of mouth, or in a way that the report does not tell.</summary>
    Said,

    /// <summary>In a letter, a statement, a book.</summary>
    Wrote,

    /// <summary>It can be seen in pictures, figures or documents.</summary>
    Showed,

    /// <summary>In a place where everybody writes, such as a social network.</summary>
    Posted,

    /// <summary>Before a court or an inquiry.</summary>
    Testified,

    /// <summary>The source was asked and would not speak.</summary>
    Declined,

    /// <summary>As news, by another outlet.</summary>
    Reported,
}
