package dev.chaperone.app.cli;

import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.recordings.frame.TableState;

/** Writes a held request as a person reads it before deciding. */
final class HoldPrinter {
  private final Shell shell;
  private final Fields fields;

  HoldPrinter(Shell shell) {
    this.shell = shell;
    this.fields = new Fields(shell.out());
  }

  void summary(HoldSummary hold) {
    fields.heading("Hold " + hold.id() + " (" + hold.state() + ")");
    fields.field("agent", hold.owner().agent() + " (" + hold.owner().subject() + ")");
    fields.field("session", hold.session().value());
    fields.field("held", Units.dateTime(hold.created(), shell.zone()));
    fields.field("expires", Units.dateTime(hold.expires(), shell.zone()));
    fields.field("rule", hold.rule());
    fields.field("reason", hold.reason());
    fields.field("last step", hold.detail());
    fields.field(
        "decided by", hold.decider().identity() + " (" + hold.decider().how().code() + ")");
    fields.bytes("approved cap", hold.cap());
    fields.field("replaces", hold.replaces());
    fields.field("replaced by", hold.successor());
  }

  /**
   * The request itself.
   *
   * @param similar what became of others of the same shape, {@code ""} if there were none
   */
  void request(HeldRequest request, String similar) {
    HoldGrounds grounds = request.grounds();
    fields.field("model", grounds.model());
    fields.field("purpose", grounds.purpose());
    fields.field("client", grounds.client());
    fields.list("why", grounds.findings());
    fields.field("method", request.apiMethod());
    fields.field("request", request.httpMethod() + " " + request.path());
    fields.field("job", request.job().map(Object::toString).orElse(""));
    fields.list("statements", request.statementKinds());
    fields.list("reads", grounds.reads());
    fields.list("writes", grounds.writes());
    fields.list("rests on", request.envelope().tables().stream().map(HoldPrinter::table).toList());
    fields.field("destination", request.envelope().destination());
    fields.field("location", request.envelope().location());
    fields.list("sensitive", grounds.sensitive());
    fields.list("risks", grounds.risks());
    fields.list("unpartitioned", grounds.partitions());
    fields.bytes("bytes", request.envelope().bytes());
    fields.field("accuracy", grounds.accuracy());
    fields.field("usd", grounds.usd());
    fields.bytes("agent's cap", request.clientCap());
    fields.list("unknown", grounds.unknown());
    fields.field("similar", similar);
    fields.list("drifted", request.drift());
    fields.text("instead", grounds.suggestion());
    fields.text("sql", request.sql());
  }

  private static String table(TableState table) {
    return table.table()
        + " ("
        + table.type()
        + (table.rowAccess().equals("yes") ? ", row access policies" : "")
        + ")";
  }
}
