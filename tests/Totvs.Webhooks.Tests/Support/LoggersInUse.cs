using System.Collections;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Diagnostics;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>Finds the loggers that the objects of this library hold, by reading their fields from the services of a host on.</summary>
public sealed class LoggersInUse
{
    private readonly IServiceProvider _host;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _open = new();
    private readonly SortedDictionary<string, Type> _found = new(StringComparer.Ordinal);

    private LoggersInUse(IServiceProvider host)
    {
        _host = host;
    }

    /// <summary>Finds them: the place that holds each, and its type.</summary>
    /// <param name="host">The host's services.</param>
    /// <param name="services">What they were registered with.</param>
    public static IReadOnlyDictionary<string, Type> Find(IServiceProvider host, IServiceCollection services)
    {
        var search = new LoggersInUse(host);
        foreach (Type service in services.Where(IsOurs).Select(service => service.ServiceType).Distinct())
        {
            foreach (object? instance in host.GetServices(service))
            {
                search.Open(instance, service.Name);
            }
        }

        while (search._open.TryPop(out object? holder))
        {
            search.Read(holder);
        }

        return search._found;
    }

    // The type that a factory creates is not known before, so all hosted services are read.
    private static bool IsOurs(ServiceDescriptor service) =>
        !service.IsKeyedService
        && !service.ServiceType.ContainsGenericParameters
        && (IsOurs(service.ServiceType) || service.ServiceType == typeof(IHostedService));

    private static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("Totvs.Webhooks", StringComparison.Ordinal);

    private void Read(object holder)
    {
        for (Type? type = holder.GetType(); type is not null && IsOurs(type); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Open(field.GetValue(holder), $"{type.FullName}.{field.Name}");
            }
        }
    }

    private void Open(object? value, string place)
    {
        if (value is null or string or Type || value.GetType().IsPrimitive || value.GetType().IsEnum || ReferenceEquals(value, _host))
        {
            return;
        }

        if (value is ILogger or ILoggerFactory)
        {
            _found[$"{place}: {value.GetType().Name}"] = value.GetType();
        }

        // What a quiet logger wraps is the host's own.
        if (!_seen.Add(value) || value is QuietLogger or QuietLoggerFactory)
        {
            return;
        }

        switch (value)
        {
            case Delegate callback:
                Open(callback.Target, place);
                break;
            case ServiceProvider container:
                Open(container.GetService<ILoggerFactory>(), $"{place}'s factory");
                Open(container.GetService<ILoggerFactory>()?.CreateLogger(place), $"{place}'s logger");
                break;
            case ICollection items when !IsOurs(value.GetType()):
                foreach (object? item in items)
                {
                    Open(item, place);
                }

                break;
            default:
                if (IsOurs(value.GetType()))
                {
                    _open.Push(value);
                }

                break;
        }
    }
}
