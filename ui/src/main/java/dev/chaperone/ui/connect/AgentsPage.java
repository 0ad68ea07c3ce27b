package dev.chaperone.ui.connect;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.agents.AgentRow;
import dev.chaperone.ui.model.agents.AgentsModel;
import dev.chaperone.ui.model.agents.ConnectModel;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.rows.RowSource;
import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Agents at the left, how to connect the chosen one at the right. */
public final class AgentsPage extends SplitPane implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final AgentsModel agents;
  private final ConnectModel connect;
  private final RowList<AgentRow> list;
  private final Label count = Ui.label("", "pane-count");
  private final NewAgentForm form;
  private final VBox none =
      Ui.empty(
          Feather.USERS, "No agents yet", "Create the first one below; its token stays in a file.");

  public AgentsPage(
      AgentsModel agents, ConnectModel connect, ZoneId zone, Consumer<String> revoke) {
    this.agents = agents;
    this.connect = connect;
    getStyleClass().add("agents-page");
    list = new RowList<>("Agents", AgentCell.HEIGHT, () -> new AgentCell(zone, revoke));
    list.setSource(RowSource.of(agents.rows()));
    list.setOnSelect(index -> choose(agents.rows().get(index)));
    CheckBox revoked = new CheckBox("Show revoked");
    revoked.selectedProperty().bindBidirectional(agents.showRevokedProperty());
    HBox head = Ui.row(8, Ui.label("Agents", "pane-title"), count, Ui.spacer(), revoked);
    head.getStyleClass().add("pane-head");
    form = new NewAgentForm(agents, this::created);
    StackPane body = new StackPane(list, none);
    body.setMinHeight(0);
    none.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    VBox left = new VBox(head, body, form);
    left.setMinWidth(320);
    ConnectSteps steps = new ConnectSteps(connect);
    getItems().addAll(left, steps);
    setDividerPositions(0.34);
    subscriptions.observe(agents.rows(), this::refresh);
    subscriptions.observe(connect.agentProperty(), agent -> refresh());
    subscriptions.add(form::close);
    subscriptions.add(steps::close);
    subscriptions.add(
        () -> revoked.selectedProperty().unbindBidirectional(agents.showRevokedProperty()));
  }

  public void focusForm() {
    form.focusName();
  }

  private void choose(AgentRow row) {
    if (row.state() != AgentRow.State.REVOKED) {
      connect.agentProperty().set(row.name());
    }
  }

  private void created(String name) {
    connect.agentProperty().set(name);
  }

  private void refresh() {
    count.setText(agents.rows().isEmpty() ? "" : Units.count(agents.rows().size()));
    Ui.show(none, agents.rows().isEmpty());
    list.refresh();
    int index = -1;
    for (int i = 0; i < agents.rows().size(); i++) {
      if (agents.rows().get(i).name().equals(connect.agentProperty().get())) {
        index = i;
      }
    }
    list.mark(index);
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
