package dev.chaperone.ui.fx;

import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes the small controls that every pane needs, in the window's one style. */
public final class Ui {
  private static final int TOOLTIP_LIMIT = 1200;

  private Ui() {}

  public static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    label.setMinWidth(0);
    return label;
  }

  /** A label that may be cut off and then tells the whole text by tooltip. */
  public static void setText(Label label, String text) {
    if (text.equals(label.getText())) {
      return;
    }
    label.setText(text);
    if (label.getTooltip() != null) {
      label.getTooltip().setText(limit(text));
    }
  }

  public static Label clipped(String... styles) {
    Label label = label("", styles);
    label.setTextOverrun(OverrunStyle.ELLIPSIS);
    label.setTooltip(tooltip(""));
    return label;
  }

  public static Tooltip tooltip(String text) {
    Tooltip tip = new Tooltip(limit(text));
    tip.setWrapText(true);
    tip.setMaxWidth(520);
    tip.setShowDelay(javafx.util.Duration.millis(Duration.ofMillis(400).toMillis()));
    return tip;
  }

  private static String limit(String text) {
    return text.length() <= TOOLTIP_LIMIT ? text : text.substring(0, TOOLTIP_LIMIT) + "…";
  }

  public static FontIcon icon(Ikon ikon, String... styles) {
    FontIcon icon = new FontIcon(ikon);
    icon.getStyleClass().addAll(styles);
    return icon;
  }

  /** A button that shows only an icon; its name is for tooltips and screen readers. */
  public static Button iconButton(Ikon ikon, String name, Runnable action) {
    Button button = new Button("", icon(ikon));
    button.getStyleClass().addAll("button-icon", "flat", "tool");
    button.setTooltip(tooltip(name));
    button.setAccessibleText(name);
    button.setOnAction(e -> action.run());
    return tool(button);
  }

  /**
   * Makes a control that Tab reaches but a click leaves the focus where it is, so that plain keys
   * such as Space go on to play and step.
   */
  public static <C extends Control> C tool(C control) {
    control.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> control.setFocusTraversable(false));
    control.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> control.setFocusTraversable(true));
    return control;
  }

  /** A choice that is on or off. */
  public static ToggleButton toggle(String text, String tip) {
    ToggleButton button = new ToggleButton(text);
    button.getStyleClass().addAll("small", "switch");
    button.setTooltip(tooltip(tip));
    return tool(button);
  }

  /** One of a few pages; {@code place} is left, center or right. */
  public static ToggleButton segment(String text, String place) {
    ToggleButton button = new ToggleButton(text);
    button.getStyleClass().addAll(place + "-pill", "small");
    return tool(button);
  }

  /**
   * Does something when a button of a group is chosen, by mouse or by arrow keys; choosing it again
   * leaves it chosen.
   */
  public static void onChosen(ToggleButton button, Runnable action) {
    button
        .selectedProperty()
        .addListener(
            (o, before, now) -> {
              ToggleGroup group = button.getToggleGroup();
              if (now) {
                action.run();
              } else if (group != null && group.getSelectedToggle() == null) {
                button.setSelected(true);
              }
            });
  }

  public static Region spacer() {
    Region region = new Region();
    HBox.setHgrow(region, Priority.ALWAYS);
    return region;
  }

  public static HBox row(double gap, Node... nodes) {
    HBox box = new HBox(gap, nodes);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  /** What an empty place says: what it is for, and what to do next. */
  public static VBox empty(Ikon ikon, String title, String hint, Node... more) {
    Label head = label(title, "empty-title");
    Label text = label(hint, "empty-hint");
    text.setWrapText(true);
    text.setMaxWidth(420);
    VBox box = new VBox(8, icon(ikon, "empty-icon"), head, text);
    box.getChildren().addAll(more);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("empty");
    return box;
  }

  public static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
