namespace Parley.Tests.Access;

/// <summary>Who asks, seen from the first of two sites: the columns of the access matrix.</summary>
internal enum Role
{
    Visitor,
    Reader,

    /// <summary>The reader who wrote what is called "mine".</summary>
    Author,

    /// <summary>A reader whose new words wait for a person.</summary>
    Stopped,
    Journalist,
    Moderator,
    SeniorModerator,
    Administrator,

    /// <summary>A moderator of the other site.</summary>
    Elsewhere,

    /// <summary>The installation's own staff.</summary>
    Operator,
}
