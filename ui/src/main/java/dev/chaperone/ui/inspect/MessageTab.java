package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Clip;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inspect.Inspection;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.sql.SqlView;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** A request or an answer: first line, headers, body. */
final class MessageTab implements InspectorTab {
  private final Function<Inspection, Inspection.Message> part;
  private final Label line = Ui.clipped("message-line");
  private final Facts headers = new Facts();
  private final Label bodyHead = Ui.clipped("section-title");
  private final SqlView body = SqlView.plain("Body");
  private final HBox bodyRow;
  private final VBox none;
  private final VBox root;

  MessageTab(Function<Inspection, Inspection.Message> part, String emptyTitle) {
    this.part = part;
    VBox.setVgrow(body.node(), Priority.ALWAYS);
    none = Ui.empty(Feather.INBOX, emptyTitle, "It appears here as soon as it is recorded.");
    VBox.setVgrow(none, Priority.ALWAYS);
    bodyRow =
        Ui.row(
            8,
            bodyHead,
            Ui.spacer(),
            Ui.iconButton(Feather.COPY, "Copy the body", () -> Clip.copy(body.text())));
    bodyRow.getStyleClass().add("tab-tools");
    root = new VBox(line, headers, bodyRow, body.node(), none);
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public FindBar.Target found() {
    return new Searchable(body);
  }

  @Override
  public void show(Inspection inspection) {
    Inspection.Message message = part.apply(inspection);
    boolean any = !message.line().isEmpty();
    boolean hasBody = !message.body().isEmpty();
    Ui.show(none, !any);
    Ui.show(line, any);
    Ui.show(headers, any && !message.headers().isEmpty());
    Ui.show(bodyRow, any);
    Ui.show(body.node(), any && hasBody);
    Ui.setText(line, message.line());
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(message.headers());
    headers.show(sorted.entrySet());
    Ui.setText(bodyHead, bodyHead(message));
    body.show(message.body());
  }

  private static String bodyHead(Inspection.Message message) {
    if (!message.withheld().isEmpty()) {
      String length = message.bytes() < 0 ? "" : Units.bytes(message.bytes()) + "  ·  ";
      return "Body  ·  " + length + message.withheld();
    }
    return message.body().isEmpty()
        ? "No body"
        : "Body  ·  "
            + Units.bytes(message.bytes())
            + (message.shortened() ? "  ·  the first part of it" : "");
  }
}
