package dev.chaperone.proxy.mask;

import java.util.Set;

/** The fields of BigQuery's answers with rows: what of them may pass. */
enum AnswerFields {
  ROWS,
  SCHEMA,
  /** Known to hold no values of the result. */
  HARMLESS,
  /** Not known to this version; may hold anything. */
  UNKNOWN;

  private static final Set<String> KNOWN =
      Set.of(
          "kind",
          "etag",
          "id",
          "selfLink",
          "error",
          "jobReference",
          "jobComplete",
          "jobCreationReason",
          "queryId",
          "location",
          "totalRows",
          "pageToken",
          "totalBytesProcessed",
          "totalBytesBilled",
          "totalSlotMs",
          "creationTime",
          "startTime",
          "endTime",
          "statementType",
          "cacheHit",
          "errors",
          "numDmlAffectedRows",
          "dmlStats",
          "sessionInfo");

  /** By name; empty text for one that is too long to be known. */
  static AnswerFields named(String name) throws MaskingException {
    if (name.equals("rows")) {
      return ROWS;
    }
    if (name.equals("schema")) {
      return SCHEMA;
    }
    // Some clients read names whatever their case.
    if (name.equalsIgnoreCase("rows") || name.equalsIgnoreCase("schema")) {
      throw new MaskingException("the answer has a second spelling of rows or schema");
    }
    return KNOWN.contains(name) ? HARMLESS : UNKNOWN;
  }
}
