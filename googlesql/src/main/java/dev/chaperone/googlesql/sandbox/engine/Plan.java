package dev.chaperone.googlesql.sandbox.engine;

import java.util.List;
import java.util.Optional;

/** What a statement is going to do; whether it may has been found out before. */
public sealed interface Plan {

  /** What a CREATE does about what is there already. */
  enum Mode {
    CREATE,
    REPLACE,
    KEEP
  }

  /** Which rows a MODIFY changes and how. */
  enum Change {
    INSERT,
    UPDATE,
    DELETE
  }

  /** One column added, dropped or renamed. */
  sealed interface Alteration {
    record Add(Column column) implements Alteration {}

    record Drop(String column) implements Alteration {}

    record Rename(String column, String to) implements Alteration {}
  }

  /** Answers rows and leaves everything as it is. */
  record Read(Source source) implements Plan {}

  /** Answers rows and keeps them in a table. */
  record Store(Source source, Destination destination) implements Plan {}

  record Modify(Source source, Table target, Change change) implements Plan {}

  record Truncate(Table target) implements Plan {}

  /**
   * Makes a table, in place of one of that name.
   *
   * @param declared columns of the new table
   * @param rows what fills it, if anything does
   */
  record CreateTable(TableId target, List<Column> declared, Extras extras, Optional<Source> rows)
      implements Plan {
    public CreateTable {
      declared = List.copyOf(declared);
    }
  }

  record CreateView(TableId target, List<Column> columns, Extras extras, View view)
      implements Plan {
    public CreateView {
      columns = List.copyOf(columns);
    }
  }

  /** What a table or view may have besides columns. */
  record Extras(Optional<String> partitionColumn, Optional<String> description) {}

  record Alter(Table target, List<Alteration> alterations) implements Plan {
    public Alter {
      alterations = List.copyOf(alterations);
    }
  }

  record Drop(TableId target) implements Plan {}

  record CreateSchema(String dataset, String description) implements Plan {}

  record DropSchema(String dataset) implements Plan {}

  /** IF EXISTS or IF NOT EXISTS found nothing to do. */
  record Skip() implements Plan {}
}
