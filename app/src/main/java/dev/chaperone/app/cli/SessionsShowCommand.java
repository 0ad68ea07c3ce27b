package dev.chaperone.app.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.Console;
import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one session: who, and every request with what came of it. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Show a session: every request with time, SQL, identity, address, client, status,"
            + " duration, bytes and rows.")
final class SessionsShowCommand implements Callable<Integer> {
  private static final int PAGE = 500;

  private final Shell shell;

  @Parameters(
      paramLabel = "ID",
      description = "A session's id, the beginning or end of it, or \"last\".")
  private String id = "";

  @Option(names = "--full", description = "Show SQL and errors whole.")
  private boolean full;

  @Option(names = "--frames", description = "Show the session's frames too.")
  private boolean frames;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private JsonOption json = new JsonOption();

  SessionsShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (data.isNothing(shell)) {
      throw new CommandFailure(Exit.NOT_FOUND, "nothing is recorded yet in " + data.folder(shell));
    }
    try (Door.Visit visit = data.visit(shell, "sessions show")) {
      Console console = visit.console();
      SessionSummary session = SessionFinder.find(console, id);
      if (json.isOn()) {
        printJson(console, session);
      } else {
        print(console, session);
      }
    }
    return Exit.OK;
  }

  private void print(Console console, SessionSummary session) {
    SessionPrinter printer = new SessionPrinter(shell, full);
    printer.head(session);
    printer.exchangesHead();
    long[] number = {0};
    exchanges(console, session.id(), exchange -> printer.exchange(++number[0], exchange));
    if (frames) {
      printer.framesHead();
      console.frames(session.id(), 1, printer::frame);
    }
    shell.out().flush();
  }

  /** Written piece by piece: a session may hold gigabytes. */
  private void printJson(Console console, SessionSummary session) throws IOException {
    JsonGenerator out = Json.MAPPER.createGenerator(shell.out());
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    out.writeStartObject();
    out.writeFieldName("session");
    out.writeTree(SessionDocuments.session(session));
    out.writeArrayFieldStart("exchanges");
    exchanges(console, session.id(), exchange -> write(out, SessionDocuments.exchange(exchange)));
    out.writeEndArray();
    out.writeArrayFieldStart("frames");
    console.frames(session.id(), 1, frame -> write(out, SessionDocuments.frame(frame)));
    out.writeEndArray();
    out.writeEndObject();
    out.close();
    shell.out().println();
    shell.out().flush();
  }

  private static void write(JsonGenerator out, com.fasterxml.jackson.databind.JsonNode node) {
    try {
      out.writeTree(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void exchanges(
      Console console, SessionId session, Consumer<ExchangeSummary> consumer) {
    int offset = 0;
    List<ExchangeSummary> page;
    do {
      page = console.exchanges(session, offset, PAGE);
      page.forEach(consumer);
      offset += page.size();
    } while (page.size() == PAGE);
  }
}
