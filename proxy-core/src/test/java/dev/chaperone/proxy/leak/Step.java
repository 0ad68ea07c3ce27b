package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One thing an agent sends, and what it comes to.
 *
 * @param text the statement, or method, path and body of another request
 * @param extra further fields of a query request
 * @param children results of a script's earlier statements
 * @param other whether another agent sends it
 */
record Step(
    boolean statement,
    String text,
    ObjectNode extra,
    Told told,
    List<List<Column>> children,
    boolean other) {
  Step {
    children = List.copyOf(children);
  }
}
