package dev.chaperone.ui.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;

/** Writes a picture as PNG with 256 colours, which a user interface hardly exceeds, without AWT. */
final class Png {
  private static final int COLOURS = 256;

  /** Surfaces: as many of the commonest colours are kept as they are. */
  private static final int EXACT = 64;

  private Png() {}

  static void write(Image image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    PixelReader pixels = image.getPixelReader();
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        counts.merge(pixels.getArgb(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    int[] palette = palette(counts);
    Map<Integer, Integer> places = new HashMap<>();
    ByteArrayOutputStream raw = new ByteArrayOutputStream(width * height / 8);
    try (DeflaterOutputStream zip = new DeflaterOutputStream(raw, new Deflater(9))) {
      byte[] line = new byte[1 + width];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int colour = pixels.getArgb(x, y) & 0xffffff;
          line[1 + x] = places.computeIfAbsent(colour, c -> nearest(palette, c)).byteValue();
        }
        zip.write(line);
      }
    }
    write(file, width, height, palette, raw.toByteArray());
  }

  /** The most frequent colours, but of colours that look the same only one. */
  private static int[] palette(Map<Integer, Integer> counts) {
    List<Map.Entry<Integer, Integer>> entries = new ArrayList<>(counts.entrySet());
    entries.sort(Map.Entry.<Integer, Integer>comparingByValue().reversed());
    int apart = 0;
    List<Integer> taken = taken(entries, apart);
    while (taken.size() > COLOURS) {
      apart += 30;
      taken = taken(entries, apart);
    }
    return taken.stream().mapToInt(Integer::intValue).toArray();
  }

  /** No two closer than that; one too many if there are more than fit. */
  private static List<Integer> taken(List<Map.Entry<Integer, Integer>> entries, int apart) {
    List<Integer> taken = new ArrayList<>();
    for (Map.Entry<Integer, Integer> entry : entries) {
      int colour = entry.getKey();
      if (taken.size() < EXACT || taken.stream().noneMatch(t -> distance(t, colour) < apart)) {
        taken.add(colour);
      }
      if (taken.size() > COLOURS) {
        break;
      }
    }
    return taken;
  }

  private static int nearest(int[] palette, int colour) {
    int best = 0;
    for (int i = 1; i < palette.length; i++) {
      if (distance(palette[i], colour) < distance(palette[best], colour)) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int r = (one >> 16 & 255) - (other >> 16 & 255);
    int g = (one >> 8 & 255) - (other >> 8 & 255);
    int b = (one & 255) - (other & 255);
    return r * r + g * g + b * b;
  }

  private static void write(Path file, int width, int height, int[] palette, byte[] data)
      throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(head);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 3, 0, 0, 0});
    byte[] colours = new byte[palette.length * 3];
    for (int i = 0; i < palette.length; i++) {
      colours[i * 3] = (byte) (palette[i] >> 16);
      colours[i * 3 + 1] = (byte) (palette[i] >> 8);
      colours[i * 3 + 2] = (byte) palette[i];
    }
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeLong(0x89504e470d0a1a0aL);
      chunk(out, "IHDR", head.toByteArray());
      chunk(out, "PLTE", colours);
      chunk(out, "IDAT", data);
      chunk(out, "IEND", new byte[0]);
    }
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
