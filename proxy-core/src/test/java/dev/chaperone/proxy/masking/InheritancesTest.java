package dev.chaperone.proxy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.Inheritance;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.frame.TagChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InheritancesTest {
  private final List<Inheritance> recorded = new ArrayList<>();

  private static Origin column(String table, String path) {
    return new Origin("demo", "shop", table, path, List.of(), true);
  }

  private static Lineage apart(String column, Origin from, boolean verbatim) {
    Origins origins = new Origins(List.of(from), true);
    return new Lineage(
        true,
        List.of(column),
        List.of(new Lineage.Column(0, List.of(column), origins, verbatim)),
        origins);
  }

  private static TagChange.Inherited filled(String table, Lineage lineage) {
    return new TagChange.Inherited("demo.shop." + table, "CREATE_TABLE_AS_SELECT", lineage);
  }

  private Inheritances open() {
    return Inheritances.open(() -> recorded, result -> List.of());
  }

  @Test
  void aColumnIsFollowedThroughGenerations() {
    Inheritances book = open();
    book.add(filled("one", apart("mail", column("customers", "email"), true)));
    book.add(filled("two", apart("m", column("one", "mail"), true)));
    Inheritances.Closure closure = book.of(column("two", "m"));
    assertThat(closure.from())
        .contains(column("two", "m"), column("one", "mail"), column("customers", "email"));
    assertThat(closure.verbatim()).isTrue();
    assertThat(book.of(column("two", "other")).from()).containsExactly(column("two", "other"));
  }

  @Test
  void manyGenerationsAreFollowedToTheFirst() {
    Inheritances book = open();
    book.add(filled("t0", apart("a", column("customers", "email"), true)));
    for (int i = 1; i < 15_000; i++) {
      book.add(filled("t" + i, apart("a", column("t" + (i - 1), "a"), true)));
    }
    assertThat(book.of(column("t14999", "a")).from()).contains(column("customers", "email"));
  }

  @Test
  void aBucketIsMeantByItsNameAlone() {
    Inheritances book = open();
    book.add(
        new TagChange.Inherited(
            "gs://exports", "EXPORT_DATA", apart("a", column("customers", "email"), true).mixed()));
    assertThat(book.of(new Origin("", "", "gs://exports", "*", List.of(), true)).from())
        .contains(column("customers", "email"));
    assertThat(book.of(new Origin("", "", "temporary", "a", List.of(), true)).from()).hasSize(1);
  }

  @Test
  void circlesEnd() {
    Inheritances book = open();
    book.add(filled("one", apart("a", column("two", "b"), false)));
    book.add(filled("two", apart("b", column("one", "a"), true)));
    assertThat(book.of(column("one", "a")).from()).hasSize(2);
    assertThat(book.of(column("one", "a")).verbatim()).isFalse();
  }

  @Test
  void wildcardsOtherCaseAndMissingNamesMeanTheTableToo() {
    Inheritances book = open();
    book.add(filled("copy_1", apart("mail", column("customers", "email"), true)));
    for (Origin origin :
        List.of(
            column("copy_*", "mail"),
            column("COPY_1", "MAIL"),
            column("copy_1", Origin.ALL),
            new Origin("", "", "copy_1", "mail", List.of(), true))) {
      assertThat(book.of(origin).from())
          .as(origin.toString())
          .contains(column("customers", "email"));
    }
  }

  @Test
  void whatWasFilledFromAnythingMayBeAnything() {
    Inheritances book = open();
    book.add(filled("one", Lineage.UNKNOWN));
    assertThat(book.of(column("one", "a")).known()).isFalse();
    assertThat(book.of(column("other", "a")).known()).isTrue();
  }

  @Test
  void aResultTableNobodyKnowsMayBeAnything() {
    Origin result = new Origin("demo", "_anon123", "t", "a", List.of(), true);
    assertThat(open().of(result).known()).isFalse();
    Inheritances knowing =
        Inheritances.open(
            () -> recorded, r -> List.of(apart("a", column("customers", "email"), true)));
    assertThat(knowing.of(result).from()).contains(column("customers", "email"));
  }

  @Test
  void whatWasTakenBackDoesNotCountAndTheRestStays() {
    recorded.add(one("one", false));
    recorded.add(one("two", false));
    Inheritances book = open();
    book.add(filled("three", Lineage.UNKNOWN));
    recorded.set(0, one("one", true));
    book.reload("demo.shop.one");
    assertThat(book.of(column("one", "a")).known()).isTrue();
    assertThat(book.of(column("two", "a")).known()).isFalse();
    assertThat(book.of(column("three", "a")).known()).as("not recorded yet").isFalse();
  }

  private static Inheritance one(String table, boolean revoked) {
    return new Inheritance(
        "demo.shop." + table,
        1,
        "copy",
        Lineage.UNKNOWN,
        SessionId.SYSTEM,
        "tester",
        Instant.EPOCH,
        revoked,
        "",
        "");
  }
}
