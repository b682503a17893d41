using System.Collections.Frozen;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Parley.Http;

/// <summary>
/// How fast anyone may go: a bucket for each person or address, action and limit. A full bucket allows the limit's count
/// at once; it fills evenly and is full again after the limit's window. Each node of an installation counts for itself.
/// <para>
/// Memory is set from the start and never grows, however many strangers come: where there is no room for a new bucket,
/// the one among eight that would be full soonest makes way, so that whoever is held back longest stays held back.
/// </para>
/// </summary>
internal sealed class Pace
{
    private const int Ways = 8;
    private const int MaxLocks = 256;

    private readonly FrozenDictionary<string, Rule[]> rules;
    private readonly TimeProvider clock;
    private readonly long start;
    private readonly Bucket[] buckets;
    private readonly Lock[] locks;

    /// <param name="capacity">How many buckets there are, rounded up to a power of two. Each takes 32 bytes, once used.</param>
    public Pace(IEnumerable<PaceLimit> limits, TimeProvider clock, int capacity = 65_536)
    {
        rules = limits
            .Select((limit, i) => (limit.Action, Rule: Rule.Of(limit, i + 1)))
            .GroupBy(limit => limit.Action, limit => limit.Rule)
            .ToFrozenDictionary(of => of.Key, of => of.ToArray());
        this.clock = clock;
        start = clock.GetTimestamp();
        buckets = new Bucket[BitOperations.RoundUpToPowerOf2((uint)Math.Max(Ways, capacity))];
        locks = [.. Enumerable.Range(0, Math.Min(buckets.Length / Ways, MaxLocks)).Select(_ => new Lock())];
    }

    /// <summary>Off in the measuring program, which is a thousand readers at one address.</summary>
    public bool IsKept { get; set; } = true;

    /// <summary>Asks to do something once. A refusal takes nothing from any bucket, so asking again prolongs nothing.</summary>
    /// <param name="person">A reader, or the account tried at sign-in, as a number; null where there is none.</param>
    /// <returns>How long to wait; zero where it may be done now. What has no limits may always be done.</returns>
    public TimeSpan Take(string action, ClientAddress from, UInt128? person = null)
    {
        if (!IsKept || !rules.TryGetValue(action, out var ofAction))
            return TimeSpan.Zero;
        var now = clock.GetElapsedTime(start).Ticks;
        return TimeSpan.FromTicks(Ask(ofAction, new(from.Network, person), now, take: true));
    }

    // All limits are asked, so that the answer is the longest wait; only if none refuses is anything taken in the end.
    private long Ask(ReadOnlySpan<Rule> remaining, Asker asker, long now, bool take)
    {
        if (remaining.IsEmpty)
            return 0;
        var rule = remaining[0];
        var others = remaining[1..];
        if (asker.For(rule.Per) is not { } who)
            return Ask(others, asker, now, take);
        var wait = Ask(rule, who, now, take);
        var otherWait = Ask(others, asker, now, take && wait == 0);
        if (take && wait == 0 && otherWait > 0)
            GiveBack(rule, who);
        return Math.Max(wait, otherWait);
    }

    private long Ask(Rule rule, UInt128 who, long now, bool take)
    {
        var set = SetOf(rule, who);
        lock (locks[set & (locks.Length - 1)])
        {
            ref var bucket = ref Find(set, rule, who);
            var isKnown = !Unsafe.IsNullRef(ref bucket);
            var fullAt = Math.Max(isKnown ? bucket.FullAt : 0, now) + rule.Interval;
            var wait = Math.Max(0, fullAt - now - rule.Window);
            if (wait > 0 || !take)
                return wait;
            if (!isKnown)
                bucket = ref FullestOf(set);
            bucket = new(who, rule.Number, fullAt);
            return 0;
        }
    }

    private void GiveBack(Rule rule, UInt128 who)
    {
        var set = SetOf(rule, who);
        lock (locks[set & (locks.Length - 1)])
        {
            ref var bucket = ref Find(set, rule, who);
            if (!Unsafe.IsNullRef(ref bucket))
                bucket.FullAt -= rule.Interval;
        }
    }

    // HashCode is seeded anew in each process: nobody can choose addresses that meet in one set.
    private int SetOf(Rule rule, UInt128 who) => HashCode.Combine(rule.Number, who) & ((buckets.Length / Ways) - 1);

    private ref Bucket Find(int set, Rule rule, UInt128 who)
    {
        foreach (ref var bucket in buckets.AsSpan(set * Ways, Ways))
        {
            if (bucket.Rule == rule.Number && bucket.Who == who)
                return ref bucket;
        }
        return ref Unsafe.NullRef<Bucket>();
    }

    private ref Bucket FullestOf(int set)
    {
        ref var fullest = ref buckets[set * Ways];
        foreach (ref var bucket in buckets.AsSpan(set * Ways, Ways))
        {
            if (bucket.FullAt < fullest.FullAt)
                fullest = ref bucket;
        }
        return ref fullest;
    }

    /// <summary>A limit, ready to count by. Times are ticks of 100 ns; an interval is what one action takes to come back.</summary>
    private readonly record struct Rule(int Number, PacePer Per, long Window, long Interval)
    {
        public static Rule Of(PaceLimit limit, int number) =>
            new(number, limit.Per, limit.Window.Ticks, limit.Window.Ticks / limit.Count);
    }

    private readonly record struct Asker(UInt128 Address, UInt128? Person)
    {
        public UInt128? For(PacePer per) => per == PacePer.Address ? Address : Person;
    }

    /// <param name="FullAt">In ticks since the start; passed, where the bucket is full. An unused one has rule 0.</param>
    private record struct Bucket(UInt128 Who, int Rule, long FullAt);
}
