using Microsoft.AspNetCore.Http;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>A request as the receiver saw it.</summary>
internal sealed record ReceivedRequest(
    string Method, string Path, string Protocol, IHeaderDictionary Headers, byte[] Body, string ConnectionId);
