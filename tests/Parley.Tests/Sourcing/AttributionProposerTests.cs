using Parley.Sourcing;
using Xunit;

namespace Parley.Tests.Sourcing;

/// <summary>An editor who marks a report is offered who says what, and takes it or leaves it.</summary>
public sealed class AttributionProposerTests
{
    private static readonly DateOnly Published = new(2027, 3, 26);

    [Theory]
    [InlineData("“We stand by it,” Haniyeh said on Monday.", "We stand by it", "Haniyeh")]
    [InlineData("\"We stand by it\", said the mayor, Ann Bell, on Monday.", "We stand by it", "Ann Bell")]
    [InlineData("«We stand by it,» the mayor said.", "We stand by it", "the mayor")]
    [InlineData("„We stand by it“, the mayor said.", "We stand by it", "the mayor")]
    [InlineData("‘We stand by the farmers’ word,’ the mayor said.", "We stand by the farmers’ word", "the mayor")]
    [InlineData("“He said ‘no’ to us,” the mayor said.", "He said ‘no’ to us", "the mayor")]
    [InlineData("The mayor, who was elected in May, said that it stands.", "it stands", "The mayor")]
    [InlineData("According to the mayor, it stands.", "it stands", "the mayor")]
    [InlineData("It stands, the mayor said in a statement.", "It stands", "the mayor")]
    [InlineData("The mayor said it stands, according to the clerk.", "it stands", "The mayor")]
    [InlineData("The bridge, the mayor said, was built in May.", "The bridge, the mayor said, was built in May", "the mayor")]
    [InlineData("The mayor said there was no bridge.", "there was no bridge", "The mayor")]
    [InlineData("The mayor said in a statement it stands.", "it stands", "The mayor")]
    [InlineData("The mayor declined to comment on it.", "The mayor declined to comment on it", "The mayor")]
    public void A_passage_is_proposed_with_who_says_it(string text, string passage, string speaker)
    {
        var proposal = Assert.Single(AttributionProposer.Propose("en", [text]));

        Assert.Equal(passage, text.Substring(proposal.Start, proposal.Length));
        Assert.Equal(speaker, proposal.Speaker.Words);
        Assert.Equal(speaker, text.Substring(proposal.Speaker.Start, speaker.Length));
    }

    [Theory]
    [InlineData("The mayor said it stands.", AttributionAct.Said)]
    [InlineData("In a letter to the council, the mayor wrote that it stands.", AttributionAct.Wrote)]
    [InlineData("Bank records showed that it stands.", AttributionAct.Showed)]
    [InlineData("The mayor said on Telegram that it stands.", AttributionAct.Posted)]
    [InlineData("The mayor told the jury that it stands.", AttributionAct.Testified)]
    [InlineData("The mayor did not respond to a request.", AttributionAct.Declined)]
    [InlineData("The Daily Courier reported that it stands.", AttributionAct.Reported)]
    public void It_is_proposed_how_it_was_said(string text, object act) =>
        Assert.Equal(act, Assert.Single(AttributionProposer.Propose("en", [text])).Act);

    [Fact]
    public void He_and_the_source_are_those_of_whom_the_text_spoke()
    {
        string[] paragraphs =
        [
            "An Iranian official told Al-Monitor that talks go on.",
            "“They will last,” the source, who asked not to be named because the talks are secret, added.",
            "The group’s leader Ismail Haniyeh was in Gaza. He said they had failed.",
            "“We will see,” Haniyeh said.",
        ];

        var proposals = AttributionProposer.Propose("en", paragraphs);

        Assert.Equal(
            ["An Iranian official", "An Iranian official", "Ismail Haniyeh", "Ismail Haniyeh"],
            proposals.Select(x => x.Speaker.Words)
        );
        Assert.Equal([true, true, false, false], proposals.Select(x => x.IsUnnamed));
        Assert.Equal("because the talks are secret", proposals[0].WhyUnnamed);
    }

    [Theory]
    [InlineData("An official told Al-Monitor that it stands.", "an official", "al-monitor")]
    [InlineData("State media quoted the minister as saying it stands.", "the minister", "state media")]
    [InlineData("The Courier, citing two officials, reported that it stands.", "two officials", "courier")]
    [InlineData("The Courier reported that an official told the Echo that it stands.", "an official", "courier|echo")]
    [InlineData("It stands, the mayor said, according to the Echo.", "the mayor", "echo")]
    [InlineData("The mayor told reporters that it stands.", "the mayor", "")]
    public void It_is_proposed_through_whom_the_words_came(string text, string speaker, string relayers)
    {
        var proposal = Assert.Single(AttributionProposer.Propose("en", [text]));

        Assert.Equal(speaker, proposal.Speaker.Words, ignoreCase: true);
        Assert.Equal(relayers, string.Join('|', proposal.Relayers.Select(x => x.Words.Replace("the ", ""))), ignoreCase: true);
    }

    [Theory]
    [InlineData("The mayor said on Monday that it stands.", "Monday", "2027-03-22")]
    [InlineData("The mayor said on March 25 that it stands.", "March 25", "2027-03-25")]
    [InlineData("The mayor said on 28 December that it stands.", "28 December", "2026-12-28")]
    [InlineData("The mayor said on March 3, 2021, that it stands.", "March 3, 2021", "2021-03-03")]
    [InlineData("The mayor said in November that it stands.", "November", "2026-11")]
    [InlineData("The mayor said last week that it stands.", "last week", null)]
    [InlineData("The mayor said on February 30 that it stands.", "February 30", null)]
    [InlineData("The mayor said it had stood on Monday.", null, null)]
    public void It_is_proposed_when_it_was_said(string text, string? when, string? date)
    {
        var proposal = Assert.Single(AttributionProposer.Propose("en", [text], Published));

        Assert.Equal(when, proposal.When?.Words);
        Assert.Equal(date, proposal.When?.Date);
    }

    [Fact]
    public void A_quotation_over_paragraphs_is_one_persons()
    {
        var proposals = AttributionProposer.Propose("en", ["“We came late.", "“Nobody was there,” Ann Bell said. “Nobody.”"]);

        Assert.Equal(3, proposals.Count);
        Assert.All(proposals, proposal => Assert.Equal("Ann Bell", proposal.Speaker.Words));
    }

    [Theory]
    [InlineData("The so-called “resistance axis” met on Monday.")]
    [InlineData("The first night will be “The Salt Road”.")]
    [InlineData("Sources say it stands.")]
    [InlineData("The report was put on the table.")]
    [InlineData("“ ” \" « ")]
    public void Words_that_nobody_says_are_not_proposed(string text) => Assert.Empty(AttributionProposer.Propose("en", [text]));

    [Theory]
    [InlineData("Sources say it stands.", "Sources say")]
    [InlineData("It stands, local observers believe.", "local observers believe")]
    [InlineData("It is believed that it stands.", "It is believed")]
    [InlineData("Drivers reportedly sleep there.", "reportedly")]
    [InlineData("Two sources at the bank say it stands.", null)]
    [InlineData("The mayor said “sources say so”.", null)]
    public void What_nobody_in_particular_says_is_found(string text, string? place) =>
        Assert.Equal(
            place,
            AttributionProposer.Unattributed("en", [text]).Select(x => text.Substring(x.Start, x.Length)).SingleOrDefault()
        );

    [Fact]
    public void A_language_without_words_gets_nothing()
    {
        Assert.NotEmpty(AttributionProposer.Propose("en-GB", ["The mayor said it stands."]));
        Assert.Empty(AttributionProposer.Propose("tlh", ["The mayor said it stands."]));
        Assert.Empty(AttributionProposer.Propose("../en", ["The mayor said it stands."]));
        Assert.Empty(AttributionProposer.Unattributed("", ["Sources say it stands."]));
    }
}
