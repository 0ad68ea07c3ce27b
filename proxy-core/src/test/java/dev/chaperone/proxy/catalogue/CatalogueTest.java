package dev.chaperone.proxy.catalogue;

import static dev.chaperone.proxy.catalogue.LookedUp.in;
import static dev.chaperone.proxy.catalogue.LookedUp.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.testing.FakeExchange;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.sql.Fact;
import dev.chaperone.sql.RoutineName;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.TableEntry;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue over real HTTP, with an upstream that does everything but help. */
class CatalogueTest {
  private static final TableName ORDERS = table("orders");

  private static Set<TableName> tables(int count) {
    return IntStream.range(0, count).mapToObj(i -> table("t" + i)).collect(Collectors.toSet());
  }

  private static Warehouse withTables(int count) {
    Warehouse warehouse = new Warehouse();
    IntStream.range(0, count).forEach(i -> warehouse.table("t" + i, i, 10L * i));
    return warehouse;
  }

  @Test
  void aTableIsKnownWithColumnsAndSizeAndAskedForOnceAMinute() throws Exception {
    try (LookedUp looked = new LookedUp(new Warehouse().table("orders", 7, 700))) {
      TableInfo info = looked.view().table(ORDERS).orElseThrow();
      assertThat(info.entry().name()).isEqualTo(ORDERS);
      assertThat(info.rows()).isEqualTo(Fact.known(7L));
      assertThat(info.bytes()).isEqualTo(Fact.known(700L));
      assertThat(info.location()).isEqualTo("EU");

      assertThat(looked.view().table(ORDERS).orElseThrow()).isSameAs(info);
      assertThat(looked.asked())
          .containsExactly("/bigquery/v2/projects/demo/datasets/shop/tables/orders");
      looked.clock.advance(Duration.ofSeconds(60));
      CatalogueView later = looked.view();
      assertThat(later.table(ORDERS)).isPresent();
      assertThat(later.table(ORDERS)).isPresent();
      assertThat(looked.asked()).hasSize(2);
    }
  }

  @Test
  void everyQuestionIsOnRecordBeforeItIsAsked() throws Exception {
    try (LookedUp looked = new LookedUp(withTables(40))) {
      AtomicInteger early = new AtomicInteger();
      looked.server.handler(
          exchange -> {
            boolean known =
                looked.recorded.stream()
                    .anyMatch(f -> f.url().endsWith(exchange.request().target()));
            if (!known) {
              early.incrementAndGet();
            }
            withTables(40).handle(exchange);
          });
      assertThat(looked.view().tables(tables(40))).hasSize(40);

      assertThat(early).hasValue(0);
      assertThat(looked.recorded).hasSize(40).allMatch(f -> f.purpose().equals("lookup"));
    }
  }

  @Test
  void aQuestionThatCannotBeRecordedIsNotAsked() throws Exception {
    try (LookedUp looked = new LookedUp(withTables(3))) {
      CatalogueView view =
          looked.catalogue.view(
              frame -> {
                throw new RecordingException(RecordingException.Code.STORE_FULL, "full");
              },
              in(Duration.ofSeconds(30)));
      assertThatThrownBy(() -> view.tables(tables(3))).isInstanceOf(RecordingException.class);
      assertThat(looked.asked()).isEmpty();

      assertThat(looked.view().tables(tables(3))).as("others can").hasSize(3);
    }
  }

  @Test
  void twentyColdTablesAreAskedForAllAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(20);
    Warehouse warehouse = withTables(20);
    FakeUpstream.Handler handler =
        exchange -> {
          all.countDown();
          all.await(); // nobody is answered before everybody has asked
          warehouse.handle(exchange);
        };
    try (LookedUp looked = new LookedUp(handler)) {
      CatalogueView view = looked.view();
      assertThat(view.tables(tables(20))).hasSize(20);
      assertThat(view.complete()).isTrue();
    }
  }

  @Test
  void oneRequestAsksForNoMoreThanThirtyTwoAtOnce() throws Exception {
    Semaphore arrived = new Semaphore(0);
    Semaphore answer = new Semaphore(0);
    Warehouse warehouse = withTables(100);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    FakeUpstream.Handler handler =
        exchange -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          arrived.release();
          answer.acquire();
          now.decrementAndGet();
          warehouse.handle(exchange);
        };
    try (LookedUp looked = new LookedUp(handler)) {
      Future<Integer> found = looked.threads.submit(() -> looked.view().tables(tables(100)).size());
      arrived.acquire(32);
      answer.release(100);
      assertThat(found.get()).isEqualTo(100);
      assertThat(most.get()).isEqualTo(32);
    }
  }

  @Test
  void requestsThatNeedTheSameShareOneQuestion() throws Exception {
    Semaphore answer = new Semaphore(0);
    Warehouse warehouse = withTables(1);
    try (LookedUp looked =
        new LookedUp(
            exchange -> {
              answer.acquire();
              warehouse.handle(exchange);
            })) {
      List<Future<Boolean>> askers =
          IntStream.range(0, 50)
              .mapToObj(
                  i -> looked.threads.submit(() -> looked.view().table(table("t0")).isPresent()))
              .toList();
      looked.server.awaitRequests(1);
      answer.release(50);
      for (Future<Boolean> asker : askers) {
        assertThat(asker.get()).isTrue();
      }
      assertThat(looked.asked()).hasSize(1);
    }
  }

  @Test
  void thatATableDoesNotExistIsAnAnswer() throws Exception {
    try (LookedUp looked = new LookedUp(new Warehouse())) {
      CatalogueView view = looked.view();
      assertThat(view.table(ORDERS)).isEmpty();
      assertThat(view.complete()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 401, 403, 429})
  void whatIsNotAnsweredIsUnknownAndAskedAgainByTheNextRequestOnly(int status) throws Exception {
    try (LookedUp elsewhere = new LookedUp(withTables(1));
        LookedUp looked =
            new LookedUp(
                exchange ->
                    exchange.bytes(
                        status,
                        Map.of("Location", elsewhere.server.uri() + "/stolen"),
                        "{}".getBytes(StandardCharsets.UTF_8)))) {
      CatalogueView view = looked.view();
      assertThat(view.table(ORDERS)).isEmpty();
      assertThat(view.table(ORDERS)).isEmpty();
      assertThat(view.complete()).isFalse();
      assertThat(looked.asked()).hasSize(1);
      assertThat(elsewhere.asked()).as("no redirect is followed").isEmpty();

      looked.server.handler(new Warehouse().table("orders", 1, 1));
      assertThat(looked.view().table(ORDERS)).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "\"text\"",
        "{\"kind\":\"bigquery#table\",",
        "<html>502</html>",
        "{\"tableReference\":{\"tableId\":\"\"}}",
        "{\"tableReference\":{\"tableId\":\"orders\"},\"schema\":{\"fields\":[{\"type\":\"X\"}]}}",
      })
  void whatIsNoTableIsUnknownAndNotMissing(String body) throws Exception {
    try (LookedUp looked = new LookedUp(new Warehouse().says("/tables/orders", 200, body))) {
      CatalogueView view = looked.view();
      assertThat(view.table(ORDERS)).isEmpty();
      assertThat(view.complete()).isFalse();
    }
  }

  @Test
  void anAnswerTooDeepOrTooLongIsUnknown() throws Exception {
    String deep = "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000);
    FakeUpstream.Handler endless =
        exchange -> {
          try (OutputStream out = exchange.chunked(200, Map.of())) {
            byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            while (true) {
              out.write(spaces);
            }
          }
        };
    Warehouse warehouse = new Warehouse().says("/tables/deep", 200, deep);
    try (LookedUp looked = new LookedUp(warehouse.does("/tables/endless", endless))) {
      CatalogueView view = looked.view();
      assertThat(view.tables(Set.of(table("deep"), table("endless")))).isEmpty();
      assertThat(view.complete()).isFalse();
    }
  }

  @Test
  void aBrokenConnectionIsUnknown() throws Exception {
    Warehouse warehouse =
        new Warehouse()
            .does("/tables/half", CatalogueTest::half)
            .does("/tables/noise", exchange -> exchange.raw("no HTTP at all\r\n\r\n"));
    try (LookedUp looked = new LookedUp(warehouse)) {
      CatalogueView view = looked.view();
      assertThat(view.tables(Set.of(table("half"), table("noise")))).isEmpty();
      assertThat(view.complete()).isFalse();
    }
  }

  private static void half(FakeExchange exchange) throws java.io.IOException {
    exchange.stream(200, Map.of(), 1_000).write("{\"kind\":".getBytes(StandardCharsets.UTF_8));
    exchange.cut();
  }

  @Test
  void upstreamsOwnFailureIsTriedOnceMoreAndBothAreOnRecord() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Warehouse warehouse = new Warehouse().table("orders", 1, 1);
    try (LookedUp looked =
        new LookedUp(
            exchange -> {
              if (asked.incrementAndGet() == 1) {
                exchange.json(503, "{}");
              } else {
                warehouse.handle(exchange);
              }
            })) {
      assertThat(looked.view().table(ORDERS)).isPresent();
      assertThat(looked.recorded).hasSize(2);

      looked.server.handler(exchange -> exchange.json(500, "{}"));
      looked.catalogue.invalidateAll();
      CatalogueView view = looked.view();
      assertThat(view.table(ORDERS)).isEmpty();
      assertThat(view.complete()).isFalse();
      assertThat(looked.asked()).hasSize(4);
      assertThat(looked.recorded).hasSize(4);
    }
  }

  @Test
  void aHangingUpstreamIsWaitedForUntilTheDeadlineAllTogether() throws Exception {
    try (LookedUp looked = new LookedUp(FakeExchange::hang)) {
      CatalogueView view = looked.catalogue.view(looked.recorded::add, in(Duration.ofMillis(300)));
      assertThat(view.tables(tables(40))).isEmpty();
      assertThat(view.complete()).isFalse();
      int before = looked.recorded.size();

      assertThat(view.tables(Set.of(table("late")))).isEmpty();
      assertThat(view.complete()).isFalse();
      assertThat(looked.recorded).as("nothing is asked past the deadline").hasSize(before);
    }
  }

  @Test
  void whatNamesNoOneTableIsNotAskedFor() throws Exception {
    try (LookedUp looked = new LookedUp(withTables(1))) {
      assertThat(
              looked
                  .view()
                  .tables(
                      Set.of(
                          table("events_*"),
                          TableName.of("demo", "shop", "INFORMATION_SCHEMA.TABLES"),
                          TableName.of("demo", "..", "t0"),
                          table("."),
                          table(".."))))
          .isEmpty();
      assertThat(looked.asked()).isEmpty();
    }
  }

  @Test
  void oddNamesStayOnePartOfThePath() throws Exception {
    try (LookedUp looked = new LookedUp(withTables(1))) {
      assertThat(looked.view().table(table("a/../b?x=1#y z"))).isEmpty();
      assertThat(looked.asked())
          .containsExactly(
              "/bigquery/v2/projects/demo/datasets/shop/tables/a%2F..%2Fb%3Fx%3D1%23y%20z");
    }
  }

  @Test
  void whatWasForgottenIsAskedForAgain() throws Exception {
    try (LookedUp looked = new LookedUp(withTables(3))) {
      looked.view().tables(tables(3));
      looked.catalogue.invalidate(table("T1"));
      looked.view().tables(tables(3));
      assertThat(looked.asked()).hasSize(4);

      looked.catalogue.invalidateDataset("demo", "other");
      looked.view().tables(tables(3));
      assertThat(looked.asked()).hasSize(4);
      looked.catalogue.invalidateDataset("demo", "shop");
      looked.view().tables(tables(3));
      assertThat(looked.asked()).hasSize(7);
    }
  }

  @Test
  void aViewIsNeverTakenForATable() throws Exception {
    Warehouse warehouse =
        new Warehouse()
            .view("plain", "SELECT 1")
            .says(
                "/tables/bare",
                200,
                "{\"type\":\"VIEW\",\"tableReference\":{\"tableId\":\"bare\"}}")
            .says(
                "/tables/old",
                200,
                "{\"type\":\"VIEW\",\"tableReference\":{\"tableId\":\"old\"},"
                    + "\"view\":{\"query\":\"SELECT 1\",\"useLegacySql\":true}}");
    try (LookedUp looked = new LookedUp(warehouse)) {
      assertThat(looked.view().tables(Set.of(table("plain"), table("bare"), table("old"))))
          .hasSize(3)
          .allMatch(entry -> entry.viewSql().isPresent())
          .filteredOn(entry -> entry.name().table().equals("old"))
          .extracting(TableEntry::viewSql)
          .allMatch(sql -> sql.orElseThrow().startsWith("LEGACY SQL"));
    }
  }

  @Test
  void aRoutineIsOfTheKindAskedForOrUnknown() throws Exception {
    String function =
        "{\"routineReference\":{\"routineId\":\"f\"},\"routineType\":\"SCALAR_FUNCTION\","
            + "\"language\":\"SQL\",\"definitionBody\":\"x + 1\",\"arguments\":[{\"name\":\"x\","
            + "\"dataType\":{\"typeKind\":\"INT64\"}}]}";
    Warehouse warehouse =
        new Warehouse()
            .says("/routines/f", 200, function)
            .says(
                "/routines/broken",
                200,
                "{\"routineType\":\"SCALAR_FUNCTION\",\"arguments\":[{}]}");
    try (LookedUp looked = new LookedUp(warehouse)) {
      CatalogueView view = looked.view();
      assertThat(view.routines(Set.of(new RoutineName(RoutineName.Kind.FUNCTION, "demo.shop.f"))))
          .hasSize(1);
      assertThat(view.complete()).isTrue();
      assertThat(view.routines(Set.of(new RoutineName(RoutineName.Kind.PROCEDURE, "demo.shop.f"))))
          .isEmpty();
      assertThat(
              view.routines(Set.of(new RoutineName(RoutineName.Kind.FUNCTION, "demo.shop.broken"))))
          .isEmpty();
      assertThat(view.complete()).isFalse();
    }
  }
}
