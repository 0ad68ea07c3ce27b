package dev.chaperone.ui.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.ui.model.console.Attached;
import dev.chaperone.ui.model.filter.FilterLanguage;
import dev.chaperone.ui.model.filter.FilterResult;
import dev.chaperone.ui.model.session.SessionModel.ListMode;
import dev.chaperone.ui.model.testing.Tape;
import dev.chaperone.ui.model.timeline.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class SessionModelTest {
  private final Attached attached = new Attached();
  private final SessionModel model = new SessionModel(attached.console, attached.context);

  private void show(int queries) {
    attached.tape.opened("s", "a");
    for (int i = 1; i <= queries; i++) {
      attached.tape.after(Duration.ofSeconds(1)).query("s", "SELECT " + i, 200, "{}");
    }
    attached.attach();
    model.show(Optional.of(Tape.session("s")));
  }

  private void filter(String text) {
    model.setFilter(((FilterResult.Compiled) FilterLanguage.parse(text)).filter());
  }

  @Test
  void showsExchangesAndFramesInOrder() {
    show(3);
    assertThat(model.exchanges())
        .extracting(row -> row.summary().sql())
        .containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    assertThat(model.exchanges().getFirst().outcome()).isEqualTo(ExchangeRow.Outcome.OK);
    assertThat(model.exchanges().getFirst().title()).isEqualTo("jobs.query");
    assertThat(model.frames()).hasSize(22);
    assertThat(model.frames().get(1).kind()).isEqualTo(FrameKind.RECEIVED);
    assertThat(model.frames().get(1).exchange()).isEqualTo(1);
    assertThat(model.frames().getLast().sinceStart()).isEqualTo(Duration.ofSeconds(3));
    assertThat(model.loadedProperty().get()).isEqualTo(22);
  }

  @Test
  void anExchangeRowIsReplacedInPlaceAsItGoesOn() {
    show(1);
    ExchangeId id = attached.tape.begin("s", "SELECT slow");
    attached.live();
    attached.tape.query("s", "SELECT quick", 200, "{}");
    attached.live();
    assertThat(model.exchanges().get(1).outcome()).isEqualTo(ExchangeRow.Outcome.RUNNING);
    attached.tape.end("s", id, 400, "{}");
    attached.live();
    assertThat(model.exchanges()).hasSize(3);
    assertThat(model.exchanges().get(1).outcome()).isEqualTo(ExchangeRow.Outcome.FAILED);
    assertThat(model.exchanges().get(1).summary().errorMessage()).contains("Syntax error");
  }

  @Test
  void listsOnlyGrowAtTheirEnd() {
    show(2);
    List<String> changes = new ArrayList<>();
    model
        .frames()
        .addListener(
            (ListChangeListener<FrameRow>)
                change -> {
                  while (change.next()) {
                    changes.add(change.getFrom() + "+" + change.getAddedSize());
                  }
                });
    attached.tape.query("s", "SELECT 3", 200, "{}");
    attached.live();
    assertThat(changes).containsExactly("15+7");
  }

  @Test
  void followsTheTailFromTheStart() {
    show(3);
    assertThat(model.cursor().exchange()).isEqualTo(3);
    attached.tape.query("s", "SELECT 4", 200, "{}");
    attached.live();
    assertThat(model.cursor().exchange()).isEqualTo(4);
    assertThat(model.follow().unseenProperty().get()).isZero();
  }

  @Test
  void aPickedRowStaysAndTheNewOnesAreCounted() {
    show(3);
    model.selectExchange(2);
    attached.tape.query("s", "SELECT 4", 200, "{}").query("s", "SELECT 5", 200, "{}");
    attached.live();
    assertThat(model.cursor().exchange()).isEqualTo(2);
    assertThat(model.follow().isFollowing()).isFalse();
    assertThat(model.follow().unseenProperty().get()).isEqualTo(2);
    model.last();
    assertThat(model.cursor().exchange()).isEqualTo(5);
    assertThat(model.follow().unseenProperty().get()).isZero();
  }

  @Test
  void scrollingToTheEndFollowsButLeavesThePickedRow() {
    show(3);
    model.selectExchange(1);
    model.follow().scrolled(true);
    attached.tape.query("s", "SELECT 4", 200, "{}");
    attached.live();
    assertThat(model.follow().isFollowing()).isTrue();
    assertThat(model.cursor().exchange()).isEqualTo(1);
  }

  @Test
  void scrollingAwayStopsAndFResumes() {
    show(3);
    model.follow().scrolled(false);
    attached.tape.query("s", "SELECT 4", 200, "{}");
    attached.live();
    assertThat(model.cursor().exchange()).isEqualTo(3);
    assertThat(model.follow().unseenProperty().get()).isEqualTo(1);
    model.follow().toggle();
    assertThat(model.cursor().exchange()).isEqualTo(4);
  }

  @Test
  void rowsFramesAndExchangesShareOneCursor() {
    show(3);
    model.selectFrame(11);
    assertThat(model.cursor().exchange()).isEqualTo(2);
    assertThat(model.rowOfCursor()).isEqualTo(1);
    model.modeProperty().set(ListMode.FRAMES);
    assertThat(model.rowOfCursor()).isEqualTo(10);
    model.moveFrame(1);
    assertThat(model.cursor().frame()).isEqualTo(12);
    model.moveExchange(1);
    assertThat(model.cursor().frame()).isEqualTo(16);
    model.moveExchange(9);
    assertThat(model.cursor().exchange()).isEqualTo(3);
    model.modeProperty().set(ListMode.EXCHANGES);
    model.moveRow(-1);
    assertThat(model.cursor().exchange()).isEqualTo(2);
    model.first();
    assertThat(model.cursor().exchange()).isEqualTo(1);
  }

  @Test
  void anExchangeThatMatchesLateBringsAllItsFramesInTheirPlaces() {
    show(2);
    filter("status:400");
    ExchangeId id = attached.tape.begin("s", "SELECT slow");
    attached.live();
    attached.tape.query("s", "SELECT wrong", 400, "{}");
    attached.live();
    assertThat(model.exchanges()).hasSize(1);
    assertThat(model.frames()).extracting(FrameRow::exchange).containsOnly(4);
    attached.tape.end("s", id, 400, "{}");
    attached.live();
    assertThat(model.filteringProperty().get()).isFalse();
    assertThat(model.exchanges()).extracting(ExchangeRow::ordinal).containsExactly(3, 4);
    long late =
        java.util.stream.IntStream.rangeClosed(1, model.frameCount())
            .filter(n -> isOf(n, 3))
            .count();
    assertThat(model.frames()).extracting(FrameRow::number).isSorted().doesNotHaveDuplicates();
    assertThat(model.frames()).filteredOn(f -> f.exchange() == 3).hasSize((int) late);
    assertThat(model.frames()).filteredOn(f -> f.exchange() == 4).isNotEmpty();
  }

  private boolean isOf(int frame, int exchange) {
    model.selectFrame(frame);
    return model.cursor().exchange() == exchange;
  }

  @Test
  void theFilterKeepsTheCursorAndCountsWhatComesLater() {
    show(3);
    model.selectExchange(2);
    filter("sql:3");
    assertThat(model.exchanges()).extracting(ExchangeRow::ordinal).containsExactly(3);
    assertThat(model.frames()).hasSize(7);
    assertThat(model.cursor().exchange()).isEqualTo(2);
    assertThat(model.rowOfCursor()).isEqualTo(-1);
    attached.tape.query("s", "SELECT 4", 200, "{}").query("s", "SELECT 33", 200, "{}");
    attached.live();
    assertThat(model.exchanges()).extracting(ExchangeRow::ordinal).containsExactly(3, 5);
    assertThat(model.frames()).hasSize(14);
    assertThat(model.follow().unseenProperty().get()).isEqualTo(1);
    filter("");
    assertThat(model.exchanges()).hasSize(5);
    assertThat(model.frames()).hasSize(36);
  }

  @Test
  void anExchangeThatComesToMatchIsPutInItsPlace() {
    show(1);
    filter("status:error");
    ExchangeId id = attached.tape.begin("s", "SELECT slow");
    attached.tape.query("s", "bad", 400, "{}");
    attached.live();
    assertThat(model.exchanges()).extracting(ExchangeRow::ordinal).containsExactly(3);
    attached.tape.end("s", id, 403, "{}");
    attached.live();
    assertThat(model.exchanges()).extracting(ExchangeRow::ordinal).containsExactly(2, 3);
    assertThat(model.frames()).extracting(FrameRow::number).isSorted().hasSize(14);
  }

  @Test
  void framesMissedWhileDisconnectedAreRead() {
    show(1);
    attached.detach();
    attached.tape.query("s", "SELECT 2", 200, "{}");
    attached.attach();
    attached.tape.query("s", "SELECT 3", 200, "{}");
    attached.live();
    assertThat(model.exchanges()).hasSize(3);
    assertThat(model.frames()).extracting(FrameRow::number).doesNotHaveDuplicates().hasSize(22);
  }

  @Test
  void anotherSessionReplacesEverything() {
    show(3);
    attached.tape.opened("other", "b");
    attached.live();
    model.show(Optional.of(Tape.session("other")));
    assertThat(model.frames()).hasSize(1);
    assertThat(model.exchanges()).isEmpty();
    assertThat(model.cursor().frame()).isZero();
    assertThat(model.timeline().end()).isZero();
    model.show(Optional.empty());
    assertThat(model.frames()).isEmpty();
  }

  @Test
  void aSessionThatEndsCutsWhatIsStillRunning() {
    show(1);
    attached.tape.begin("s", "SELECT never");
    attached.tape.closed("s");
    attached.live();
    assertThat(model.exchanges().getLast().outcome()).isEqualTo(ExchangeRow.Outcome.CUT);
    assertThat(model.markers()).hasSize(1);
  }

  @Test
  void theTimelineCountsQueriesBytesAndErrorsOnce() {
    attached.tape.opened("s", "a").after(Duration.ofSeconds(1));
    attached.tape.query("s", "SELECT 1", 200, "12345").query("s", "bad", 400, "678");
    attached.attach();
    model.show(Optional.of(Tape.session("s")));
    var slice = model.timeline().slice(0, model.timeline().end() + 1, 1);
    assertThat(slice.at(Lane.QUERIES, 0)).isEqualTo(2);
    assertThat(slice.at(Lane.BYTES, 0)).isEqualTo(8);
    assertThat(slice.at(Lane.ERRORS, 0)).isEqualTo(1);
    assertThat(model.markers())
        .singleElement()
        .satisfies(m -> assertThat(m.text()).contains("Syntax"));
  }

  @Test
  void aSessionThatCannotBeReadSaysSo() {
    attached.attach();
    attached.fake.gone = true;
    model.show(Optional.of(Tape.session("s")));
    assertThat(model.failureProperty().get()).isEqualTo("The gateway stopped.");
  }
}
