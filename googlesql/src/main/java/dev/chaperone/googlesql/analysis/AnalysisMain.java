package dev.chaperone.googlesql.analysis;

import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.wire.Message;
import dev.chaperone.sql.wire.MessageCodec;
import dev.chaperone.sql.wire.WireException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The analysis worker: reads requests from its standard input, one after the other, and answers on
 * its standard output.
 */
public final class AnalysisMain {
  /** The gateway sent what cannot be read, or is gone. */
  static final int BROKEN_PIPE = 3;

  /** The native library does not load here; starting again is no use. */
  public static final int CANNOT_RUN_HERE = 4;

  /** More memory than allowed. */
  static final int OUT_OF_MEMORY = 5;

  /** Deep trees are walked recursively. */
  private static final long STACK = 256L << 20;

  private static final List<String> WARM_UP =
      List.of(
          "WITH a AS (SELECT 1 AS x) SELECT x, COUNT(*) FROM a JOIN UNNEST([1, 2]) y ON x = y"
              + " WHERE x > 0 GROUP BY x HAVING COUNT(*) > 0 ORDER BY x LIMIT 10",
          "SELECT STRUCT(1 AS a).a, ARRAY(SELECT 1), ROW_NUMBER() OVER (ORDER BY z) FROM (SELECT 2 z)");

  private AnalysisMain() {}

  public static void main(String[] args) throws InterruptedException {
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    // Whatever a library prints must not stand among the answers.
    System.setOut(System.err);
    long memory = args.length > 0 ? Long.parseLong(args[0]) << 20 : Long.MAX_VALUE;
    MemoryGuard.start(memory, () -> Runtime.getRuntime().halt(OUT_OF_MEMORY));
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
    Thread worker = new Thread(null, () -> exit(run(in, out)), "analysis", STACK);
    worker.start();
    worker.join();
  }

  private static int run(InputStream in, OutputStream out) {
    NativeAnalyser analyser;
    RegisteredCatalogs catalogs;
    try {
      analyser = NativeAnalyser.load();
      catalogs = new RegisteredCatalogs(analyser);
      warmUp(analyser, catalogs);
    } catch (RuntimeException | LinkageError e) {
      System.err.println("cannot run here: " + e);
      return CANNOT_RUN_HERE;
    }
    try {
      MessageCodec.write(out, new Message.Ready("ZetaSQL"));
      for (Optional<Message> next = MessageCodec.read(in);
          next.isPresent();
          next = MessageCodec.read(in)) {
        if (!(next.get() instanceof Message.Request request)) {
          return BROKEN_PIPE;
        }
        MessageCodec.write(out, new Message.Begun(request.id()));
        answer(out, request.id(), analyse(analyser, catalogs, request));
      }
      return 0;
    } catch (IOException e) {
      return BROKEN_PIPE;
    }
  }

  private static void answer(OutputStream out, long id, ScriptFacts facts) throws IOException {
    try {
      MessageCodec.write(out, new Message.Done(id, facts));
    } catch (WireException e) {
      Doubt tooLong = new Doubt(Doubt.Reason.BEYOND_LIMITS, "what is known of it is too long");
      MessageCodec.write(out, new Message.Done(id, ScriptFacts.unknown(tooLong)));
    }
  }

  private static ScriptFacts analyse(
      NativeAnalyser analyser, RegisteredCatalogs catalogs, Message.Request request) {
    try {
      return Analysis.of(analyser, catalogs, request);
    } catch (RuntimeException | StackOverflowError e) {
      // Its text is the agent's and stays out of the log.
      return ScriptFacts.unknown(
          new Doubt(Doubt.Reason.ANALYSER_FAILED, e.getClass().getSimpleName()));
    }
  }

  private static void warmUp(NativeAnalyser analyser, RegisteredCatalogs catalogs) {
    for (int i = 0; i < 20; i++) {
      for (String sql : WARM_UP) {
        ScriptFacts unused =
            analyse(
                analyser,
                catalogs,
                new Message.Request(
                    i, sql, Optional.empty(), Optional.empty(), CatalogueSnapshot.EMPTY));
      }
    }
  }

  private static void exit(int code) {
    // ZetaSQL leaves native threads behind that would hold the process.
    Runtime.getRuntime().halt(code);
  }
}
