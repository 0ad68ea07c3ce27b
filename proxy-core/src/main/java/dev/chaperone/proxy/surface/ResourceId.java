package dev.chaperone.proxy.surface;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What BigQuery allows as the id of each kind of resource. An id that BigQuery could not have given
 * out is refused before it can mean something else on the way.
 */
enum ResourceId {
  /** {@code my-project}, a project number, or {@code example.com:my-project}. */
  PROJECT("(?:[A-Za-z0-9][A-Za-z0-9.-]*:)?[A-Za-z0-9][A-Za-z0-9_-]*", 128),
  DATASET("[A-Za-z0-9_]+", 1024),
  /** Letters, marks, numbers, connectors, dashes, spaces; partition and snapshot decorators. */
  TABLE(
      "[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd}\\p{Zs}]+\\*?(?:\\$[A-Za-z0-9_]+)?(?:@-?[0-9]+(?:-(?:-?[0-9]+)?)?)?",
      1024),
  JOB("[A-Za-z0-9_-]+", 1024),
  MODEL("[\\p{L}\\p{M}\\p{N}_-]+", 1024),
  ROUTINE("[A-Za-z0-9_]+", 256),
  POLICY("[A-Za-z0-9_]+", 256);

  private final Pattern pattern;
  private final int maxBytes;

  ResourceId(String pattern, int maxBytes) {
    this.pattern = Pattern.compile(pattern);
    this.maxBytes = maxBytes;
  }

  boolean accepts(String value) {
    return value.length() <= maxBytes
        && value.getBytes(StandardCharsets.UTF_8).length <= maxBytes
        && pattern.matcher(value).matches();
  }

  static ResourceId ofParameter(String name) {
    return switch (name) {
      case "projectId" -> PROJECT;
      case "datasetId" -> DATASET;
      case "tableId" -> TABLE;
      case "jobId" -> JOB;
      case "modelId" -> MODEL;
      case "routineId" -> ROUTINE;
      case "policyId" -> POLICY;
      default -> throw new IllegalArgumentException("no rule for the path parameter " + name);
    };
  }
}
