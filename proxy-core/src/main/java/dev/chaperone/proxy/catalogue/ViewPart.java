package dev.chaperone.proxy.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** What one request was told of one kind of thing. */
final class ViewPart<K, V> {
  /** Others' look-ups that were never sent are waited for no more often than this. */
  private static final int ATTEMPTS = 3;

  private final LookupCache<K, V> cache;
  private final LookupSender sender;
  private final Function<K, Answer<V>> lookup;
  private final Map<K, Answer<V>> told = new ConcurrentHashMap<>();
  private volatile boolean complete = true;

  ViewPart(LookupCache<K, V> cache, LookupSender sender, Function<K, Answer<V>> lookup) {
    this.cache = cache;
    this.sender = sender;
    this.lookup = lookup;
  }

  boolean complete() {
    return complete;
  }

  /** Those that exist, all looked up at once. */
  List<V> found(Collection<K> keys) {
    Map<K, CompletableFuture<Answer<V>>> asked = new LinkedHashMap<>();
    for (K key : keys) {
      if (!told.containsKey(key)) {
        asked.put(key, ask(key));
      }
    }
    asked.forEach((key, answer) -> told.put(key, await(key, answer)));
    List<V> found = new ArrayList<>();
    for (K key : keys) {
      switch (told.get(key)) {
        case Answer.Found<V>(V value) -> found.add(value);
        case Answer.Missing<V> missing -> {}
        case Answer.Failed<V> failed -> complete = false;
        case Answer.Unsent<V> unsent -> complete = false;
        case null -> complete = false;
      }
    }
    return found;
  }

  private CompletableFuture<Answer<V>> ask(K key) {
    return cache.ask(key, () -> lookup.apply(key));
  }

  private Answer<V> await(K key, CompletableFuture<Answer<V>> first) {
    CompletableFuture<Answer<V>> asked = first;
    Answer<V> answer = new Answer.Unsent<>();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      answer = await(asked);
      sender
          .unrecorded()
          .ifPresent(
              e -> {
                throw e;
              });
      if (!(answer instanceof Answer.Unsent<V>) || sender.nanosLeft() <= 0) {
        return answer;
      }
      // Another request began it and could not go on: that says nothing about this one.
      asked = ask(key);
    }
    return answer;
  }

  private Answer<V> await(CompletableFuture<Answer<V>> asked) {
    try {
      return asked.get(Math.max(sender.nanosLeft(), 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Answer.Failed<>("BigQuery did not answer in time");
    } catch (ExecutionException e) {
      return new Answer.Failed<>("the look-up failed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Failed<>("the gateway is stopping");
    }
  }
}
