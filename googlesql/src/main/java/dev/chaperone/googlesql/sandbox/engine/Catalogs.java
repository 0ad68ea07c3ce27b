package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.LocalService.DescriptorPoolListProto;
import com.google.zetasql.LocalService.RegisterCatalogRequest;
import com.google.zetasql.LocalService.TableContent;
import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.SimpleCatalogProtos.SimpleCatalogProto;
import com.google.zetasql.SimpleTableProtos.SimpleColumnProto;
import com.google.zetasql.SimpleTableProtos.SimpleTableProto;
import com.google.zetasql.ZetaSQLOptionsProto.LanguageOptionsProto;
import com.google.zetasql.ZetaSQLOptionsProto.ZetaSQLBuiltinFunctionOptionsProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Describes the warehouse to ZetaSQL in two ways.
 *
 * <p>ZetaSQL gives contents only to tables of the root catalog. So names are resolved against a
 * catalog without contents that knows every spelling of a table, and the statement is then run,
 * with the names it was found to mean, against a flat one that holds just the tables it names.
 */
final class Catalogs {
  static final DescriptorPoolListProto POOLS =
      DescriptorPoolListProto.newBuilder()
          .addDefinitions(
              DescriptorPoolListProto.Definition.newBuilder()
                  .setBuiltin(DescriptorPoolListProto.Builtin.getDefaultInstance()))
          .build();

  /** Tells the rows of a table that is changed apart. No column of a table can have this name. */
  private static final String ROW_KEY = "row number";

  private final ZetaSQLBuiltinFunctionOptionsProto functions;

  Catalogs(LanguageOptionsProto language) {
    this.functions =
        ZetaSQLBuiltinFunctionOptionsProto.newBuilder().setLanguageOptions(language).build();
  }

  /** For analysis; the tables of a default dataset are found without its name. */
  RegisterCatalogRequest resolving(Warehouse warehouse, Optional<String> defaultDataset) {
    Node root = new Node();
    List<Table> tables = warehouse.relations();
    for (int i = 0; i < tables.size(); i++) {
      TableId id = tables.get(i).id();
      SimpleTableProto table = describe(tables.get(i), id.name()).setSerializationId(i).build();
      List<String> path = List.of(id.engineName().split("\\."));
      root.addSpellings(path, table);
      List<String> full = Stream.concat(Stream.of(warehouse.project()), path.stream()).toList();
      root.addSpellings(full, table);
      if (defaultDataset.filter(path.getFirst()::equals).isPresent()) {
        root.addSpellings(path.subList(1, path.size()), table);
      }
    }
    return RegisterCatalogRequest.newBuilder()
        .setDescriptorPoolList(POOLS)
        .setSimpleCatalog(root.build("resolving").setBuiltinFunctionOptions(functions))
        .build();
  }

  /** For execution; flat, with contents. */
  RegisterCatalogRequest executing(List<Table> tables) throws SqlFailure {
    SimpleCatalogProto.Builder root = catalog();
    RegisterCatalogRequest.Builder request =
        RegisterCatalogRequest.newBuilder().setDescriptorPoolList(POOLS);
    for (Table table : tables) {
      root.addTable(describe(table, table.id().engineName()));
      request.putTableContent(table.id().engineName(), content(table.contents().rows()));
    }
    RegisterCatalogRequest built = request.setSimpleCatalog(root).build();
    Limits.checkMessage(built.getSerializedSize(), tables);
    return built;
  }

  /** A flat catalog to which tables may be added. */
  SimpleCatalogProto.Builder catalog() {
    return SimpleCatalogProto.newBuilder()
        .setName("executing")
        .setBuiltinFunctionOptions(functions);
  }

  static SimpleTableProto.Builder describe(Table table, String name) {
    SimpleTableProto.Builder proto = SimpleTableProto.newBuilder().setName(name);
    for (Column column : table.contents().columns()) {
      proto.addColumn(SimpleColumnProto.newBuilder().setName(column.name()).setType(column.type()));
    }
    return proto;
  }

  /** A table whose rows carry their number as a key, out of sight of the statement. */
  static SimpleTableProto keyed(Table table) {
    return describe(table, table.id().engineName())
        .addColumn(
            0,
            SimpleColumnProto.newBuilder()
                .setName(ROW_KEY)
                .setType(Types.INT64)
                .setIsPseudoColumn(true))
        .addPrimaryKeyColumnIndex(0)
        .build();
  }

  static TableContent keyedContent(Table table) {
    TableData.Builder data = TableData.newBuilder();
    int number = 0;
    for (TableData.Row row : table.contents().rows()) {
      data.addRow(
          TableData.Row.newBuilder().addCell(Cells.int64(number)).addAllCell(row.getCellList()));
      number++;
    }
    return TableContent.newBuilder().setTableData(data).build();
  }

  static TableContent content(List<TableData.Row> rows) {
    return TableContent.newBuilder().setTableData(TableData.newBuilder().addAllRow(rows)).build();
  }

  /** One level of a catalog; a quoted identifier may hold several parts of a path. */
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private final Map<String, SimpleTableProto> tables = new HashMap<>();

    void addSpellings(List<String> path, SimpleTableProto table) {
      tables.put(
          String.join(".", path),
          table.toBuilder().setNameInCatalog(String.join(".", path)).build());
      for (int first = 1; first < path.size(); first++) {
        children
            .computeIfAbsent(String.join(".", path.subList(0, first)), name -> new Node())
            .addSpellings(path.subList(first, path.size()), table);
      }
    }

    SimpleCatalogProto.Builder build(String name) {
      SimpleCatalogProto.Builder proto =
          SimpleCatalogProto.newBuilder().setName(name).addAllTable(tables.values());
      children.forEach((child, node) -> proto.addCatalog(node.build(child)));
      return proto;
    }
  }
}
