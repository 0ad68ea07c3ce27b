package dev.chaperone.app.control;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.SealedOriginal;
import dev.chaperone.recordings.frame.FrameBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sealed originals one connection is reading; only a few at a time. One thread. */
final class OpenOriginals {
  private static final int MOST = 4;

  private final Map<Long, SealedOriginal> open = new LinkedHashMap<>();
  private long last;

  SealedOpening add(SealedOriginal original) {
    if (open.size() == MOST) {
      close(open.keySet().iterator().next());
    }
    open.put(++last, original);
    return new SealedOpening(last, original.keyId());
  }

  List<FrameBody.Sealed> next(long opening) {
    SealedOriginal original = open.get(opening);
    if (original == null) {
      throw new ConsoleException(
          ConsoleException.Code.INVALID, "that original is not open any more; open it again");
    }
    return original.next();
  }

  void close(long opening) {
    SealedOriginal original = open.remove(opening);
    if (original != null) {
      original.close();
    }
  }
}
