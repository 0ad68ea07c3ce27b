package dev.chaperone.googlesql.analysis;

import com.google.zetasql.FunctionProtos.FunctionArgumentTypeProto;
import com.google.zetasql.FunctionProtos.FunctionProto;
import com.google.zetasql.FunctionProtos.FunctionSignatureProto;
import com.google.zetasql.SimpleCatalogProtos.SimpleCatalogProto;
import com.google.zetasql.SimpleTableProtos.SimpleColumnProto;
import com.google.zetasql.SimpleTableProtos.SimpleTableProto;
import com.google.zetasql.ZetaSQLFunctions.FunctionEnums.Mode;
import com.google.zetasql.ZetaSQLFunctions.SignatureArgumentKind;
import com.google.zetasql.ZetaSQLType.TypeProto;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.RoutineEntry;
import dev.chaperone.sql.catalogue.TableEntry;
import dev.chaperone.sql.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables and functions one request may mean, under every name it may give them.
 *
 * <p>A script adds its temporary ones.
 */
final class AnalysisCatalog {
  /** Columns BigQuery adds, the more the better: one without use does no harm. */
  private static final List<Field> PSEUDO_COLUMNS =
      List.of(
          Field.of("_TABLE_SUFFIX", "STRING"),
          Field.of("_PARTITIONTIME", "TIMESTAMP"),
          Field.of("_PARTITIONDATE", "DATE"),
          Field.of("_FILE_NAME", "STRING"));

  /** A table, and the columns by their place in the analyser's table. */
  record Relation(TableEntry entry, List<String> columns, List<Value> values) {
    Relation {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }

    /** Whether its columns have origins of their own, as in a script's own tables. */
    boolean isTemporary() {
      return !values.isEmpty();
    }
  }

  private final Optional<String> project;
  private final Optional<String> dataset;
  private final Node root = new Node();
  private final Map<Integer, Relation> relations = new HashMap<>();

  AnalysisCatalog(Message.Request request) {
    this.project = request.project();
    this.dataset = request.dataset();
    request.catalogue().tables().forEach(this::add);
    request.catalogue().routines().forEach(this::add);
  }

  Relation relation(int serializationId) {
    Relation relation = relations.get(serializationId);
    if (relation == null) {
      throw new NotFollowedException("a table the catalogue does not have");
    }
    return relation;
  }

  SimpleCatalogProto.Builder build() {
    return root.build("catalogue");
  }

  /** A script's own table; its columns come from what filled it. */
  void addTemporary(String name, List<String> columns, List<TypeProto> types, List<Value> values) {
    SimpleTableProto.Builder table = table(name);
    for (int i = 0; i < columns.size(); i++) {
      table.addColumn(SimpleColumnProto.newBuilder().setName(columns.get(i)).setType(types.get(i)));
    }
    TableName temporary = new TableName(Optional.empty(), Optional.empty(), name, Optional.empty());
    register(table, new Relation(TableEntry.table(temporary), columns, values));
    root.put(List.of(name), table.build());
    root.put(List.of("_SESSION", name), table.build());
  }

  void addTemporary(String name, FunctionSignatureProto signature, boolean aggregate) {
    root.put(
        List.of(name),
        FunctionProto.newBuilder()
            .setGroup("script")
            .setMode(aggregate ? Mode.AGGREGATE : Mode.SCALAR)
            .addSignature(signature)
            .build());
  }

  private void add(TableEntry entry) {
    SimpleTableProto.Builder table = table(entry.name().table());
    List<String> columns = new ArrayList<>();
    for (Field field : entry.fields()) {
      Optional<TypeProto> type = TypeNames.of(field);
      if (type.isEmpty()) {
        // Half a table would let a star pass by a column.
        return;
      }
      columns.add(field.name());
      table.addColumn(SimpleColumnProto.newBuilder().setName(field.name()).setType(type.get()));
    }
    for (Field pseudo : PSEUDO_COLUMNS) {
      if (columns.stream().noneMatch(pseudo.name()::equalsIgnoreCase)) {
        columns.add(pseudo.name());
        table.addColumn(
            SimpleColumnProto.newBuilder()
                .setName(pseudo.name())
                .setType(TypeNames.of(pseudo).orElseThrow())
                .setIsPseudoColumn(true));
      }
    }
    register(table, new Relation(entry, columns, List.of()));
    spellings(entry.name()).forEach(path -> root.put(path, table.build()));
  }

  private SimpleTableProto.Builder table(String name) {
    return SimpleTableProto.newBuilder().setName(name).setSerializationId(relations.size() + 1);
  }

  private void register(SimpleTableProto.Builder table, Relation relation) {
    relations.put((int) table.getSerializationId(), relation);
  }

  /** All ways in which the request may name this table. */
  private List<List<String>> spellings(TableName name) {
    String written =
        name.decorator()
            .map(
                d ->
                    name.table() + name.dotted().substring(name.dotted().length() - d.length() - 1))
            .orElse(name.table());
    List<String> table = List.of(written.split("\\."));
    List<List<String>> spellings = new ArrayList<>();
    List<String> inDataset = join(name.dataset(), table);
    spellings.add(join(name.project(), inDataset));
    if (name.project().isEmpty() || name.project().equals(project)) {
      spellings.add(inDataset);
      project.ifPresent(p -> spellings.add(join(project, inDataset)));
      if (name.dataset().equals(dataset)) {
        spellings.add(table);
      }
    }
    return spellings;
  }

  private static List<String> join(Optional<String> first, List<String> rest) {
    return Stream.concat(first.stream(), rest.stream()).toList();
  }

  private void add(RoutineEntry routine) {
    if (routine.name().kind() != RoutineName.Kind.FUNCTION || routine.returns().isEmpty()) {
      return;
    }
    FunctionSignatureProto.Builder signature = FunctionSignatureProto.newBuilder();
    for (RoutineEntry.Argument argument : routine.arguments()) {
      signature.addArgument(
          argument.type().toUpperCase(Locale.ROOT).startsWith("ANY")
              ? argument(SignatureArgumentKind.ARG_TYPE_ARBITRARY)
              : argument(TypeNames.named(argument.type())));
    }
    signature.setReturnType(argument(TypeNames.named(routine.returns().get())));
    root.put(
        List.of(routine.name().path().split("\\.")),
        FunctionProto.newBuilder()
            .setGroup("catalogue")
            .setMode(Mode.SCALAR)
            .addSignature(signature)
            .build());
  }

  private static FunctionArgumentTypeProto argument(Optional<TypeProto> type) {
    return type.map(
            t ->
                FunctionArgumentTypeProto.newBuilder()
                    .setKind(SignatureArgumentKind.ARG_TYPE_FIXED)
                    .setType(t)
                    .setNumOccurrences(1)
                    .build())
        .orElseGet(() -> argument(SignatureArgumentKind.ARG_TYPE_ARBITRARY));
  }

  private static FunctionArgumentTypeProto argument(SignatureArgumentKind kind) {
    return FunctionArgumentTypeProto.newBuilder().setKind(kind).setNumOccurrences(1).build();
  }

  /** One level of a catalog; a quoted identifier may hold several parts of a path. */
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private final Map<String, SimpleTableProto> tables = new HashMap<>();
    private final Map<String, FunctionProto> functions = new HashMap<>();

    void put(List<String> path, SimpleTableProto table) {
      String name = String.join(".", path);
      tables.put(name.toLowerCase(Locale.ROOT), table.toBuilder().setNameInCatalog(name).build());
      for (int first = 1; first < path.size(); first++) {
        child(path.subList(0, first)).put(path.subList(first, path.size()), table);
      }
    }

    void put(List<String> path, FunctionProto function) {
      String name = String.join(".", path);
      functions.put(
          name.toLowerCase(Locale.ROOT),
          function.toBuilder().clearNamePath().addNamePath(name).build());
      for (int first = 1; first < path.size(); first++) {
        child(path.subList(0, first)).put(path.subList(first, path.size()), function);
      }
    }

    private Node child(List<String> path) {
      return children.computeIfAbsent(
          String.join(".", path).toLowerCase(Locale.ROOT), n -> new Node());
    }

    SimpleCatalogProto.Builder build(String name) {
      SimpleCatalogProto.Builder proto =
          SimpleCatalogProto.newBuilder()
              .setName(name)
              .addAllTable(tables.values())
              .addAllCustomFunction(functions.values());
      children.forEach((child, node) -> proto.addCatalog(node.build(child)));
      return proto;
    }
  }
}
