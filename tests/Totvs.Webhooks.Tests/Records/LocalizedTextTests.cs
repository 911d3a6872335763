using NUnit.Framework;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Tests.Records;

public class LocalizedTextTests
{
    private static readonly LocalizedText Text = new("English", "Portuguese", "Spanish");

    [TestCase("pt", "Portuguese")]
    [TestCase("PT", "Portuguese")]
    [TestCase("pt-BR", "Portuguese")]
    [TestCase("pt-Latn-BR-x-private", "Portuguese")]
    [TestCase("pt_BR", "Portuguese")]
    [TestCase("es", "Spanish")]
    [TestCase("es-419", "Spanish")]
    [TestCase("en", "English")]
    [TestCase("en-ES", "English")]
    [TestCase("en-PT", "English")]
    [TestCase("est", "English")]
    [TestCase("est-EE", "English")]
    [TestCase("esu", "English")]
    [TestCase("ptx", "English")]
    [TestCase("ptp-PG", "English")]
    [TestCase("x-pt", "English")]
    [TestCase("-pt", "English")]
    [TestCase("fr-pt", "English")]
    [TestCase("*", "English")]
    [TestCase("", "English")]
    public void First_part_of_a_language_tag_decides(string language, string text) => Assert.That(Text.In(language), Is.EqualTo(text));

    [TestCase("pt-BR")]
    [TestCase("es")]
    public void Language_without_a_text_reads_as_english(string language) =>
        Assert.That(new LocalizedText("English").In(language), Is.EqualTo("English"));
}
