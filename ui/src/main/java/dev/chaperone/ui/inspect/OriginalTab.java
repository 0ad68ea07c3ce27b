package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inspect.Inspection;
import dev.chaperone.ui.model.inspect.OriginalModel;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.sql.SqlView;
import java.io.File;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/**
 * The sealed original of an answer: asks for the reviewer's private key and its passphrase, then
 * shows what was delivered and, beside it, what BigQuery had said.
 */
final class OriginalTab implements InspectorTab {
  private final OriginalModel model;
  private final TextField file = new TextField();
  private final PasswordField passphrase = new PasswordField();
  private final Button open = new Button("Open the original");
  private final Label key = Ui.clipped("row-muted", "figures");
  private final Label failure = Ui.label("", "problem");
  private final VBox question;
  private final Label deliveredHead = Ui.clipped("section-title");
  private final Label originalHead = Ui.clipped("section-title");
  private final SqlView delivered = SqlView.plain("Delivered body");
  private final SqlView original = SqlView.plain("Original body");
  private final VBox both;
  private final VBox root;

  OriginalTab(OriginalModel model) {
    this.model = model;
    file.setId("original-key-file");
    file.setPromptText("File of the private key");
    file.setAccessibleText("File of the reviewer's private key");
    HBox.setHgrow(file, Priority.ALWAYS);
    passphrase.setId("original-passphrase");
    passphrase.setPromptText("Passphrase of the private key");
    passphrase.setAccessibleText("Passphrase of the private key");
    passphrase.setOnAction(e -> open());
    open.setId("original-open");
    open.getStyleClass().add("accent");
    open.setOnAction(e -> open());
    Button choose = new Button("Choose…");
    choose.setOnAction(e -> choose());
    failure.setId("original-failure");
    failure.setWrapText(true);
    Label text =
        Ui.label(
            "BigQuery's answer as it came is sealed for a reviewer. Only an operator with the"
                + " private key can open it, and each opening is put on record first. It stays in"
                + " this window's memory and is forgotten when you go on.");
    text.setWrapText(true);
    question =
        new VBox(
            12,
            Ui.label("Sealed original", "session-title"),
            text,
            key,
            Ui.row(8, file, choose),
            passphrase,
            Ui.row(8, Ui.spacer(), open));
    question.getStyleClass().add("sealed-question");
    question.setMaxWidth(520);
    Button forget = Ui.iconButton(Feather.X, "Close the original", model::close);
    forget.setId("original-close");
    both = new VBox(columns(forget));
    VBox.setVgrow(both, Priority.ALWAYS);
    root = new VBox(question, failure, both);
    root.getStyleClass().add("original-tab");
    model.viewProperty().addListener((property, old, now) -> show(now));
    show(model.viewProperty().get());
  }

  private HBox columns(Button forget) {
    VBox left = column(Ui.row(8, deliveredHead), delivered);
    VBox right = column(Ui.row(8, originalHead, Ui.spacer(), forget), original);
    HBox columns = new HBox(8, left, right);
    VBox.setVgrow(columns, Priority.ALWAYS);
    return columns;
  }

  private static VBox column(HBox head, SqlView body) {
    head.getStyleClass().add("tab-tools");
    head.setMinHeight(40);
    head.setMaxHeight(40);
    VBox.setVgrow(body.node(), Priority.ALWAYS);
    VBox column = new VBox(head, body.node());
    column.setMinWidth(0);
    column.setPrefWidth(400);
    HBox.setHgrow(column, Priority.ALWAYS);
    return column;
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public FindBar.Target found() {
    return new Searchable(original);
  }

  @Override
  public void show(Inspection inspection) {
    Inspection.Message message = inspection.response();
    Ui.setText(deliveredHead, head("Delivered", message.bytes(), message.shortened()));
    delivered.show(message.body());
  }

  private void show(OriginalModel.View view) {
    Optional<String> text = view.text();
    Ui.show(question, text.isEmpty());
    Ui.show(both, text.isPresent());
    Ui.setText(key, "Sealed for " + view.sealedFor());
    Ui.setText(failure, view.failure());
    Ui.show(failure, !view.failure().isEmpty());
    open.setDisable(view.busy());
    file.setDisable(view.busy());
    passphrase.setDisable(view.busy());
    Ui.setText(originalHead, head("Original", view.bytes(), view.shortened()));
    original.show(text.orElse(""));
  }

  private static String head(String name, long bytes, boolean shortened) {
    return name
        + (bytes < 0 ? "" : "  ·  " + Units.bytes(bytes))
        + (shortened ? "  ·  the first part of it" : "");
  }

  private void open() {
    char[] given = passphrase.getText().toCharArray();
    passphrase.clear();
    model.open(file.getText(), given);
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("The reviewer's private key");
    File chosen = chooser.showOpenDialog(root.getScene().getWindow());
    if (chosen != null) {
      file.setText(chosen.getPath());
    }
  }
}
