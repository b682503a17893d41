using Parley.Scoring;
using Xunit;

namespace Parley.Tests.Scoring;

public sealed class TextLanguageTests
{
    [Theory]
    [InlineData("en", "I don't think that the mayor has read the report at all.")]
    [InlineData("en", "Thanks for the article, it was very good to read.")]
    [InlineData("de", "Ich glaube nicht, dass der Bürgermeister den Bericht gelesen hat.")]
    [InlineData("fr", "Je ne pense pas que le maire ait lu le rapport de la commission.")]
    [InlineData("es", "No creo que el alcalde haya leído el informe de la comisión.")]
    [InlineData("pt", "Eu não acho que o prefeito tenha lido o relatório da comissão.")]
    [InlineData("it", "Non credo che il sindaco abbia letto il rapporto della commissione.")]
    [InlineData("nl", "Ik denk niet dat de burgemeester het rapport heeft gelezen.")]
    [InlineData("pl", "Nie sądzę, żeby burmistrz przeczytał raport, ale może się mylę.")]
    [InlineData("tr", "Belediye başkanının bu raporu okuduğunu hiç sanmıyorum ama çok önemli.")]
    [InlineData("ru", "Я не думаю, что мэр вообще читал этот отчёт.")]
    [InlineData("uk", "Я не думаю, що мер взагалі читав цей звіт, але він є.")]
    [InlineData("ar", "لا أعتقد أن رئيس البلدية قرأ التقرير على الإطلاق")]
    [InlineData("zh", "我认为市长根本没有读过这份报告")]
    [InlineData("ja", "市長がその報告書を読んだとは思いません")]
    [InlineData("ko", "시장이 그 보고서를 읽었다고 생각하지 않습니다")]
    [InlineData("el", "Δεν νομίζω ότι ο δήμαρχος διάβασε την έκθεση")]
    [InlineData(null, "lol")]
    [InlineData(null, "Ja, genau!")]
    [InlineData(null, "")]
    [InlineData("en", "You are all fools and the mayor is the worst of you, as they say: hasta la vista.")]
    [InlineData(null, "Xyzzy plugh frobnicate quux blorb gnusto rezrov")]
    public void A_text_is_in_the_language_of_its_small_words_and_a_short_one_in_none(string? language, string text) =>
        Assert.Equal(language, TextLanguage.Detect(text));
}
