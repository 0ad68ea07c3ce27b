package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Clip;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inspect.Inspection;
import dev.chaperone.ui.model.tags.TagBook;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.sql.SqlView;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The statement, with the place of BigQuery's complaint marked. */
final class SqlTab implements InspectorTab {
  private static final Pattern PLACE = Pattern.compile("\\[(\\d{1,6}):(\\d{1,6})]");

  private final SqlView view = new SqlView();
  private final Label size = Ui.clipped("row-muted", "figures");
  private final VBox none = Ui.empty(Feather.CODE, "No SQL", "This request carries no statement.");
  private final HBox tools;
  private final LineagePane lineage;
  private final VBox root;

  SqlTab(ReadOnlyObjectProperty<TagBook> tags) {
    lineage = new LineagePane(view, tags);
    ToggleButton wrap = Ui.toggle("Wrap", "Break long lines");
    wrap.setOnAction(e -> view.setWrap(wrap.isSelected()));
    wrap.setSelected(true);
    view.setWrap(true);
    tools =
        Ui.row(
            8,
            size,
            Ui.spacer(),
            wrap,
            Ui.iconButton(Feather.COPY, "Copy the SQL", () -> Clip.copy(view.text())));
    tools.getStyleClass().add("tab-tools");
    StackPane body = new StackPane(view.node(), none);
    VBox.setVgrow(body, Priority.ALWAYS);
    body.setMinHeight(0);
    root = new VBox(tools, body, lineage);
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public FindBar.Target found() {
    return new FindBar.Target() {
      @Override
      public String text() {
        return view.text();
      }

      @Override
      public int caret() {
        return view.caret();
      }

      @Override
      public void select(int from, int to) {
        view.select(from, to);
      }
    };
  }

  @Override
  public void show(Inspection inspection) {
    String sql = inspection.sql();
    view.show(sql);
    long lines = sql.chars().filter(c -> c == '\n').count() + 1;
    Ui.setText(
        size,
        Units.count(lines)
            + (lines == 1 ? " line" : " lines")
            + "  ·  "
            + Units.count(sql.length())
            + " characters");
    Ui.show(none, sql.isEmpty());
    Ui.show(tools, !sql.isEmpty());
    view.node().setVisible(!sql.isEmpty());
    lineage.show(inspection);
    Matcher place = PLACE.matcher(inspection.problem());
    if (place.find()) {
      view.markError(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)));
    }
  }
}
