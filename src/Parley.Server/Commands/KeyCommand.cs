using System.CommandLine;
using Parley.Perspective;
using Parley.Tokens;

namespace Parley.Server.Commands;

/// <summary>
/// <c>parley key add</c>, <c>list</c>, <c>retire</c>, <c>revoke</c>. A site has keys of two kinds: those that it brings along, by which its own
/// system signs readers in, and those that we make, by which its programs have texts scored.
/// </summary>
internal static class KeyCommand
{
    private const string ForScoring = "scoring";

    private static readonly Argument<string> Site = new("SITE") { Description = "The site." };

    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "What the key is called, and what a token's kid says: letters, digits and . _ -.",
    };

    private static readonly Option<string> Form = new("--for")
    {
        Description =
            "Which tokens it signs: own (docs/embed.md), coral or disqus. Or scoring: a program has texts scored by it (docs/leaving-perspective.md). Default: own.",
        HelpName = "FORM",
        DefaultValueFactory = _ => "own",
    };

    private static readonly Option<string?> Issuer = new("--issuer")
    {
        Description =
            "Who signs: what a token's iss says. A key that follows another needs the other's, or every reader is somebody new. "
            + "Default for coral and disqus: NAME.",
        HelpName = "TEXT",
    };

    private static readonly Option<string?> Algorithm = new("--algorithm")
    {
        Description =
            "The one algorithm by which it is used: "
            + string.Join(", ", TokenAlgorithm.Names)
            + ". Default: the commonest of its kind.",
        HelpName = "NAME",
    };

    private static readonly Option<FileInfo?> File = new("--file")
    {
        Description =
            "The file with the key: a public key as PEM or JSON Web Key, or the shared secret and nothing else. Default: what comes on standard input.",
        HelpName = "FILE",
    };

    private static readonly Option<int?> Calls = new("--calls")
    {
        Description =
            $"For scoring: how many texts it may have scored in a minute, on each node. Default: {ScoringKey.UsualCalls}.",
        HelpName = "NUMBER",
    };

    public static Command Create()
    {
        var add = new Command(
            "add",
            "Takes a key into use. It is read from a file or standard input, never from the command line. One for scoring is made here, and printed once."
        )
        {
            Site,
            Name,
            Form,
            Issuer,
            Algorithm,
            File,
            Calls,
        };
        add.SetAction(AddAsync);
        var list = new Command("list", "Lists a site's keys, without what is secret in them.") { Site };
        list.SetAction(ListAsync);
        var retire = new Command(
            "retire",
            "Takes a key out of use, forgets its secret, and signs out whomever it signed in. A running server follows within a second."
        )
        {
            Site,
            Name,
        };
        retire.SetAction(RetireAsync);
        var revoke = new Command(
            "revoke",
            "Takes a key for scoring out of use for good. A running server follows within a second."
        )
        {
            Site,
            Name,
        };
        revoke.SetAction(RevokeAsync);
        return new Command(
            "key",
            "The keys by which a site's own system signs its readers in, and those by which its programs have texts scored."
        )
        {
            add,
            list,
            retire,
            revoke,
        };
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(Form) == ForScoring)
            return await AddForScoringAsync(parsed, cancel);
        if (parsed.GetValue(Calls) is not null)
            throw new ExpectedException(Exits.Refused, "--calls is for keys that are made --for scoring.");
        var wanted = new TakenKey(parsed.GetValue(Name)!, ToProfile(parsed.GetValue(Form)!), parsed.GetValue(Issuer));
        var named = parsed.GetValue(Algorithm);
        var algorithm = TokenAlgorithm.Find(named);
        if (named is not null && !TokenAlgorithm.Names.Contains(named))
            throw new ExpectedException(
                Exits.Refused,
                $"There is no algorithm \"{named}\" here. There are: {string.Join(", ", TokenAlgorithm.Names)}."
            );
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        var key = wanted.Read(await ReadAsync(parsed.GetValue(File), cancel), algorithm);
        if (key.Value is not { } read)
            throw Installation.Refusal(key.Problem!);
        if (await installation.Get<TokenKeyStore>().AddAsync(site.Id, read, cancel) is { } problem)
            throw Installation.Refusal(problem);
        await Console.Out.WriteLineAsync(
            $"Added {read.Name} ({read.Algorithm.Name}, issuer {read.Issuer}). {site.Name} takes its tokens within a second."
        );
        return Exits.Done;
    }

    // We make it, so that it is as long as it has to be; its hash is all that is kept.
    private static async Task<int> AddForScoringAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(Issuer) is not null || parsed.GetValue(Algorithm) is not null || parsed.GetValue(File) is not null)
            throw new ExpectedException(
                Exits.Refused,
                "A key for scoring signs nothing and is made here: --issuer, --algorithm and --file are for other keys."
            );
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        var calls = parsed.GetValue(Calls) ?? ScoringKey.UsualCalls;
        var name = parsed.GetValue(Name)!;
        var added = await installation.Get<ScoringKeyStore>().AddAsync(site, name, calls, null, cancel);
        if (added.Value is not { } text)
            throw Installation.Refusal(added.Problem!);
        await Console.Error.WriteLineAsync(
            $"Added {name} ({calls} texts a minute). {site.Name} answers to it within a second. It is printed this once:"
        );
        await Console.Out.WriteLineAsync(text);
        return Exits.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        foreach (var key in await installation.Get<TokenKeyStore>().ListAsync(site.Id, cancel))
            await Console.Out.WriteLineAsync(
                $"{key.Name}\t{ToText(key.Profile)}\t{key.Algorithm}\t{key.Issuer}\tsince {key.Since:yyyy-MM-dd}"
                    + (key.RetiredAt is { } at ? $"\tretired {at:yyyy-MM-dd}" : "")
            );
        foreach (var key in await installation.Get<ScoringKeyStore>().ListAsync(site.Id, cancel))
            await Console.Out.WriteLineAsync(
                $"{key.Name}\t{ForScoring}\t{key.CallsPerMinute} a minute\tsince {key.Since:yyyy-MM-dd}"
                    + (key.LastUsed is { } used ? $"\tlast used {used:yyyy-MM-dd}" : "\tnever used")
                    + (key.RevokedAt is { } at ? $"\trevoked {at:yyyy-MM-dd}" : "")
            );
        return Exits.Done;
    }

    private static async Task<int> RetireAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        var name = parsed.GetValue(Name)!;
        if (!await installation.Get<TokenKeyStore>().RetireAsync(site.Id, name, cancel))
            throw new ExpectedException(
                Exits.Refused,
                $"No key in use is called \"{name}\". parley key list {site.Name} shows those that there are."
            );
        await Console.Out.WriteLineAsync($"Retired {name}. {site.Name} takes no token of it within a second.");
        return Exits.Done;
    }

    private static async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(parsed, cancel);
        var site = await installation.FindSiteAsync(parsed.GetValue(Site)!);
        var name = parsed.GetValue(Name)!;
        if (!await installation.Get<ScoringKeyStore>().RevokeAsync(site.Id, name, cancel))
            throw new ExpectedException(
                Exits.Refused,
                $"No key for scoring in use is called \"{name}\". parley key list {site.Name} shows those that there are; one that signs readers in is retired."
            );
        await Console.Out.WriteLineAsync($"Revoked {name}. {site.Name} answers to it no more within a second.");
        return Exits.Done;
    }

    // A key is short: what is longer is another file.
    private static async Task<string> ReadAsync(FileInfo? file, CancellationToken cancel)
    {
        const int most = 64 * 1024;
        try
        {
            using var reader = file is null ? Console.In : file.OpenText();
            var letters = new char[most];
            var read = await reader.ReadBlockAsync(letters, cancel);
            return read < most ? new string(letters, 0, read) : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExpectedException(Exits.Refused, $"{file?.Name} cannot be read: {error.Message}");
        }
    }

    private static TokenProfile ToProfile(string form) =>
        form switch
        {
            "own" => TokenProfile.Own,
            "coral" => TokenProfile.Coral,
            "disqus" => TokenProfile.Disqus,
            _ => throw new ExpectedException(Exits.Refused, $"\"{form}\" is neither own nor coral nor disqus nor scoring."),
        };

    private static string ToText(TokenProfile profile) => profile.ToString().ToLowerInvariant();
}
