namespace Totvs.Webhooks.Conditions;

/// <summary>The types of fields that an operator serves. A date is a string in ISO 8601.</summary>
[Flags]
internal enum FieldTypes
{
    None = 0,
    String = 1,
    Number = 2,
    Boolean = 4,
    Date = 8,
    Array = 16,
    Object = 32,
    Any = String | Number | Boolean | Date | Array | Object,
}
