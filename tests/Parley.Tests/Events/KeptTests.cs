using Parley.Events;
using Xunit;

namespace Parley.Tests.Events;

public sealed class KeptTests
{
    [Fact]
    public async Task What_was_forgotten_while_it_was_read_is_read_again()
    {
        var readings = 0;
        Kept<int>? kept = null;
        kept = new(() =>
        {
            // As a database does that reads all of it before it gives a task back; meanwhile somebody changes what is read.
            if (++readings == 1)
                kept!.Forget();
            return Task.FromResult(readings);
        });

        var first = await kept.GetAsync();
        var second = await kept.GetAsync();
        var third = await kept.GetAsync();

        Assert.Equal((1, 2, 2), (first, second, third));
    }

    [Fact]
    public async Task A_reading_that_failed_is_not_kept()
    {
        var readings = 0;
        var kept = new Kept<string>(() => ++readings == 1 ? throw new IOException() : Task.FromResult("read"));

        await Assert.ThrowsAsync<IOException>(kept.GetAsync);

        Assert.Null(kept.Now);
        Assert.Equal("read", await kept.GetAsync());
        Assert.Equal("read", kept.Now);
    }
}
