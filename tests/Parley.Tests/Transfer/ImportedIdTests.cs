using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Transfer;

public sealed class ImportedIdTests
{
    [Fact]
    public void A_comment_gets_the_id_that_it_had_in_the_last_version()
    {
        // This value is in databases. If the test fails, an import after the update would double every comment.
        Assert.Equal(Guid.Parse("8cf56308-7bf1-8762-9c83-b20426073347"), ImportedId.Comment(new SiteId(1), "disqus", "42"));
    }

    [Fact]
    public void What_differs_in_site_system_kind_or_id_is_not_one()
    {
        Guid[] ids =
        [
            ImportedId.Comment(new SiteId(1), "disqus", "42"),
            ImportedId.Comment(new SiteId(2), "disqus", "42"),
            ImportedId.Comment(new SiteId(1), "page", "42"),
            ImportedId.Comment(new SiteId(1), "disqus", "43"),
            ImportedId.Comment(new SiteId(1), "1disqus", "42"),
            ImportedId.Comment(new SiteId(11), "disqus", "42"),
            ImportedId.Story(new SiteId(1), "disqus", "42"),
            ImportedId.Reader(new SiteId(1), "disqus", "42"),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void An_imported_id_can_be_told_from_one_that_a_reader_s_browser_made()
    {
        Assert.True(ImportedId.IsImported(ImportedId.Story(new SiteId(1), "disqus", "42")));
        Assert.Equal(8, ImportedId.Story(new SiteId(1), "disqus", "42").Version);
        Assert.Equal(8, ImportedId.Story(new SiteId(1), "disqus", "42").Variant & 0xC);
        Assert.False(ImportedId.IsImported(Guid.CreateVersion7()));
    }
}
