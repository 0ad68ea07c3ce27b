package dev.chaperone.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.console.TagOverview;
import dev.chaperone.ui.model.inspect.InspectorModel.Tab;
import dev.chaperone.ui.model.tags.TagsModel.Part;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.testing.FakeConsole;
import dev.chaperone.ui.testing.Fx;
import dev.chaperone.ui.testing.Nodes;
import dev.chaperone.ui.testing.OpenWindow;
import dev.chaperone.ui.testing.SampleTags;
import dev.chaperone.ui.testing.Samples;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** What a person sees of masking: the Tags page, the grid, and lineage under the statement. */
class TagsPageTest {
  private final FxRobot robot = new FxRobot();
  private final FakeConsole console = new FakeConsole(Samples.CLOCK, Samples.withMasking());
  private OpenWindow window;

  @BeforeEach
  void open() {
    console.tags.set(SampleTags.OVERVIEW);
    window = OpenWindow.show(console);
    Fx.until(() -> window.model().session().exchanges().size() == 3);
    Fx.until(() -> window.model().tags().columns().size() == 14);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void tagsBy(KeyCode key) {
    robot.press(KeyCode.ALT).type(key).release(KeyCode.ALT);
    Fx.until(() -> window.window().page() == Page.TAGS);
  }

  private List<String> texts(String style) {
    return Fx.call(
        () -> {
          window.root().applyCss();
          window.root().layout();
          return Nodes.seen(window.root(), Labeled.class).stream()
              .filter(label -> label.getStyleClass().contains(style))
              .map(Labeled::getText)
              .toList();
        });
  }

  private void exchange(int ordinal, Tab tab) {
    Fx.run(
        () -> {
          window.model().inspector().tabProperty().set(tab);
          window.model().session().follow().picked();
          window.model().session().selectExchange(ordinal);
        });
    Fx.until(
        () ->
            window.model().inspector().inspectionProperty().get().complete()
                && window
                    .model()
                    .inspector()
                    .inspectionProperty()
                    .get()
                    .exchange()
                    .filter(e -> e.ordinal() == ordinal)
                    .isPresent());
    Fx.awaitPulse(window.window().scene());
  }

  @Test
  void aKeyShowsThePageWithTaggedAndUntaggedColumns() {
    tagsBy(KeyCode.DIGIT6);
    assertThat(texts("tag-path")).contains("address.street", "ssn", "(all columns)", "amount");
    assertThat(texts("tag-method")).contains("masked: redact", "as it is");
    assertThat(Fx.call(() -> window.window().titleProperty().get())).contains("Tags");
  }

  @Test
  void slashGoesToTheFilterAndEscClearsIt() {
    tagsBy(KeyCode.DIGIT6);
    robot.type(KeyCode.SLASH);
    Fx.until(() -> "tags-filter".equals(window.window().scene().getFocusOwner().getId()));
    robot.write("secret");
    Fx.until(() -> window.model().tags().columns().size() == 1);
    assertThat(texts("tag-path")).containsExactly("ssn");
    Fx.run(() -> window.model().tags().filterProperty().set("no-such-word"));
    assertThat(texts("empty-title")).contains("Nothing matches");
    robot.type(KeyCode.ESCAPE);
    Fx.until(() -> window.model().tags().columns().size() == 14);
  }

  @Test
  void whereNothingIsKnownItSaysWhatWouldAppear() {
    console.tags.set(TagOverview.NONE);
    Fx.run(() -> window.window().show(Page.TAGS));
    Fx.until(() -> window.model().tags().columns().isEmpty());
    for (Part part : Part.values()) {
      Fx.run(() -> window.model().tags().partProperty().set(part));
      assertThat(texts("empty-hint")).singleElement().asString().startsWith("When ");
    }
  }

  @Test
  void theChosenFindIsCopiedAsAPolicyLine() {
    Fx.run(
        () -> {
          window.window().show(Page.TAGS);
          window.model().tags().partProperty().set(Part.FINDS);
        });
    Fx.awaitPulse(window.window().scene());
    robot.type(KeyCode.J).type(KeyCode.J);
    Fx.until(() -> window.model().tags().findProperty().get().isPresent());
    Fx.run(() -> window.window().perform("copy-policy-line"));
    assertThat(Fx.call(() -> Clipboard.getSystemClipboard().getString()))
        .isEqualTo("  pii: [\"demo:shop.customers.name\"]\n");
  }

  @Test
  void takingBackAsksForAReasonAndStrikesTheTableThrough() {
    Fx.run(
        () -> {
          window.window().show(Page.TAGS);
          window.model().tags().partProperty().set(Part.DERIVED);
        });
    Fx.awaitPulse(window.window().scene());
    Fx.run(() -> derivedButtons().getFirst().fire());
    Node yes = Fx.call(() -> window.root().lookup("#question-yes"));
    assertThat(Fx.call(yes::isDisabled)).isTrue();
    assertThat(Fx.call(() -> window.window().scene().getFocusOwner().getId()))
        .isEqualTo("take-back-reason");
    Fx.run(() -> ((TextField) window.root().lookup("#take-back-reason")).setText("counts only"));
    Fx.run(() -> ((Button) yes).fire());
    Fx.until(() -> !console.tags.revoked().isEmpty());
    assertThat(console.tags.revoked())
        .containsExactly("demo.marketing.list up to 60020: counts only");
    Fx.until(() -> !window.model().tags().busyProperty().get());
    Fx.awaitPulse(window.window().scene());
    assertThat(Fx.call(() -> derivedButtons().size())).isEqualTo(1);
    assertThat(
            Fx.call(
                () ->
                    Nodes.seen(window.root(), Node.class).stream()
                        .filter(n -> n.getStyleClass().contains("taken-back"))
                        .count()))
        .isEqualTo(6);
  }

  private List<Button> derivedButtons() {
    window.root().applyCss();
    window.root().layout();
    return Nodes.seen(window.root().lookup("#derived-tables"), Button.class).stream()
        .filter(button -> button.getText().startsWith("Take back"))
        .toList();
  }

  @Test
  void maskedCellsLookMaskedAndSayWhy() {
    exchange(2, Tab.RESULTS);
    assertThat(texts("mask-text").getFirst()).startsWith("4 of 11 columns masked: email (redact)");
    assertThat(texts("grid-type")).contains("STRING · redact", "STRING · email?");
    Node grid = Fx.call(() -> window.root().lookup(".data-grid"));
    Fx.run(() -> ((dev.chaperone.ui.grid.DataGrid) grid).select(1, 3));
    assertThat(texts("grid-type")).contains("STRING · hash");
    assertThat(texts("mask-why").getFirst()).contains("Masked by hash", "pii, secret");
    assertThat(Fx.call(grid::getAccessibleText)).contains("ssn: ", "Masked by hash");
    assertThat(
            Fx.call(
                () ->
                    Nodes.seen(grid, Labeled.class).stream()
                        .filter(
                            cell ->
                                cell.getPseudoClassStates()
                                    .contains(PseudoClass.getPseudoClass("masked")))
                        .map(Labeled::getText)
                        .distinct()
                        .toList()))
        .contains("[masked]")
        .doesNotContain("Fjord Foods");
    exchange(3, Tab.RESULTS);
    assertThat(texts("mask-text")).isEmpty();
    assertThat(
            Fx.call(
                () ->
                    Nodes.seen(grid, Node.class).stream()
                        .anyMatch(
                            cell ->
                                cell.getPseudoClassStates()
                                    .contains(PseudoClass.getPseudoClass("masked")))))
        .isFalse();
  }

  @Test
  void choosingAResultColumnMarksTheNamesOfItsSources() {
    exchange(2, Tab.SQL);
    CodeArea area = (CodeArea) Fx.call(() -> window.root().lookup(".sql-area"));
    int text = SampleTags.SQL.indexOf("c.email") + 2;
    assertThat(Fx.call(() -> area.getStyleOfChar(text))).doesNotContain("sql-source");
    RowList<?> list = (RowList<?>) Fx.call(() -> window.root().lookup("#lineage"));
    Fx.run(() -> list.move(3));
    assertThat(Fx.call(() -> area.getStyleOfChar(text))).contains("sql-source");
    assertThat(Fx.call(() -> area.getStyleOfChar(SampleTags.SQL.indexOf("\"email\"") + 1)))
        .doesNotContain("sql-source");
    assertThat(texts("row-muted")).contains("email: probably here, 3 places");
    assertThat(texts("lineage-from")).contains("customers.email [pii]");
    exchange(3, Tab.SQL);
    assertThat(Fx.call(list::isVisible) && Fx.call(() -> list.getParent().isVisible())).isFalse();
  }
}
