package dev.chaperone.app.control;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.SealedOriginal;
import dev.chaperone.recordings.frame.FrameBody;
import java.util.List;

/** A sealed original that another process reads from its store. */
record RemoteOriginal(ControlClient connection, SealedOpening opening) implements SealedOriginal {
  @Override
  public String keyId() {
    return opening.keyId();
  }

  @Override
  public List<FrameBody.Sealed> next() {
    return connection.list(new Request.NextSealed(opening.opening()), FrameBody.Sealed.class);
  }

  @Override
  public void close() {
    try {
      connection.ask(new Request.CloseSealed(opening.opening()), Void.class, nothing -> {});
    } catch (ConsoleException e) {
      // It ends with the connection.
    }
  }
}
