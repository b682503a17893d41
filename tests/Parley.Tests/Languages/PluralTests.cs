using Xunit;

namespace Parley.Tests.Languages;

public sealed class PluralTests
{
    [Theory, ClassData(typeof(PluralSamples))]
    public void A_number_gets_the_form_that_CLDR_gives_as_an_example(string language, string category, long[] numbers) =>
        Assert.All(numbers, number => Assert.Equal(category, Words.PluralCategory(language, number)));

    [Theory]
    [InlineData("pl-PL", "few")]
    [InlineData("xx", "other")]
    public void A_language_is_counted_with_or_without_its_region(string language, string category) =>
        Assert.Equal(category, Words.PluralCategory(language, 3));
}
