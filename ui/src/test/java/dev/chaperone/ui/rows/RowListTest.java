package dev.chaperone.ui.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.ui.testing.Fx;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import org.junit.jupiter.api.Test;

class RowListTest {
  private final List<String> items =
      new ArrayList<>(IntStream.range(0, 1000).mapToObj(i -> "row " + i).toList());
  private final List<Boolean> scrolled = new ArrayList<>();
  private final List<Integer> picked = new ArrayList<>();

  private static final class Cell extends RowCell<String> {
    private final Label label = new Label();

    Cell() {
      getChildren().add(label);
    }

    @Override
    protected void show(String item) {
      label.setText(item);
    }
  }

  private RowList<String> list() {
    RowList<String> list = new RowList<>("test", 20, Cell::new);
    list.setSource(RowSource.of(items));
    list.setOnScrolled(scrolled::add);
    list.setOnSelect(picked::add);
    Fx.lay(list, 300, 400);
    return list;
  }

  private static void wheel(RowList<String> list, double dy) {
    list.fireEvent(
        new ScrollEvent(
            ScrollEvent.SCROLL,
            5,
            5,
            5,
            5,
            false,
            false,
            false,
            false,
            false,
            false,
            0,
            dy,
            0,
            dy,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            null));
    Fx.lay(list, 300, 400);
  }

  @Test
  void rowsThatArriveDoNotMoveTheRowBeingRead() {
    Fx.run(
        () -> {
          RowList<String> list = list();
          wheel(list, -2000);
          items.addAll(IntStream.range(0, 500).mapToObj(i -> "new " + i).toList());
          list.refresh();
          Fx.lay(list, 300, 400);
          assertThat(list.firstVisible()).isEqualTo(100);
        });
  }

  @Test
  void whileItFollowsTheLastRowStaysInSight() {
    Fx.run(
        () -> {
          RowList<String> list = list();
          list.setFollowing(true);
          Fx.lay(list, 300, 400);
          assertThat(list.firstVisible()).isEqualTo(980);
          items.add("newest");
          list.refresh();
          Fx.lay(list, 300, 400);
          assertThat(list.firstVisible()).isEqualTo(981);
          assertThat(scrolled).isEmpty();
        });
  }

  @Test
  void scrollingTellsWhetherTheEndIsInSight() {
    Fx.run(
        () -> {
          RowList<String> list = list();
          wheel(list, -100_000);
          wheel(list, 40);
          assertThat(scrolled).containsExactly(true, false);
        });
  }

  @Test
  void keysSelectAndBringIntoView() {
    Fx.run(
        () -> {
          RowList<String> list = list();
          for (KeyCode code : List.of(KeyCode.DOWN, KeyCode.DOWN, KeyCode.UP, KeyCode.END)) {
            list.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
          }
          Fx.lay(list, 300, 400);
          assertThat(picked).containsExactly(0, 1, 0, 999);
          assertThat(list.firstVisible()).isEqualTo(980);
        });
  }

  @Test
  void aLongListHasAsManyNodesAsAScreenful() {
    Fx.run(
        () -> {
          RowList<String> list = list();
          wheel(list, -9000);
          wheel(list, -9000);
          assertThat(list.lookupAll(".row-cell")).hasSizeLessThanOrEqualTo(22);
        });
  }
}
