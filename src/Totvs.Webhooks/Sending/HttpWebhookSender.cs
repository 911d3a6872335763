using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending.Clients;
using Totvs.Webhooks.Sending.Destinations;
using Totvs.Webhooks.Sending.Responses;
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

    public HttpWebhookSender(WebhookTransport transport, SendingOptions options, TimeProvider timeProvider, ILogger<HttpWebhookSender> logger)
    {
        _transport = transport;
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

            using HttpRequestMessage message = WebhookMessage.Compose(request, _options, clock);
            HttpResponseMessage? answer = null;
            try
            {
                answer = await _transport.SendAsync(message, clock.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (ConnectionEndedException.IsCauseOf(exception) && !clock.Token.IsCancellationRequested)
            {
                // The receiver closed the connection as idle while the request was on its way: another one may serve at once, without
                // minutes of waiting. Awaited outside of this block, which would cost every attempt memory.
            }

            using HttpResponseMessage response = answer ?? await SendAgainAsync(request, clock).ConfigureAwait(false);
            return await OutcomeOfAsync(request, message, response, clock).ConfigureAwait(false);
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

    private async Task<HttpResponseMessage> SendAgainAsync(WebhookRequest request, AttemptClock clock)
    {
        if (_logger.IsEnabled(LogLevel.Debug))
        {
            SendingLog.ConnectionHadEnded(_logger, request.Attempt, request.EventId, AttemptFailure.DestinationOf(request.Action.Url));
        }

        using HttpRequestMessage again = WebhookMessage.Compose(request, _options, clock, isSecondTry: true);
        return await _transport.SendAsync(again, clock.Token).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<DeliveryOutcome> OutcomeOfAsync(WebhookRequest request, HttpRequestMessage message, HttpResponseMessage response, AttemptClock clock)
    {
        // From here on the status is known: not even the caller's own cancellation takes it back.
        DateTimeOffset now = _timeProvider.GetUtcNow();
        clock.BodyBegins(_options.BodyTimeout);

        // 204 has no body by definition (RFC 9110, section 15.3.5).
        ResponseBody body = response.StatusCode == HttpStatusCode.NoContent ? default : await ResponseBodyReader.ReadAsync(response.Content, _options.BodyLimit, clock.Token).ConfigureAwait(false);
        int status = (int)response.StatusCode;
        if (body.Trouble is not null && _logger.IsEnabled(LogLevel.Debug))
        {
            // The platform repeats the receiver's own text where a chunk's frame is faulty.
            SendingLog.BodyBrokenOff(_logger, MaskedException.Of(body.Trouble, request.Action), request.EventId, status);
        }

        // A primary handler of the host's own may follow redirects; what answers then is not the workflow's URL, or got no POST.
        bool isOurs = IsOurs(message, request) && (response.RequestMessage is not { } answered || IsOurs(answered, request));
        return new DeliveryOutcome
        {
            Kind = !isOurs ? DeliveryOutcomeKind.InvalidResponse
                : response.IsSuccessStatusCode ? DeliveryOutcomeKind.Delivered
                : DeliveryOutcomeKind.Status,
            StatusCode = status,
            Duration = clock.Elapsed,
            Description = isOurs ? DescriptionOf(response, request.Action)
                : "The answer came to another request than the POST to the workflow's URL: switch AllowAutoRedirect off in the handler this application registered, and let a handler that changes RequestUri put it back.",
            BodyExcerpt = body.Excerpt is { } excerpt ? EchoedSecrets.MaskIn(excerpt, SecretsOf(request.Action)) : null,
            RetryAfter = RetryAfter.Read(response.Headers, now),
        };
    }

    private SecretTexts SecretsOf(WebhookAction action) => _secrets.GetValue(action, static action => new SecretTexts(action));

    private string DescriptionOf(HttpResponseMessage response, WebhookAction action) =>
        StatusDescription.IsRedirect(response.StatusCode) && RedirectTarget.Of(response.Headers, action, SecretsOf(action)) is { } target
            ? StatusDescription.OfRedirect(response.StatusCode, target)
            : StatusDescription.Of(response.StatusCode);

    private static bool IsOurs(HttpRequestMessage message, WebhookRequest request) =>
        message.Method == HttpMethod.Post && (ReferenceEquals(message.RequestUri, request.Action.Url) || message.RequestUri == request.Action.Url);

    private DeliveryOutcome OutcomeOf(WebhookRequest request, Exception exception, AttemptClock clock)
    {
        AttemptFailure failure = AttemptFailure.Of(exception, request.Action.Url, clock);
        if (failure.Kind == DeliveryOutcomeKind.SenderFault && exception is not AttemptRefusedException)
        {
            SendingLog.AttemptCouldNotBeMade(
                _logger,
                MaskedException.Of(exception, request.Action),
                request.Attempt,
                request.EventId,
                AttemptFailure.DestinationOf(request.Action.Url));
        }

        return new DeliveryOutcome { Kind = failure.Kind, Duration = clock.Elapsed, Description = failure.Description };
    }
}
