package dev.chaperone.proxy.policy.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.Truth;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {
  @ParameterizedTest
  @CsvSource({
    "orders, orders, true",
    "orders, Orders, false",
    "ord*, orders, true",
    "*ers, orders, true",
    "o*d*s, orders, true",
    "o*x*s, orders, false",
    "*, orders, true",
    "ord, orders, false",
    "orders*, orders, true",
    "*a*b*c*, xaxbxcx, true",
    "*a*b*c*, xaxcxbx, false",
  })
  void aStarStandsForAnyCharacters(String glob, String name, boolean matches) {
    assertThat(Glob.caseSensitive(glob).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    // A wildcard table is covered only if everything it can be is covered.
    "events_*, events_*, true, true",
    "events_*, events_2024*, true, true",
    "events_2024*, events_*, false, true",
    "events_20240101, events_*, false, true",
    "orders, events_*, false, false",
    "*, events_*, true, true",
    "*_raw, events_*, false, true",
    "events_*_raw, events_*, false, true",
    "log_*, events_*, false, false",
  })
  void wildcardTablesAreCoveredWhollyOrTouchedAtAll(
      String glob, String name, boolean covers, boolean touches) {
    assertThat(Glob.caseSensitive(glob).covers(name)).as("covers").isEqualTo(covers);
    assertThat(Glob.caseSensitive(glob).touches(name)).as("touches").isEqualTo(touches);
  }

  @Test
  void coversAndTouchesAgreeWithTryingNamesOut() {
    Random random = new Random(3);
    for (int i = 0; i < 3_000; i++) {
      Glob glob = Glob.caseSensitive(word(random, "ab*", 5));
      String wild = word(random, "ab*", 4);
      boolean all = true;
      boolean any = false;
      for (int k = 0; k < 200; k++) {
        StringBuilder name = new StringBuilder();
        for (char c : wild.toCharArray()) {
          name.append(c == '*' ? word(random, "abc", 4) : String.valueOf(c));
        }
        boolean matches = glob.matches(name.toString());
        all &= matches;
        any |= matches;
      }
      if (glob.covers(wild)) {
        assertThat(all).as("%s covers %s", glob, wild).isTrue();
      }
      if (any) {
        assertThat(glob.touches(wild)).as("%s touches %s", glob, wild).isTrue();
      }
    }
  }

  private static String word(Random random, String letters, int most) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "shop, demo, shop, orders, TRUE",
    "shop.*, demo, shop, orders, TRUE",
    "shop.orders, demo, shop, orders, TRUE",
    "shop.orders, demo, Shop, orders, FALSE",
    "shop.orders, demo, shop, Orders, FALSE",
    "demo.shop.orders, demo, shop, orders, TRUE",
    "demo.shop.orders, other, shop, orders, FALSE",
    "demo.shop, demo, shop, orders, FALSE",
    "demo:shop, demo, shop, orders, TRUE",
    "demo:shop.orders, demo, shop, orders, TRUE",
    "example.com:demo:shop, example.com:demo, shop, orders, TRUE",
    "shop.orders, demo, shop, orders$20240101, TRUE",
    "shop.orders, demo, shop, orders@-3600, TRUE",
    "shop.*, demo, shop, INFORMATION_SCHEMA.TABLES, TRUE",
    "shop.orders, demo, shop, *, FALSE",
    "shop.*, demo, shop, *, TRUE",
    "shop, demo, shop2, orders, FALSE",
  })
  void tablesByPattern(String pattern, String project, String dataset, String table, Truth truth)
      throws Exception {
    assertThat(TablePattern.parse(pattern).covers(TableRef.of(project, dataset, table)))
        .isEqualTo(truth);
  }

  @Test
  void whatIsNotKnownOfATableStaysUnknownUnlessItDoesNotMatter() throws Exception {
    TableRef noProject = new TableRef(Fact.unknown("?"), Fact.known("shop"), Fact.known("orders"));
    TableRef noTable = new TableRef(Fact.known("demo"), Fact.known("shop"), Fact.unknown("?"));

    assertThat(TablePattern.parse("shop.orders").covers(noProject)).isEqualTo(Truth.TRUE);
    assertThat(TablePattern.parse("demo.shop.orders").covers(noProject)).isEqualTo(Truth.UNKNOWN);
    assertThat(TablePattern.parse("demo.hr.orders").covers(noProject)).isEqualTo(Truth.FALSE);
    assertThat(TablePattern.parse("shop").covers(noTable)).isEqualTo(Truth.TRUE);
    assertThat(TablePattern.parse("shop.orders").covers(noTable)).isEqualTo(Truth.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.customers.email, customers, email, TRUE",
    "shop.customers.email, customers, EMAIL, TRUE",
    "shop.customers.email, Customers, email, TRUE",
    "shop.customers.email, customers, *, TRUE",
    "shop.customers.email, customers, emails, FALSE",
    "shop.customers.address.street, customers, address, TRUE",
    "shop.customers.address.street, customers, address.street, TRUE",
    "shop.customers.address.street, customers, address.street.no, TRUE",
    "shop.customers.address.street, customers, address.city, FALSE",
    "shop.customers.address, customers, address.city, TRUE",
    "shop.customers.*, customers, address.city, TRUE",
    "shop.*.email, customers, email, TRUE",
    "*.*.ssn, customers, ssn, TRUE",
    "demo.shop.customers.email, customers, email, TRUE",
    "demo:shop.customers.email, customers, email, TRUE",
    "other:shop.customers.email, customers, email, FALSE",
    "other.shop.customers.email, customers, email, FALSE",
    "shop.events_*.user, events_2024, user, TRUE",
    "shop.events_2024.user, events_*, user, TRUE",
  })
  void columnsByPattern(String pattern, String table, String path, Truth truth) throws Exception {
    ColumnRef column =
        new ColumnRef(TableRef.of("demo", "shop", table), Fact.known(List.of(path.split("\\."))));

    assertThat(ColumnPattern.parse(pattern).touches(column)).isEqualTo(truth);
  }

  @Test
  void fourPartsProtectInBothReadings() throws Exception {
    ColumnPattern pattern = ColumnPattern.parse("a.b.c.d");

    assertThat(pattern.touches(column("p", "a", "b", "c", "d"))).isEqualTo(Truth.TRUE);
    assertThat(pattern.touches(column("a", "b", "c", "d"))).isEqualTo(Truth.TRUE);
    assertThat(ColumnPattern.parse("a:b.c.d").touches(column("p", "a", "b", "c", "d")))
        .isEqualTo(Truth.FALSE);
  }

  private static ColumnRef column(String project, String dataset, String table, String... path) {
    return new ColumnRef(TableRef.of(project, dataset, table), Fact.known(List.of(path)));
  }

  @Test
  void onePatternCoversAnother() throws Exception {
    assertThat(TablePattern.parse("shop").covers(TablePattern.parse("shop.orders"))).isTrue();
    assertThat(TablePattern.parse("shop").covers(TablePattern.parse("p.shop.*"))).isTrue();
    assertThat(TablePattern.parse("p.shop.*").covers(TablePattern.parse("shop"))).isFalse();
    assertThat(TablePattern.parse("s*").covers(TablePattern.parse("shop*"))).isTrue();
    assertThat(TablePattern.parse("shop*").covers(TablePattern.parse("s*"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"a.b.c.d", "a:b.c.d", "a..b", "a.**", "'a b'", "a.b?", "':a'", "''"})
  void whatCannotBeATablePatternIsRefused(String pattern) {
    assertThatThrownBy(() -> TablePattern.parse(pattern)).isInstanceOf(BadPattern.class);
  }
}
