package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.Approvals;
import dev.chaperone.ui.model.inbox.InboxModel;
import dev.chaperone.ui.model.inbox.InboxModel.Part;
import dev.chaperone.ui.model.inbox.InboxOrder;
import dev.chaperone.ui.model.text.Units;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;

/** Over the inbox: what is listed, in which order, and how many pass the filter. */
final class InboxHead extends HBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final Approvals model;
  private final Map<Part, ToggleButton> parts = new EnumMap<>(Part.class);
  private final ChoiceBox<InboxOrder> order = new ChoiceBox<>();
  private final ToggleButton grouped =
      Ui.toggle("By agent", "Put the requests of one agent together");
  private final Label count = Ui.label("", "pane-count");
  private final Label failure = Ui.clipped("filter-problem");

  InboxHead(Approvals model) {
    super(12);
    this.model = model;
    InboxModel inbox = model.inbox();
    getStyleClass().add("inbox-bar");
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    ToggleGroup group = new ToggleGroup();
    part(Part.WAITING, "left", group);
    part(Part.DECIDED, "center", group);
    part(Part.GRANTS, "right", group);
    HBox row = Ui.row(0);
    parts.values().forEach(row.getChildren()::add);
    row.setMinWidth(USE_PREF_SIZE);
    order.getItems().setAll(InboxOrder.values());
    order.setConverter(new Names());
    order.setAccessibleText("Order");
    order.getStyleClass().add("order");
    order.valueProperty().bindBidirectional(inbox.orderProperty());
    subscriptions.add(() -> order.valueProperty().unbindBidirectional(inbox.orderProperty()));
    grouped.selectedProperty().bindBidirectional(inbox.groupedProperty());
    subscriptions.add(
        () -> grouped.selectedProperty().unbindBidirectional(inbox.groupedProperty()));
    grouped.setMinWidth(USE_PREF_SIZE);
    order.setMinWidth(USE_PREF_SIZE);
    count.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(row, order, grouped, failure, Ui.spacer(), count);
    subscriptions.observe(inbox.partProperty(), now -> refresh());
    subscriptions.observe(inbox.waitingProperty(), now -> refresh());
    subscriptions.observe(inbox.matchingProperty(), now -> refresh());
    subscriptions.observe(model.grants().inForceProperty(), now -> refresh());
    subscriptions.observe(inbox.failureProperty(), now -> refresh());
    subscriptions.observe(model.filter().textProperty(), now -> refresh());
  }

  private void part(Part part, String place, ToggleGroup group) {
    ToggleButton button = Ui.segment("", place);
    button.setId("inbox-" + part.name().toLowerCase(java.util.Locale.ROOT));
    button.setToggleGroup(group);
    Ui.onChosen(button, () -> model.inbox().partProperty().set(part));
    parts.put(part, button);
  }

  private void refresh() {
    InboxModel inbox = model.inbox();
    Part now = inbox.partProperty().get();
    parts.forEach(
        (part, button) -> {
          button.setText(name(part));
          if (part == now && !button.isSelected()) {
            button.setSelected(true);
          }
        });
    boolean waiting = now == Part.WAITING;
    Ui.show(order, waiting);
    Ui.show(grouped, waiting);
    boolean filtered = now != Part.GRANTS && !model.filter().textProperty().get().isBlank();
    count.setText(filtered ? Units.count(inbox.matchingProperty().get()) + " pass the filter" : "");
    Ui.setText(failure, inbox.failureProperty().get());
  }

  private String name(Part part) {
    return switch (part) {
      case WAITING -> counted("Waiting", model.inbox().waitingProperty().get());
      case DECIDED -> "Decided";
      case GRANTS -> counted("Grants", model.grants().inForceProperty().get());
    };
  }

  private static String counted(String name, int n) {
    return n == 0 ? name : name + "  " + Units.count(n);
  }

  /** The orders' names. */
  private static final class Names extends StringConverter<InboxOrder> {
    @Override
    public String toString(InboxOrder order) {
      return order.text();
    }

    @Override
    public InboxOrder fromString(String text) {
      for (InboxOrder order : InboxOrder.values()) {
        if (order.text().equals(text)) {
          return order;
        }
      }
      return InboxOrder.EXPIRY;
    }
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
