package dev.chaperone.ui.model.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.DetectorFind;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.TagChange;
import dev.chaperone.ui.model.console.Attached;
import dev.chaperone.ui.model.testing.LockedSeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TagsModelTest {
  private static final String CUSTOMERS = "demo.shop.customers";

  private final Attached attached = new Attached();
  private final TagsModel model = new TagsModel(attached.console, attached.context);

  private static TagOverview.Column column(String table, String path, String method, String... t) {
    return new TagOverview.Column(table, path, List.of(t), method, 3, Instant.EPOCH);
  }

  private static DetectorFind find(String column, String reaction) {
    return new DetectorFind(column, "email", reaction, 2, Instant.EPOCH);
  }

  private static TagOverview.Derived derived(String table, long upTo, boolean revoked) {
    return new TagOverview.Derived(
        table,
        upTo,
        "copy",
        "coder",
        "s",
        Instant.EPOCH,
        revoked,
        "",
        "",
        List.of(
            new TagOverview.DerivedColumn(
                "mail", List.of(CUSTOMERS + ".email"), List.of("pii"), "redact")));
  }

  private TagsModel showing() {
    attached.fake.tags.set(
        new TagOverview(
            List.of(
                column("demo.shop.orders", "amount", ""),
                column(CUSTOMERS, "email", "redact", "pii"),
                column(CUSTOMERS, "country", "", "coarse")),
            List.of(find(CUSTOMERS + ".name", "suggest:pii"), find("demo.web.t.c", "alert")),
            List.of(
                derived("demo.a.old", 5, true),
                derived("demo.a.copy", 9, false),
                derived("demo.a.copy", 7, false))));
    attached.attach();
    return model;
  }

  private void frame(FrameBody body) {
    attached.tape.add("s", Optional.empty(), Optional.empty(), body);
    attached.live();
  }

  private static FrameBody masked() {
    return new MaskingNote("", List.of(), List.of(), 0).note();
  }

  @Test
  void taggedColumnsComeFirstAndNoneIsLeftOut() {
    assertThat(showing().columns())
        .extracting(TagOverview.Column::path)
        .containsExactly("country", "email", "amount");
    assertThat(model.finds()).hasSize(2);
  }

  @Test
  void eachTableStandsBeforeItsColumnsAndWhatWasTakenBackIsLast() {
    assertThat(showing().derived())
        .extracting(line -> line.getClass().getSimpleName() + line.derived().upTo())
        .containsExactly("Table9", "Column9", "Table7", "Column7", "Table5", "Column5");
  }

  @Test
  void theFilterTakesWordsAndLeavesOutWordsWithAMinus() {
    showing().filterProperty().set("SHOP pii");
    assertThat(model.columns()).extracting(TagOverview.Column::path).containsExactly("email");
    assertThat(model.finds()).extracting(DetectorFind::reaction).containsExactly("suggest:pii");
    assertThat(model.derived()).hasSize(6);
    model.filterProperty().set("shop -customers");
    assertThat(model.columns()).extracting(TagOverview.Column::path).containsExactly("amount");
    assertThat(model.derived()).isEmpty();
    model.filterProperty().set(" - ");
    assertThat(model.columns()).hasSize(3);
  }

  @Test
  void framesOfMaskingAndTagsAreFollowedAtMostOnceASecond() {
    attached.attach();
    int before = attached.fake.tags.asked();
    attached.clock.advance(Duration.ofSeconds(2));
    frame(masked());
    assertThat(attached.fake.tags.asked()).isEqualTo(before + 1);
    frame(masked());
    frame(new TagChange.Inherited("demo.a.b", "copy", Lineage.UNKNOWN).note());
    assertThat(attached.fake.tags.asked()).isEqualTo(before + 1);
    attached.fake.tags.set(
        new TagOverview(List.of(column(CUSTOMERS, "email", "", "pii")), List.of(), List.of()));
    attached.clock.advance(Duration.ofSeconds(5));
    attached.live();
    assertThat(attached.fake.tags.asked()).isEqualTo(before + 2);
    assertThat(model.columns()).hasSize(1);
    frame(new FrameBody.Failure("x", "y", java.util.Map.of()));
    attached.clock.advance(Duration.ofSeconds(5));
    attached.live();
    assertThat(attached.fake.tags.asked()).isEqualTo(before + 2);
  }

  @Test
  void theConsoleIsAskedInTheBackgroundOnly() {
    Deque<Runnable> background = new ArrayDeque<>();
    Attached slow = new Attached(background::add, Runnable::run);
    TagsModel waiting = new TagsModel(slow.console, slow.context);
    slow.attach();
    assertThat(slow.fake.tags.asked()).isZero();
    waiting.refresh(); // while one is under way
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(slow.fake.tags.asked()).isEqualTo(1);
  }

  @Test
  void takingBackCoversTheEntryAndThoseBeforeItWithTheReason() {
    showing();
    TagOverview.Derived newest = derived("demo.a.copy", 9, false);
    assertThat(model.coveredBy(newest)).isEqualTo(2);
    assertThat(model.coveredBy(derived("demo.a.copy", 7, false))).isEqualTo(1);
    model.takeBack(newest, "  ");
    assertThat(attached.fake.tags.revoked()).isEmpty();
    model.takeBack(newest, " counts only ");
    assertThat(attached.fake.tags.revoked()).containsExactly("demo.a.copy up to 9: counts only");
    assertThat(model.derived()).allMatch(line -> line.derived().revoked());
    assertThat(model.busyProperty().get()).isFalse();
    model.takeBack(newest, "again");
    assertThat(model.failureProperty().get()).contains("has inherited nothing that is in force");
  }

  @Test
  void withoutAnOperatorSessionNothingIsTakenBackAndItIsSaid() {
    showing();
    attached.fake.seat = new LockedSeat();
    model.takeBack(derived("demo.a.copy", 9, false), "why");
    assertThat(attached.fake.tags.revoked()).isEmpty();
    assertThat(model.failureProperty().get()).isNotEmpty();
    attached.clock.advance(Duration.ofSeconds(2));
    frame(masked());
    assertThat(model.failureProperty().get()).isNotEmpty();
  }

  @Test
  void whatCannotBeReadIsSaidUntilItCan() {
    attached.fake.tags.fail("The store is closed.");
    attached.attach();
    assertThat(model.failureProperty().get()).contains("The store is closed.");
    attached.fake.tags.fail("");
    model.refresh();
    assertThat(model.failureProperty().get()).isEmpty();
  }

  @Test
  void thePolicyLineTagsExactlyTheColumnFound() {
    assertThat(PolicyLine.of(find("demo.shop.events.payload.mail", "suggest:pii")))
        .isEqualTo("  pii: [\"demo:shop.events.payload.mail\"]");
    assertThat(PolicyLine.of(find("example.com:p.shop.events.c", "redact")))
        .isEqualTo("  email: [\"example.com:p:shop.events.c\"]");
  }

  @Test
  void theBookKnowsTagsOfAColumnOfWhatIsAroundItAndOfItsTable() {
    TagBook book =
        new TagBook(
            new TagOverview(
                List.of(
                    column(CUSTOMERS, "address", "redact", "pii"),
                    column(CUSTOMERS, "address.zip", "redact", "coarse"),
                    column("demo.web.t", "*", "null", "secret"),
                    column(CUSTOMERS, "id", "")),
                List.of(),
                List.of()));
    assertThat(book.tagsOf(origin("customers", "shop", "Address.zip")))
        .containsExactly("coarse", "pii");
    assertThat(book.tagsOf(origin("customers", "shop", "id"))).isEmpty();
    assertThat(book.tagsOf(origin("t", "web", "anything"))).containsExactly("secret");
    assertThat(book.tagsOf(origin("customers", "other", "address"))).isEmpty();
  }

  private static Origin origin(String table, String dataset, String path) {
    return new Origin("demo", dataset, table, path, List.of(), true);
  }
}
