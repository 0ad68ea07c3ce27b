package dev.chaperone.console;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Opens sealed originals in this process, with a reviewer's private key: neither the key nor what
 * it opens leaves it. Failures are {@link ConsoleException}s.
 */
public interface OriginalReader {
  /**
   * Opens the key file first, then asks the console, which puts the opening on record, and then
   * decrypts.
   *
   * @param passphrase of the key file; stays the caller's to wipe
   * @param pieces gets the original in clear, piece by piece in order, each checked
   * @return false if the original ends early: nothing says that it is whole
   */
  boolean read(
      Console console,
      SessionId session,
      ExchangeId exchange,
      Path keyFile,
      char[] passphrase,
      Consumer<byte[]> pieces);
}
