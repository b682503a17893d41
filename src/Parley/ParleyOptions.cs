namespace Parley;

/// <summary>What a host may say about Parley inside its program. Sites have their own settings, in the database.</summary>
public sealed class ParleyOptions
{
    /// <summary>
    /// The address at which readers reach Parley, without a slash at the end, for example <c>https://talk.example</c> or
    /// <c>https://news.example/talk</c>. Where it is null, the request's own scheme and host are taken.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// The proxies whose forwarded headers are believed, as addresses or ranges (<c>10.0.0.0/8</c>). Empty: none is believed.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>
    /// Hosts of your own network that may be asked by hooks, and for the text of a page of a site, as <c>name</c> or <c>name:port</c>, also without TLS. What is not named here is asked
    /// by https alone, and never at an address of a house, a machine or a cloud.
    /// </summary>
    public IList<string> InternalHosts { get; } = [];

    /// <summary>Whether the schema is brought up to date at start. Off where a deployment runs <c>parley migrate</c> itself.</summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>
    /// Files of models that the training tool wrote, each of one language: they score texts in that language, in place of the model that a
    /// package brings. A file that is none, or of a format that this version does not read, is refused at start.
    /// </summary>
    public IList<string> Models { get; } = [];

    /// <summary>How programs that spoke to Google's Perspective API are answered.</summary>
    public PerspectiveOptions Perspective { get; } = new();

    /// <summary>How letters leave.</summary>
    public MailOptions Mail { get; } = new();
}
