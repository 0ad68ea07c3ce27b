package dev.chaperone.proxy.mask;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What masking did to one answer; holds no values.
 *
 * @param everything why all columns were masked; empty if they were not
 * @param columns all masked columns and fields, in the schema's order
 * @param hits what detectors found in the others
 * @param unseen texts that were too long for detectors: redacted if one of them masks, else
 *     delivered
 */
public record MaskingSummary(
    Optional<String> everything, List<MaskedColumn> columns, List<ColumnHits> hits, long unseen) {
  public MaskingSummary {
    Objects.requireNonNull(everything);
    columns = List.copyOf(columns);
    hits = List.copyOf(hits);
  }

  /**
   * A masked column.
   *
   * @param path with dots before fields; {@code *} for all columns of rows without a schema
   * @param method its name in policies
   * @param values how many that were not NULL have been masked; an array or struct hidden whole is
   *     one
   */
  public record MaskedColumn(String path, String method, long values) {}

  /**
   * Finds in a column.
   *
   * @param detector what was found, by its name in policies
   * @param reaction a method's name, {@code alert}, or {@code suggest:} and a tag
   * @param values how many values had at least one
   */
  public record ColumnHits(String path, String detector, String reaction, long values) {}
}
