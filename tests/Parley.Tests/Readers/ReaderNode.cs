using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.Events;
using Parley.Readers;
using Parley.Sites;
using Parley.Tests.Setup;
using static Parley.Tests.Readers.Patience;

namespace Parley.Tests.Readers;

/// <summary>A node of an installation, without HTTP: its use cases on a database that other nodes may share.</summary>
internal sealed class ReaderNode : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private ReaderNode(ServiceProvider services, FakeTimeProvider clock) => (this.services, Clock) = (services, clock);

    public FakeTimeProvider Clock { get; }
    public Site Site { get; private set; } = null!;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static async Task<ReaderNode> StartAsync(TestDatabase database, FakeTimeProvider? clock = null)
    {
        var time = clock ?? new FakeTimeProvider(new DateTimeOffset(2027, 5, 11, 9, 0, 0, TimeSpan.Zero));
        var builder = new ServiceCollection();
        builder.AddSingleton<TimeProvider>(time);
        builder.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        TestProgram.AddParley(builder, database);
        var node = new ReaderNode(builder.BuildServiceProvider(), time);
        await node.Get<EventPump>().StartAsync(Cancel);
        node.Site = await node.FindOrAddSiteAsync("harbour-courant", "The Harbour Courant");
        return node;
    }

    public async Task<Site> FindOrAddSiteAsync(string name, string title, bool guestsMayWrite = false)
    {
        await Get<SiteStore>()
            .AddAsync(
                name,
                title,
                "en",
                "Europe/Vienna",
                new SiteSettings { GuestsMayWrite = guestsMayWrite },
                [$"https://{name}.example"],
                Cancel
            );
        return (await Get<SiteStore>().ListAsync(Cancel)).Single(site => site.Name == name);
    }

    public Task<Result<NewSession>> SignUpAsync(
        string name,
        string email = "ada@harbour.example",
        Site? site = null,
        Session? before = null
    ) => Get<SignUp>().HandleAsync(site ?? Site, new SignUp.Request(email, Password, name), before, Cancel);

    public async Task<NewSession> BeginAsync(string name = "Ada Korr", string email = "ada@harbour.example") =>
        (await SignUpAsync(name, email)).Value!;

    public Task<Result<NewSession>> SignInAsync(
        string email = "ada@harbour.example",
        string password = Password,
        Session? before = null
    ) => Get<SignIn>().HandleAsync(email, password, before, Cancel);

    public async Task<Session?> FindAsync(NewSession session) => await Get<SessionDirectory>().FindAsync(session.Token, Cancel);

    public async Task<Reader?> FindReaderAsync(NewSession session, Site? site = null) =>
        await Get<ReaderDirectory>().FindAsync((site ?? Site).Id, session.Session, Cancel);

    /// <summary>Waits until something is so, for as long as a person would.</summary>
    public static async Task<TimeSpan> WaitForAsync(Func<Task<bool>> isSo)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!await isSo())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(20))
                throw new TimeoutException("It did not come about within 20 seconds.");
            await Task.Delay(10, Cancel);
        }

        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        await Get<EventPump>().StopAsync(Cancel);
        await services.DisposeAsync();
    }

    public const string Password = "three herons at dusk";
}
