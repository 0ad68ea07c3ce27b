package dev.chaperone.ui.model;

/**
 * Runs changes of what views show: on JavaFX's thread in the window, at once in a test. Changes run
 * one after the other in the order they were given.
 */
@FunctionalInterface
public interface UiExecutor {
  void execute(Runnable change);
}
