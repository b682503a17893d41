using Microsoft.Extensions.Hosting;

namespace Parley.Reading;

/// <summary>Compresses pages again, and better, once nobody changes them: a page that lives for a tenth of a second is not worth it.</summary>
internal sealed class PageImprover(PageCache cache, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                cache.Improve(Every, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }
}
