package dev.chaperone.proxy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCacheTest {
  @Test
  void manyLongTextsDoNotFillTheMemory() {
    TextCache<Integer, String> cache = new TextCache<>(1_000);
    for (int i = 0; i < 1_000; i++) {
      cache.put(i, 64 << 10, "x");
    }
    assertThat(cache.size()).isEqualTo(16);
    assertThat(cache.get(999)).contains("x");
    assertThat(cache.get(0)).isEmpty();
  }

  @Test
  void whatWasAskedForLastStays() {
    TextCache<String, Integer> cache = new TextCache<>(2);
    cache.put("a", 1, 1);
    cache.put("b", 1, 2);
    assertThat(cache.get("a")).contains(1);
    cache.put("c", 1, 3);
    assertThat(cache.get("b")).isEmpty();
    assertThat(cache.get("a")).contains(1);
  }

  @Test
  void oneThatIsPutAgainCountsOnceAndOneTooLongNotAtAll() {
    TextCache<String, Integer> cache = new TextCache<>(100);
    cache.put("small", 1, 0);
    for (int i = 0; i < 100; i++) {
      cache.put("a", 64 << 10, i);
      cache.put("b", 1 << 20, i);
    }
    assertThat(cache.get("a")).contains(99);
    assertThat(cache.get("b")).isEmpty();
    assertThat(cache.get("small")).contains(0);
  }
}
