package dev.chaperone.ui.testing;

import dev.chaperone.ui.fx.FxExecutor;
import dev.chaperone.ui.grid.DataGrid;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.inbox.DecisionModel;
import dev.chaperone.ui.model.inbox.InboxModel;
import dev.chaperone.ui.model.inspect.InspectorModel.Tab;
import dev.chaperone.ui.model.session.SessionModel.ListMode;
import dev.chaperone.ui.model.settings.Preferences;
import dev.chaperone.ui.model.settings.ThemeModel;
import dev.chaperone.ui.model.tags.TagsModel;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.theme.Theme;
import dev.chaperone.ui.window.ConsoleWindow;
import dev.chaperone.ui.window.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

/** Draws the window in its main states and writes PNGs. Run with the folder as argument. */
public final class ScreenshotTool {
  private static final long SETTLE_MILLIS = Long.getLong("settle", 1500);

  private static final List<String> EXTRA =
      List.of(
          "answer",
          "request",
          "decision",
          "raw",
          "palette",
          "help",
          "value",
          "no-match",
          "large-text",
          "hold-like",
          "tags-empty",
          "take-back",
          "masking-frames",
          "inbox-decided",
          "policy-question",
          "sealed",
          "sealed-open");

  private static final List<String> INBOX =
      List.of(
          "inbox",
          "hold-card",
          "hold-edit",
          "hold-like",
          "grants",
          "inbox-decided",
          "inbox-empty",
          "policy-question");

  private final Path folder;

  private ScreenshotTool(Path folder) {
    this.folder = folder;
  }

  /** A picture's size, and how its file's name ends. */
  private enum Size {
    USUAL(1280, 800, ""),
    LARGE(1920, 1080, "-1920");

    private final double width;
    private final double height;
    private final String suffix;

    Size(double width, double height, String suffix) {
      this.width = width;
      this.height = height;
      this.suffix = suffix;
    }
  }

  /** What one picture shows. */
  private record Shot(String name, List<SampleSession> sessions, Consumer<View> prepare) {}

  /** A window while it is photographed. */
  record View(WindowModel model, ConsoleWindow window, FakeConsole console) {
    void session(String agent) {
      model.sessions().rows().stream()
          .filter(r -> r.agent().equals(agent))
          .findFirst()
          .ifPresent(r -> model.sessions().select(r.id()));
    }

    void exchange(int ordinal, Tab tab) {
      model.inspector().tabProperty().set(tab);
      model.session().follow().picked();
      model.session().selectExchange(ordinal);
    }
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args.length > 0 ? args[0] : "docs/screens");
    List<String> only = List.of(args).subList(Math.min(1, args.length), args.length);
    Files.createDirectories(folder);
    CompletableFuture<Void> started = new CompletableFuture<>();
    Platform.startup(() -> started.complete(null));
    started.get(60, TimeUnit.SECONDS);
    Platform.setImplicitExit(false);
    ScreenshotTool tool = new ScreenshotTool(folder);
    for (Shot shot : shots()) {
      if (only.isEmpty() || only.contains(shot.name())) {
        if (shot.name().startsWith("sealed")) {
          tool.take(shot, ThemeModel.Choice.LIGHT, Size.USUAL);
          tool.take(shot, ThemeModel.Choice.DARK, Size.USUAL);
        } else if (EXTRA.contains(shot.name())) {
          tool.take(shot, ThemeModel.Choice.LIGHT, Size.USUAL);
        } else {
          for (Size size : Size.values()) {
            tool.take(shot, ThemeModel.Choice.LIGHT, size);
            tool.take(shot, ThemeModel.Choice.DARK, size);
          }
        }
      }
    }
    System.exit(0);
  }

  private static List<Shot> shots() {
    List<SampleSession> all = Samples.all();
    List<SampleSession> masked = Samples.withMasking();
    return List.of(
        new Shot("empty", List.of(), v -> {}),
        new Shot("live", all, v -> v.exchange(8, Tab.SQL)),
        new Shot("bad-sql", all, v -> v.session("schema-explorer")),
        new Shot("columns", all, v -> v.session("feature-builder")),
        new Shot("rows", all, v -> v.exchange(23, Tab.RESULTS)),
        new Shot("long-sql", all, v -> v.session("dbt-migration-assistant-for-the-finance-team")),
        new Shot(
            "replay",
            all,
            v -> {
              v.model().session().modeProperty().set(ListMode.FRAMES);
              v.exchange(11, Tab.TIMING);
              v.model().player().pause();
              v.model().player().seekFraction(0.5);
            }),
        new Shot(
            "connect",
            all,
            v -> {
              v.window().show(Page.AGENTS);
              v.model().agents().nameProperty().set("report-writer");
              v.model().agents().purposeProperty().set("Monthly sales report");
              v.model().agents().modelProperty().set("claude-opus-4");
              v.model()
                  .agents()
                  .create(() -> v.model().connect().agentProperty().set("report-writer"));
            }),
        new Shot("inbox", all, v -> v.window().show(Page.INBOX)),
        new Shot(
            "hold-card",
            all,
            v -> {
              v.window().show(Page.INBOX);
              v.model().approvals().inbox().select(SampleInbox.LARGE);
            }),
        new Shot("hold-edit", all, ScreenshotTool::edit),
        new Shot(
            "hold-like",
            all,
            v -> {
              v.window().show(Page.INBOX);
              v.model().approvals().inbox().select(SampleInbox.LARGE);
            }),
        new Shot("grants", all, v -> v.window().perform("show-grants")),
        new Shot(
            "inbox-decided",
            all,
            v -> {
              v.window().show(Page.INBOX);
              v.model().approvals().inbox().partProperty().set(InboxModel.Part.DECIDED);
            }),
        new Shot("inbox-empty", all, v -> v.window().show(Page.INBOX)),
        new Shot(
            "policy-question",
            all,
            v -> {
              v.window().show(Page.INBOX);
              v.window().perform("confirm-policy");
            }),
        new Shot("tags", masked, v -> v.window().show(Page.TAGS)),
        new Shot("tags-finds", masked, v -> part(v, TagsModel.Part.FINDS)),
        new Shot("tags-derived", masked, v -> part(v, TagsModel.Part.DERIVED)),
        new Shot("tags-empty", masked, v -> v.window().show(Page.TAGS)),
        new Shot("take-back", masked, v -> part(v, TagsModel.Part.DERIVED)),
        new Shot("masked", masked, v -> v.exchange(2, Tab.RESULTS)),
        new Shot("lineage", masked, v -> v.exchange(2, Tab.SQL)),
        new Shot(
            "masking-frames",
            masked,
            v -> {
              v.model().session().modeProperty().set(ListMode.FRAMES);
              v.model().inspector().tabProperty().set(Tab.RAW);
              v.model().session().follow().picked();
              v.model().session().selectFrame(SampleTags.SUMMARY_FRAME);
            }),
        new Shot("answer", all, v -> v.exchange(8, Tab.RESPONSE)),
        new Shot("sealed", List.of(SampleSealed.session()), v -> v.exchange(1, Tab.ORIGINAL)),
        new Shot(
            "sealed-open",
            List.of(SampleSealed.session()),
            v -> {
              v.model().inspector().original().setReader(SampleSealed.reader());
              v.exchange(1, Tab.ORIGINAL);
            }),
        new Shot("request", all, v -> v.exchange(8, Tab.REQUEST)),
        new Shot("decision", all, v -> v.exchange(8, Tab.DECISION)),
        new Shot("raw", all, v -> v.exchange(8, Tab.RAW)),
        new Shot("value", all, v -> v.exchange(8, Tab.RESULTS)),
        new Shot("no-match", all, v -> v.model().filter().textProperty().set("table:invoices")),
        new Shot(
            "large-text",
            all,
            v -> {
              v.exchange(8, Tab.SQL);
              v.window().perform("text-larger");
              v.window().perform("text-larger");
            }),
        new Shot("palette", all, v -> v.window().perform("palette")),
        new Shot("help", all, v -> v.window().perform("help")));
  }

  private static void part(View view, TagsModel.Part part) {
    view.window().show(Page.TAGS);
    view.model().tags().partProperty().set(part);
  }

  private static void edit(View view) {
    view.window().show(Page.INBOX);
    view.model().approvals().inbox().select(SampleInbox.LARGE);
  }

  /** Held requests are there on the inbox's own pictures only. */
  private static void hold(Shot shot, FakeConsole console) {
    boolean inbox = INBOX.contains(shot.name());
    if (!shot.name().equals("tags-empty")) {
      console.tags.set(SampleTags.OVERVIEW);
    }
    if (inbox && !shot.name().equals("inbox-empty")) {
      SampleInbox.fill(console.holds, Samples.NOW);
    }
    if (inbox) {
      console.policy = SampleInbox.policy(Samples.NOW);
    }
    if (shot.name().equals("policy-question") || shot.name().equals("inbox-decided")) {
      console.policy = SampleInbox.waitingPolicy(Samples.NOW);
    }
  }

  /** What can be opened only once the card is there. */
  private static void openPanel(Shot shot, View view) {
    var decision = view.model().approvals().decision();
    switch (shot.name()) {
      case "hold-like" -> decision.open(DecisionModel.Panel.LIKE);
      case "hold-edit" -> {
        decision.open(DecisionModel.Panel.EDIT);
        decision
            .edit()
            .textProperty()
            .set(
                "-- yesterday only, and the columns that are needed\nSELECT event, user_id,"
                    + " created_at\nFROM `demo.web.events_raw`\nWHERE day = DATE '2026-11-19'\nLIMIT"
                    + " 1000");
      }
      default -> {}
    }
  }

  private void take(Shot shot, ThemeModel.Choice choice, Size size) throws Exception {
    String suffix = choice.name().toLowerCase(Locale.ROOT) + size.suffix;
    CompletableFuture<View> view = new CompletableFuture<>();
    CompletableFuture<Stage> stage = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          FakeConsole console = new FakeConsole(Samples.CLOCK, shot.sessions());
          hold(shot, console);
          WindowModel model =
              new WindowModel(
                  () -> console,
                  new SampleTexts(),
                  new NoPreferences(choice),
                  new ModelContext(
                      Samples.CLOCK,
                      Executors.newVirtualThreadPerTaskExecutor(),
                      new FxExecutor()));
          ConsoleWindow window =
              new ConsoleWindow(model, new Theme(model.theme()), Samples.CLOCK, ZoneOffset.UTC);
          Stage shown = new Stage();
          shown.setScene(window.scene());
          shown.setWidth(size.width);
          shown.setHeight(size.height);
          shown.show();
          new Robot().mouseMove(1919, 1199);
          model.start();
          view.complete(new View(model, window, console));
          stage.complete(shown);
        });
    View open = view.get(30, TimeUnit.SECONDS);
    Thread.sleep(SETTLE_MILLIS);
    Platform.runLater(() -> shot.prepare().accept(open));
    Thread.sleep(SETTLE_MILLIS);
    if (List.of("bad-sql", "columns", "long-sql").contains(shot.name())) {
      Tab tab = shot.name().equals("columns") ? Tab.RESULTS : Tab.SQL;
      int exchange = shot.name().equals("long-sql") ? 1 : 2;
      Platform.runLater(() -> open.exchange(exchange, tab));
      Thread.sleep(SETTLE_MILLIS);
    }
    if (List.of("hold-like", "hold-edit").contains(shot.name())) {
      Platform.runLater(() -> openPanel(shot, open));
      Thread.sleep(SETTLE_MILLIS);
    }
    if (List.of("masked", "lineage", "take-back").contains(shot.name())) {
      Platform.runLater(() -> point(shot, open));
      Thread.sleep(SETTLE_MILLIS);
    }
    if (shot.name().equals("sealed-open")) {
      Platform.runLater(
          () ->
              open.model()
                  .inspector()
                  .original()
                  .open("reviewer.key", SampleSealed.PASSPHRASE.toCharArray()));
      Thread.sleep(SETTLE_MILLIS);
    }
    if (shot.name().equals("value")) {
      Platform.runLater(() -> openValue(open));
      Thread.sleep(SETTLE_MILLIS);
    }
    CompletableFuture<WritableImage> image = new CompletableFuture<>();
    Platform.runLater(() -> image.complete(open.window().scene().snapshot(null)));
    Png.write(image.get(30, TimeUnit.SECONDS), folder.resolve(shot.name() + "-" + suffix + ".png"));
    Platform.runLater(
        () -> {
          stage.join().hide();
          open.window().close();
        });
  }

  private static void point(Shot shot, View view) {
    Node root = view.window().scene().getRoot();
    switch (shot.name()) {
      case "masked" -> ((DataGrid) root.lookup(".data-grid")).select(2, 3);
      case "lineage" -> ((RowList<?>) root.lookup("#lineage")).move(4);
      default ->
          root.lookupAll("#derived-tables .button").stream()
              .filter(Node::isVisible)
              .findFirst()
              .ifPresent(button -> ((Button) button).fire());
    }
  }

  private static void openValue(View view) {
    DataGrid grid = (DataGrid) view.window().scene().getRoot().lookup(".data-grid");
    grid.select(2, 5);
    grid.fireEvent(
        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
  }

  /** Keeps nothing but the appearance asked for. */
  private record NoPreferences(ThemeModel.Choice choice) implements Preferences {
    @Override
    public Optional<String> get(String key) {
      return key.equals("theme") ? Optional.of(choice.name()) : Optional.empty();
    }

    @Override
    public void put(String key, String value) {}
  }
}
