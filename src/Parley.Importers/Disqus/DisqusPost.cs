using Parley.Importers.Files;
using Parley.Transfer;

namespace Parley.Importers.Disqus;

/// <summary>A <c>post</c> of the export.</summary>
internal static class DisqusPost
{
    private const int MaxName = 200;
    private const int MaxShort = 400;

    public static ImportedComment Read(XmlExport xml)
    {
        var read = new Fields { Id = xml.Attribute("id"), Line = xml.Line };
        foreach (var element in xml.Children())
            ReadField(xml, element, read);

        var state = read.State;
        var body = state == ImportedState.Deleted ? "" : read.Message;
        if (state != ImportedState.Deleted && string.IsNullOrWhiteSpace(body))
            read.Notes.Add(new ImportNote(ImportReason.WordsEmpty));
        return new ImportedComment
        {
            ForeignId = read.Id,
            Line = read.Line,
            ThreadForeignId = read.Thread,
            ParentForeignId = read.Parent,
            Author = read.Author,
            Body = body,
            Format = WordsFormat.Html,
            State = state,
            PostedAt = read.CreatedAt,
            Notes = read.Notes.Count == 0 ? [] : read.Notes,
        };
    }

    private static void ReadField(XmlExport xml, string element, Fields read)
    {
        switch (element)
        {
            case "message":
                read.Message = xml.ReadText(ImportedComment.MaxBody, read.Notes, ImportReason.WordsTooLong);
                break;
            case "createdAt":
                read.CreatedAt = DisqusField.ReadTime(xml, read.Notes);
                break;
            case "isDeleted":
                read.IsDeleted = DisqusField.ReadFlag(xml, read.Notes);
                break;
            case "isSpam":
                read.IsSpam = DisqusField.ReadFlag(xml, read.Notes);
                break;
            case "isApproved":
                read.IsApproved = DisqusField.ReadFlag(xml, read.Notes, whenEmpty: true);
                break;
            case "thread":
                read.Thread = xml.Attribute("id");
                break;
            case "parent":
                read.Parent = xml.Attribute("id");
                break;
            case "author":
                ReadAuthor(xml, read);
                break;
        }
    }

    private static void ReadAuthor(XmlExport xml, Fields read)
    {
        foreach (var element in xml.Children())
        {
            switch (element)
            {
                case "name":
                    read.Name = xml.ReadText(MaxName, read.Notes).Trim();
                    break;
                case "email":
                    read.Email = xml.ReadText(MaxShort, read.Notes).Trim();
                    break;
                case "username":
                    read.UserName = xml.ReadText(MaxShort, read.Notes).Trim();
                    break;
                case "isAnonymous":
                    read.IsAnonymous = DisqusField.ReadFlag(xml, read.Notes) ?? true;
                    break;
            }
        }
    }

    private sealed class Fields
    {
        public List<ImportNote> Notes { get; } = [];
        public string? Id { get; init; }
        public int Line { get; init; }
        public string? Thread { get; set; }
        public string? Parent { get; set; }
        public string Message { get; set; } = "";
        public DateTimeOffset? CreatedAt { get; set; }
        public bool? IsDeleted { get; set; } = false;
        public bool? IsSpam { get; set; } = false;
        public bool? IsApproved { get; set; } = true;
        public string Name { get; set; } = "";
        public string Email { get; set; } = "";
        public string UserName { get; set; } = "";
        public bool IsAnonymous { get; set; }

        // A flag that cannot be read may have been one that keeps it from the public.
        public ImportedState State =>
            (IsDeleted, IsSpam, IsApproved) switch
            {
                (true, _, _) => ImportedState.Deleted,
                (_, true, _) => ImportedState.Spam,
                (false, false, true) => ImportedState.Published,
                _ => ImportedState.Held,
            };

        public ImportedAuthor Author => new(AuthorKey, Name, NullIfEmpty(Email), IsAnonymous);

        // Anyone could call themselves anything. Two comments are one person's only if an account or an e-mail address says so,
        // or a name that was not typed by a visitor; else what is decided about one writer would hit another.
        private string AuthorKey =>
            this switch
            {
                { UserName.Length: > 0 } => $"user:{UserName}",
                { Email.Length: > 0 } => $"guest:{Email.ToLowerInvariant()}:{Name}",
                { IsAnonymous: false, Name.Length: > 0 } => $"name:{Name}",
                _ => $"post:{Id}",
            };

        private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
    }
}
