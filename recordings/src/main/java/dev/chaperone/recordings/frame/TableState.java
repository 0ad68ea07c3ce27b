package dev.chaperone.recordings.frame;

/**
 * What an approval rests on for one table. Never the raw etag, which drifts by itself (P5). Text
 * that is not known is {@code ""}.
 *
 * @param table {@code project.dataset.table}
 * @param type BigQuery's type such as {@code TABLE} or {@code VIEW}
 * @param viewDigest of the view's definition, {@code ""} if it is none
 * @param rowAccess {@code yes} or {@code no}
 */
public record TableState(
    String table, String type, String schemaDigest, String viewDigest, String rowAccess) {}
