package dev.chaperone.ui.model.inspect;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OriginalReader;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.Latest;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.session.ExchangeRow;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Opens the sealed original of the answer in sight and keeps it, in memory, for as long as that
 * answer stays in sight.
 */
public final class OriginalModel {
  private final ConsoleModel console;
  private final Latest latest;
  private final ReadOnlyObjectWrapper<View> view = new ReadOnlyObjectWrapper<>(View.NOTHING);
  private Optional<OriginalReader> reader = Optional.empty();
  private Optional<ExchangeRow> exchange = Optional.empty();

  /**
   * What is shown.
   *
   * @param sealedFor the key it is sealed for; {@code ""} if nothing is
   * @param busy it is being opened
   * @param text the original, readable; empty before it is opened
   * @param bytes its whole length
   * @param shortened {@code text} is not all of it
   * @param failure why it was not opened, or what is wrong with it; {@code ""} if nothing
   */
  public record View(
      String sealedFor,
      boolean busy,
      Optional<String> text,
      long bytes,
      boolean shortened,
      String failure) {
    static final View NOTHING = closed("");

    static View closed(String sealedFor) {
      return new View(sealedFor, false, Optional.empty(), -1, false, "");
    }
  }

  OriginalModel(ConsoleModel console, ModelContext context) {
    this.console = console;
    this.latest = new Latest(context);
  }

  public void setReader(OriginalReader how) {
    reader = Optional.of(how);
  }

  public ReadOnlyObjectProperty<View> viewProperty() {
    return view.getReadOnlyProperty();
  }

  /** Another answer came into sight, or more of the same was read. */
  void at(Inspection inspection) {
    boolean same =
        id(inspection.exchange()).equals(id(exchange))
            && inspection.sealedFor().equals(view.get().sealedFor());
    if (same) {
      return;
    }
    exchange = inspection.exchange();
    latest.cancel();
    view.set(View.closed(inspection.sealedFor()));
  }

  private static Optional<String> id(Optional<ExchangeRow> row) {
    return row.map(r -> r.summary().id().value());
  }

  /**
   * Opens it.
   *
   * @param file of the private key
   * @param passphrase of the file; wiped when it was used
   */
  public void open(String file, char[] passphrase) {
    if (view.get().busy() || exchange.isEmpty() || view.get().sealedFor().isEmpty()) {
      Arrays.fill(passphrase, '\0');
      return;
    }
    ExchangeRow row = exchange.get();
    String sealedFor = view.get().sealedFor();
    view.set(new View(sealedFor, true, Optional.empty(), -1, false, ""));
    latest.run(
        ticket -> {
          try {
            View opened = read(row, sealedFor, path(file), passphrase, ticket);
            latest.show(ticket, () -> view.set(opened));
          } finally {
            Arrays.fill(passphrase, '\0');
          }
        },
        failure ->
            view.set(
                new View(sealedFor, false, Optional.empty(), -1, false, Failures.text(failure))));
  }

  private View read(
      ExchangeRow row, String sealedFor, Path file, char[] passphrase, Latest.Ticket ticket) {
    BodyBeginning body = new BodyBeginning();
    boolean whole =
        reader
            .orElseThrow(() -> invalid("This window cannot open originals."))
            .read(
                console.console(),
                row.summary().session(),
                row.summary().id(),
                file,
                passphrase,
                piece -> {
                  ticket.check();
                  body.add(Blob.owning(piece));
                });
    return new View(
        sealedFor,
        false,
        Optional.of(body.text()),
        body.total(),
        body.isShortened(),
        whole
            ? ""
            : "This original ends early: the answer was cut off, or its end was taken away.");
  }

  private static Path path(String file) {
    try {
      if (!file.isBlank()) {
        return Path.of(file.strip());
      }
    } catch (InvalidPathException e) {
      throw invalid("That is no name of a file.");
    }
    throw invalid("Name the file of the private key.");
  }

  private static ConsoleException invalid(String why) {
    return new ConsoleException(ConsoleException.Code.INVALID, why);
  }

  /** Forgets the original that was opened. */
  public void close() {
    latest.cancel();
    view.set(View.closed(view.get().sealedFor()));
  }
}
