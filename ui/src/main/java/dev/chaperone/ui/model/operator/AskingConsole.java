package dev.chaperone.ui.model.operator;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A console whose every call asks for an operator when it needs one. Made for the whole interface
 * at once, so that nothing new in it can be forgotten here.
 */
final class AskingConsole {
  private AskingConsole() {}

  static Console over(Console console, OperatorModel operator) {
    return (Console)
        Proxy.newProxyInstance(
            Console.class.getClassLoader(),
            new Class<?>[] {Console.class},
            (proxy, method, arguments) ->
                operator.<@Nullable Object>doing(console, () -> call(console, method, arguments)));
  }

  private static @Nullable Object call(
      Console console, Method method, Object @Nullable [] arguments) {
    try {
      return method.invoke(console, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new ConsoleException(ConsoleException.Code.INTERNAL, "the console failed", e);
    } catch (IllegalAccessException e) {
      throw new ConsoleException(ConsoleException.Code.INTERNAL, "the console failed", e);
    }
  }
}
