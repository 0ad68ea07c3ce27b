package dev.chaperone.recordings.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The store's segments in order. Read by many, changed by the writer and by erasure. */
final class Catalogue {
  private volatile List<Segment> segments;

  Catalogue(List<Segment> segments) {
    this.segments = List.copyOf(segments);
  }

  List<Segment> segments() {
    return segments;
  }

  Optional<Segment> last() {
    List<Segment> all = segments;
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** Index of the segment that holds this sequence if any does: the last that begins before it. */
  int indexOf(long sequence) {
    List<Segment> all = segments;
    int low = 0;
    int high = all.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (all.get(middle).firstSequence() <= sequence) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  synchronized void add(Segment segment) {
    List<Segment> all = new ArrayList<>(segments);
    all.add(segment);
    segments = List.copyOf(all);
  }

  synchronized void remove(Segment segment) {
    List<Segment> all = new ArrayList<>(segments);
    all.remove(segment);
    segments = List.copyOf(all);
  }

  /** Puts a rewritten segment in the place of the one with its number. */
  synchronized void replace(Segment segment) {
    List<Segment> all = new ArrayList<>(segments);
    all.replaceAll(s -> s.number() == segment.number() ? segment : s);
    segments = List.copyOf(all);
  }
}
