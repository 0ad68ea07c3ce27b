package dev.chaperone.app.demo;

/** What stands in for BigQuery behind the demonstration's gateway. */
interface DemoWarehouse extends AutoCloseable {
  /** Address as {@code 127.0.0.1:PORT}. */
  String address();

  /** One line about it for a person. */
  String description();

  @Override
  void close();
}
