using Totvs.Webhooks.Records;
using static Totvs.Webhooks.Conditions.ConditionReason;

namespace Totvs.Webhooks.Conditions.Wording;

/// <summary>The reasons in words.</summary>
internal static class ReasonPhrases
{
    public static LocalizedText? Of(ConditionReason reason) => reason switch
    {
        NoRecord => new("the event carries no record", "o evento não traz um registro", "el evento no trae un registro"),
        Missing => new("the field is missing", "o campo não existe no registro", "el campo no existe en el registro"),
        PreviousMissing => new("the field was missing before", "o campo não existia antes", "el campo no existía antes"),
        OperandMissing => new("what it is compared with is missing", "falta o valor de comparação", "falta el valor de comparación"),
        TypeMismatch => new("the value has another type", "o valor é de outro tipo", "el valor es de otro tipo"),
        OperandTypeMismatch =>
            new("what it is compared with has another type",
                "o valor de comparação é de outro tipo", "el valor de comparación es de otro tipo"),
        Unreadable =>
            new(
                "the record cannot be read there",
                "o registro não pode ser lido nesse ponto",
                "el registro no se puede leer en ese punto"),
        TooSlow => new("the search took too long", "a busca demorou demais", "la búsqueda tardó demasiado"),
        NotEqual => new("the value is another", "o valor é outro", "el valor es otro"),
        Equal => new("the value is that one", "o valor é esse", "el valor es ese"),
        NoMatch => new("the text does not match", "o texto não corresponde", "el texto no coincide"),
        Match => new("the text matches", "o texto corresponde", "el texto coincide"),
        TooSmall => new("the value is not great enough", "o valor não é grande o bastante", "el valor no es lo bastante grande"),
        TooLarge => new("the value is too great", "o valor é grande demais", "el valor es demasiado grande"),
        OutsideRange => new("the value lies outside the range", "o valor está fora do intervalo", "el valor está fuera del intervalo"),
        InsideRange => new("the value lies inside the range", "o valor está dentro do intervalo", "el valor está dentro del intervalo"),
        NotListed => new("the value is not in the list", "o valor não está na lista", "el valor no está en la lista"),
        Listed => new("the value is in the list", "o valor está na lista", "el valor está en la lista"),
        OtherBoolean => new("the value is the opposite", "o valor é o oposto", "el valor es el opuesto"),
        HasValue => new("there is a value", "há um valor", "hay un valor"),
        HasNoValue => new("there is no value", "não há valor", "no hay valor"),
        NoPreviousRecord => new("the record has just been created", "o registro acaba de ser criado", "el registro acaba de ser creado"),
        Unchanged => new("the value did not change", "o valor não mudou", "el valor no cambió"),
        Changed => new("the value changed", "o valor mudou", "el valor cambió"),
        NotIncreased => new("the value did not increase", "o valor não aumentou", "el valor no aumentó"),
        NotDecreased => new("the value did not decrease", "o valor não diminuiu", "el valor no disminuyó"),
        TooEarly => new("the date is too early", "a data é anterior demais", "la fecha es demasiado temprana"),
        TooLate => new("the date is too late", "a data é posterior demais", "la fecha es demasiado tardía"),
        OtherDay => new("the date is another day", "a data é de outro dia", "la fecha es de otro día"),
        SameDay => new("the date is that day", "a data é desse dia", "la fecha es de ese día"),
        OutsidePeriod => new("the date lies outside the period", "a data está fora do período", "la fecha está fuera del período"),
        NotOldEnough => new("the date is not long enough ago", "a data não é antiga o bastante", "la fecha no es lo bastante antigua"),
        NoAnniversary =>
            new("today is no anniversary of the date", "hoje não é aniversário da data", "hoy no es aniversario de la fecha"),
        NoElement => new("no value of the list meets it", "nenhum valor da lista atende", "ningún valor de la lista cumple"),
        NotEveryElement => new("a value of the list does not meet it", "um valor da lista não atende", "un valor de la lista no cumple"),
        SomeElement => new("a value of the list meets it", "um valor da lista atende", "un valor de la lista cumple"),
        PartFalse => new("one of the conditions is false", "uma das condições é falsa", "una de las condiciones es falsa"),
        NoPartTrue =>
            new("none of the conditions is true", "nenhuma das condições é verdadeira", "ninguna de las condiciones es verdadera"),
        PartUnknown =>
            new("one of the conditions is unknown", "uma das condições é desconhecida", "una de las condiciones es desconocida"),
        PartTrue => new("the condition inside is true", "a condição interna é verdadeira", "la condición interna es verdadera"),
        PreviousNotEqual => new("the value before was another", "o valor anterior era outro", "el valor anterior era otro"),
        PreviousTypeMismatch =>
            new("the value before had another type", "o valor anterior era de outro tipo", "el valor anterior era de otro tipo"),
        _ => null,
    };
}
