package dev.chaperone.ui.window;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.player.Player;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.timeline.TimelinePane;
import java.time.Duration;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Play, pause, steps, speed and place; ticks the player for every picture while it plays. */
final class PlayerBar extends HBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final Player player;
  private final WindowModel model;
  private final FontIcon playIcon = Ui.icon(Feather.PLAY);
  private final Button play = Ui.iconButton(Feather.PLAY, "Play or pause (Space)", this::toggle);
  private final Label position = Ui.label("", "figures", "player-position");
  private final Label frame = Ui.clipped("row-muted", "figures");
  private final Button live = new Button("Live", Ui.icon(Feather.RADIO));
  private final ChoiceBox<Double> speed = new ChoiceBox<>();
  private final AnimationTimer ticker =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          player.tick();
        }
      };

  PlayerBar(WindowModel model, TimelinePane timeline) {
    super(6);
    this.model = model;
    this.player = model.player();
    getStyleClass().add("player-bar");
    play.setGraphic(playIcon);
    position.setMinWidth(USE_PREF_SIZE);
    live.getStyleClass().addAll("small", "live-button");
    Ui.tool(live);
    live.setTooltip(Ui.tooltip("Go to the tail and stay there (L)"));
    live.setOnAction(e -> player.goLive());
    speeds();
    ToggleButton idle = Ui.toggle("Skip idle", "Jump over gaps longer than two seconds (I)");
    idle.selectedProperty().bindBidirectional(player.skipIdleProperty());
    ToggleButton clock =
        Ui.toggle("Wall clock", "Show times of day instead of time since the start (A)");
    clock.selectedProperty().bindBidirectional(model.timeline().absoluteTimeProperty());
    getChildren()
        .addAll(
            Ui.iconButton(
                Feather.SKIP_BACK, "Previous exchange (Shift+,)", () -> player.stepExchange(-1)),
            Ui.iconButton(Feather.CHEVRON_LEFT, "Frame back (,)", () -> player.stepFrame(-1)),
            play,
            Ui.iconButton(Feather.CHEVRON_RIGHT, "Frame forward (.)", () -> player.stepFrame(1)),
            Ui.iconButton(
                Feather.SKIP_FORWARD, "Next exchange (Shift+.)", () -> player.stepExchange(1)),
            position,
            frame,
            Ui.spacer(),
            live,
            idle,
            clock,
            speed,
            Ui.iconButton(
                Feather.ZOOM_OUT, "Zoom out (−, Ctrl+scroll)", () -> timeline.zoom(1 / 1.5)),
            Ui.iconButton(Feather.ZOOM_IN, "Zoom in (+, Ctrl+scroll)", () -> timeline.zoom(1.5)),
            Ui.iconButton(
                Feather.MAXIMIZE_2,
                "Show the whole session (=)",
                () -> model.timeline().showAll()));
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    subscriptions.observe(player.stateProperty(), this::state);
    subscriptions.observe(player.positionProperty(), p -> place());
    subscriptions.observe(model.session().cursor().frameProperty(), p -> place());
    subscriptions.observe(model.session().loadedProperty(), p -> place());
    subscriptions.add(ticker::stop);
    subscriptions.add(() -> idle.selectedProperty().unbindBidirectional(player.skipIdleProperty()));
    subscriptions.add(
        () ->
            clock.selectedProperty().unbindBidirectional(model.timeline().absoluteTimeProperty()));
  }

  private void speeds() {
    speed.getItems().setAll(Player.SPEEDS);
    speed.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Double value) {
            return String.format(Locale.ROOT, value < 1 ? "%.2f×" : "%.0f×", value);
          }

          @Override
          public Double fromString(String text) {
            return 1.0;
          }
        });
    speed.getStyleClass().add("speed");
    Ui.tool(speed);
    speed.setTooltip(Ui.tooltip("Speed"));
    speed.setAccessibleText("Speed");
    speed.setOnAction(e -> player.speedProperty().set(speed.getValue()));
    subscriptions.observe(player.speedProperty(), s -> speed.setValue(s.doubleValue()));
  }

  private void toggle() {
    player.togglePlay();
  }

  private void state(Player.State state) {
    boolean moving = state == Player.State.PLAYING || state == Player.State.LIVE;
    playIcon.setIconCode(state == Player.State.PLAYING ? Feather.PAUSE : Feather.PLAY);
    live.getStyleClass().remove("live-on");
    if (state == Player.State.LIVE) {
      live.getStyleClass().add("live-on");
    }
    if (moving) {
      ticker.start();
    } else {
      ticker.stop();
    }
  }

  private void place() {
    boolean any = model.session().sessionProperty().get().isPresent();
    position.setText(
        any
            ? Units.position(Duration.ofNanos(player.positionProperty().get()))
                + " / "
                + Units.position(Duration.ofNanos(model.session().timeline().end()))
            : "–:–– / –:––");
    long at = model.session().cursor().frame();
    Ui.setText(
        frame,
        any && at > 0
            ? "frame "
                + Units.count(at)
                + " of "
                + Units.count(model.session().loadedProperty().get())
            : "");
    boolean open =
        model.session().sessionProperty().get().filter(s -> s.state().equals("open")).isPresent();
    Ui.show(live, open);
    setDisable(!any);
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
