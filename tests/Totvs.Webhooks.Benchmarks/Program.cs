using System.Globalization;
using Totvs.Webhooks.Benchmarks;
if (args is ["receiver"]) { return await Receiver.RunAsync(); }
using ReceiverProcess receiver = await ReceiverProcess.StartAsync();
for (int round = 0; round < 3; round++)
{
    double raw = await RawHttp.MeasureAsync(receiver.Url, 100_000, 64);
    double memory = await Pipeline.MeasureEndToEndAsync(w => w.UseInMemoryStore(1_000_000), receiver.Url, 100_000, 64);
    double publish = await Pipeline.MeasurePublishingAsync(w => w.UseInMemoryStore(1_000_000), 200_000, 64);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"raw {raw:N0}/s memory {memory:N0}/s ratio {memory / raw:N2} publish {publish:N0}/s"));
}
return 0;
