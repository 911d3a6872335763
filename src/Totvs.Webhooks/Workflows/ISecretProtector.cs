namespace Totvs.Webhooks.Workflows;

/// <summary>
/// Encrypts what durable stores keep of workflows, since their headers, URLs and signing secrets are credentials. Register one as a
/// service, such as the adapter of the package <c>Totvs.Webhooks.DataProtection</c>; without one, stores keep workflows in clear text and
/// rely on the file's own protection.
/// </summary>
/// <remarks>
/// To rotate keys, let <see cref="Unprotect"/> accept the old key as well as the new one, and save each workflow again: what is saved is
/// protected with the key of that moment. A workflow's id is part of the encrypted string, and stores compare it with that of the row:
/// where decrypting also detects any change, a string that was moved to another row is refused. What was saved in clear text before a
/// protector was registered is still read, and protected when it is saved again.
/// </remarks>
public interface ISecretProtector
{
    /// <summary>Encrypts a string.</summary>
    /// <param name="plaintext">The string.</param>
    /// <returns>The encrypted string, for <see cref="Unprotect"/>.</returns>
    string Protect(string plaintext);

    /// <summary>Decrypts a string.</summary>
    /// <param name="protectedText">What <see cref="Protect"/> returned, now or with an earlier key.</param>
    /// <returns>The string.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// The string was altered, or its key is no longer known.
    /// </exception>
    string Unprotect(string protectedText);
}
