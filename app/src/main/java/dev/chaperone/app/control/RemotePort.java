package dev.chaperone.app.control;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way to a console port on another machine: knows the certificate it has to show, from whoever
 * started the program or from the first visit.
 */
public final class RemotePort {
  private final ConsoleAddress address;
  private final Optional<Fingerprint> given;
  private final KnownConsoles known;
  private final Consumer<String> note;

  /**
   * @param given overrides what is known
   * @param note tells a person whom they trust from now on
   */
  public RemotePort(
      ConsoleAddress address,
      Optional<Fingerprint> given,
      KnownConsoles known,
      Consumer<String> note) {
    this.address = address;
    this.given = given;
    this.known = known;
    this.note = note;
  }

  public ConsoleAddress address() {
    return address;
  }

  /**
   * A console that answers nothing until it is unlocked by the passphrase. Throws {@code GONE} if
   * nobody listens, {@code INVALID} if another certificate is shown than the known one.
   */
  public Console open() {
    Optional<Fingerprint> expected = given.or(() -> known.of(address));
    Fingerprint shown = PinnedTls.look(address);
    if (expected.isPresent() && !expected.get().equals(shown)) {
      throw changed(expected.get(), shown);
    }
    if (expected.isEmpty()) {
      known.remember(address, shown);
      note.accept(
          "First visit to "
              + address
              + ": its certificate "
              + shown
              + " is trusted from now on ("
              + known.file()
              + "). Compare it with what chaperone serve printed there before you give the"
              + " passphrase; --console-fingerprint makes sure.");
    }
    return new RemoteConsole(new PortRoad(address, shown));
  }

  private ConsoleException changed(Fingerprint expected, Fingerprint shown) {
    ConsoleException refusal = PinnedTls.another(address, expected, shown);
    return given.isPresent()
        ? refusal
        : new ConsoleException(
            refusal.code(),
            refusal.getMessage()
                + ", and only if it is the same remove the line of "
                + address
                + " from "
                + known.file());
  }
}
