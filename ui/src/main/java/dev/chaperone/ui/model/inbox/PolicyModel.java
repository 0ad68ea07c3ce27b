package dev.chaperone.ui.model.inbox;

import dev.chaperone.console.PolicyStatus;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.session.FrameKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The policy in force, what is wrong with its file, and confirming one that permits more. */
public final class PolicyModel {
  /** A broken file is not recorded, so it is looked for. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private final ConsoleModel console;
  private final ModelContext context;
  private final ReadOnlyObjectWrapper<Optional<PolicyStatus>> status =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private Instant nextLook = Instant.MIN;
  private boolean looking;

  PolicyModel(ConsoleModel console, ModelContext context) {
    this.console = console;
    this.context = context;
    console
        .connectionProperty()
        .addListener(
            (property, old, now) -> {
              if (now == Connection.CONNECTED) {
                refresh();
              }
            });
    console.onFrames(
        batch -> {
          if (batch.frames().stream().anyMatch(fact -> fact.kind() == FrameKind.POLICY)) {
            refresh();
          }
        });
    console.onPulse(
        () -> {
          if (!context.clock().instant().isBefore(nextLook)) {
            refresh();
          }
        });
  }

  /** Asks again. */
  public void refresh() {
    if (looking) {
      return;
    }
    looking = true;
    nextLook = context.clock().instant().plus(LOOK_EVERY);
    context
        .background()
        .execute(
            () -> {
              try {
                take(console.console().policy());
              } catch (RuntimeException e) {
                // The connection tells of itself; what was in force last stays in sight.
                context.ui().execute(() -> looking = false);
              }
            });
  }

  private void take(Optional<PolicyStatus> found) {
    context
        .ui()
        .execute(
            () -> {
              looking = false;
              if (!found.equals(status.get())) {
                status.set(found);
              }
            });
  }

  /** Empty where every request is allowed and watched, or no gateway runs. */
  public ReadOnlyObjectProperty<Optional<PolicyStatus>> statusProperty() {
    return status.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Why the policy was not confirmed; {@code ""} if it was. */
  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /**
   * Puts the policy that waits into force, if it is the one that was shown.
   *
   * @param sha256 of the text whose loosenings the person read
   */
  public void confirm(String sha256) {
    if (busy.get()) {
      return;
    }
    busy.set(true);
    failure.set("");
    context
        .background()
        .execute(
            () -> {
              try {
                console.console().confirmPolicy(sha256);
                take(console.console().policy());
              } catch (RuntimeException e) {
                context.ui().execute(() -> failure.set(Failures.text(e)));
              } finally {
                context.ui().execute(() -> busy.set(false));
              }
            });
  }
}
