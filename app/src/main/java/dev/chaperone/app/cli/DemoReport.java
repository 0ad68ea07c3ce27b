package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.demo.Demonstration;
import dev.chaperone.app.demo.Warehouses;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.app.text.ShellText;
import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.SessionSummary;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the demonstration says in the terminal: where it runs, what came of it, what is next. */
record DemoReport(Shell shell, DataFolder folder) {
  void places(Warehouses.Running warehouse, GatewayHost host) {
    say("  warehouse  " + warehouse.description());
    say(
        "  gateway    "
            + host.status().http()
            + ", https "
            + host.status().https()
            + ", unprotected");
    say("  data       " + folder);
    say("");
  }

  void outcome(Demonstration.Outcome outcome) {
    say(
        "Done: "
            + String.join(
                ", ",
                Units.count(sum(outcome, SessionSummary::exchanges), "request"),
                Units.count(sum(outcome, SessionSummary::errors), "error") + " (one on purpose)",
                Units.count(sum(outcome, SessionSummary::rows), "row"),
                Units.bytes(sum(outcome, SessionSummary::bytesDelivered)) + " delivered",
                Units.bytes(sum(outcome, SessionSummary::bytesProcessed)) + " scanned"));
    say(
        "Recorded: "
            + Units.count(outcome.frames(), "frame")
            + " in "
            + folder
            + "; "
            + VerifyCommand.summary(outcome.report()));
    outcome.report().faults().forEach(fault -> say("  " + fault));
  }

  void next() {
    String here = " --data " + ShellText.quoted(folder.toString());
    say("");
    say("Next:");
    say("  " + shell.program() + " sessions show last" + here);
    say("  " + shell.program() + " sandbox --port 9050");
    say("  " + shell.program() + " serve --upstream http://127.0.0.1:9050 --credentials none");
    say(
        "  eval \"$("
            + shell.program()
            + " connect bq)\" && bq query --use_legacy_sql=false 'SELECT COUNT(*) FROM shop.orders'");
  }

  void inWindow() {
    say("");
    say("The window stays open for replay; close it to end the demonstration. Open it again with:");
    say("  " + shell.program() + " --data " + ShellText.quoted(folder.toString()));
  }

  private static long sum(Demonstration.Outcome outcome, ToLongFunction<SessionSummary> figure) {
    List<SessionSummary> sessions = outcome.sessions();
    return sessions.stream().mapToLong(session -> Math.max(0, figure.applyAsLong(session))).sum();
  }

  void say(String line) {
    shell.out().println(line);
    shell.out().flush();
  }
}
