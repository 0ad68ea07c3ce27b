package dev.chaperone.proxy.sql.analysis;

import dev.chaperone.sql.Fact;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFactsBuilder;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.wire.Message;
import dev.chaperone.sql.wire.MessageCodec;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A worker without an analyser, which misbehaves as a text tells it to. */
public final class FakeWorker {
  private FakeWorker() {}

  public static void main(String[] args) throws Exception {
    Path once = Path.of(args[0]);
    String start = args[1];
    OutputStream out = System.out;
    InputStream in = new BufferedInputStream(System.in);
    switch (start) {
      case "never-ready" -> Thread.sleep(600_000);
      case "cannot-run" -> System.exit(WorkerLauncher.CANNOT_RUN_HERE);
      case "always-fails" -> System.exit(9);
      case "fails-once" -> {
        if (!Files.exists(once)) {
          Files.createFile(once);
          System.exit(9);
        }
      }
      case "prints" -> out.write("Picked up some options\n".getBytes());
      default -> {}
    }
    MessageCodec.write(out, new Message.Ready("fake"));
    for (Optional<Message> next = MessageCodec.read(in);
        next.isPresent();
        next = MessageCodec.read(in)) {
      answer(out, (Message.Request) next.get(), once);
    }
  }

  private static void answer(OutputStream out, Message.Request request, Path once)
      throws Exception {
    switch (request.sql()) {
      case "die-before" -> System.exit(1);
      case "die-before-once" -> {
        if (!Files.exists(once)) {
          Files.createFile(once);
          System.exit(1);
        }
      }
      case "hang-before" -> Thread.sleep(600_000);
      default -> {}
    }
    MessageCodec.write(out, new Message.Begun(request.id()));
    long id = request.id();
    switch (request.sql()) {
      case "die" -> Runtime.getRuntime().halt(139);
      case "hang" -> Thread.sleep(600_000);
      case "garbage" -> {
        out.write("not a message at all, by no means".getBytes());
        out.flush();
        Thread.sleep(600_000);
      }
      case "endless" -> {
        out.write(new byte[] {0, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        out.flush();
        Thread.sleep(600_000);
      }
      case "another" -> id++;
      default -> {}
    }
    ScriptFacts facts =
        new ScriptFacts(
            ScriptFacts.Analyser.NATIVE,
            List.of(
                new StatementFactsBuilder(StatementKind.SELECT, "fake")
                    .reads(Fact.known(Set.of()))
                    .build()),
            List.of());
    MessageCodec.write(out, new Message.Done(id, facts));
  }
}
