using System.Net;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using RichardSzalay.MockHttp;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Clients;

namespace Totvs.Webhooks.Tests.Sending;

public sealed class WebhookHttpClientRegistrationTests
{
    [Test]
    public void Client_itself_sets_no_time()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddWebhookHttpClient(_ => new SendingOptions()).Services
            .BuildServiceProvider();

        Assert.That(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(WebhookHttpClient.Name).Timeout,
            Is.EqualTo(Timeout.InfiniteTimeSpan));
    }

    [Test]
    public void Handler_takes_nothing_ambient_and_bounds_everything()
    {
        using SocketsHttpHandler handler = SendingHttpHandler.Create(new SendingOptions());

        Assert.That(handler.AllowAutoRedirect, Is.False);
        Assert.That(handler.UseCookies, Is.False);
        Assert.That(handler.UseProxy, Is.False);
        Assert.That(handler.Credentials, Is.Null);
        Assert.That(handler.PreAuthenticate, Is.False);
        Assert.That(handler.AutomaticDecompression, Is.EqualTo(DecompressionMethods.None));
        Assert.That(handler.ConnectTimeout, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(handler.PooledConnectionLifetime, Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(handler.PooledConnectionIdleTimeout, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That(handler.MaxResponseHeadersLength, Is.EqualTo(64));
        Assert.That(handler.MaxResponseDrainSize, Is.Zero);
        Assert.That(handler.ConnectCallback, Is.Not.Null);
    }

    [Test]
    public async Task Second_registration_leaves_the_handler_that_the_host_put_in()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.NoContent);
        ServiceCollection services = new();
        services.AddWebhookHttpClient(_ => new SendingOptions());
        services.AddHttpClient(WebhookHttpClient.Name).ConfigurePrimaryHttpMessageHandler(() => mock);
        services.AddWebhookHttpClient(_ => new SendingOptions());
        await using ServiceProvider provider = services.BuildServiceProvider();

        HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(WebhookHttpClient.Name);
        using HttpResponseMessage response = await client.GetAsync("http://hooks.example.com/");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task What_the_host_said_of_the_client_before_the_registration_stands_too()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.NoContent);
        await using Clients.HostUnderTest host = new(
            host: services => services.AddHttpClient(WebhookHttpClient.Name).ConfigurePrimaryHttpMessageHandler(() => mock));

        Assert.That((await host.SendAsync(new Uri("https://hooks.example.com/"))).IsDelivered, Is.True);
    }

    [Test]
    public void Handler_of_a_second_try_is_set_up_the_same_and_keeps_no_connection()
    {
        using X509Certificate2 certificate = Support.SelfSignedCertificate.Create();
        using SocketsHttpHandler handler = SendingHttpHandler.Create(
            new SendingOptions { Proxy = new Uri("http://user:pass@proxy.example.com:3128") });
        handler.SslOptions.ClientCertificates = [certificate];
        foreach (PropertyInfo number in Settings().Where(property => property.PropertyType == typeof(int)))
        {
            number.SetValue(handler, (int)number.GetValue(handler)! == int.MaxValue ? 7 : (int)number.GetValue(handler)! + 1);
        }

        foreach (PropertyInfo flag in Settings().Where(property => property.PropertyType == typeof(bool)))
        {
            flag.SetValue(handler, !(bool)flag.GetValue(handler)!);
        }

        foreach (PropertyInfo time in Settings().Where(property => property.PropertyType == typeof(TimeSpan)))
        {
            time.SetValue(handler, TimeSpan.FromSeconds(77));
        }

        using SocketsHttpHandler copy = FreshConnectionHandler.Copy(handler);

        string[] kept = [nameof(SocketsHttpHandler.PooledConnectionLifetime), nameof(SocketsHttpHandler.PooledConnectionIdleTimeout)];
        foreach (PropertyInfo property in Settings())
        {
            Assert.That(
                property.GetValue(copy),
                Is.EqualTo(kept.Contains(property.Name) ? TimeSpan.Zero : property.GetValue(handler)),
                property.Name);
        }

        static IEnumerable<PropertyInfo> Settings() => typeof(SocketsHttpHandler).GetProperties().Where(property => property.CanWrite);
    }

    [Test]
    public async Task All_clients_share_one_handler_and_so_its_connections()
    {
        await using Support.LoopbackReceiver receiver = await Support.LoopbackReceiver.StartAsync();
        using SenderUnderTest sender = new();

        await sender.SendAsync(receiver.Url);
        await sender.SendAsync(receiver.Url);

        Assert.That(receiver.Requests.Select(request => request.ConnectionId).Distinct().Count(), Is.EqualTo(1));
    }
}
