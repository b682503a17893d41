using Parley.Stories;
using Xunit;

namespace Parley.Tests.Stories;

public sealed class StoryIdentifierTests
{
    [Theory, Trait("Case", "identifier-placeholder-words")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("undefined")]
    [InlineData("None")]
    [InlineData("{{ page.id }}")]
    [InlineData("post-{{page.id}}")]
    [InlineData("<%= post.id %>")]
    [InlineData("{% id %}")]
    [InlineData("${id}")]
    [InlineData("<?php the_ID(); ?>")]
    [InlineData("[object Object]")]
    [InlineData("50\u00001")]
    public void What_a_broken_template_writes_names_no_story(string? given) => Assert.Null(StoryIdentifier.Of(given));

    [Theory]
    [InlineData("501", "501")]
    [InlineData(" post-17\n", "post-17")]
    [InlineData("205 http://www.blog.example/?p=205", "205 http://www.blog.example/?p=205")]
    [InlineData("nullarbor", "nullarbor")]
    [InlineData("{a}", "{a}")]
    [InlineData("100%> of <readers", "100%> of <readers")]
    [InlineData("новости/1", "новости/1")]
    public void What_an_editor_writes_names_one(string given, string identifier) =>
        Assert.Equal(identifier, StoryIdentifier.Of(given));

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_text()
    {
        Assert.NotNull(StoryIdentifier.Of("50\ud83d\ude00"));
        Assert.Null(StoryIdentifier.Of("50\ud83d"));
    }

    [Fact]
    public void An_identifier_longer_than_any_system_makes_is_none()
    {
        Assert.NotNull(StoryIdentifier.Of(new string('a', StoryIdentifier.MaxLength)));
        Assert.Null(StoryIdentifier.Of(new string('a', StoryIdentifier.MaxLength + 1)));
    }
}
