using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using RichardSzalay.MockHttp;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending.Clients;

/// <summary>The handler at the end of the chain: the library's own, amended or not, or one that the host put in its place.</summary>
public sealed class PrimaryHandlerTests
{
    [Test]
    public async Task Another_primary_handler_is_said_at_start_with_what_is_lost_and_the_remedy()
    {
        await using HostUnderTest host = new(
            webhooks => webhooks.ConfigureHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler())));

        await host.StartAsync();

        Assert.That(host.Complaints, Has.Count.EqualTo(1));
        Assert.That(host.Complaints[0].Level, Is.EqualTo(LogLevel.Warning));
        Assert.That(
            host.Complaints[0].Message,
            Does.Contain("HttpClientHandler").And.Contain("addresses").And.Contain("redirects").And.Contain(
                "UseSocketsHttpHandler((handler, _) =>"));
    }

    [Test]
    public async Task Another_primary_handler_is_said_once_where_no_host_starts_anything()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.NoContent);
        await using HostUnderTest host = new(
            webhooks => webhooks.ConfigureHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => mock)));

        await host.SendAsync(new Uri("https://receiver.example.com"));
        await host.SendAsync(new Uri("https://receiver.example.com"));
        await host.StartAsync();

        Assert.That(host.Complaints, Has.Count.EqualTo(1));
        Assert.That(host.Complaints[0].Message, Does.Contain(nameof(MockHttpMessageHandler)));
    }

    [Test]
    public async Task Librarys_own_handler_is_not_complained_of()
    {
        await using HostUnderTest host = new();

        await host.StartAsync();

        Assert.That(host.Complaints, Is.Empty);
    }

    private static IEnumerable<TestCaseData> FormsThatAmend()
    {
        X509Certificate2 certificate = SelfSignedCertificate.Create();
        Action<IHttpClientBuilder> sockets = client => client.UseSocketsHttpHandler(
            (handler, _) => handler.SslOptions.ClientCertificates = [certificate]);
        Action<IHttpClientBuilder> primary = client => client.ConfigurePrimaryHttpMessageHandler(
            (handler, _) => ((SocketsHttpHandler)handler).SslOptions.ClientCertificates = [certificate]);
        yield return new TestCaseData(sockets).SetArgDisplayNames("UseSocketsHttpHandler");
        yield return new TestCaseData(primary).SetArgDisplayNames("ConfigurePrimaryHttpMessageHandler");
    }

    [TestCaseSource(nameof(FormsThatAmend))]
    public async Task Handler_that_is_amended_keeps_the_guard_and_the_redirect_rule(Action<IHttpClientBuilder> amend)
    {
        await using LoopbackReceiver target = await LoopbackReceiver.StartAsync();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(RedirectTo(target.Url, 307));
        await using HostUnderTest open = new(webhooks => webhooks.ConfigureHttpClient(amend));
        await using HostUnderTest guarded = new(
            webhooks => webhooks.ConfigureHttpClient(amend).Configure(options => options.Sending.AllowLoopback = false));

        await open.StartAsync();
        DeliveryOutcome redirected = await open.SendAsync(receiver.Url);
        DeliveryOutcome refused = await guarded.SendAsync(new Uri($"http://localtest.example:{receiver.Url.Port}"));

        Assert.That(redirected.StatusCode, Is.EqualTo(307));
        Assert.That(redirected.Kind, Is.EqualTo(DeliveryOutcomeKind.Status));
        Assert.That(refused.IsDelivered, Is.False);
        Assert.That(target.Requests, Is.Empty);
        Assert.That(open.Complaints, Is.Empty);
    }

    private static IEnumerable<TestCaseData> AmendmentsThatLose()
    {
        yield return Amendment("redirects", handler => handler.AllowAutoRedirect = true);
        yield return Amendment("addresses", handler => handler.ConnectCallback = null);
        yield return Amendment("addresses", handler => handler.ConnectCallback = (_, _) => throw new InvalidOperationException());
        yield return Amendment("cookies", handler => handler.UseCookies = true);
        yield return Amendment("proxy", handler => handler.UseProxy = true);
        yield return Amendment("download", handler => handler.SslOptions = new System.Net.Security.SslClientAuthenticationOptions());
        yield return Amendment("proxy", handler => (handler.UseProxy, handler.Proxy) = (true, new WebProxy("http://127.0.0.1:3128")));

        static TestCaseData Amendment(string lost, Action<SocketsHttpHandler> amend) =>
            new TestCaseData(lost, amend).SetArgDisplayNames(lost);
    }

    [TestCaseSource(nameof(AmendmentsThatLose))]
    public async Task Amendment_that_switches_a_rule_off_is_said_at_start(string lost, Action<SocketsHttpHandler> amend)
    {
        await using HostUnderTest host = new(
            webhooks => webhooks.ConfigureHttpClient(client => client.UseSocketsHttpHandler((handler, _) => amend(handler))));

        await host.StartAsync();

        Assert.That(host.Complaints, Has.Count.EqualTo(1));
        Assert.That(host.Complaints[0].Message, Does.Contain(lost));
    }

    [Test]
    public async Task Primary_handler_that_cannot_be_made_is_said_at_start_and_does_not_end_the_host()
    {
        await using HostUnderTest host = new(webhooks => webhooks.ConfigureHttpClient(client =>
            client.UseSocketsHttpHandler((_, _) => throw new FileNotFoundException("client.pfx"))));

        await host.StartAsync();
        DeliveryOutcome outcome = await host.SendAsync(new Uri("https://receiver.example.com"));

        Assert.That(host.Complaints[0].Level, Is.EqualTo(LogLevel.Error));
        Assert.That(host.Complaints[0].Exception, Is.InstanceOf<FileNotFoundException>());
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.SenderFault));
    }

    [Test]
    public async Task Answer_to_another_URI_is_never_a_delivery([Values(301, 302, 303, 307, 308)] int status)
    {
        await using LoopbackReceiver target = await LoopbackReceiver.StartAsync();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(RedirectTo(target.Url, status));
        await using HostUnderTest host = new(
            webhooks => webhooks.ConfigureHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler())));

        DeliveryOutcome outcome = await host.SendAsync(receiver.Url);

        Assert.That(target.Requests, Has.Count.EqualTo(1), "The handler of the host followed the redirect.");
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
        Assert.That(outcome.Description, Does.Contain("AllowAutoRedirect"));
    }

    [Test]
    public async Task Answer_to_another_request_of_the_hosts_handler_is_never_a_delivery()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.OK);
        using HttpRequestMessage other = new(HttpMethod.Post, "https://other.example.com/");
        await using HostUnderTest host = new(webhooks => webhooks.ConfigureHttpClient(client => client
            .ConfigurePrimaryHttpMessageHandler(() => mock)
            .AddHttpMessageHandler(() => new AnsweringForHandler(other))));

        Assert.That((await host.SendAsync(new Uri("https://receiver.example.com"))).Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
    }

    [Test]
    public async Task Answer_that_names_no_request_is_taken_for_ours()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(_ => new HttpResponseMessage(HttpStatusCode.OK));
        await using HostUnderTest host = new(webhooks => webhooks.ConfigureHttpClient(client => client
            .ConfigurePrimaryHttpMessageHandler(() => mock)
            .AddHttpMessageHandler(() => new AnsweringForHandler(null))));

        Assert.That(
            (await host.SendAsync(new Uri("https://receiver.example.com/hooks#part"))).Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
    }

    private static Func<HttpContext, ReceivedRequest, Task> RedirectTo(Uri target, int status) => (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = target.ToString();
        return Task.CompletedTask;
    };

    private sealed class AnsweringForHandler(HttpRequestMessage? answered) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            response.RequestMessage = answered;
            return response;
        }
    }
}
