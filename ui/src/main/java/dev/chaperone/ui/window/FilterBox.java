package dev.chaperone.ui.window;

import atlantafx.base.controls.CustomTextField;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.filter.FilterModel;
import dev.chaperone.ui.model.filter.FilterResult;
import dev.chaperone.ui.model.filter.Suggestion;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** The filter: its text, what is wrong with it, and ways to go on. */
final class FilterBox extends HBox implements AutoCloseable {
  private static final int MOST = 8;

  private final Subscriptions subscriptions = new Subscriptions();
  private final FilterModel model;
  private final CustomTextField field = new CustomTextField();
  private final Label key = Ui.label("/", "key-cap");
  private final Button clear;
  private final Label problem = Ui.clipped("filter-problem");
  private final ContextMenu suggestions = new ContextMenu();

  static FilterBox sessions(FilterModel model) {
    return new FilterBox(
        model, "filter", "Filter by words, agent:  kind:  status:  table:  or -not");
  }

  static FilterBox inbox(FilterModel model) {
    return new FilterBox(
        model, "inbox-filter", "Filter held requests by words, agent:  kind:  table:  or -not");
  }

  private FilterBox(FilterModel model, String id, String prompt) {
    super(6);
    this.model = model;
    getStyleClass().add("filter-box");
    field.setId(id);
    field.setPromptText(prompt);
    field.setLeft(Ui.icon(Feather.FILTER, "filter-icon"));
    clear = Ui.iconButton(Feather.X, "Clear the filter (Esc)", model::clear);
    clear.setId("clear-" + id);
    clear.getStyleClass().add("clear-filter");
    clear.setCursor(Cursor.DEFAULT);
    field.setAccessibleText("Filter");
    field.setPrefWidth(420);
    HBox.setHgrow(field, Priority.ALWAYS);
    field.textProperty().bindBidirectional(model.textProperty());
    subscriptions.add(() -> field.textProperty().unbindBidirectional(model.textProperty()));
    getChildren().addAll(field, problem);
    subscriptions.observe(model.resultProperty(), this::result);
    subscriptions.observe(
        model.textProperty(),
        text -> {
          field.setRight(text.isEmpty() ? key : clear);
          if (text.isEmpty()) {
            suggestions.hide();
          }
        });
    subscriptions.handle(field, KeyEvent.KEY_PRESSED, this::key);
    subscriptions.handle(field, KeyEvent.KEY_TYPED, this::typed);
    subscriptions.onChange(field.focusedProperty(), focused -> leave(focused));
  }

  boolean hasFocus() {
    return field.isFocused();
  }

  void focus() {
    field.requestFocus();
    field.selectAll();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
      suggest();
    }
  }

  /** Esc and Enter are typed as well; they close the suggestions. */
  private void typed(KeyEvent event) {
    boolean sign = event.getCharacter().chars().noneMatch(Character::isISOControl);
    if (sign || event.getCharacter().equals("\b")) {
      suggest();
    }
  }

  private void leave(boolean focused) {
    if (!focused) {
      suggestions.hide();
    }
  }

  private void suggest() {
    List<Suggestion> found = model.suggestions(field.getCaretPosition());
    suggestions.getItems().clear();
    for (Suggestion suggestion : found.subList(0, Math.min(MOST, found.size()))) {
      MenuItem item = new MenuItem(suggestion.insert().strip() + "    " + suggestion.description());
      item.setOnAction(
          e -> {
            field.replaceText(suggestion.from(), suggestion.to(), suggestion.insert());
            field.positionCaret(suggestion.from() + suggestion.insert().length());
          });
      suggestions.getItems().add(item);
    }
    if (found.isEmpty() || field.getText().isEmpty()) {
      suggestions.hide();
    } else if (field.getScene() != null && field.getScene().getWindow() != null) {
      suggestions.show(field, Side.BOTTOM, 0, 2);
    }
  }

  private void result(FilterResult result) {
    String text =
        switch (result) {
          case FilterResult.Compiled compiled -> "";
          case FilterResult.Faulty faulty -> faulty.message();
        };
    Ui.setText(problem, text);
    Ui.show(problem, !text.isEmpty());
  }

  @Override
  public void close() {
    suggestions.hide();
    subscriptions.close();
  }
}
