package dev.chaperone.ui.theme;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/** Draws the program's sign, a shield with a tick, in the sizes that desktops ask for. */
public final class WindowIcon {
  private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256};
  private static final Color SHIELD = Color.web("#0969da");

  private WindowIcon() {}

  public static List<Image> images() {
    List<Image> images = new ArrayList<>();
    for (int size : SIZES) {
      images.add(image(size));
    }
    return images;
  }

  /** On the toolkit's thread. */
  public static Image image(int size) {
    Canvas canvas = new Canvas(size, size);
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.scale(size / 24.0, size / 24.0);
    g.setFill(SHIELD);
    g.beginPath();
    g.moveTo(12, 1);
    g.lineTo(21.5, 4.4);
    g.lineTo(21.5, 11.5);
    g.bezierCurveTo(21.5, 17.4, 17.4, 21.2, 12, 23);
    g.bezierCurveTo(6.6, 21.2, 2.5, 17.4, 2.5, 11.5);
    g.lineTo(2.5, 4.4);
    g.closePath();
    g.fill();
    g.setStroke(Color.WHITE);
    g.setLineWidth(2.4);
    g.setLineCap(StrokeLineCap.ROUND);
    g.setLineJoin(StrokeLineJoin.ROUND);
    g.strokePolyline(new double[] {7.4, 10.9, 16.8}, new double[] {12.2, 15.6, 8.6}, 3);
    SnapshotParameters transparent = new SnapshotParameters();
    transparent.setFill(Color.TRANSPARENT);
    return canvas.snapshot(transparent, null);
  }
}
