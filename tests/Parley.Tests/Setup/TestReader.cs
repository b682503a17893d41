namespace Parley.Tests.Setup;

/// <summary>A reader of the first site, signed in.</summary>
internal sealed class TestReader(Uri address, string token, Guid id, string name, string prefix) : TestVisitor(address, token)
{
    public Guid Id => id;

    /// <summary>What its cookie says, for a second browser of theirs.</summary>
    public string Token { get; } = token;
    public string Name => name;

    /// <summary>What the reader's browser sends.</summary>
    public string Cookie { get; } = $"parley={token}";

    /// <summary>Posts through the interface, with an id of its own unless one is given.</summary>
    public Task<TestAnswer> SayAsync(Guid thread, string words, Guid? parent = null, Guid? id = null) =>
        PostAsync(
            $"{prefix}{TestServer.Api}/threads/{thread}/comments",
            new
            {
                id = id ?? Guid.CreateVersion7(),
                body = words,
                parentId = parent,
            }
        );

    /// <summary>Posts what must be taken, and gives its id.</summary>
    public async Task<Guid> PublishAsync(Guid thread, string words, Guid? parent = null, Guid? id = null)
    {
        var answer = await SayAsync(thread, words, parent, id);
        if (answer.Status != System.Net.HttpStatusCode.Created || (string?)answer.Json["comment"]!["state"] != "published")
            throw new InvalidOperationException(answer.Text);
        return (Guid)answer.Json["comment"]!["id"]!;
    }
}
