package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.connect.ClientKind;
import dev.chaperone.app.connect.ConnectPlan;
import dev.chaperone.app.connect.CredentialFiles;
import dev.chaperone.app.connect.FirstRequest;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Lines;
import dev.chaperone.app.text.ShellText;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a client's environment needs, ready for a shell to read. */
@Command(
    name = "connect",
    mixinStandardHelpOptions = true,
    header = "Print the environment that points an agent's client at the gateway.",
    description = {
      "Print the environment that points an agent's BigQuery client at the running gateway:",
      "  eval \"$$(chaperone connect bq)\""
    })
final class ConnectCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "bq|python|node|java|env",
      description = "The client; env is for bq, Python and Node together.")
  private ClientKind client = ClientKind.ENV;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description =
          "The agent; created if there is none of that name. Without this option the"
              + " only active agent, or a new one named \"agent\".")
  private @Nullable String agent;

  @Option(
      names = "--project",
      paramLabel = "ID",
      description =
          "The Google Cloud project that queries run in (default: $$GOOGLE_CLOUD_PROJECT;"
              + " with a sandbox, demo).")
  private @Nullable String project;

  @Option(names = "--wait", description = "Wait for the agent's first request and say it arrived.")
  private boolean wait;

  @Mixin private DataOption data = new DataOption();
  @Mixin private ProofOption proof = new ProofOption();
  @Mixin private JsonOption json = new JsonOption();

  ConnectCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataFolder folder = data.folder(shell);
    if (!folder.isUsed()) {
      throw notRunning(folder);
    }
    try (Door.Visit visit = data.visit(shell, "connect")) {
      Console console = visit.console();
      ConsoleStatus status = console.status();
      GatewayStatus gateway = status.gateway().orElseThrow(() -> notRunning(folder));
      String projectId = new ProjectChoice(shell).of(project, gateway);
      IssuedAgent issued = new AgentChoice(shell, console, proof).of(agent);
      CredentialFiles files = CredentialFiles.write(folder, gateway, issued);
      ConnectPlan plan = ConnectPlan.of(client, gateway, issued, files, projectId);
      if (json.isOn()) {
        printJson(issued, gateway, files, plan);
      } else {
        print(issued, plan);
      }
      if (wait) {
        awaitFirst(console, issued, status.lastSequence() + 1);
      }
    }
    return Exit.OK;
  }

  private CommandFailure notRunning(DataFolder folder) {
    return new CommandFailure(
        Exit.NOT_RUNNING,
        "no gateway runs on "
            + folder
            + "; start one first: chaperone serve"
            + (data.isGiven() ? " --data " + ShellText.quoted(folder.toString()) : ""));
  }

  private void print(IssuedAgent issued, ConnectPlan plan) {
    shell.out().println("# Chaperone: " + client.word() + " as the agent " + issued.name() + ".");
    plan.variables()
        .forEach(
            (name, value) -> shell.out().println("export " + name + "=" + ShellText.quoted(value)));
    plan.remarks().forEach(remark -> shell.out().println("# " + Lines.visible(remark)));
    shell.out().flush();
  }

  private void printJson(
      IssuedAgent issued, GatewayStatus gateway, CredentialFiles files, ConnectPlan plan) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("client", client.word()).put("agent", issued.name());
    document.put("http", gateway.http()).put("https", gateway.https());
    document.put("token_file", issued.tokenFile().toString());
    document.put("credentials_file", files.https().toString());
    document.put("credentials_file_http", files.http().toString());
    document.put("ca_certificate", gateway.caCertificate().toString());
    document.put("trust_store", gateway.trustStore().toString());
    ObjectNode variables = document.putObject("env");
    plan.variables().forEach(variables::put);
    plan.javaOptions().forEach(document.putArray("java_options")::add);
    JsonOption.print(shell.out(), document);
  }

  private void awaitFirst(Console console, IssuedAgent issued, long from)
      throws InterruptedException {
    shell.note("Waiting for the first request of " + issued.name() + " (Ctrl-C ends this)…");
    FrameBody.Received first = FirstRequest.await(console, issued.name(), from);
    shell.note(
        Lines.oneLine(
            "It arrived: "
                + (first.apiMethod().isEmpty() ? first.method() : first.apiMethod())
                + " from "
                + first.source().address()
                + " by "
                + first.client()));
  }
}
