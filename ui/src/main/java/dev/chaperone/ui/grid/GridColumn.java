package dev.chaperone.ui.grid;

/**
 * A column's head.
 *
 * @param type as BigQuery writes it, such as {@code INT64} or {@code ARRAY<STRING>}
 * @param numeric right-aligned, so that digits stand under digits
 */
public record GridColumn(String name, String type, boolean numeric) {}
