using Microsoft.Playwright;
using Parley.Comments;
using Parley.Events;
using Parley.Moderation;
using Parley.Mutes;
using Parley.Newsroom;
using Parley.Reactions;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Xunit;

namespace Parley.Browser.Setup;

/// <summary>Somebody with an account on a site, who writes without a browser, or in one.</summary>
internal sealed class Writer(Talk talk, Site site, Reader reader, string email, string token)
{
    public const string Password = "a long enough password";

    public Guid Id => reader.Id;
    public string Name => reader.Name;
    public string Email => email;

    /// <summary>Posts what must be taken.</summary>
    public async Task<Guid> SayAsync(Guid thread, string words, Guid? parent = null)
    {
        var request = new PostComment.Request(Guid.CreateVersion7(), words, parent);
        var posted = await talk.Get<PostComment>().HandleAsync(site, thread, reader, request, default);
        return posted.Value?.Comment.Id ?? throw new InvalidOperationException(posted.Problem!.Code);
    }

    public async Task DeleteAsync(Guid comment) => await talk.Get<DeleteComment>().HandleAsync(site, comment, reader, default);

    public async Task MendAsync(Guid comment, string words) =>
        Assert.True((await talk.Get<EditComment>().HandleAsync(site, comment, reader, new(words), default)).IsSuccess);

    public async Task AppreciateAsync(Guid comment) =>
        Assert.True(
            (await talk.Get<AppreciateComment>().GiveAsync(site.Id, comment, reader, new("newest", 1), default)).IsSuccess
        );

    /// <summary>Mutes whoever wrote it.</summary>
    public async Task MuteAsync(Guid comment) =>
        Assert.True((await talk.Get<MuteAuthor>().HandleAsync(site.Id, comment, reader, default)).IsSuccess);

    /// <summary>As a moderator picks or pins it.</summary>
    public async Task MarkAsync(Guid comment, NewsroomMark mark) =>
        Assert.True(
            (await talk.Get<MarkComment>().HandleAsync(site.Id, comment, reader, mark, isSet: true, default)).IsSuccess
        );

    /// <summary>As a moderator takes it down.</summary>
    public Task RemoveAsync(Guid comment) => DecideAsync(comment, CommentState.Removed, EventKind.CommentRemoved);

    /// <summary>As a moderator publishes what waited.</summary>
    public Task PublishAsync(Guid comment) => DecideAsync(comment, CommentState.Published, EventKind.CommentPublished);

    /// <summary>May decide on the site from now on.</summary>
    public Task BecomeModeratorAsync() => BecomeAsync(ReaderRole.Moderator);

    public Task BecomeAsync(ReaderRole role) =>
        talk.Get<Database>()
            .WriteAsync(scope => talk.Get<ReaderStore>().ChangeRoleAsync(scope, reader, role, default), default);

    /// <summary>Is signed in on Parley's own pages in this browser from now on.</summary>
    public Task EnterAsync(IBrowserContext browser) =>
        browser.AddCookiesAsync([
            new Cookie
            {
                Name = "parley",
                Value = token,
                Url = talk.Origin,
            },
        ]);

    /// <summary>Decides about a comment, by the first rule where one is needed.</summary>
    public async Task DecideAsync(Guid comment, DecisionKind kind)
    {
        var request = new Decide.Request(kind, kind.NeedsRule() ? 1 : null);
        var decided = await talk.Get<Decide>().HandleAsync(site, comment, reader, request, default);
        Assert.True(decided.IsSuccess, decided.Problem?.Code);
    }

    /// <summary>Leaves a note for the shift.</summary>
    public Task LeaveNoteAsync(string words) => talk.Get<DeskNoteStore>().AddAsync(site.Id, reader, words, null, null, default);

    private Task DecideAsync(Guid comment, CommentState state, EventKind kind) =>
        talk.Get<Database>()
            .WriteAsync(
                scope => CommentTransition.ApplyAsync(scope, site.Id, comment, state, kind, talk.Clock.GetUtcNow(), default),
                default
            );
}
