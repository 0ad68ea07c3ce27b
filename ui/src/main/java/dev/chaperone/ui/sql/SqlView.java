package dev.chaperone.ui.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.util.UndoUtils;

/**
 * Shows SQL with colours and line numbers, or any long text plainly, read only unless it was made
 * as an editor; the one class that knows RichTextFX. Only the lines in sight cost anything.
 */
public final class SqlView {
  /** Beyond this the text is shown without colours, so that a huge statement costs no time. */
  private static final int COLOUR_LIMIT = 400_000;

  private final CodeArea area = new CodeArea();
  private final StackPane root = new StackPane(new VirtualizedScrollPane<>(area));
  private final boolean colours;
  private String shown = "";
  private List<SqlNames.Place> marked = List.of();
  private Runnable error = () -> {};

  public SqlView() {
    this(true);
    area.getStyleClass().add("sql-area");
    area.setParagraphGraphicFactory(LineNumberFactory.get(area, digits -> "%" + digits + "d"));
    area.setAccessibleText("SQL text");
  }

  private SqlView(boolean colours) {
    this.colours = colours;
    area.setEditable(false);
    area.addEventFilter(KeyEvent.KEY_PRESSED, this::leave);
    area.setUndoManager(UndoUtils.noOpUndoManager());
    root.getStyleClass().add("sql-view");
    root.setMinSize(0, 0);
  }

  /** The area would keep Tab for itself though there is nothing to write. */
  private void leave(KeyEvent event) {
    if (event.getCode() == KeyCode.TAB) {
      area.requestFocusTraversal(
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
      event.consume();
    }
  }

  /** For text that is no SQL. */
  public static SqlView plain(String name) {
    SqlView view = new SqlView(false);
    view.area.getStyleClass().addAll("sql-area", "plain-area");
    view.area.setAccessibleText(name);
    view.setWrap(true);
    return view;
  }

  /**
   * For SQL that a person changes.
   *
   * @param changed called with the whole text whenever it is another
   */
  public static SqlView editor(String name, Consumer<String> changed) {
    SqlView view = new SqlView();
    view.area.setEditable(true);
    view.area.setUndoManager(UndoUtils.defaultUndoManager(view.area));
    view.area.setAccessibleText(name);
    view.area.getStyleClass().add("sql-editor");
    view.setWrap(true);
    view.area
        .textProperty()
        .addListener(
            (property, old, now) -> {
              view.shown = now;
              view.colour(now);
              changed.accept(now);
            });
    return view;
  }

  public Region node() {
    return root;
  }

  public String text() {
    return shown;
  }

  public int caret() {
    return area.getCaretPosition();
  }

  /** Selects a stretch and brings it into view. */
  public void select(int from, int to) {
    area.selectRange(from, to);
    area.requestFollowCaret();
  }

  public void setWrap(boolean wrap) {
    area.setWrapText(wrap);
  }

  public void show(String sql) {
    if (sql.equals(shown)) {
      return;
    }
    shown = sql;
    marked = List.of();
    error = () -> {};
    area.replaceText(sql);
    // What an editor showed before is another statement; undoing must not bring it back.
    area.getUndoManager().forgetHistory();
    colour(sql);
    area.moveTo(0);
    area.requestFollowCaret();
  }

  public void requestFocus() {
    area.requestFocus();
  }

  private void colour(String sql) {
    if (colours && !sql.isEmpty() && sql.length() <= COLOUR_LIMIT) {
      area.setStyleSpans(0, spans(sql));
    }
  }

  /** Marks these places in place of the ones before; nothing in a text too long for colours. */
  public void markPlaces(List<SqlNames.Place> places) {
    if (places.equals(marked) || !colours || shown.length() > COLOUR_LIMIT) {
      return;
    }
    marked = List.copyOf(places);
    colour(shown);
    for (SqlNames.Place place : marked) {
      String kind = SqlToken.Kind.PLAIN.style();
      area.setStyle(place.start(), place.end(), List.of(kind, "sql-source"));
    }
    error.run();
  }

  /** Marks the place BigQuery's error names, {@code [line:column]} from 1. */
  public void markError(int line, int column) {
    error = () -> underline(line, column);
    error.run();
  }

  private void underline(int line, int column) {
    int paragraph = Math.min(line, area.getParagraphs().size()) - 1;
    if (paragraph < 0) {
      return;
    }
    String words = area.getParagraph(paragraph).getText();
    int from = Math.clamp(column - 1, 0, Math.max(0, words.length() - 1));
    int to = from;
    while (to < words.length() && !Character.isWhitespace(words.charAt(to))) {
      to++;
    }
    if (to > from) {
      int start = area.getAbsolutePosition(paragraph, from);
      area.setStyle(start, start + to - from, List.of("sql-error"));
    }
  }

  private static StyleSpans<Collection<String>> spans(String sql) {
    StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
    int last = 0;
    for (SqlToken token : new ArrayList<>(SqlHighlighter.tokens(sql))) {
      spans.add(List.of(SqlToken.Kind.PLAIN.style()), token.start() - last);
      spans.add(List.of(token.kind().style()), token.end() - token.start());
      last = token.end();
    }
    spans.add(List.of(SqlToken.Kind.PLAIN.style()), sql.length() - last);
    return spans.create();
  }
}
