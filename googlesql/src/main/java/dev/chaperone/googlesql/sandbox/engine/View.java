package dev.chaperone.googlesql.sandbox.engine;

import java.util.Optional;

/**
 * What a view is made of.
 *
 * @param sql its query
 * @param defaultDataset what unqualified names meant where it was made
 */
public record View(String sql, Optional<String> defaultDataset) {}
