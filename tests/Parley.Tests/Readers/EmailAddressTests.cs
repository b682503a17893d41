using Parley.Readers;
using Xunit;

namespace Parley.Tests.Readers;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("Ada@Harbour.Example", "ada@harbour.example")]
    [InlineData("  ada+news@harbour.example ", "ada+news@harbour.example")]
    [InlineData("o'brien@harbour.example", "o'brien@harbour.example")]
    [InlineData("jose\u0301@correo.example", "jos\u00e9@correo.example")]
    [InlineData("用户@例子.example", "用户@例子.example")]
    [InlineData("admin@localhost", "admin@localhost")]
    public void An_address_is_kept_in_one_form(string typed, string kept) =>
        Assert.Equal(kept, EmailAddress.Parse(typed).Value.Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@harbour.example")]
    [InlineData("ada@@harbour.example")]
    [InlineData("ada@harbour..example")]
    [InlineData("ada@-harbour.example")]
    [InlineData("ada korr@harbour.example")]
    [InlineData("ada\u200b@harbour.example")]
    [InlineData("ada\0@harbour.example")]
    [InlineData("ada@harbour.example\r\nBcc: eve@marsh.example")]
    [InlineData("Ada <ada@harbour.example>")]
    public void What_no_mail_system_takes_is_no_address(string? typed) =>
        Assert.Equal(Problems.EmailInvalid, EmailAddress.Parse(typed).Problem);

    [Fact]
    public void Half_a_character_is_part_of_no_address() =>
        Assert.Equal(Problems.EmailInvalid, EmailAddress.Parse("ada\ud83d@harbour.example").Problem);

    [Fact]
    public void An_address_may_be_as_long_as_mail_systems_take()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 61), 3));

        Assert.True(EmailAddress.Parse(new string('a', 64) + "@" + domain).IsSuccess);
        Assert.False(EmailAddress.Parse(new string('a', 65) + "@" + domain).IsSuccess);
        Assert.False(EmailAddress.Parse("ada@" + domain + "." + domain).IsSuccess);
    }

    [Fact]
    public void An_address_that_is_printed_by_mistake_shows_nothing() =>
        Assert.DoesNotContain("ada", EmailAddress.Parse("ada@harbour.example").Value.ToString(), StringComparison.Ordinal);
}
