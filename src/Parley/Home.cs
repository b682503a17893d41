namespace Parley;

/// <summary>Where this Parley lives, as readers' browsers know it.</summary>
/// <param name="Origin">Scheme and host, such as <c>https://talk.example</c>.</param>
/// <param name="Path">What stands before all our paths, such as <c>/talk</c>; empty at the root.</param>
internal sealed record Home(string Origin, string Path)
{
    /// <summary>An address for our own pages, which begins with a slash.</summary>
    public string Url(string path) => Path + path;

    /// <summary>The same home, for what is put into pages of others: there every address must be whole.</summary>
    public Home Elsewhere => new("", Origin + Path);

    /// <summary>An address for others: mail, search engines, foreign pages.</summary>
    public string Absolute(string path) => Origin + Path + path;

    /// <summary>The home that an operator has set, from its address.</summary>
    public static Home Parse(string publicUrl)
    {
        var url = new Uri(publicUrl, UriKind.Absolute);
        return new Home(url.GetLeftPart(UriPartial.Authority), url.AbsolutePath.TrimEnd('/'));
    }
}
