package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.app.text.Lines;
import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.VerificationReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks every block, chain and digest of a data folder's recordings. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Check every block, chain and digest of the recordings; exit 0 only if all hold.")
final class VerifyCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "A data folder; the same as --data.")
  private @Nullable Path path;

  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  VerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    DataOption place = path == null ? data : DataOption.of(path);
    DataFolder folder = place.folder(shell);
    if (!folder.isUsed()) {
      throw new CommandFailure(Exit.NOT_FOUND, "there are no recordings in " + folder);
    }
    VerificationReport report;
    try (Door.Visit visit = place.door(shell, "verify").open()) {
      report = visit.console().verify();
    }
    if (json.isOn()) {
      printJson(report);
    } else {
      print(folder, report);
    }
    return report.intact() ? Exit.OK : Exit.FAILED;
  }

  private void print(DataFolder folder, VerificationReport report) {
    shell.out().println(summary(report) + " in " + folder);
    report.faults().forEach(fault -> shell.out().println("  " + Lines.oneLine(fault)));
    shell.out().flush();
  }

  static String summary(VerificationReport report) {
    String frames = Units.count(report.frames(), "frame");
    String unsigned =
        report.signedThrough() < report.frames() ? ", not signed (no keys for that yet)" : "";
    return report.intact()
        ? "intact: " + frames + " verified" + unsigned
        : "NOT intact: " + Units.count(report.faults().size(), "fault") + ", " + frames + " hold";
  }

  private void printJson(VerificationReport report) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("intact", report.intact()).put("frames", report.frames());
    document.put("erased", report.erased()).put("signed_through", report.signedThrough());
    report.faults().forEach(document.putArray("faults")::add);
    JsonOption.print(shell.out(), document);
  }
}
