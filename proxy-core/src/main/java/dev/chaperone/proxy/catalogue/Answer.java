package dev.chaperone.proxy.catalogue;

/**
 * What came of a look-up.
 *
 * @param <V> what is looked up
 */
sealed interface Answer<V> {
  /** It exists. */
  record Found<V>(V value) implements Answer<V> {}

  /** BigQuery says that it does not exist. */
  record Missing<V>() implements Answer<V> {}

  /** Nothing is known: no answer, or none that tells. */
  record Failed<V>(String why) implements Answer<V> {}

  /** It was never sent, for a reason that concerns only whoever began it. */
  record Unsent<V>() implements Answer<V> {}
}
