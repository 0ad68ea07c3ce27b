package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inspect.Inspection;
import dev.chaperone.ui.model.text.Units;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.feather.Feather;

/** The steps of an exchange as a waterfall: when each began and how long until the next. */
final class TimingTab implements InspectorTab {
  private final VBox steps = new VBox(0);
  private final VBox none =
      Ui.empty(Feather.CLOCK, "No timing", "Select a request to see where its time went.");
  private final StackPane root;

  TimingTab() {
    steps.getStyleClass().add("timing");
    ScrollPane scroll = new ScrollPane(steps);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    root = new StackPane(scroll, none);
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public void show(Inspection inspection) {
    steps.getChildren().clear();
    Ui.show(none, inspection.timing().isEmpty());
    long total = 1;
    for (Inspection.Step step : inspection.timing()) {
      total = Math.max(total, step.at().plus(step.took()).toNanos());
    }
    for (Inspection.Step step : inspection.timing()) {
      steps.getChildren().add(row(step, total));
    }
  }

  private static VBox row(Inspection.Step step, long total) {
    Label name = Ui.clipped("timing-name");
    Ui.setText(name, step.name());
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    Label at = Ui.label("+" + Units.duration(step.at()), "row-muted", "figures", "right");
    at.setMinWidth(76);
    Label took =
        Ui.label(step.took().isZero() ? "" : Units.duration(step.took()), "figures", "right");
    took.setMinWidth(76);
    HBox head = Ui.row(8, name, at, took);
    VBox box = new VBox(4, head, new Bar(step, total));
    if (!step.detail().isEmpty()) {
      Label detail = Ui.clipped("row-muted", "timing-detail");
      Ui.setText(detail, step.detail());
      box.getChildren().add(1, detail);
    }
    box.getStyleClass().add("timing-row");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  /** The step's place in the whole, as a bar. */
  private static final class Bar extends Pane {
    private final Rectangle bar = new Rectangle(0, 5);
    private final double from;
    private final double part;

    Bar(Inspection.Step step, long total) {
      from = (double) step.at().toNanos() / total;
      part = (double) step.took().toNanos() / total;
      bar.getStyleClass().add("timing-bar");
      bar.setArcWidth(3);
      bar.setArcHeight(3);
      getStyleClass().add("timing-track");
      setPrefHeight(5);
      setMinHeight(5);
      getChildren().add(bar);
    }

    @Override
    protected void layoutChildren() {
      double width = Math.max(2, part * getWidth());
      bar.setX(Math.min(from * getWidth(), getWidth() - width));
      bar.setWidth(width);
    }
  }
}
