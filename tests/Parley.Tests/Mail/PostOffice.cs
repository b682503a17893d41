using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using Parley.Tests.Setup;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Parley.Tests.Mail;

/// <summary>A mail server on this machine that keeps what it is given, with the envelope in which it came.</summary>
internal sealed class PostOffice : MessageStore, IMailboxFilter, IMailboxFilterFactory, IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentQueue<Delivered> delivered = new();
    private Task serving = Task.CompletedTask;

    /// <summary>The one mailbox that no host has.</summary>
    public const string Nobody = "nobody";

    public const string PublicUrl = "http://talk.example";

    public int Port { get; private init; }

    public IReadOnlyList<Delivered> Delivered => [.. delivered];

    /// <param name="port">A port that was free a moment ago; null for any.</param>
    public static PostOffice Open(int? port = null)
    {
        var office = new PostOffice { Port = port ?? FreePort() };
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, office.Port)))
            .Build();
        var services = new ServiceProvider();
        services.Add((IMessageStore)office);
        services.Add((IMailboxFilterFactory)office);
        office.serving = new SmtpServer.SmtpServer(options, services).StartAsync(office.closing.Token);
        return office;
    }

    /// <summary>A port on which nobody listens.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Lets a program send by the server on a port.</summary>
    public static void Use(ParleyOptions options, int port)
    {
        options.PublicUrl = PublicUrl;
        options.Mail.SmtpHost = "127.0.0.1";
        options.Mail.SmtpPort = port;
        options.Mail.From = "talk@harbour.example";
        options.Mail.AllowPlainSmtp = true;
    }

    public void Use(ParleyOptions options) => Use(options, Port);

    /// <summary>The only letter to an address, once it is there.</summary>
    public async Task<MimeMessage> LetterToAsync(string address)
    {
        Delivered? found = null;
        await Eventually.IsSoAsync(() =>
            Task.FromResult((found = Delivered.SingleOrDefault(one => one.To == address)) is not null)
        );
        return found!.Message;
    }

    /// <summary>The path of the link in a letter.</summary>
    public static string LinkIn(MimeMessage letter) =>
        letter.TextBody!.Split('\n').Single(line => line.StartsWith(PublicUrl, StringComparison.Ordinal)).Trim()[
            PublicUrl.Length..
        ];

    public override async Task<SmtpResponse> SaveAsync(
        ISessionContext context,
        IMessageTransaction transaction,
        ReadOnlySequence<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        using var bytes = new MemoryStream(buffer.ToArray());
        var message = await MimeMessage.LoadAsync(bytes, cancellationToken);
        foreach (var to in transaction.To)
            delivered.Enqueue(new($"{to.User}@{to.Host}", $"{transaction.From.User}@{transaction.From.Host}", message));
        return SmtpResponse.Ok;
    }

    public Task<bool> CanAcceptFromAsync(
        ISessionContext context,
        IMailbox @from,
        int size,
        CancellationToken cancellationToken
    ) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(
        ISessionContext context,
        IMailbox to,
        IMailbox @from,
        CancellationToken cancellationToken
    ) => Task.FromResult(to.User != Nobody);

    public IMailboxFilter CreateInstance(ISessionContext context) => this;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }
}

/// <param name="To">The recipient of the envelope.</param>
/// <param name="From">The sender of the envelope.</param>
internal sealed record Delivered(string To, string From, MimeMessage Message);
