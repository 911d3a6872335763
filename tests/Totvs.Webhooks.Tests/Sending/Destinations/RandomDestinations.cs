using System.Globalization;
using System.Net;
using System.Text;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

/// <summary>URLs and addresses of every kind that a person, or someone worse, may write; the same for the same seed.</summary>
internal sealed class RandomDestinations(int seed)
{
    private const string Plain = "abcxyz0123456789.-_%。．";
    private static readonly string[] Schemes = ["http", "https", "http", "https", "HTTP", "ftp", "file", "gopher", "ws"];
    private static readonly string[] Names =
    [
        "hooks.example.com", "example.org", "localhost", "a.localhost", "printer.local", "erp", "metadata.google.internal", "home.arpa",
        "xn--bcher-kva.example", "bücher.example", "ＥＸＡＭＰＬＥ.com", "l\u00ADocalhost", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "127.0.0.1.nip.example",
        "a_b.example.com", "xn--", "-", "example.com.",
        "localhost.", "0", "00.0", "١٢٧.0.0.1",
    ];

    private static readonly string[] Interesting4 =
        [
            "127.0.0.1",
            "10.0.0.0",
            "100.64.0.0",
            "169.254.169.254",
            "172.16.0.0",
            "192.168.0.0",
            "192.0.0.0",
            "168.63.129.16",
            "224.0.0.0",
            "255.255.255.255",
            "0.0.0.0",
            "8.8.8.8",
            "198.18.0.0",
        ];

    private static readonly string[] Interesting6 =
        [
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::a00:1",
            "2002:7f00:1::",
            "2001:0:1::",
            "fe80::1",
            "fc00::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "2a00::5efe:7f00:1",
            "5f00::1",
            "3fff::1",
            "2606:4700::1111",
            "100::1",
        ];

    private readonly Random _random = new(seed);

    public Uri NextUrl()
    {
        while (true)
        {
            string userInfo = _random.Next(20) == 0 ? "user:password@" : "";
            string port = _random.Next(4) switch { 0 => $":{_random.Next(0, 65536)}", 1 => ":443", _ => "" };
            string text = $"{Pick(Schemes)}://{userInfo}{NextHost()}{port}/{(_random.Next(2) == 0 ? "hook?x=1" : "")}";
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
            {
                return url;
            }
        }
    }

    public IPAddress[] NextAnswers()
    {
        IPAddress[] answers = new IPAddress[_random.Next(10) == 0 ? 0 : _random.Next(1, 4)];
        for (int index = 0; index < answers.Length; index++)
        {
            answers[index] = _random.Next(2) == 0 ? NextVersion4() : NextVersion6();
        }

        return answers;
    }

    private string NextHost() => _random.Next(10) switch
    {
        0 or 1 => Pick(Names),
        2 => NextVersion4().ToString(),
        3 => $"[{NextVersion6()}]",
        4 => Number(NextVersion4()).ToString(CultureInfo.InvariantCulture),
        5 => $"0x{Number(NextVersion4()):x}",
        6 => string.Join(
            '.',
            NextVersion4().GetAddressBytes().Select(
                part => _random.Next(3) switch { 0 => $"0{Convert.ToString(part, 8)}", 1 => $"0x{part:x}", _ => $"{part}" })),
        7 => Enclosed(NextVersion4().ToString()),
        8 => $"{Pick(Names)}.{Pick(Names)}",
        _ => NextGarbage(),
    };

    private IPAddress NextVersion4()
    {
        byte[] bytes = _random.Next(2) == 0 ? IPAddress.Parse(Pick(Interesting4)).GetAddressBytes() : NextBytes(4);
        Nudge(bytes);
        return new IPAddress(bytes);
    }

    private IPAddress NextVersion6()
    {
        byte[] bytes = _random.Next(3) == 0 ? NextBytes(16) : IPAddress.Parse(Pick(Interesting6)).GetAddressBytes();
        if (_random.Next(3) == 0)
        {
            bytes[0] = (byte)(0x20 | (bytes[0] & 0x1F));
        }

        Nudge(bytes);
        return new IPAddress(bytes);
    }

    private void Nudge(byte[] bytes)
    {
        if (_random.Next(3) == 0)
        {
            bytes[_random.Next(bytes.Length)] += (byte)(_random.Next(2) == 0 ? 1 : 255);
        }
    }

    private string NextGarbage()
    {
        StringBuilder host = new();
        for (int length = _random.Next(1, 20); length > 0; length--)
        {
            host.Append(_random.Next(4) == 0 ? (char)_random.Next(0x80, 0xD7FF) : Plain[_random.Next(Plain.Length)]);
        }

        return host.ToString();
    }

    private byte[] NextBytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private static uint Number(IPAddress address) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static string Enclosed(string digits) => string.Concat(digits.Select(digit => digit switch
    {
        '0' => '⓪',
        '.' => '。',
        _ => (char)('①' + (digit - '1')),
    }));
}
