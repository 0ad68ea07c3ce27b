package dev.chaperone.app.cli;

import dev.chaperone.app.window.Windows;
import dev.chaperone.ui.launch.ConsoleSetup;
import dev.chaperone.ui.launch.NoWindowException;
import java.util.Optional;

/** A display on which a window does what the test says, and is then closed. */
record FakeWindow(Person person) implements Windows {
  /** Who sits before the window. */
  interface Person {
    void use(ConsoleSetup window) throws Exception;
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public void show(ConsoleSetup setup) throws NoWindowException, InterruptedException {
    try {
      person.use(setup);
    } catch (NoWindowException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
