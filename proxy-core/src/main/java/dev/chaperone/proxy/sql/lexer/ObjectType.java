package dev.chaperone.proxy.sql.lexer;

import dev.chaperone.sql.StatementKind;
import java.util.List;

/**
 * What CREATE, DROP and ALTER can be about.
 *
 * @param words how many words name it
 * @param isTable whether its name is a relation's
 * @param onTable whether it belongs to the table named behind ON
 */
record ObjectType(
    int words,
    boolean isTable,
    boolean onTable,
    StatementKind create,
    StatementKind drop,
    StatementKind alter) {

  private record Entry(List<String> name, ObjectType type) {}

  private static final ObjectType NONE =
      new ObjectType(
          0, false, false, StatementKind.UNKNOWN, StatementKind.UNKNOWN, StatementKind.UNKNOWN);

  private static final StatementKind NO = StatementKind.UNKNOWN;

  // Longer names stand before the shorter ones they begin with.
  private static final List<Entry> ENTRIES =
      List.of(
          thing(
              "TABLE FUNCTION",
              StatementKind.CREATE_TABLE_FUNCTION,
              StatementKind.DROP_TABLE_FUNCTION,
              NO),
          relation(
              "TABLE",
              StatementKind.CREATE_TABLE,
              StatementKind.DROP_TABLE,
              StatementKind.ALTER_TABLE),
          relation(
              "SNAPSHOT TABLE",
              StatementKind.CREATE_SNAPSHOT_TABLE,
              StatementKind.DROP_SNAPSHOT_TABLE,
              NO),
          relation(
              "EXTERNAL TABLE",
              StatementKind.CREATE_EXTERNAL_TABLE,
              StatementKind.DROP_EXTERNAL_TABLE,
              StatementKind.ALTER_TABLE),
          thing(
              "EXTERNAL SCHEMA",
              StatementKind.CREATE_EXTERNAL_SCHEMA,
              StatementKind.DROP_SCHEMA,
              StatementKind.ALTER_SCHEMA),
          relation(
              "VIEW", StatementKind.CREATE_VIEW, StatementKind.DROP_VIEW, StatementKind.ALTER_VIEW),
          relation(
              "MATERIALIZED VIEW",
              StatementKind.CREATE_MATERIALIZED_VIEW,
              StatementKind.DROP_MATERIALIZED_VIEW,
              StatementKind.ALTER_MATERIALIZED_VIEW),
          thing(
              "MODEL",
              StatementKind.CREATE_MODEL,
              StatementKind.DROP_MODEL,
              StatementKind.ALTER_MODEL),
          thing("FUNCTION", StatementKind.CREATE_FUNCTION, StatementKind.DROP_FUNCTION, NO),
          thing("PROCEDURE", StatementKind.CREATE_PROCEDURE, StatementKind.DROP_PROCEDURE, NO),
          thing(
              "SCHEMA",
              StatementKind.CREATE_SCHEMA,
              StatementKind.DROP_SCHEMA,
              StatementKind.ALTER_SCHEMA),
          onTable(
              "SEARCH INDEX",
              StatementKind.CREATE_SEARCH_INDEX,
              StatementKind.DROP_SEARCH_INDEX,
              StatementKind.ALTER_INDEX),
          onTable(
              "VECTOR INDEX",
              StatementKind.CREATE_VECTOR_INDEX,
              StatementKind.DROP_VECTOR_INDEX,
              StatementKind.ALTER_INDEX),
          onTable("UNIQUE INDEX", StatementKind.CREATE_INDEX, NO, NO),
          onTable(
              "INDEX",
              StatementKind.CREATE_INDEX,
              StatementKind.DROP_INDEX,
              StatementKind.ALTER_INDEX),
          thing(
              "PROPERTY GRAPH",
              StatementKind.CREATE_PROPERTY_GRAPH,
              StatementKind.DROP_PROPERTY_GRAPH,
              NO),
          onTable(
              "ROW ACCESS POLICY",
              StatementKind.CREATE_ROW_ACCESS_POLICY,
              StatementKind.DROP_ROW_ACCESS_POLICY,
              StatementKind.ALTER_ROW_ACCESS_POLICY),
          onTable(
              "ROW POLICY",
              StatementKind.CREATE_ROW_ACCESS_POLICY,
              StatementKind.DROP_ROW_ACCESS_POLICY,
              StatementKind.ALTER_ROW_ACCESS_POLICY),
          thing(
              "DATA_POLICY",
              StatementKind.CREATE_DATA_POLICY,
              StatementKind.DROP_DATA_POLICY,
              StatementKind.ALTER_DATA_POLICY),
          thing(
              "CAPACITY",
              StatementKind.CREATE_CAPACITY,
              StatementKind.DROP_CAPACITY,
              StatementKind.ALTER_CAPACITY),
          thing(
              "RESERVATION",
              StatementKind.CREATE_RESERVATION,
              StatementKind.DROP_RESERVATION,
              StatementKind.ALTER_RESERVATION),
          thing("ASSIGNMENT", StatementKind.CREATE_ASSIGNMENT, StatementKind.DROP_ASSIGNMENT, NO),
          thing(
              "CONNECTION",
              StatementKind.CREATE_CONNECTION,
              StatementKind.DROP_CONNECTION,
              StatementKind.ALTER_CONNECTION),
          thing("BI_CAPACITY", NO, NO, StatementKind.ALTER_BI_CAPACITY),
          thing("PROJECT", NO, NO, StatementKind.ALTER_PROJECT),
          thing("ORGANIZATION", NO, NO, StatementKind.ALTER_ORGANIZATION),
          thing("CONSTANT", StatementKind.CREATE_OTHER, StatementKind.DROP_OTHER, NO),
          thing(
              "DATABASE",
              StatementKind.CREATE_OTHER,
              StatementKind.DROP_OTHER,
              StatementKind.ALTER_OTHER),
          thing(
              "SEQUENCE",
              StatementKind.CREATE_OTHER,
              StatementKind.DROP_OTHER,
              StatementKind.ALTER_OTHER),
          onTable(
              "PRIVILEGE RESTRICTION",
              StatementKind.CREATE_DATA_POLICY,
              StatementKind.DROP_DATA_POLICY,
              StatementKind.ALTER_DATA_POLICY));

  /** What is named from this token on; without kinds if that is nothing known. */
  static ObjectType read(Tokens tokens, int token) {
    for (Entry entry : ENTRIES) {
      if (matches(tokens, token, entry.name())) {
        return entry.type();
      }
    }
    return NONE;
  }

  private static boolean matches(Tokens tokens, int token, List<String> name) {
    for (int i = 0; i < name.size(); i++) {
      if (!tokens.isWord(token + i, name.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Entry relation(
      String name, StatementKind create, StatementKind drop, StatementKind alter) {
    return entry(name, true, false, create, drop, alter);
  }

  private static Entry thing(
      String name, StatementKind create, StatementKind drop, StatementKind alter) {
    return entry(name, false, false, create, drop, alter);
  }

  private static Entry onTable(
      String name, StatementKind create, StatementKind drop, StatementKind alter) {
    return entry(name, false, true, create, drop, alter);
  }

  private static Entry entry(
      String name,
      boolean table,
      boolean onTable,
      StatementKind create,
      StatementKind drop,
      StatementKind alter) {
    List<String> words = List.of(name.split(" "));
    return new Entry(words, new ObjectType(words.size(), table, onTable, create, drop, alter));
  }
}
