package dev.chaperone.ui.model.operator;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorStatus;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the operator's proof when something that needs one was refused, and has it done again.
 * Nothing that decides needs to know of it: what waits is the call itself, in the background.
 */
public final class OperatorModel {
  private final ModelContext context;
  private final Object oneAtATime = new Object();
  private final ReadOnlyObjectWrapper<Optional<Question>> question =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private volatile boolean attended;
  private volatile Optional<SignIn> signIn = Optional.empty();

  /** Brings an ID token from where a person signs in; throws {@link ConsoleException} if not. */
  public interface SignIn {
    String at(OperatorStatus.SignIn where);
  }

  /**
   * Somebody has to show that they are an operator.
   *
   * @param status what is asked for
   */
  public record Question(OperatorStatus status, Console console, CompletableFuture<Boolean> shown) {
    public boolean isSignIn() {
      return status.signIn().isPresent();
    }
  }

  public OperatorModel(ModelContext context) {
    this.context = context;
  }

  /** From now on somebody is there to answer. */
  public void attend() {
    attended = true;
  }

  public void setSignIn(SignIn how) {
    signIn = Optional.of(how);
  }

  /** The same consoles, but what needs an operator asks for one first. */
  public ConsoleSource over(ConsoleSource source) {
    return () -> AskingConsole.over(source.open(), this);
  }

  /** Does it; if it needs an operator asks for one and does it again. Called in the background. */
  <T extends @Nullable Object> T doing(Console console, Supplier<T> deed) {
    try {
      return deed.get();
    } catch (ConsoleException e) {
      if (e.code() != ConsoleException.Code.NEEDS_OPERATOR || !attended) {
        throw e;
      }
      synchronized (oneAtATime) {
        // Somebody else's question may have been answered meanwhile.
        OperatorStatus status = console.operator();
        if (status.state() == OperatorStatus.State.LOCKED && !ask(console, status)) {
          throw e;
        }
      }
      return deed.get();
    }
  }

  private boolean ask(Console console, OperatorStatus status) {
    Question asked = new Question(status, console, new CompletableFuture<>());
    context
        .ui()
        .execute(
            () -> {
              failure.set("");
              busy.set(false);
              question.set(Optional.of(asked));
            });
    return asked.shown().join();
  }

  /** What is asked now; empty if nothing. */
  public ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** Why the last answer did not do; {@code ""} if none was given. */
  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Answers with a passphrase, which is wiped when it was looked at. */
  public void answer(char[] passphrase) {
    question
        .get()
        .ifPresent(
            asked ->
                prove(
                    asked,
                    () -> {
                      try (OperatorProof.Passphrase proof =
                          new OperatorProof.Passphrase(passphrase, OperatorProof.USUAL)) {
                        asked.console().unlock(proof);
                      }
                    }));
  }

  /** Answers by signing in, in the system's browser. */
  public void signIn() {
    question.get().filter(Question::isSignIn).ifPresent(asked -> prove(asked, () -> by(asked)));
  }

  private void by(Question asked) {
    // The nonce of the last attempt is used up.
    OperatorStatus.SignIn where =
        asked.console().operator().signIn().orElseThrow(OperatorModel::cannotSignIn);
    String token = signIn.orElseThrow(OperatorModel::cannotSignIn).at(where);
    asked.console().unlock(new OperatorProof.IdToken(token, OperatorProof.USUAL));
  }

  private static ConsoleException cannotSignIn() {
    return new ConsoleException(
        ConsoleException.Code.INVALID, "This window cannot sign in; use chaperone operator login.");
  }

  private void prove(Question asked, Runnable proof) {
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
                proof.run();
                context.ui().execute(() -> end(asked, true));
              } catch (RuntimeException e) {
                context
                    .ui()
                    .execute(
                        () -> {
                          busy.set(false);
                          failure.set(Failures.text(e));
                        });
              }
            });
  }

  /** Gives no answer: what was asked for is not done. */
  public void cancel() {
    question.get().ifPresent(asked -> end(asked, false));
  }

  private void end(Question asked, boolean shown) {
    busy.set(false);
    if (question.get().equals(Optional.of(asked))) {
      question.set(Optional.empty());
    }
    asked.shown().complete(shown);
  }
}
