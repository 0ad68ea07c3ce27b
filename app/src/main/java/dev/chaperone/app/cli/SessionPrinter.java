package dev.chaperone.app.cli;

import dev.chaperone.app.text.Lines;
import dev.chaperone.app.text.Units;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a session for a person: a head, then a few lines for each request. */
final class SessionPrinter {
  private static final String INDENT = "      ";
  private static final String ROW = "%4s  %-12s  %6s  %8s  %9s  %9s  %s";

  private final Shell shell;
  private final boolean full;

  SessionPrinter(Shell shell, boolean full) {
    this.shell = shell;
    this.full = full;
  }

  void head(SessionSummary session) {
    line("Session " + session.id() + "  (" + session.state() + ")");
    field("agent", identity(session.identity()));
    field("model", session.model());
    field("purpose", session.purpose());
    field("groups", String.join(", ", session.groups()));
    field("from", source(session.source()));
    field("client", session.client());
    field(
        "time",
        Units.dateTime(session.opened(), shell.zone())
            + " to "
            + Units.dateTime(session.lastActivity(), shell.zone()));
    field(
        "total",
        String.join(
            ", ",
            Units.count(session.exchanges(), "request"),
            Units.count(session.errors(), "error"),
            Units.count(session.rows(), "row"),
            Units.bytes(session.bytesProcessed()) + " scanned",
            Units.bytes(session.bytesDelivered()) + " delivered",
            Units.count(session.frames(), "frame")));
    if (session.operatorUnprotected()) {
      field("operator", "unprotected");
    }
    line("");
  }

  void exchangesHead() {
    line(
        String.format(
            Locale.ROOT, ROW, "#", "TIME", "STATUS", "DURATION", "BYTES", "ROWS", "CALL"));
  }

  void exchange(long number, ExchangeSummary exchange) {
    String call =
        exchange.apiMethod().isEmpty()
            ? exchange.method() + " " + exchange.path()
            : exchange.apiMethod() + (exchange.dryRun() ? " (dry run)" : "");
    line(
        String.format(
            Locale.ROOT,
            ROW,
            number,
            Units.time(exchange.received(), shell.zone()),
            exchange.status() < 0 ? exchange.state() : Integer.toString(exchange.status()),
            Units.millis(exchange.durationMillis()),
            Units.bytes(exchange.responseBytes()),
            exchange.rows() < 0 ? "" : Units.count(exchange.rows()),
            call));
    line(
        INDENT
            + exchange.identity().agent()
            + " from "
            + source(exchange.source())
            + " by "
            + (exchange.client().isEmpty() ? "an unknown client" : exchange.client()));
    if (!exchange.sql().isEmpty()) {
      text("", exchange.sql());
    }
    figures(exchange);
    if (!exchange.errorReason().isEmpty() || !exchange.errorMessage().isEmpty()) {
      text("error ", exchange.errorReason() + ": " + exchange.errorMessage());
    }
  }

  private void figures(ExchangeSummary exchange) {
    List<String> figures = new ArrayList<>();
    if (exchange.bytesProcessed() >= 0) {
      figures.add(Units.bytes(exchange.bytesProcessed()) + " scanned");
    }
    if (exchange.totalRows() >= 0 && exchange.totalRows() != exchange.rows()) {
      figures.add(Units.count(exchange.totalRows(), "row") + " in all");
    }
    if (!exchange.state().equals("done")) {
      figures.add(exchange.state());
    }
    if (exchange.withoutAnswer()) {
      figures.add("answer not recorded: policy level metadata");
    }
    exchange.job().ifPresent(job -> figures.add("job " + job));
    if (!figures.isEmpty()) {
      line(INDENT + String.join(", ", figures));
    }
  }

  void framesHead() {
    line("");
    line("Frames");
    line(String.format(Locale.ROOT, "%8s  %-12s  %-15s  %s", "SEQ", "TIME", "TYPE", "EXCHANGE"));
  }

  void frame(Frame frame) {
    FrameHeader header = frame.header();
    line(
        String.format(
            Locale.ROOT,
            "%8d  %-12s  %-15s  %s%s",
            header.sequence(),
            Units.time(header.time(), shell.zone()),
            header.type(),
            header.exchange().map(Object::toString).orElse("-"),
            frame.body().isPresent() ? "" : "  (erased)"));
  }

  static String identity(Identity identity) {
    return identity.agent() + " (" + identity.issuer() + ", " + identity.subject() + ")";
  }

  static String source(Source source) {
    String who = source.address();
    if (source.pid() >= 0) {
      who += " pid " + source.pid();
    }
    return source.executable().isEmpty() ? who : who + " " + source.executable();
  }

  private void field(String name, String value) {
    if (!value.isEmpty()) {
      line(String.format(Locale.ROOT, "  %-9s %s", name, Lines.oneLine(value)));
    }
  }

  /** SQL or an error: one line that fits, or whole with its own line breaks. */
  private void text(String label, String text) {
    if (full) {
      text.lines().forEach(line -> shell.out().println(INDENT + label + Lines.visible(line)));
    } else {
      line(INDENT + label + Lines.oneLine(text));
    }
  }

  private void line(String line) {
    shell.out().println(Lines.fit(Lines.visible(line), shell.width()));
  }
}
