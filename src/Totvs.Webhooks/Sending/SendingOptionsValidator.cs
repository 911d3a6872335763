namespace Totvs.Webhooks.Sending;

/// <summary>Checks <see cref="SendingOptions"/>: each message names the setting, its value and the remedy.</summary>
internal static class SendingOptionsValidator
{
    private const int LargestBodyLimit = 1024 * 1024;

    public static IReadOnlyList<string> Validate(SendingOptions options)
    {
        List<string> messages = [];
        CheckTime(messages, nameof(SendingOptions.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromSeconds(60));
        CheckTime(messages, nameof(SendingOptions.ResponseTimeout), options.ResponseTimeout, TimeSpan.FromMinutes(5));
        CheckTime(messages, nameof(SendingOptions.BodyTimeout), options.BodyTimeout, TimeSpan.FromSeconds(60));
        if (options.BodyLimit is < 0 or > LargestBodyLimit)
        {
            messages.Add($"Sending.BodyLimit is {options.BodyLimit}; set it between 0 and {LargestBodyLimit} bytes.");
        }

        if (string.IsNullOrWhiteSpace(options.UserAgent) || options.UserAgent.Any(character => character is < ' ' or > '~'))
        {
            messages.Add($"Sending.UserAgent is '{options.UserAgent}'; set it to a text of visible ASCII characters, such as 'MyCompany-Webhooks/1.0'.");
        }

        return messages;
    }

    private static void CheckTime(List<string> messages, string setting, TimeSpan value, TimeSpan longest)
    {
        if (value <= TimeSpan.Zero || value > longest)
        {
            messages.Add($"Sending.{setting} is {value}; set it to more than zero and at most {longest}.");
        }
    }
}
