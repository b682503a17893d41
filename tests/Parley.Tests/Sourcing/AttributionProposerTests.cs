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
    // Whom a clause is about.
    [InlineData("Shares rose after the company said it would sell the mine.", "the company: it would sell the mine")]
    [InlineData("The minister resigned hours after Ann Bell said she was angry.", "Ann Bell: she was angry")]
    [InlineData("Bo Tull resigned, hours after the premier, Ann Bell, said it stands.", "Ann Bell: it stands")]
    [InlineData("A resident moved after the flood said it stands.", "A resident moved after the flood: it stands")]
    [InlineData("After the vote the mayor said it stands.", "the mayor: it stands")]
    [InlineData("The captain, a 54-year-old Greek, said it stands.", "The captain: it stands")]
    [InlineData("As one trader put it: “Nobody wants this.”", "one trader: Nobody wants this.")]
    [InlineData("A study titled “Ears,” reported no change in it.", "")]
    // Where a passage ends.
    [InlineData("The army left, two officials said, in what would be its third retreat.", "two officials: The army left")]
    [InlineData("Ann Bell said it was “ours”, a phrase that she has used before.", "Ann Bell: it was “ours”")]
    [InlineData("The mayor said the deal was “a gift”, an apparent reference to the fund.", "The mayor: the deal was “a gift”")]
    [InlineData(
        "The army, Ann Bell said, because it was weak, had left.",
        "Ann Bell: The army, Ann Bell said, because it was weak, had left"
    )]
    [InlineData(
        "The army left, the mayor said, because it was weak.",
        "the mayor: The army left, the mayor said, because it was weak"
    )]
    [InlineData("The mayor confirmed that it stands and said it pays.", "The mayor: it stands|The mayor: it pays")]
    [InlineData("The mayor said it stands and will say so.", "The mayor: it stands and will say so")]
    [InlineData("Protesters chanted “no peace” as they marched.", "Protesters: no peace")]
    [InlineData("The road is open, the army said when asked about it.", "the army: The road is open")]
    // What is demanded, promised, warned of, put at a figure or seen.
    [InlineData("The union urged workers to stay at home.", "The union: to stay at home")]
    [InlineData("The mayor told residents not to drink the water.", "The mayor: not to drink the water")]
    [InlineData("The minister called on both sides to stop.", "The minister: to stop")]
    [InlineData("The defence asked that the case be closed.", "The defence: the case be closed")]
    [InlineData("The union demanded two seats.", "The union: two seats")]
    [InlineData("The opposition called for an inquiry.", "The opposition: an inquiry")]
    [InlineData("The club vowed to fight on.", "The club: to fight on")]
    [InlineData("The council warned of flooding and urged drivers to wait.", "The council: flooding|The council: to wait")]
    [InlineData("Officials now speak of autumn at the earliest.", "Officials: autumn at the earliest")]
    [InlineData("The agency put the number of wounded at about 212.", "The agency: the number of wounded at about 212")]
    [InlineData("Villagers described columns of trucks.", "Villagers: columns of trucks")]
    [InlineData("The curator remembered her mother cutting pages.", "The curator: her mother cutting pages")]
    [InlineData("The filing disclosed a loss of $3 million.", "The filing: a loss of $3 million")]
    [InlineData("Bell thanked voters for “trusting us” after it.", "Bell: trusting us")]
    [InlineData(
        "The ministry referred questions to the police.",
        "The ministry: The ministry referred questions to the police"
    )]
    [InlineData("Ann Bell left. On Friday she declined to elaborate.", "Ann Bell: she declined to elaborate")]
    // Who says so without a clause of saying.
    [InlineData("The bank left rates as they were, saying it was too early.", "The bank: it was too early")]
    [InlineData("The premier has ruled it out, telling reporters that he would stay.", "The premier: he would stay")]
    [InlineData(
        "According to a diplomat, mediators fear that talks will fail.",
        "a diplomat: mediators fear that talks will fail"
    )]
    [InlineData(
        "It slows, according to a study published on Monday in the journal Ear, although doctors at the clinic said it did not.",
        "a study published: It slows|doctors at the clinic: it did not"
    )]
    [InlineData("Under the heading “Roofs too”, Bo Tull wrote that he would go.", "Bo Tull: he would go")]
    [InlineData(
        "Ann Bell wrote to staff in a memo that it stands. “We are done,” the memo read.",
        "Ann Bell: it stands|Ann Bell: We are done"
    )]
    [InlineData("Bo Tull was ill. “I am well,” read his post.", "Bo Tull: I am well")]
    public void Each_passage_is_proposed_once_with_who_says_it(string text, string passages) =>
        Assert.Equal(
            passages,
            string.Join(
                '|',
                AttributionProposer.Propose("en", [text]).Select(x => $"{x.Speaker.Words}: {text.Substring(x.Start, x.Length)}")
            )
        );

    [Theory]
    [InlineData("The mayor said it stands.", AttributionAct.Said)]
    [InlineData("In a letter to the council, the mayor wrote that it stands.", AttributionAct.Wrote)]
    [InlineData("Bank records showed that it stands.", AttributionAct.Showed)]
    [InlineData("The mayor said on Telegram that it stands.", AttributionAct.Posted)]
    [InlineData("The mayor told the jury that it stands.", AttributionAct.Testified)]
    [InlineData("The mayor did not respond to a request.", AttributionAct.Declined)]
    [InlineData("The Daily Courier reported that it stands.", AttributionAct.Reported)]
    [InlineData("In a message posted on its channel, the army said that it stands.", AttributionAct.Posted)]
    [InlineData("The mayor wrote on the social network Flock that it stands.", AttributionAct.Posted)]
    [InlineData("The audit office said that it stands.", AttributionAct.Said)]
    [InlineData("The Kremlin dismissed the report as “fiction”.", AttributionAct.Said)]
    [InlineData("Bo Tull, for the defence, told the jury that it stands.", AttributionAct.Said)]
    public void It_is_proposed_how_it_was_said(string text, object act) =>
        Assert.Equal(act, Assert.Single(AttributionProposer.Propose("en", [text])).Act);

    [Theory]
    [InlineData("Bo Tull said that it stands.", SourceKind.Person)]
    [InlineData("An official said that it stands.", SourceKind.Unnamed)]
    [InlineData("The Daily Courier reported that it stands.", SourceKind.Outlet)]
    [InlineData("The audit office said that it stands.", SourceKind.Organisation)]
    [InlineData("Bank records showed that it stands.", SourceKind.Document)]
    public void It_is_proposed_what_the_source_is(string text, object kind) =>
        Assert.Equal(kind, Assert.Single(AttributionProposer.Propose("en", [text])).Kind);

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
        Assert.Equal(
            [SourceKind.Unnamed, SourceKind.Unnamed, SourceKind.Person, SourceKind.Person],
            proposals.Select(x => x.Kind)
        );
        Assert.Equal("because the talks are secret", proposals[0].WhyUnnamed);
    }

    [Theory]
    [InlineData(
        "Vera Lind spoke. Bo Tull suggested that she slept; she said she had not. // Tull told us in his room that it stands."
    )]
    [InlineData("Vera Lind spoke. Bo Tull left in his car. “I stay,” she said.")]
    [InlineData("The court heard from an accountant, Bo Tull. // “I left,” Vera Lind said. “It is over,” she said.")]
    public void A_man_is_not_she(string report)
    {
        var last = AttributionProposer
            .Propose("en", report.Split(" // "))
            .Last(x => !x.Speaker.Words.EndsWith("Tull", StringComparison.Ordinal));

        Assert.Equal("Vera Lind", last.Speaker.Words);
    }

    [Fact]
    public void He_may_be_whom_a_sentence_only_introduces()
    {
        var proposals = AttributionProposer.Propose(
            "en",
            [
                "Ann Bell told the court that her books were in order. The court also heard from an accountant, Bo Tull. He said they were not.",
            ]
        );

        Assert.Equal(["Ann Bell", "Bo Tull"], proposals.Select(x => x.Speaker.Words));
    }

    [Fact]
    public void The_outgoing_minister_is_the_minister_of_before()
    {
        var proposals = AttributionProposer.Propose(
            "en",
            ["The minister, Bo Tull, resigned.", "The outgoing minister said it stands."]
        );

        Assert.Equal("Bo Tull", Assert.Single(proposals).Speaker.Words);
    }

    [Fact]
    public void A_witness_goes_on_bearing_witness_and_a_letter_goes_on()
    {
        var court = AttributionProposer.Propose(
            "en",
            ["Ann Bell told the court that it stands.", "Bell conceded that it leans."]
        );
        var letter = AttributionProposer.Propose("en", ["In an email, Ann Bell said it stands. She added: “It leans.”"]);
        var later = AttributionProposer.Propose("en", ["In an email, Ann Bell said it stands.", "She added: “It leans.”"]);

        Assert.Equal([AttributionAct.Testified, AttributionAct.Testified], court.Select(x => x.Act));
        Assert.Equal([AttributionAct.Wrote, AttributionAct.Wrote], letter.Select(x => x.Act));
        Assert.Equal([AttributionAct.Wrote, AttributionAct.Said], later.Select(x => x.Act));
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
    [InlineData("The company recalled 5,000 cars.")]
    [InlineData("The company recalled its cars during March.")]
    [InlineData("The mayor remembered her speech that evening.")]
    [InlineData("The deal values the company at $3 billion.")]
    [InlineData("The bill calls for stricter limits.")]
    [InlineData("The government put 3,000 troops at the border.")]
    [InlineData("The minister asked to leave early.")]
    [InlineData("The council recommended the plan to voters.")]
    [InlineData("The film tells of a girl.")]
    [InlineData("Doctors describe the illness as rare.")]
    [InlineData("The mine was shut, adding 300 workers to the jobless.")]
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
