using Parley.Stories;

namespace Parley.Transfer;

/// <summary>What becomes of a thread of the file. The four add up to all threads that the file has.</summary>
internal enum ThreadOutcome
{
    /// <summary>Makes a story.</summary>
    Made,

    /// <summary>Is the same story as an earlier thread of the file.</summary>
    Merged,

    /// <summary>Its story is here already.</summary>
    Present,

    /// <summary>Does not come; its notes say why.</summary>
    Reported,
}

/// <summary>A thread of the file and what becomes of it.</summary>
internal sealed class PlannedThread(ImportedThread thread)
{
    private readonly List<ImportNote> notes = [.. thread.Notes];

    public ImportedThread Thread { get; } = thread;
    public ThreadOutcome Outcome { get; set; }

    /// <summary>Null where it is not a page of the site.</summary>
    public StoryAddress? Address { get; set; }

    /// <summary>The identifier by which its story is found; null where it has none, or another story of the file has it.</summary>
    public string? Identifier { get; set; }

    /// <summary>Null for a thread that does not come.</summary>
    public PlannedStory? Story { get; set; }

    public IReadOnlyList<ImportNote> Notes => notes;

    public void Note(ImportReason reason, string? about) => notes.Add(new ImportNote(reason, about));

    public void Report(ImportReason reason, string? about)
    {
        Note(reason, about);
        Outcome = ThreadOutcome.Reported;
    }
}

/// <summary>A story that threads of the file make, or find.</summary>
internal sealed class PlannedStory(string? identifier, IReadOnlyList<PlannedThread> threads)
{
    public Guid Id { get; set; }
    public bool IsHere { get; set; }

    public StoryAddress Address => Threads[0].Address!;

    /// <summary>The one form of its address.</summary>
    public string AddressKey => Address.Key;

    /// <summary>Whether it is found under its address. If not, another story has that address and keeps it.</summary>
    public bool ClaimsAddress { get; set; }

    public string? Identifier { get; set; } = identifier;

    /// <summary>Never empty; in the file's order.</summary>
    public IReadOnlyList<PlannedThread> Threads { get; } = threads;

    /// <summary>Every form in which the file writes its address.</summary>
    public IReadOnlyList<string> Links => [.. Threads.Select(thread => thread.Thread.Link!).Distinct(StringComparer.Ordinal)];

    public string Title => Threads.Select(thread => thread.Thread.Title).FirstOrDefault(title => title.Length > 0) ?? "";

    public DateTimeOffset? CreatedAt => Threads.Min(thread => thread.Thread.CreatedAt);

    /// <summary>Whoever could still write in one of the threads can still write in the story.</summary>
    public bool IsClosed => Threads.All(thread => thread.Thread.IsClosed);

    public StoryText? Text => Threads.Select(thread => thread.Thread.Text).FirstOrDefault(text => text is not null);
}
