package dev.chaperone.ui.tags;

import atlantafx.base.controls.CustomTextField;
import dev.chaperone.console.TagOverview;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.tags.TagsModel;
import dev.chaperone.ui.model.tags.TagsModel.Part;
import dev.chaperone.ui.model.text.Units;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** Over the Tags page: its parts with their numbers, and the filter. */
final class TagsHead extends HBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final TagsModel model;
  private final Map<Part, ToggleButton> parts = new EnumMap<>(Part.class);
  private final CustomTextField filter = new CustomTextField();
  private final Label key = Ui.label("/", "key-cap");
  private final Button clear;

  TagsHead(TagsModel model) {
    super(12);
    this.model = model;
    getStyleClass().add("inbox-bar");
    setAlignment(Pos.CENTER_LEFT);
    ToggleGroup group = new ToggleGroup();
    part(Part.COLUMNS, "left", group);
    part(Part.FINDS, "center", group);
    part(Part.DERIVED, "right", group);
    HBox row = Ui.row(0);
    parts.values().forEach(row.getChildren()::add);
    row.setMinWidth(USE_PREF_SIZE);
    filter.setId("tags-filter");
    filter.setPromptText("Filter by table, column, tag or agent; -word leaves out");
    filter.setAccessibleText("Filter the Tags page");
    filter.setLeft(Ui.icon(Feather.FILTER, "filter-icon"));
    filter.setPrefWidth(420);
    clear =
        Ui.iconButton(Feather.X, "Clear the filter (Esc)", () -> model.filterProperty().set(""));
    clear.getStyleClass().add("clear-filter");
    clear.setCursor(Cursor.DEFAULT);
    HBox box = Ui.row(0, filter);
    box.getStyleClass().add("filter-box");
    HBox.setHgrow(filter, Priority.SOMETIMES);
    HBox.setHgrow(box, Priority.SOMETIMES);
    filter.setMaxWidth(420);
    filter.textProperty().bindBidirectional(model.filterProperty());
    subscriptions.add(() -> filter.textProperty().unbindBidirectional(model.filterProperty()));
    getChildren().addAll(row, Ui.spacer(), box);
    subscriptions.observe(
        model.filterProperty(), text -> filter.setRight(text.isEmpty() ? key : clear));
    subscriptions.observe(model.partProperty(), now -> refresh());
    subscriptions.observe(model.overviewProperty(), now -> refresh());
  }

  private void part(Part part, String place, ToggleGroup group) {
    ToggleButton button = Ui.segment("", place);
    button.setId("tags-" + part.name().toLowerCase(Locale.ROOT));
    button.setToggleGroup(group);
    Ui.onChosen(button, () -> model.partProperty().set(part));
    parts.put(part, button);
  }

  private void refresh() {
    TagOverview now = model.overviewProperty().get();
    Part current = model.partProperty().get();
    parts.forEach(
        (part, button) -> {
          button.setText(
              switch (part) {
                case COLUMNS -> counted("Columns seen", now.columns().size());
                case FINDS -> counted("Detector finds", now.finds().size());
                case DERIVED -> counted("Derived tables", now.derived().size());
              });
          if (part == current && !button.isSelected()) {
            button.setSelected(true);
          }
        });
  }

  private static String counted(String name, int n) {
    return n == 0 ? name : name + "  " + Units.count(n);
  }

  void focusFilter() {
    filter.requestFocus();
    filter.selectAll();
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
