namespace Parley.Record;

/// <summary>What a row of the record tells. The numbers stand in databases and in hashes.</summary>
internal enum RecordKind
{
    /// <summary>A restriction, with the statement of reasons that its writer was given.</summary>
    Statement = 0,

    /// <summary>What a moderator decided about a comment.</summary>
    Decision = 1,

    /// <summary>That they took it back.</summary>
    TakenBack = 2,

    /// <summary>What a moderator decided about a writer.</summary>
    Sanction = 3,

    /// <summary>That it was lifted.</summary>
    Lifted = 4,

    /// <summary>The rules of the house, written anew.</summary>
    Rules = 5,

    /// <summary>That somebody objected to a decision.</summary>
    Objection = 6,

    /// <summary>What was decided about an objection.</summary>
    ObjectionDecided = 7,

    /// <summary>That somebody gave notice of illegal content.</summary>
    Notice = 8,

    /// <summary>What they were answered.</summary>
    NoticeAnswered = 9,

    /// <summary>That a reader gives notice for a body that is trusted, or does no longer.</summary>
    Flagger = 10,
}
