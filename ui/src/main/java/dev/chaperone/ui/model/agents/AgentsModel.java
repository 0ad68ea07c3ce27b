package dev.chaperone.ui.model.agents;

import dev.chaperone.console.Console;
import dev.chaperone.console.NewAgent;
import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.session.FrameKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The agents of the data folder: the list, the form for a new one, and revoking. */
public final class AgentsModel {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  private final ConsoleModel console;
  private final ModelContext context;
  private final ObservableList<AgentRow> rows = FXCollections.observableArrayList();
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty groups = new SimpleStringProperty("");
  private final StringProperty model = new SimpleStringProperty("");
  private final StringProperty purpose = new SimpleStringProperty("");
  private final BooleanProperty showRevoked = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper nameProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private List<AgentRecord> agents = List.of();

  public AgentsModel(ConsoleModel console, ModelContext context) {
    this.console = console;
    this.context = context;
    name.addListener((property, old, now) -> nameProblem.set(problem(now)));
    showRevoked.addListener((property, old, now) -> list());
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
          if (batch.frames().stream().anyMatch(fact -> fact.kind() == FrameKind.AGENT)) {
            refresh();
          }
        });
    console.onPulse(this::list);
  }

  /** Reads the list again. */
  public void refresh() {
    context
        .background()
        .execute(
            () -> {
              try {
                take(console.console().agents());
              } catch (RuntimeException e) {
                context.ui().execute(() -> failure.set(Failures.text(e)));
              }
            });
  }

  private void take(List<AgentRecord> found) {
    context
        .ui()
        .execute(
            () -> {
              agents = found;
              list();
            });
  }

  private void list() {
    Instant now = context.clock().instant();
    List<AgentRow> wanted =
        agents.stream()
            .map(agent -> new AgentRow(agent, state(agent, now)))
            .filter(row -> showRevoked.get() || row.state() != AgentRow.State.REVOKED)
            .toList();
    if (!rows.equals(wanted)) {
      rows.setAll(wanted);
    }
  }

  private static AgentRow.State state(AgentRecord agent, Instant now) {
    if (agent.revoked()) {
      return AgentRow.State.REVOKED;
    }
    return now.isBefore(agent.expires()) ? AgentRow.State.ACTIVE : AgentRow.State.EXPIRED;
  }

  private static String problem(String name) {
    return name.isEmpty() || NAME.matcher(name).matches()
        ? ""
        : "Lower-case letters, digits, dots, dashes and underscores, beginning with a letter or"
            + " digit, at most 63.";
  }

  /** By name; revoked ones only if they are to be shown. */
  public ObservableList<AgentRow> rows() {
    return rows;
  }

  public StringProperty nameProperty() {
    return name;
  }

  /** Separated by commas. */
  public StringProperty groupsProperty() {
    return groups;
  }

  public StringProperty modelProperty() {
    return model;
  }

  public StringProperty purposeProperty() {
    return purpose;
  }

  public BooleanProperty showRevokedProperty() {
    return showRevoked;
  }

  /** What is wrong with the name, for beside the field; {@code ""} if nothing, or if empty. */
  public ReadOnlyStringProperty nameProblemProperty() {
    return nameProblem.getReadOnlyProperty();
  }

  /** Something is under way: buttons are disabled. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Why the last thing asked was not done; {@code ""} if it was. */
  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Creates an agent from the form; {@code done} is called on the views' thread if it worked. */
  public void create(Runnable done) {
    String wanted = name.get().strip();
    if (wanted.isEmpty() || !problem(wanted).isEmpty()) {
      failure.set(wanted.isEmpty() ? "Give the agent a name." : problem(wanted));
      return;
    }
    NewAgent agent =
        new NewAgent(
            wanted,
            Arrays.stream(groups.get().split(","))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .toList(),
            model.get().strip(),
            purpose.get().strip(),
            Optional.empty());
    change(
        asked -> asked.createAgent(agent),
        () -> {
          List.of(name, groups, model, purpose).forEach(field -> field.set(""));
          done.run();
        });
  }

  public void revoke(String agent) {
    change(asked -> asked.revokeAgent(agent), () -> {});
  }

  private void change(Consumer<Console> request, Runnable done) {
    if (busy.get()) {
      return;
    }
    busy.set(true);
    failure.set("");
    context.background().execute(() -> ask(request, done));
  }

  private void ask(Consumer<Console> request, Runnable done) {
    try {
      request.accept(console.console());
      take(console.console().agents());
      context.ui().execute(done::run);
    } catch (RuntimeException e) {
      context.ui().execute(() -> failure.set(Failures.text(e)));
    } finally {
      context.ui().execute(() -> busy.set(false));
    }
  }
}
