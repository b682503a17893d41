using Parley.Readers;
using Xunit;

namespace Parley.Tests.Readers;

public sealed class RememberedTests
{
    [Fact]
    public async Task What_is_remembered_is_not_read_again()
    {
        var remembered = new Remembered<int, string>(4);
        var reads = 0;
        Task<string?> Read(int key) => Task.FromResult<string?>($"{key}:{++reads}");

        Assert.Equal("7:1", await remembered.GetAsync(7, Read));
        Assert.Equal("7:1", await remembered.GetAsync(7, Read));
        remembered.ForgetWhere((key, _) => key == 7);
        Assert.Equal("7:2", await remembered.GetAsync(7, Read));
    }

    [Fact]
    public async Task What_changes_while_it_is_read_is_read_again()
    {
        var remembered = new Remembered<int, string>(4);
        var reading = new TaskCompletionSource<string?>();

        var first = remembered.GetAsync(7, _ => reading.Task);
        remembered.ForgetWhere((_, _) => true);
        reading.SetResult("old");

        Assert.Equal("old", await first);
        Assert.Equal("new", await remembered.GetAsync(7, _ => Task.FromResult<string?>("new")));
    }

    [Fact]
    public async Task However_many_are_asked_for_few_are_kept_and_those_in_use_stay()
    {
        var remembered = new Remembered<int, string>(100);
        for (var key = 0; key < 10_000; key++)
        {
            await remembered.GetAsync(key, k => Task.FromResult<string?>($"{k}"));
            Assert.True(remembered.TryGet(0, out _));
        }

        var kept = Enumerable.Range(0, 10_000).Count(key => remembered.TryGet(key, out _));
        Assert.InRange(kept, 100, 200);
    }

    [Fact]
    public async Task What_is_not_there_is_asked_for_each_time()
    {
        var remembered = new Remembered<int, string>(4);

        Assert.Null(await remembered.GetAsync(7, _ => Task.FromResult<string?>(null)));
        Assert.Equal("here", await remembered.GetAsync(7, _ => Task.FromResult<string?>("here")));
    }
}
