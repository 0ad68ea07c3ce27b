package dev.chaperone.ui.inspect;

import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inspect.Inspection;
import dev.chaperone.ui.model.inspect.OutputColumn;
import dev.chaperone.ui.model.tags.TagBook;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.rows.RowSource;
import dev.chaperone.ui.sql.SqlNames;
import dev.chaperone.ui.sql.SqlView;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/**
 * Under the statement: the result's columns and where each comes from. The one that is pointed at,
 * or chosen, has its sources marked in the statement, by name.
 */
final class LineagePane extends VBox {
  private static final int ROWS_SHOWN = 6;

  private final SqlView sql;
  private final ReadOnlyObjectProperty<TagBook> tags;
  private final RowList<OutputColumn> list;
  private final Label title = Ui.clipped("section-title");
  private final Label hint = Ui.clipped("row-muted");
  private List<OutputColumn> columns = List.of();
  private String without = "";
  private Optional<OutputColumn> chosen = Optional.empty();

  LineagePane(SqlView sql, ReadOnlyObjectProperty<TagBook> tags) {
    this.sql = sql;
    this.tags = tags;
    getStyleClass().add("lineage-pane");
    list =
        new RowList<>(
            "Columns of the result and where they come from",
            LineageCell.HEIGHT,
            () -> new LineageCell(this::point, () -> without));
    list.setId("lineage");
    list.setOnSelect(
        index -> {
          chosen = Optional.of(columns.get(index));
          mark(chosen);
        });
    title.setMinWidth(120);
    hint.setMinWidth(0);
    var head = Ui.row(10, title, hint);
    head.getStyleClass().add("tab-tools");
    getChildren().addAll(head, list);
  }

  void show(Inspection inspection) {
    Optional<LineageNote> note = inspection.protection().lineage();
    List<OutputColumn> now =
        note.map(
                told ->
                    OutputColumn.of(told.lineage(), inspection.protection().masking(), tags.get()))
            .orElse(List.of());
    Ui.show(this, !now.isEmpty());
    if (now.equals(columns)) {
      return;
    }
    columns = now;
    without = OutputColumn.common(now);
    title.setText(
        "Where it comes from"
            + (without.isEmpty() ? "" : ": " + without.substring(0, without.length() - 1)));
    chosen = Optional.empty();
    double height = Math.min(ROWS_SHOWN, Math.max(1, now.size())) * LineageCell.HEIGHT + 2;
    list.setMinHeight(height);
    list.setMaxHeight(height);
    list.setPrefHeight(height);
    list.setSource(RowSource.of(columns));
    list.mark(-1);
    mark(chosen);
  }

  private void point(Optional<OutputColumn> at) {
    mark(at.or(() -> chosen));
  }

  private void mark(Optional<OutputColumn> column) {
    List<SqlNames.Place> places =
        column.map(one -> SqlNames.find(sql.text(), one.names())).orElse(List.of());
    sql.markPlaces(places);
    Ui.setText(
        hint, column.map(one -> words(one, places.size())).orElse("Point at one to find it above"));
  }

  private static String words(OutputColumn column, int places) {
    if (column.names().isEmpty()) {
      return column.name() + ": nothing to mark";
    }
    return column.name()
        + (places == 0
            ? ": not named; by * or a view?"
            : ": probably here, " + Texts.counted(places, "place", "places"));
  }
}
