package dev.chaperone.app.window;

import dev.chaperone.app.control.LocalConsole;
import dev.chaperone.console.Console;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** In the process that owns the folder. */
class LocalWindowModelTest extends WindowModelContract {
  private final AtomicReference<Optional<LocalConsole>> served =
      new AtomicReference<>(Optional.empty());

  @Override
  void serve(LocalConsole local) {
    served.set(Optional.of(local));
  }

  @Override
  Console open() {
    return served.get().orElseThrow(WindowModelContract::nobody);
  }

  @Override
  void stopServing() {
    served.set(Optional.empty());
  }
}
