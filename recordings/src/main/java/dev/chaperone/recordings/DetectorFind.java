package dev.chaperone.recordings;

import java.time.Instant;

/**
 * What a detector found in a table's column.
 *
 * @param column {@code project.dataset.table.path}
 * @param detector its name in policies
 * @param reaction what followed: a method's name, {@code alert}, or {@code suggest:} and a tag
 * @param values how many values had one
 */
public record DetectorFind(
    String column, String detector, String reaction, long values, Instant last) {}
