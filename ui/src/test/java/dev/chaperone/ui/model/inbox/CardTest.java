package dev.chaperone.ui.model.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.HoldGrounds;
import dev.chaperone.ui.model.testing.SampleHold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a card tells. */
class CardTest {
  private static final Decider GRACE = new Decider("grace", Decider.How.OPERATOR_SESSION);
  private final Inbox inbox = new Inbox();

  private SampleHold hold(long bytes) {
    return inbox.hold("h", "a", Duration.ofMinutes(5), bytes);
  }

  @Test
  void theCapIsATenthMoreThanTheEstimateButNotLessThanBigQueryBills() {
    assertThat(ByteCap.of(hold(100 * Inbox.GIB).request(), -1))
        .isEqualTo(OptionalLong.of(110 * Inbox.GIB));
    assertThat(ByteCap.of(hold(5).request(), -1)).isEqualTo(OptionalLong.of(10L << 20));
    assertThat(ByteCap.of(hold(100 * Inbox.GIB).capped(Inbox.GIB).request(), -1))
        .isEqualTo(OptionalLong.of(Inbox.GIB));
    assertThat(ByteCap.of(hold(100 * Inbox.GIB).request(), 7)).isEqualTo(OptionalLong.of(7));
    assertThat(ByteCap.of(hold(Inbox.GIB).request(), Long.MAX_VALUE))
        .isEqualTo(OptionalLong.of((long) Math.ceil(1.1 * Inbox.GIB)));
    assertThat(ByteCap.of(hold(-1).request(), -1)).isEmpty();
    assertThat(ByteCap.of(hold(-1).request(), 7)).isEqualTo(OptionalLong.of(7));
    assertThat(ByteCap.of(hold(Long.MAX_VALUE).request(), -1))
        .isEqualTo(OptionalLong.of(Long.MAX_VALUE));
  }

  @Test
  void numbersThatAreNotKnownSaySoAndAlarm() {
    List<Figure> figures = Figure.of(hold(-1).request(), -1);
    assertThat(figures)
        .extracting(Figure::value)
        .containsExactly("unknown", "unknown", "yours to name");
    assertThat(figures).allMatch(Figure::alarming);
    assertThat(Figure.of(hold(3L << 40).request(), -1))
        .extracting(Figure::value)
        .containsExactly("3.00 TiB", "unknown", "3.30 TiB");
  }

  @Test
  void whatWeighsMostStandsFirstAndWhatDoesNotApplyIsLeftOut() {
    HoldGrounds grounds =
        new HoldGrounds(
            "model",
            "purpose",
            "client",
            List.of("hold rule x: y"),
            List.of("demo.shop.events", "demo.shop.v"),
            List.of("demo.shop.report"),
            List.of("demo.shop.customers.email (pii)"),
            List.of("SELECT_STAR"),
            List.of("demo.shop.events"),
            List.of("the bytes: hidden"),
            "18.75",
            "UPPER_BOUND",
            "Name the columns.");
    List<CardFact> facts = CardFact.of(hold(1).on(grounds).request());
    assertThat(facts)
        .extracting(CardFact::name)
        .startsWith("Writes", "Sensitive columns", "Not established", "No partition filter")
        .contains("Reads")
        .doesNotContain("Destination", "Replaces", "Changed since approved");
    assertThat(facts)
        .filteredOn(fact -> fact.name().equals("Recognised") || fact.name().equals("Reads"))
        .flatExtracting(CardFact::values)
        .containsExactly("select star", "demo.shop.events", "demo.shop.v");
  }

  @Test
  void othersOfTheSameShapeAreToldNewestFirst() {
    inbox.with(
        hold(1).shaped("one"),
        inbox.hold("same", "a", Duration.ofMinutes(1), 1).shaped("one"),
        inbox.hold("waiting", "a", Duration.ofMinutes(1), 1).shaped("one"),
        inbox.hold("other", "a", Duration.ofMinutes(1), 1).shaped("two"),
        inbox.hold("theirs", "b", Duration.ofMinutes(1), 1).shaped("one"));
    for (String id : List.of("same", "other", "theirs")) {
      inbox.attached.fake.holds.step(id, "DENIED", GRACE, inbox.now(), "");
    }
    inbox.attach();
    inbox.model.select("h");
    assertThat(inbox.card().complete()).isTrue();
    assertThat(inbox.card().similar()).extracting(HoldRow::id).containsExactly("same");
  }

  @Test
  void theTimeLeftIsSaidInWholeUnitsAndNeverBelowNothing() {
    Instant now = inbox.now();
    assertThat(Countdown.text(now.plusSeconds(249), now)).isEqualTo("4:09");
    assertThat(Countdown.text(now.plusSeconds(7_500), now)).isEqualTo("2 h 05 min");
    assertThat(Countdown.text(now.plusSeconds(200_000), now)).isEqualTo("2 d 7 h");
    assertThat(Countdown.text(now.minusSeconds(5), now)).isEqualTo("0:00");
    assertThat(Countdown.isSoon(now.plusSeconds(119), now)).isTrue();
    assertThat(Countdown.isSoon(now.plusSeconds(120), now)).isFalse();
    assertThat(Countdown.spoken(now.minusSeconds(5), now)).isEqualTo("no time left");
    assertThat(Countdown.spoken(now.plusSeconds(249), now)).isEqualTo("4 minutes left");
  }
}
