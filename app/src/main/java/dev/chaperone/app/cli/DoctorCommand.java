package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.doctor.ConsoleChecks;
import dev.chaperone.app.doctor.Finding;
import dev.chaperone.app.doctor.MachineChecks;
import dev.chaperone.app.doctor.SecretChecks;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Lines;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.proxy.seal.ReviewerKeyFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at everything that may be wrong, and mends the database if asked. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Check Java, the data folder, the store, the agents and the secrets; exit 1 if"
            + " something is at fault.")
final class DoctorCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--rebuild",
      description = "Make the recordings database anew from the journal, then check.")
  private boolean rebuild;

  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    DataFolder folder = data.folder(shell);
    List<Finding> findings = new ArrayList<>(new MachineChecks(folder).run());
    if (folder.isUsed()) {
      findings.addAll(inside());
    } else {
      findings.add(
          new Finding(
              "operator",
              Finding.Level.WARNING,
              "unprotected: no passphrase is set",
              "chaperone operator set-passphrase"));
    }
    findings.addAll(
        new SecretChecks(folder, shell.environment(), shell.home(), ReviewerKeyFile::isOne).run());
    if (json.isOn()) {
      printJson(findings);
    } else {
      print(findings);
    }
    boolean fault = findings.stream().anyMatch(f -> f.level() == Finding.Level.FAULT);
    return fault ? Exit.FAILED : Exit.OK;
  }

  private List<Finding> inside() {
    Door door = data.door(shell, "doctor");
    try (Door.Visit visit = rebuild ? door.openRebuilding() : door.open()) {
      if (rebuild && visit.console().status().gateway().isPresent()) {
        throw new CommandFailure(
            Exit.FOLDER_IN_USE,
            "a gateway runs on this folder; stop it first, then rebuild its database");
      }
      return new ConsoleChecks(visit.console(), shell.clock()).run();
    } catch (ConsoleException e) {
      return List.of(
          new Finding(
              "store",
              Finding.Level.FAULT,
              String.valueOf(e.getMessage()),
              "chaperone doctor --rebuild may help"));
    }
  }

  private void print(List<Finding> findings) {
    for (Finding finding : findings) {
      String line =
          String.format(
              Locale.ROOT,
              "%-8s %-12s %s",
              finding.level().word(),
              finding.topic(),
              Lines.oneLine(finding.message()));
      shell.out().println(line);
      if (!finding.next().isEmpty()) {
        shell.out().println(" ".repeat(22) + "-> " + Lines.oneLine(finding.next()));
      }
    }
    shell.out().flush();
  }

  private static boolean unprotected(List<Finding> findings) {
    return findings.stream()
        .anyMatch(f -> f.topic().equals("operator") && f.message().startsWith("unprotected"));
  }

  private void printJson(List<Finding> findings) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    ArrayNode checks = document.putArray("checks");
    for (Finding finding : findings) {
      ObjectNode check = checks.addObject();
      check.put("topic", finding.topic());
      check.put("level", finding.level().name().toLowerCase(Locale.ROOT));
      check.put("message", finding.message());
      if (!finding.next().isEmpty()) {
        check.put("next", finding.next());
      }
    }
    document.put("operator_unprotected", unprotected(findings));
    JsonOption.print(shell.out(), document);
  }
}
