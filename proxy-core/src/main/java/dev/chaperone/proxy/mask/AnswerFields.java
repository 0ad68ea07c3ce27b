package dev.chaperone.proxy.mask;

import java.util.Set;

/** The fields of BigQuery's answers with rows: what of them may pass. */
enum AnswerFields {
  ROWS,
  SCHEMA,
  /** Known to hold no values of the result. */
  HARMLESS,
  /** Texts that may quote a value. */
  ERRORS,
  /** Not known to this version; may hold anything. */
  UNKNOWN;

  private static final Set<String> KNOWN =
      Set.of(
          "kind",
          "etag",
          "id",
          "selfLink",
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
    if (name.equals("errors") || name.equals("error")) {
      return ERRORS;
    }
    return KNOWN.contains(name) ? HARMLESS : UNKNOWN;
  }
}
