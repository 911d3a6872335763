using NUnit.Framework;

namespace Totvs.Webhooks.Sqlite.Tests.Support;

/// <summary>Tests that open stores on a file. Each test has a file of its own, which is closed and deleted after it.</summary>
public abstract class StoreTest
{
    private protected StoreUnderTest UnderTest { get; private set; } = default!;

    [SetUp]
    public void CreateFile() => UnderTest = new StoreUnderTest();

    [TearDown]
    public async Task CloseFileAsync() => await UnderTest.DisposeAsync();
}
