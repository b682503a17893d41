using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;
using Parley.Http;
using Parley.Readers;

namespace Parley;

/// <summary>How fast anyone may do what costs others: written down in one place. Each node counts for itself.</summary>
internal sealed class Limits(ClientFacts clients, Pace pace)
{
    public const string Posting = "posting";
    public const string Reacting = "reacting";
    public const string Reporting = "reporting";
    public const string Muting = "muting";
    public const string Searching = "searching";
    public const string Naming = "naming";
    public const string Keeping = "keeping";
    public const string ComingBack = "coming-back";
    public const string Previewing = "previewing";
    public const string Objecting = "objecting";
    public const string Noticing = "noticing";
    public const string Scoring = "scoring";

    /// <summary>What holds. A family, an office or a school shares one address, so an address may do more than a person.</summary>
    public static IReadOnlyList<PaceLimit> InForce { get; } =
    [
        new(Posting, PacePer.Person, TimeSpan.FromMinutes(1), 10), //        a heated exchange, no flood
        new(Posting, PacePer.Person, TimeSpan.FromHours(1), 120),
        new(Posting, PacePer.Address, TimeSpan.FromMinutes(1), 60),
        new(Reacting, PacePer.Person, TimeSpan.FromMinutes(1), 120), //      reading fast and liking much
        new(Reporting, PacePer.Person, TimeSpan.FromHours(1), 30), //        a bad thread, no campaign
        new(Muting, PacePer.Person, TimeSpan.FromMinutes(1), 30), //         a whole thread of them, one by one
        new(Searching, PacePer.Address, TimeSpan.FromMinutes(1), 60), //     looking for something, no copy of it all
        new(Naming, PacePer.Person, TimeSpan.FromMinutes(1), 120), //        a name letter by letter
        new(ComingBack, PacePer.Address, TimeSpan.FromMinutes(1), 300), //   an office in the morning
        new(Keeping, PacePer.Person, TimeSpan.FromMinutes(1), 240), //       what is written, as it is written
        new(Previewing, PacePer.Person, TimeSpan.FromMinutes(1), 60), //     looking again after each change
        new(Previewing, PacePer.Address, TimeSpan.FromMinutes(1), 120),
        new(Objecting, PacePer.Address, TimeSpan.FromHours(1), 60), //       reading and mending one's own, no guessing of codes
        new(Noticing, PacePer.Person, TimeSpan.FromHours(1), 20), //         a bad thread, comment by comment
        new(Noticing, PacePer.Address, TimeSpan.FromHours(1), 20), //        each asks for a letter to an address that anybody may name
        new(Scoring, PacePer.Address, TimeSpan.FromMinutes(1), 60), //       trying it out, where no key is asked for: Perspective gave one a second
        .. ReaderPace.Limits, //                                             signing up and in
    ];

    /// <summary>Counts one for the visitor; the problem to answer with where it was one too many.</summary>
    public Problem? Take(string action, Visit visit) => Take(action, visit.Http, visit.Reader?.Id ?? visit.Session?.AccountId);

    /// <param name="person">Who does it, or which account is tried.</param>
    public Problem? Take(string action, HttpContext http, Guid? person)
    {
        var wait = pace.Take(action, clients.AddressOf(http), person is { } id ? Number(id) : null);
        return wait == TimeSpan.Zero ? null : Problems.TooMany(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)));
    }

    /// <summary>The block of addresses that a visitor comes from: what a check counts, which only holds.</summary>
    public UInt128 BlockOf(HttpContext http) => clients.AddressOf(http).Block;

    private static UInt128 Number(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
