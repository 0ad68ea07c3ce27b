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
 * with the names it was found to mean, against a flat one.
 */
final class Catalogs {
  static final DescriptorPoolListProto POOLS =
      DescriptorPoolListProto.newBuilder()
          .addDefinitions(
              DescriptorPoolListProto.Definition.newBuilder()
                  .setBuiltin(DescriptorPoolListProto.Builtin.getDefaultInstance()))
          .build();

  private final Warehouse warehouse;
  private final ZetaSQLBuiltinFunctionOptionsProto functions;

  Catalogs(Warehouse warehouse, LanguageOptionsProto language) {
    this.warehouse = warehouse;
    this.functions =
        ZetaSQLBuiltinFunctionOptionsProto.newBuilder().setLanguageOptions(language).build();
  }

  /** For analysis; the tables of a default dataset are found without its name. */
  RegisterCatalogRequest resolving(Optional<String> defaultDataset) {
    Node root = new Node();
    List<Table> tables = warehouse.tables();
    for (int i = 0; i < tables.size(); i++) {
      SimpleTableProto table = describe(tables.get(i), tables.get(i).name(), i);
      List<String> path = List.of((tables.get(i).engineName()).split("\\."));
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
  RegisterCatalogRequest executing() {
    SimpleCatalogProto.Builder root = SimpleCatalogProto.newBuilder().setName("executing");
    RegisterCatalogRequest.Builder request =
        RegisterCatalogRequest.newBuilder().setDescriptorPoolList(POOLS);
    List<Table> tables = warehouse.tables();
    for (int i = 0; i < tables.size(); i++) {
      Table table = tables.get(i);
      root.addTable(describe(table, table.engineName(), i));
      TableData data = TableData.newBuilder().addAllRow(table.contents().rows()).build();
      request.putTableContent(
          table.engineName(), TableContent.newBuilder().setTableData(data).build());
    }
    return request.setSimpleCatalog(root.setBuiltinFunctionOptions(functions)).build();
  }

  private static SimpleTableProto describe(Table table, String name, int serializationId) {
    SimpleTableProto.Builder proto =
        SimpleTableProto.newBuilder().setName(name).setSerializationId(serializationId);
    for (Column column : table.contents().columns()) {
      proto.addColumn(SimpleColumnProto.newBuilder().setName(column.name()).setType(column.type()));
    }
    return proto.build();
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
