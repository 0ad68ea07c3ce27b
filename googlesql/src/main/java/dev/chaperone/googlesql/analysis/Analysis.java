package dev.chaperone.googlesql.analysis;

import com.google.protobuf.ByteString;
import com.google.zetasql.io.grpc.StatusRuntimeException;
import com.google.zetasql.parser.ASTScriptProto;
import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementFacts;
import dev.chaperone.sql.StatementFactsBuilder;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers one request: parses first, and only what parses is analysed. */
final class Analysis {
  private final NativeAnalyser analyser;
  private final RegisteredCatalogs catalogs;
  private final Message.Request request;
  private final byte[] bytes;

  private Analysis(NativeAnalyser analyser, RegisteredCatalogs catalogs, Message.Request request) {
    this.analyser = analyser;
    this.catalogs = catalogs;
    this.request = request;
    this.bytes = request.sql().getBytes(StandardCharsets.UTF_8);
  }

  static ScriptFacts of(
      NativeAnalyser analyser, RegisteredCatalogs catalogs, Message.Request request) {
    try {
      ASTScriptProto script = analyser.parse(request.sql());
      return new Analysis(analyser, catalogs, request)
          .script(ScriptWalk.statements(script, request.sql()));
    } catch (StatusRuntimeException e) {
      return ScriptFacts.unknown(
          new Doubt(Doubt.Reason.REFUSED, String.valueOf(e.getStatus().getDescription())));
    }
  }

  private ScriptFacts script(List<ParsedStatement> statements) {
    List<Doubt> doubts = new ArrayList<>();
    List<StatementFacts> facts = new ArrayList<>();
    try (LineageAnalysis lineage = new LineageAnalysis(analyser, catalogs, request)) {
      lineage.begin(statements);
      for (ParsedStatement statement : statements) {
        facts.add(statement(statement, lineage, doubts));
      }
    }
    return new ScriptFacts(ScriptFacts.Analyser.NATIVE, facts, doubts);
  }

  private StatementFacts statement(
      ParsedStatement statement, LineageAnalysis lineage, List<Doubt> doubts) {
    String sql =
        new String(
            bytes, statement.start(), statement.end() - statement.start(), StandardCharsets.UTF_8);
    Named named = Named.in(statement);
    Set<TableName> reads = new HashSet<>();
    Set<List<String>> paths = new HashSet<>(named.tables());
    if (!StatementKinds.isBlock(statement.kind())) {
      paths.addAll(extracted(sql));
    }
    for (List<String> path : paths) {
      Optional<TableName> table = TableName.parse(path);
      table.ifPresentOrElse(
          reads::add,
          () ->
              doubts.add(
                  new Doubt(Doubt.Reason.NAME, "not a table's name: " + String.join(".", path))));
    }
    Set<RoutineName> routines = new HashSet<>(named.routines());
    Set<dev.chaperone.sql.Risk> risks = new HashSet<>(statement.risks());
    risks.addAll(named.risks());
    StatementFactsBuilder facts =
        new StatementFactsBuilder(statement.kind(), "not analysed")
            .span(character(statement.start()), character(statement.end()), statement.depth())
            .risks(risks)
            .effect(StatementFacts.effectOf(statement.kind(), risks))
            .reads(Fact.known(reads))
            .routines(Fact.known(routines));
    lineage.add(statement, sql, facts);
    return facts.build();
  }

  /** The analyser's own opinion; where it has none, the walk over the tree stands alone. */
  private List<List<String>> extracted(String sql) {
    try {
      return analyser.tables(sql);
    } catch (StatusRuntimeException e) {
      return List.of();
    }
  }

  private int character(int offset) {
    return ByteString.copyFrom(bytes, 0, offset).toStringUtf8().length();
  }
}
