package dev.chaperone.proxy.seal;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OriginalReader;
import dev.chaperone.console.SealedOriginal;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.SessionId;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Opens sealed originals with a reviewer's key file; nothing is kept between two of them. */
public final class ReviewerReader implements OriginalReader {
  @Override
  public boolean read(
      Console console,
      SessionId session,
      ExchangeId exchange,
      Path keyFile,
      char[] passphrase,
      Consumer<byte[]> pieces) {
    try {
      ReviewerSecret secret = ReviewerKeyFile.open(keyFile, passphrase);
      try (SealedOriginal original = console.openSealed(session, exchange)) {
        return read(original, new Unsealer(secret, exchange), pieces);
      }
    } catch (SealException e) {
      throw new ConsoleException(ConsoleException.Code.INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean read(SealedOriginal original, Unsealer unsealer, Consumer<byte[]> pieces)
      throws SealException {
    List<FrameBody.Sealed> next = original.next();
    while (!next.isEmpty()) {
      for (FrameBody.Sealed piece : next) {
        pieces.accept(unsealer.open(piece));
      }
      next = original.next();
    }
    return unsealer.isWhole();
  }
}
