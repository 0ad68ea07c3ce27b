package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inspect.Inspection;
import dev.chaperone.ui.model.inspect.InspectorModel;
import dev.chaperone.ui.model.inspect.InspectorModel.Tab;
import dev.chaperone.ui.model.inspect.UsefulTab;
import dev.chaperone.ui.model.session.ExchangeRow;
import dev.chaperone.ui.model.tags.TagBook;
import dev.chaperone.ui.model.text.Units;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The right side: everything about what lies under the cursor, in tabs. */
public final class InspectorPane extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final InspectorModel model;
  private final Map<Tab, InspectorTab> tabs = new EnumMap<>(Tab.class);
  private final Map<Tab, ToggleButton> buttons = new EnumMap<>(Tab.class);
  private final Label title = Ui.clipped("inspector-title");
  private final Label facts = Ui.clipped("row-muted", "figures");
  private final Label problem = Ui.label("", "problem");
  private final VBox head = new VBox(4, title, facts, problem);
  private final HBox strip = new HBox();
  private final FindBar find = new FindBar(Searchable.NOTHING);
  private final StackPane body = new StackPane();
  private boolean refreshing;
  private final VBox none =
      Ui.empty(
          Feather.SIDEBAR,
          "Nothing selected",
          "Select a request in the list to see its SQL, rows, request, response and timing.");

  public InspectorPane(InspectorModel model, ReadOnlyObjectProperty<TagBook> tags) {
    this.model = model;
    getStyleClass().add("inspector");
    head.getStyleClass().add("inspector-head");
    strip.getStyleClass().add("tab-strip");
    problem.setWrapText(true);
    problem.setMaxHeight(96);
    problem.setTooltip(Ui.tooltip(""));
    ToggleGroup group = new ToggleGroup();
    for (Tab tab : Tab.values()) {
      InspectorTab view = view(tab, tags);
      tabs.put(tab, view);
      view.node().setVisible(false);
      view.node().setMinHeight(0);
      body.getChildren().add(view.node());
      ToggleButton button = new ToggleButton(name(tab));
      button.setToggleGroup(group);
      button.getStyleClass().add("tab-button");
      button.setMinWidth(USE_PREF_SIZE);
      Ui.tool(button);
      Ui.onChosen(button, () -> choose(tab));
      buttons.put(tab, button);
      strip.getChildren().add(button);
    }
    body.getChildren().add(none);
    body.setMinHeight(0);
    none.setMinHeight(0);
    setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head, strip, find, body);
    subscriptions.observe(model.tabProperty(), tab -> refresh());
    subscriptions.observe(model.inspectionProperty(), inspection -> refresh());
    subscriptions.onChange(tags, book -> refresh());
  }

  /** Opens the search in the tab in sight. */
  public void find() {
    find.open();
  }

  public void findNext(boolean forward) {
    find.next(forward);
  }

  private InspectorTab view(Tab tab, ReadOnlyObjectProperty<TagBook> tags) {
    return switch (tab) {
      case SQL -> new SqlTab(tags);
      case RESULTS -> new ResultTab();
      case REQUEST -> new MessageTab(Inspection::request, "No request");
      case RESPONSE -> new MessageTab(Inspection::response, "No response yet");
      case ORIGINAL -> new OriginalTab(model.original());
      case TIMING -> new TimingTab();
      case DECISION -> new DecisionTab();
      case RAW -> new RawTab();
    };
  }

  private static String name(Tab tab) {
    return switch (tab) {
      case SQL -> "SQL";
      case RESULTS -> "Rows";
      case REQUEST -> "Request";
      case RESPONSE -> "Response";
      case ORIGINAL -> "Original";
      case TIMING -> "Timing";
      case DECISION -> "Decision";
      case RAW -> "Raw";
    };
  }

  /** By hand only: what is in sight may differ from what was chosen (UsefulTab). */
  private void choose(Tab tab) {
    if (!refreshing) {
      model.tabProperty().set(tab);
    }
  }

  private void refresh() {
    Inspection inspection = model.inspectionProperty().get();
    Tab current = UsefulTab.of(inspection, model.tabProperty().get());
    boolean any = inspection.exchange().isPresent() || inspection.raw().isPresent();
    Ui.show(head, any);
    Ui.show(strip, any);
    Ui.show(none, !any);
    inspection.exchange().ifPresentOrElse(this::exchange, () -> plain(inspection));
    String trouble = inspection.failure().isEmpty() ? inspection.problem() : inspection.failure();
    problem.setText(trouble);
    problem.getTooltip().setText(trouble);
    Ui.show(problem, !trouble.isEmpty());
    refreshing = true;
    Objects.requireNonNull(buttons.get(current), "a button per tab").setSelected(true);
    refreshing = false;
    Objects.requireNonNull(buttons.get(Tab.SQL), "a button per tab")
        .setDisable(any && current != Tab.SQL && inspection.sql().isEmpty());
    Ui.show(
        Objects.requireNonNull(buttons.get(Tab.ORIGINAL), "a button per tab"),
        current == Tab.ORIGINAL || !inspection.sealedFor().isEmpty());
    tabs.forEach((tab, view) -> show(view, any && tab == current, inspection));
  }

  private void show(InspectorTab view, boolean inSight, Inspection inspection) {
    view.node().setVisible(inSight);
    if (inSight) {
      find.target(view.found());
      view.show(inspection);
    }
  }

  private void exchange(ExchangeRow row) {
    Ui.setText(title, row.title());
    var s = row.summary();
    StringBuilder text = new StringBuilder();
    if (s.status() > 0) {
      text.append(s.status()).append("  ·  ");
    }
    text.append(s.durationMillis() < 0 ? "running" : Units.millis(s.durationMillis()));
    if (s.bytesProcessed() >= 0) {
      text.append("  ·  ").append(Units.bytes(s.bytesProcessed())).append(" processed");
    }
    s.job().ifPresent(job -> text.append("  ·  job ").append(job.jobId()));
    Ui.setText(facts, text.toString());
  }

  private void plain(Inspection inspection) {
    Ui.setText(title, "Frame of the session itself");
    Ui.setText(
        facts, inspection.raw().map(r -> "sequence " + Units.count(r.sequence())).orElse(""));
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
