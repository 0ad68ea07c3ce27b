package dev.chaperone.googlesql.sandbox.engine;

import com.google.zetasql.ZetaSQLType.TypeProto;

/** One column of a table or of a result. */
public record Column(String name, TypeProto type, boolean required) {
  public Column(String name, TypeProto type) {
    this(name, type, false);
  }
}
