package dev.chaperone.ui.model.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.ExchangeSummary;
import dev.chaperone.recordings.SessionSummary;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.ui.model.console.Attached;
import dev.chaperone.ui.model.session.SessionModel;
import dev.chaperone.ui.model.testing.Tape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterLanguageTest {
  private static final String SQL = "SELECT name FROM `demo.shop.customers` WHERE id = 7";

  private static Filter filter(String text) {
    return switch (FilterLanguage.parse(text)) {
      case FilterResult.Compiled compiled -> compiled.filter();
      case FilterResult.Faulty faulty -> throw new AssertionError(faulty.message());
    };
  }

  private static ExchangeSummary exchange(int status) {
    Attached attached = attached(status);
    SessionModel session = new SessionModel(attached.console, attached.context);
    session.show(Optional.of(Tape.session("s")));
    return session.exchanges().getFirst().summary();
  }

  private static SessionSummary session(int status) {
    return attached(status).fake.session(Tape.session("s")).orElseThrow();
  }

  private static Attached attached(int status) {
    Attached attached = new Attached();
    attached.tape.opened("s", "claude reports").query("s", SQL, status, "{}");
    return attached.attach();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          customers                  | true
          CUSTOMERS                  | true
          orders                     | false
          -orders                    | true
          -customers                 | false
          customers WHERE            | true
          "where id"                 | true
          "id where"                 | false
          agent:claude               | true
          agent:"claude reports"     | true
          agent:gpt                  | false
          -agent:gpt customers       | true
          kind:query                 | true
          kind:select                | true
          kind:jobs.query            | true
          kind:bigquery.jobs         | true
          kind:jobs.insert           | false
          status:403                 | true
          status:>=400               | true
          status:>403                | false
          status:<400                | false
          status:4xx                 | true
          status:5xx                 | false
          status:error               | true
          status:ok                  | false
          -status:ok                 | true
          table:customers            | true
          table:shop.customers       | true
          table:demo.shop.customers  | true
          table:customer             | false
          table:cust*                | true
          table:shop.orders          | false
          sql:"name from"            | true
          sql:insert                 | false
          127.0.0.1:80               | false
          """)
  void judgesExchanges(String text, boolean expected) {
    assertThat(filter(text).matches(exchange(403))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "claude, true",
    "reports, true",
    "nothing, false",
    "-nothing, true",
    "agent:gpt, false",
    "status:error, true",
    "-status:error, true",
    "status:open, true",
    "status:closed, false",
    "table:anything, true",
    "sql:anything, true",
    "kind:query, true"
  })
  void keepsSessionsWhoseExchangesMayMatch(String text, boolean expected) {
    assertThat(filter(text).matches(session(403))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "status:error, false",
    "status:>=400, false",
    "status:200, true",
    "status:4xx, false"
  })
  void dropsSessionsThatCannotMatch(String text, boolean expected) {
    assertThat(filter(text).matches(session(200))).isEqualTo(expected);
  }

  @Test
  void anEmptyTextLetsEverythingThrough() {
    assertThat(filter("   ")).isSameAs(Filter.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          agent:           | 0 | 6
          ok -             | 3 | 4
          a "b c           | 2 | 6
          x colour:red     | 2 | 12
          status:soon      | 7 | 11
          status:>=x       | 7 | 10
          ""               | 0 | 2
          """)
  void saysWhereATextIsWrong(String text, int from, int to) {
    assertThat(FilterLanguage.parse(text))
        .isInstanceOfSatisfying(
            FilterResult.Faulty.class,
            fault -> {
              assertThat(List.of(fault.from(), fault.to())).isEqualTo(List.of(from, to));
              assertThat(fault.message()).isNotBlank();
            });
  }

  @Test
  void aPathNamesATableToo() {
    TableName table = new TableName("shop.customers");
    assertThat(table.isInPath("/bigquery/v2/projects/demo/datasets/shop/tables/customers/data"))
        .isTrue();
    assertThat(table.isInPath("/bigquery/v2/projects/demo/datasets/shop/tables/orders")).isFalse();
  }

  @Test
  void suggestsKeysThenValues() {
    Vocabulary seen = new Vocabulary(List.of("claude", "big one"), List.of(), List.of("shop.t"));
    assertThat(FilterLanguage.suggest("x st", 4, seen))
        .containsExactly(new Suggestion(2, 4, "status:", "error, ok, running, 403, >=400, 4xx"));
    assertThat(FilterLanguage.suggest("-agent:b", 8, seen))
        .containsExactly(new Suggestion(7, 8, "\"big one\"", ""));
    assertThat(FilterLanguage.suggest("table:", 6, seen))
        .containsExactly(new Suggestion(6, 6, "shop.t", ""));
    assertThat(FilterLanguage.suggest("status:", 7, seen))
        .extracting(Suggestion::insert)
        .startsWith("error", "ok");
  }

  @Test
  void theLastGoodFilterStaysWhileTheTextIsWrong() {
    FilterModel model = new FilterModel();
    model.textProperty().set("agent:x");
    Filter good = model.filterProperty().get();
    model.textProperty().set("agent:x status:");
    assertThat(model.filterProperty().get()).isSameAs(good);
    assertThat(model.resultProperty().get()).isInstanceOf(FilterResult.Faulty.class);
    model.clear();
    assertThat(model.filterProperty().get()).isSameAs(Filter.ALL);
  }

  @Test
  void aRefusedExchangeIsAnError() {
    Attached attached = new Attached();
    attached.tape.opened("s", "a");
    var id = attached.tape.begin("s", "SELECT 1");
    attached.tape.add(
        "s",
        Optional.of(id),
        Optional.empty(),
        new FrameBody.Failure("upstream-unreachable", "no route", java.util.Map.of()));
    SessionModel session = new SessionModel(attached.attach().console, attached.context);
    session.show(Optional.of(Tape.session("s")));
    ExchangeSummary refused = session.exchanges().getFirst().summary();
    assertThat(filter("status:refused").matches(refused)).isTrue();
    assertThat(filter("status:error").matches(refused)).isTrue();
    assertThat(filter("status:<400").matches(refused)).isFalse();
  }
}
