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

    /// <summary>That an order of an authority was entered.</summary>
    Order = 20,

    /// <summary>That the authority was told that it has arrived.</summary>
    OrderInformed = 21,

    /// <summary>What was answered to it.</summary>
    OrderAnswered = 22,

    /// <summary>That a writer was told of it once its silence was over.</summary>
    OrderWriterTold = 23,

    /// <summary>That what was kept of it went, its time being over.</summary>
    PreservedForgotten = 24,

    /// <summary>That staff were called to an order again.</summary>
    OrderCalled = 25,

    /// <summary>That its silence was prolonged, shortened or ended.</summary>
    OrderSilence = 26,

    /// <summary>That somebody has another role on the site, or as a moderator other sections.</summary>
    Role = 30,

    /// <summary>That a discussion, a section, a tag or the site is kept otherwise than before.</summary>
    Policy = 31,

    /// <summary>That the automatic checks are set otherwise than before.</summary>
    Checks = 32,

    /// <summary>That other words stand on a list than before.</summary>
    WordList = 33,

    /// <summary>That another service is asked about words, or one otherwise than before.</summary>
    Hook = 34,

    /// <summary>That the site goes by another version of its own model.</summary>
    OwnModel = 35,

    /// <summary>That words were taken out of what a report said before, to protect somebody.</summary>
    WordsRemoved = 36,
}
