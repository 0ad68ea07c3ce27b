package dev.chaperone.proxy.policy;

/** Where something stands in a file, both counted from 1. */
public record Place(int line, int column) implements Comparable<Place> {
  public static final Place START = new Place(1, 1);

  public Place {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("lines and columns are counted from 1");
    }
  }

  @Override
  public int compareTo(Place other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
