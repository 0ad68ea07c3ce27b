package dev.chaperone.ui.model.filter;

/**
 * A way to go on with a filter text.
 *
 * @param insert replaces the text from {@code from} to {@code to}
 */
public record Suggestion(int from, int to, String insert, String description) {}
