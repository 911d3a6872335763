using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending.Destinations;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>Makes one POST with the named client and turns whatever comes of it into a value.</summary>
internal sealed class HttpWebhookSender : IWebhookSender
{
    private readonly WebhookTransport _transport;
    private readonly SendingOptions _options;
    private readonly DestinationGuard _guard;
    private readonly AttemptClocks _clocks;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<HttpWebhookSender> _logger;

    // A workflow's action is the same object until the workflow is changed.
    private readonly ConditionalWeakTable<WebhookAction, SecretTexts> _secrets = [];

    public HttpWebhookSender(IHttpClientFactory clients, SendingOptions options, TimeProvider timeProvider, ILogger<HttpWebhookSender> logger)
    {
        _transport = new WebhookTransport(clients);
        _options = options;
        _guard = new DestinationGuard(options);
        _clocks = new AttemptClocks(options, timeProvider);
        _timeProvider = timeProvider;
        _logger = logger;
    }

    public async Task<DeliveryOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();

        AttemptClock clock = _clocks.Take();
        try
        {
            clock.Start(request.Action, cancellationToken);
            if (_guard.Check(request.Action.Url) is { } refusal)
            {
                return new DeliveryOutcome { Kind = DeliveryOutcomeKind.DestinationRefused, Duration = clock.Elapsed, Description = refusal };
            }

            using HttpRequestMessage message = WebhookMessage.Compose(request, _options, _timeProvider.GetUtcNow(), clock);
            using HttpResponseMessage response = await _transport.SendAsync(message, clock.Token).ConfigureAwait(false);
            return await OutcomeOfAsync(request, response, clock).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception)
        {
            return OutcomeOf(request, exception, clock);
        }
        finally
        {
            _clocks.TakeBack(clock);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<DeliveryOutcome> OutcomeOfAsync(WebhookRequest request, HttpResponseMessage response, AttemptClock clock)
    {
        // From here on the status is known: not even the caller's own cancellation takes it back.
        DateTimeOffset now = _timeProvider.GetUtcNow();
        clock.BodyBegins(_options.BodyTimeout);

        // 204 has no body by definition (RFC 9110, section 15.3.5).
        ResponseBody body = response.StatusCode == HttpStatusCode.NoContent ? default : await ResponseBodyReader.ReadAsync(response.Content, _options.BodyLimit, clock.Token).ConfigureAwait(false);
        int status = (int)response.StatusCode;
        if (body.Trouble is not null)
        {
            _logger.BodyBrokenOff(body.Trouble, request.EventId, status);
        }

        // A primary handler of the host's own may follow redirects; a POST that became a GET has delivered nothing.
        bool isStillPost = response.RequestMessage is null || response.RequestMessage.Method == HttpMethod.Post;
        return new DeliveryOutcome
        {
            Kind = !isStillPost ? DeliveryOutcomeKind.InvalidResponse
                : response.IsSuccessStatusCode ? DeliveryOutcomeKind.Delivered
                : DeliveryOutcomeKind.Status,
            StatusCode = status,
            Duration = clock.Elapsed,
            Description = isStillPost ? StatusDescription.Of(response.StatusCode)
                : "A redirect turned the POST into another request: switch AllowAutoRedirect off in the handler this application registered.",
            BodyExcerpt = body.Excerpt is { } excerpt ? EchoedSecrets.MaskIn(excerpt, SecretsOf(request.Action)) : null,
            RetryAfter = RetryAfter.Read(response.Headers, now),
        };
    }

    private SecretTexts SecretsOf(WebhookAction action) => _secrets.GetValue(action, static action => new SecretTexts(action));

    private DeliveryOutcome OutcomeOf(WebhookRequest request, Exception exception, AttemptClock clock)
    {
        AttemptFailure failure = AttemptFailure.Of(exception, request.Action.Url, clock);
        if (failure.Kind == DeliveryOutcomeKind.SenderFault && exception is not AttemptRefusedException)
        {
            _logger.AttemptCouldNotBeMade(
                MaskedException.Of(exception, request.Action), request.Attempt, request.EventId, AttemptFailure.DestinationOf(request.Action.Url));
        }

        return new DeliveryOutcome { Kind = failure.Kind, Duration = clock.Elapsed, Description = failure.Description };
    }
}
