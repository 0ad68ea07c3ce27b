package dev.chaperone.proxy.sql;

import java.util.Objects;
import java.util.Optional;

/**
 * A text of SQL and what its request says of it.
 *
 * @param legacy whether the request asks for legacy SQL, as it does when it says nothing
 * @param project in which names without one are looked up
 * @param dataset in which names without one are looked up
 * @param session whether it runs in a session, whose own tables and functions nobody knows here
 */
public record SqlRequest(
    String sql,
    boolean legacy,
    Optional<String> project,
    Optional<String> dataset,
    boolean session) {
  public SqlRequest {
    Objects.requireNonNull(sql);
    Objects.requireNonNull(project);
    Objects.requireNonNull(dataset);
  }

  /** Outside a session. */
  public SqlRequest(
      String sql, boolean legacy, Optional<String> project, Optional<String> dataset) {
    this(sql, legacy, project, dataset, false);
  }
}
