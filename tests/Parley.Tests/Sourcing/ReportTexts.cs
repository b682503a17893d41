namespace Parley.Tests.Sourcing;

/// <summary>Reports with invented facts: a line a paragraph, its sentences parted by <c>|</c>. Some sentences stand twice, as in real ones.</summary>
internal static class ReportTexts
{
    public const string English = """
        The harbour of Velmora will close for at least three weeks, the city council said on Tuesday, after divers found cracks in the northern pier.|The council declined to comment on the cost.|About 1,200 people work there.
        “We knew about the cracks in May,” said Irena Toll, who led the inspection.|She told the council in a letter of 14 June that the pier could not bear more than 40 tonnes.|No one answered her.|The letter was seen by this newspaper.
        An official in the ministry of transport, who asked not to be named, said that the minister had signed the order to keep the pier open.|The ministry did not respond to a request for comment.|A spokesman for the minister later denied that such an order exists.
        Fishermen fear for the season.|“If the boats cannot land here, the catch rots,” said Davo Merin, 58, whose family has fished off Velmora for four generations.|He said that he would not vote for the mayor again.
        The shipping company Norda moved two ferries to the southern basin on Wednesday.|The company declined to comment on the cost.|Its shares fell by 4.5 percent in the morning and rose by 2 percent after the news conference.
        The council meets again on Friday.|It is to decide whether the pier is torn down or repaired, which would cost 31 million, according to an estimate of the harbour office.|The ministry did not respond to a request for comment.
        """;

    public const string German = """
        Der Hafen von Velmora bleibt mindestens drei Wochen geschlossen, wie der Stadtrat am Dienstag mitteilte.|Taucher hatten am 3. Mai Risse im nördlichen Pier entdeckt.|Rund 1.200 Menschen arbeiten dort.
        „Wir wussten im Mai von den Rissen“, sagte Irena Toll, die die Untersuchung leitete.|Sie schrieb dem Rat, der Pier trage nicht mehr als 40 Tonnen.|Niemand antwortete ihr.|Der Brief liegt dieser Zeitung vor.
        Ein Beamter des Verkehrsministeriums, der nicht genannt werden wollte, sagte, die Ministerin habe die Anordnung unterschrieben.|Das Ministerium äußerte sich nicht.|Ein Sprecher bestritt später, dass es eine solche Anordnung gebe.
        Die Fischer fürchten um die Saison.|„Wenn die Boote hier nicht anlegen können, verdirbt der Fang“, sagte Davo Merin, dessen Familie seit vier Generationen vor Velmora fischt.|Er werde den Bürgermeister nicht wieder wählen.
        Die Reederei Norda verlegte am Mittwoch zwei Fähren in das südliche Becken.|Das Ministerium äußerte sich nicht.|Die Aktie fiel um 4,5 Prozent und stieg nach der Pressekonferenz um 2 Prozent.
        """;

    public const string Arabic = """
        أعلن مجلس مدينة فلمورا يوم الثلاثاء أن الميناء سيغلق ثلاثة أسابيع على الأقل بعد أن اكتشف غواصون تشققات في الرصيف الشمالي.|ورفض المجلس التعليق على الكلفة.|ويعمل هناك نحو ١٢٠٠ شخص.
        قالت إيرينا تول التي قادت الفحص: «كنا نعرف بالتشققات منذ أيار».|وأبلغت المجلس في رسالة أن الرصيف لا يحتمل أكثر من أربعين طنا.|لم يجبها أحد.|واطلعت هذه الصحيفة على الرسالة.
        قال مسؤول في وزارة النقل طلب عدم ذكر اسمه إن الوزير وقع أمرا بإبقاء الرصيف مفتوحا.|ولم ترد الوزارة على طلب للتعليق.|ونفى متحدث باسم الوزير لاحقا وجود أمر كهذا.
        يخشى الصيادون على الموسم.|وقال دافو ميرين البالغ من العمر ٥٨ عاما: «إذا لم تستطع القوارب أن ترسو هنا فسد الصيد».|وأضاف أنه لن ينتخب رئيس البلدية مرة أخرى.
        نقلت شركة نوردا عبارتين إلى الحوض الجنوبي يوم الأربعاء.|ولم ترد الوزارة على طلب للتعليق.|وهبط سهم الشركة في الصباح ثم ارتفع بعد المؤتمر الصحفي.
        """;

    public const string Chinese = """
        维尔莫拉市议会周二表示，潜水员在北码头发现裂缝，港口将至少关闭三周。|议会拒绝就费用置评。|约有一千二百人在那里工作。
        负责检查的伊雷娜·托尔说：“我们五月就知道有裂缝。”|她在六月十四日的信中告诉议会，码头承受不了四十吨以上的重量。|没有人回复她。|本报看到了这封信。
        交通部一名要求匿名的官员说，部长签署了让码头继续开放的命令。|该部没有回应置评请求。|部长的发言人后来否认有这样的命令。
        渔民们担心这个季节的收成。|家里四代人都在维尔莫拉近海捕鱼的达沃·梅林说：“如果船不能在这里靠岸，鱼就会烂掉。”|他说他不会再投票给市长。
        航运公司诺尔达周三把两艘渡轮移到了南港池。|该部没有回应置评请求。|公司股价上午下跌百分之四点五，记者会后上涨百分之二。
        """;

    public static IReadOnlyList<(string Name, string Text)> All =>
        [("English", English), ("German", German), ("Arabic", Arabic), ("Chinese", Chinese)];
}
