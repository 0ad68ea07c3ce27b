package dev.chaperone.ui.tags;

import dev.chaperone.console.TagOverview;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.tags.TagsModel;
import dev.chaperone.ui.model.tags.TagsModel.Part;
import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Columns seen with their tags, what detectors found, and where derived tables went. */
public final class TagsPage extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final TagsModel model;
  private final TagsHead head;
  private final SeenColumnsPane columns;
  private final FindsPane finds;
  private final DerivedPane derived;
  private final Label failure = Ui.label("", "problem");

  /**
   * @param askTakeBack asks for a reason, then takes back
   */
  public TagsPage(TagsModel model, ZoneId zone, Consumer<TagOverview.Derived> askTakeBack) {
    this.model = model;
    getStyleClass().add("tags-page");
    setMinHeight(0);
    head = new TagsHead(model);
    columns = new SeenColumnsPane(model, zone);
    finds = new FindsPane(model, zone);
    derived = new DerivedPane(model, zone, askTakeBack);
    failure.setWrapText(true);
    StackPane body = new StackPane(columns, finds, derived);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head, failure, body);
    subscriptions.add(head::close);
    subscriptions.add(columns::close);
    subscriptions.add(finds::close);
    subscriptions.add(derived::close);
    subscriptions.observe(model.partProperty(), this::part);
    subscriptions.observe(
        model.failureProperty(),
        text -> {
          failure.setText(text);
          Ui.show(failure, !text.isEmpty());
        });
  }

  private void part(Part now) {
    columns.setVisible(now == Part.COLUMNS);
    finds.setVisible(now == Part.FINDS);
    derived.setVisible(now == Part.DERIVED);
  }

  public void focusFilter() {
    head.focusFilter();
  }

  /** The keys go to the list in sight. */
  public void focus() {
    list().focus();
  }

  /** As J and K do. */
  public void move(int steps) {
    list().move(steps);
  }

  private TagList<?> list() {
    return switch (model.partProperty().get()) {
      case COLUMNS -> columns.list();
      case FINDS -> finds.list();
      case DERIVED -> derived.list();
    };
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
