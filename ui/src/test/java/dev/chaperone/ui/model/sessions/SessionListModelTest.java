package dev.chaperone.ui.model.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.ui.model.console.Attached;
import dev.chaperone.ui.model.filter.FilterLanguage;
import dev.chaperone.ui.model.filter.FilterResult;
import dev.chaperone.ui.model.testing.Tape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class SessionListModelTest {
  private final Attached attached = new Attached();
  private final SessionListModel model = new SessionListModel(attached.console, attached.context);

  private List<String> ids() {
    return model.rows().stream().map(row -> row.id().value()).toList();
  }

  private void filter(String text) {
    model.setFilter(((FilterResult.Compiled) FilterLanguage.parse(text)).filter());
  }

  private static Optional<SessionId> id(String id) {
    return Optional.of(Tape.session(id));
  }

  private void three() {
    Duration second = Duration.ofSeconds(1);
    attached.tape.opened("old", "a").after(second).opened("ended", "b").closed("ended");
    attached.tape.after(second).opened("new", "c");
    attached.attach();
  }

  @Test
  void openOnesComeFirstAndNewestFirst() {
    three();
    assertThat(ids()).containsExactly("new", "old", "ended");
    assertThat(model.totalProperty().get()).isEqualTo(3);
    assertThat(model.rows().getLast().activity()).isEqualTo(SessionRow.Activity.ENDED);
  }

  @Test
  void theFirstOneIsSelectedAtTheStart() {
    three();
    assertThat(model.selectedProperty().get()).isEqualTo(id("new"));
  }

  @Test
  void activityMovesNoRowAndKeepsTheSelection() {
    three();
    model.select(Tape.session("ended"));
    attached.tape.query("old", "SELECT 1", 400, "{}");
    attached.live();
    assertThat(ids()).containsExactly("new", "old", "ended");
    assertThat(model.rows().get(1).summary().queries()).isEqualTo(1);
    assertThat(model.rows().get(1).summary().errors()).isEqualTo(1);
    assertThat(model.selectedIndex()).isEqualTo(2);
  }

  @Test
  void aNewSessionIsAddedAboveWithoutTakingTheSelection() {
    three();
    model.select(Tape.session("old"));
    int[] replacedAll = {0};
    model
        .rows()
        .addListener(
            (ListChangeListener<SessionRow>)
                change -> {
                  while (change.next()) {
                    replacedAll[0] += change.getRemovedSize() > 1 ? 1 : 0;
                  }
                });
    attached.tape.after(Duration.ofSeconds(1)).opened("newest", "d");
    attached.live();
    assertThat(ids()).containsExactly("newest", "new", "old", "ended");
    assertThat(model.selectedProperty().get()).isEqualTo(id("old"));
    assertThat(replacedAll[0]).isZero();
  }

  @Test
  void aSessionThatEndsGoesBelow() {
    three();
    attached.tape.closed("new");
    attached.live();
    assertThat(ids()).containsExactly("old", "new", "ended");
  }

  @Test
  void quietSessionsBecomeIdleByTimeAlone() {
    three();
    attached.clock.advance(Duration.ofMinutes(2));
    attached.live();
    assertThat(model.rows().getFirst().activity()).isEqualTo(SessionRow.Activity.IDLE);
  }

  @Test
  void theSelectedRowStaysWhateverTheFilterSays() {
    three();
    model.select(Tape.session("old"));
    filter("agent:b");
    assertThat(ids()).containsExactly("old", "ended");
    filter("");
    assertThat(ids()).containsExactly("new", "old", "ended");
    assertThat(model.selectedProperty().get()).isEqualTo(id("old"));
  }

  @Test
  void movesAlongTheVisibleRowsAndStopsAtTheirEnds() {
    three();
    model.move(1);
    assertThat(model.selectedProperty().get()).isEqualTo(id("old"));
    model.move(5);
    assertThat(model.selectedProperty().get()).isEqualTo(id("ended"));
    model.move(-9);
    assertThat(model.selectedProperty().get()).isEqualTo(id("new"));
  }

  @Test
  void manyChangedSessionsAreReadWithOneQuestion() {
    for (int i = 0; i < 500; i++) {
      attached.tape.opened("s" + i, "agent" + i);
    }
    attached.attach();
    attached.fake.sessionQuestions = 0;
    for (int i = 0; i < 500; i++) {
      attached.tape.query("s" + i, "SELECT 1", 200, "{}");
    }
    for (int i = 0; i < 8; i++) {
      attached.live();
    }
    assertThat(model.rows()).hasSize(500);
    assertThat(model.rows()).allMatch(row -> row.summary().queries() == 1);
    assertThat(attached.fake.sessionQuestions).isLessThanOrEqualTo(8);
  }

  @Test
  void aFailureIsToldAndTheRowsStay() {
    three();
    attached.tape.query("old", "SELECT 1", 200, "{}");
    attached.fake.gone = true;
    model.rows().size();
    try {
      attached.live();
    } catch (dev.chaperone.console.ConsoleException e) {
      attached.detach();
    }
    assertThat(ids()).containsExactly("new", "old", "ended");
  }
}
