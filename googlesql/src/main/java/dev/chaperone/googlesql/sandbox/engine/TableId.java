package dev.chaperone.googlesql.sandbox.engine;

/** Names a table or view of the sandbox's project. */
public record TableId(String dataset, String name) {

  /** The name under which the engine holds the contents. */
  String engineName() {
    return dataset + "." + name;
  }

  /** As BigQuery's messages spell it, such as {@code demo:shop.orders}. */
  public String in(String project) {
    return project + ":" + dataset + "." + name;
  }
}
