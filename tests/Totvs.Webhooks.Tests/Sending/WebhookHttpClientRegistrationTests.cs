using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using RichardSzalay.MockHttp;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks.Tests.Sending;

public sealed class WebhookHttpClientRegistrationTests
{
    [Test]
    public void The_client_itself_sets_no_time()
    {
        using ServiceProvider provider = new ServiceCollection().AddWebhookHttpClient(_ => new SendingOptions()).Services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IHttpClientFactory>().CreateClient(WebhookHttpClient.Name).Timeout, Is.EqualTo(Timeout.InfiniteTimeSpan));
    }

    [Test]
    public void The_handler_takes_nothing_ambient_and_bounds_everything()
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
        Assert.That(handler.MaxResponseHeadersLength, Is.EqualTo(64));
        Assert.That(handler.MaxResponseDrainSize, Is.Zero);
        Assert.That(handler.ConnectCallback, Is.Not.Null);
    }

    [Test]
    public async Task A_second_registration_leaves_the_handler_that_the_host_put_in()
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
        await using Clients.HostUnderTest host = new(host: services => services.AddHttpClient(WebhookHttpClient.Name).ConfigurePrimaryHttpMessageHandler(() => mock));

        Assert.That((await host.SendAsync(new Uri("https://hooks.example.com/"))).IsDelivered, Is.True);
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
