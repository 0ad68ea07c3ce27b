package dev.chaperone.ui.timeline;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.timeline.Lane;
import dev.chaperone.ui.model.timeline.Marker;
import dev.chaperone.ui.theme.Theme;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * Coordinates the timeline: decides when to draw, calls the renderers in order, and turns mouse and
 * wheel into scrubbing, zoom at the pointer and panning.
 */
public final class TimelinePane extends Region implements AutoCloseable {
  private static final double ZOOM = 1.2;
  private static final double CATCH = 5;
  private static final double HEIGHT = 142;

  private final Canvas canvas = new Canvas();
  private final List<Renderer> renderers = new ArrayList<>();
  private final Subscriptions subscriptions = new Subscriptions();
  private final WindowModel model;
  private final Theme theme;
  private Area area = new Area(0, 0);
  private final Scale pixels = new Scale(1, 1);
  private double pointer = -1;
  private boolean onMap;

  public TimelinePane(WindowModel model, Theme theme, ZoneId zone) {
    this.model = model;
    this.theme = theme;
    for (Lane lane : Lane.values()) {
      renderers.add(new LaneRenderer(lane));
    }
    renderers.add(new AxisRenderer(zone));
    renderers.add(new MinimapRenderer());
    renderers.add(new MarkerRenderer());
    renderers.add(new CursorRenderer());
    getStyleClass().add("timeline");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleText("Timeline; the list above holds the same frames");
    getChildren().add(canvas);
    canvas.setManaged(false);
    canvas.getTransforms().add(pixels);
    Runnable redraw = this::requestLayout;
    subscriptions.observe(model.timeline().fromProperty(), v -> redraw.run());
    subscriptions.observe(model.timeline().toProperty(), v -> redraw.run());
    subscriptions.observe(model.timeline().absoluteTimeProperty(), v -> redraw.run());
    subscriptions.observe(model.timeline().markers(), redraw);
    subscriptions.observe(model.session().loadedProperty(), v -> redraw.run());
    subscriptions.observe(model.session().sessionProperty(), v -> redraw.run());
    subscriptions.observe(model.player().positionProperty(), v -> redraw.run());
    subscriptions.observe(theme.paletteProperty(), v -> redraw.run());
    subscriptions.handle(this, ScrollEvent.SCROLL, this::wheel);
    subscriptions.handle(this, MouseEvent.MOUSE_PRESSED, this::pressed);
    subscriptions.handle(this, MouseEvent.MOUSE_DRAGGED, this::dragged);
    subscriptions.handle(this, MouseEvent.MOUSE_MOVED, e -> point(e.getX()));
    subscriptions.handle(this, MouseEvent.MOUSE_EXITED, e -> point(-1));
  }

  /** Around the middle; over 1 shows less. */
  public void zoom(double factor) {
    model.timeline().zoom(factor, area.plotWidth() / 2, area.plotWidth());
  }

  /** How much larger than usual the window is shown: the canvas gets as many pixels more. */
  public void setPixelScale(double scale) {
    pixels.setX(1 / scale);
    pixels.setY(1 / scale);
    area = new Area(0, 0);
    requestLayout();
  }

  private void wheel(ScrollEvent event) {
    double delta = event.getDeltaY() + event.getDeltaX();
    if (event.isShortcutDown() || event.isControlDown()) {
      model
          .timeline()
          .zoom(delta > 0 ? ZOOM : 1 / ZOOM, event.getX() - area.left(), area.plotWidth());
    } else {
      model.timeline().pan(-delta, area.plotWidth());
    }
    event.consume();
  }

  private void pressed(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    Optional<Marker> marker = markerAt(event.getX(), event.getY());
    onMap = event.getY() >= area.plotBottom();
    if (event.getClickCount() == 2) {
      model.timeline().showAll();
    } else if (onMap) {
      centre(event.getX());
    } else if (marker.isPresent()) {
      model.session().selectFrame(marker.get().frame());
    } else {
      scrub(event.getX());
    }
  }

  private void dragged(MouseEvent event) {
    if (onMap) {
      centre(event.getX());
    } else {
      scrub(event.getX());
    }
  }

  /** Shows the part of the session round this place of the map. */
  private void centre(double x) {
    double share = Math.clamp((x - area.left()) / area.plotWidth(), 0, 1);
    double time = share * model.session().timeline().end();
    double from = model.timeline().fromProperty().get();
    double span = model.timeline().toProperty().get() - from;
    double pixels = (time - from - span / 2) / Math.max(1, span) * area.plotWidth();
    model.timeline().pan(pixels, area.plotWidth());
  }

  private Optional<Marker> markerAt(double x, double y) {
    if (y > area.axis() + 2) {
      return Optional.empty();
    }
    return model.timeline().markers().stream()
        .filter(
            m ->
                Math.abs(area.left() + model.timeline().xOf(m.time(), area.plotWidth()) - x)
                    < CATCH)
        .findFirst();
  }

  private void scrub(double x) {
    model.player().pause();
    double at = Math.clamp(x - area.left(), 0, area.plotWidth());
    model.player().seek(model.timeline().timeAt(at, area.plotWidth()));
    point(x);
  }

  private void point(double x) {
    pointer = x;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    Area now = new Area(getWidth(), getHeight());
    if (!now.equals(area)) {
      area = now;
      canvas.setWidth(area.width() / pixels.getX());
      canvas.setHeight(area.height() / pixels.getY());
      renderers.forEach(r -> r.resize(area));
    }
    draw();
  }

  private void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.setTransform(1 / pixels.getX(), 0, 0, 1 / pixels.getY(), 0, 0);
    graphics.setFill(theme.paletteProperty().get().background());
    graphics.fillRect(0, 0, area.width(), area.height());
    long from = model.timeline().fromProperty().get();
    long to = Math.max(from + 1, model.timeline().toProperty().get());
    long end = Math.max(1, model.session().timeline().end());
    Picture picture =
        new Picture(
            theme.paletteProperty().get(),
            model.session().timeline().slice(from, to, area.bars()),
            model.session().timeline().slice(0, end, area.bars()),
            from,
            to,
            model.player().positionProperty().get(),
            model.session().timeline().end(),
            pointer,
            model.timeline().absoluteTimeProperty().get(),
            model.session().sessionProperty().get().map(s -> s.opened()).orElse(Instant.EPOCH),
            model.timeline().markers());
    for (Renderer renderer : renderers) {
      renderer.render(graphics, picture);
    }
  }

  @Override
  protected double computePrefHeight(double width) {
    return HEIGHT;
  }

  @Override
  protected double computeMinHeight(double width) {
    return HEIGHT;
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
