package dev.chaperone.ui.model.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.ui.model.console.Attached;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentsAndConnectTest {
  private static final ConnectTexts TEXTS =
      new ConnectTexts() {
        @Override
        public List<Client> clients() {
          return List.of(new Client("bq", "bq"), new Client("java", "Java"));
        }

        @Override
        public String defaultProject(GatewayStatus gateway) {
          return "demo";
        }

        @Override
        public Text text(Client client, GatewayStatus gateway, IssuedAgent agent, String project) {
          return new Text(
              client.id() + " " + gateway.http() + " " + agent.tokenFile() + " " + project,
              List.of());
        }
      };

  private final Attached attached = new Attached();
  private final AgentsModel agents = new AgentsModel(attached.console, attached.context);
  private final ConnectModel connect = new ConnectModel(attached.console, TEXTS, attached.context);
  private boolean done;

  private void create(String name) {
    agents.nameProperty().set(name);
    agents.create(() -> done = true);
  }

  @Test
  void createsAnAgentFromTheForm() {
    attached.attach();
    agents.groupsProperty().set("analysts, eu ,");
    agents.modelProperty().set("model-1");
    agents.purposeProperty().set("weekly report");
    create("claude");
    assertThat(done).isTrue();
    assertThat(agents.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo(AgentRow.State.ACTIVE);
              assertThat(row.agent().groups()).containsExactly("analysts", "eu");
              assertThat(row.agent().purpose()).isEqualTo("weekly report");
            });
    assertThat(agents.nameProperty().get()).isEmpty();
    assertThat(agents.busyProperty().get()).isFalse();
  }

  @Test
  void aBadOrTakenNameIsToldAndTheFormStays() {
    attached.attach();
    create("Not Good");
    assertThat(agents.nameProblemProperty().get()).contains("Lower-case");
    assertThat(done).isFalse();
    create("claude");
    done = false;
    create("claude");
    assertThat(done).isFalse();
    assertThat(agents.failureProperty().get()).isEqualTo("There is an agent claude already.");
    assertThat(agents.nameProperty().get()).isEqualTo("claude");
  }

  @Test
  void revokedAgentsAreShownOnlyOnRequest() {
    attached.attach();
    create("claude");
    agents.revoke("claude");
    assertThat(agents.rows()).isEmpty();
    agents.showRevokedProperty().set(true);
    assertThat(agents.rows()).extracting(AgentRow::state).containsExactly(AgentRow.State.REVOKED);
  }

  @Test
  void tokensExpireByTimeAlone() {
    attached.attach();
    create("claude");
    attached.clock.advance(Duration.ofDays(2));
    attached.live();
    assertThat(agents.rows()).extracting(AgentRow::state).containsExactly(AgentRow.State.EXPIRED);
  }

  @Test
  void saysWhatToCopyForTheChosenClientAndProject() {
    attached.fake.createAgent(NewAgent.named("claude"));
    attached.attach();
    connect.agentProperty().set("claude");
    assertThat(connect.textProperty().get().copy()).isEqualTo("bq 127.0.0.1:8080 claude.jwt demo");
    connect.clientProperty().set(connect.clients().getLast());
    connect.projectProperty().set("mine");
    assertThat(connect.textProperty().get().copy())
        .isEqualTo("java 127.0.0.1:8080 claude.jwt mine");
  }

  @Test
  void waitsForTheAgentsOwnFirstRequest() {
    attached.fake.createAgent(NewAgent.named("claude"));
    attached.tape.opened("s", "claude").opened("t", "other");
    attached.attach();
    connect.agentProperty().set("claude");
    attached.tape.query("t", "SELECT 1", 200, "{}");
    attached.live();
    assertThat(connect.progressProperty().get()).isEqualTo(ConnectModel.Progress.WAITING);
    assertThat(connect.messageProperty().get()).contains("Waiting for the first request of claude");
    attached.tape.query("s", "SELECT 1", 200, "{}");
    attached.live();
    assertThat(connect.progressProperty().get()).isEqualTo(ConnectModel.Progress.ARRIVED);
    assertThat(connect.messageProperty().get())
        .isEqualTo("It arrived: bigquery.jobs.query from 127.0.0.1:5000 by python");
    connect.clientProperty().set(connect.clients().getLast());
    assertThat(connect.progressProperty().get()).isEqualTo(ConnectModel.Progress.ARRIVED);
  }

  @Test
  void withoutAGatewayOrAgentItSaysWhatToDo() {
    attached.fake.gateway = Optional.empty();
    attached.attach();
    connect.agentProperty().set("claude");
    assertThat(connect.progressProperty().get()).isEqualTo(ConnectModel.Progress.FAILED);
    assertThat(connect.messageProperty().get()).contains("chaperone serve");
    connect.agentProperty().set("");
    assertThat(connect.progressProperty().get()).isEqualTo(ConnectModel.Progress.NOTHING_CHOSEN);
  }
}
