package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.VerificationReport;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Walks the whole journal and checks every checksum, sequence, chain, digest and checkpoint. Each
 * fault is one line that names its place; the walk goes on behind it.
 */
final class Verifier {
  private final Storage storage;
  private final Catalogue catalogue;
  private final long lastSequence;
  private final List<String> faults = new ArrayList<>();
  private final Map<SessionId, SessionHead> sessions = new HashMap<>();
  private final Map<Long, String> erased = new TreeMap<>();
  private final Set<Long> tombstones = new HashSet<>();
  private long frames;
  private long signedThrough;
  private long sequence;
  private Digest head = Digest.ZERO;
  private boolean lost;
  private boolean anyLost;

  Verifier(Storage storage, Catalogue catalogue, long lastSequence) {
    this.storage = storage;
    this.catalogue = catalogue;
    this.lastSequence = lastSequence;
  }

  VerificationReport verify(List<String> known) {
    for (Segment segment : catalogue.segments()) {
      if (sequence < lastSequence || segment.empty()) {
        verify(segment);
      }
    }
    if (sequence < lastSequence) {
      faults.add(
          "the journal ends with frame "
              + sequence
              + ", frames "
              + (sequence + 1)
              + " to "
              + lastSequence
              + " are missing");
    }
    erased.forEach(
        (frame, place) -> {
          if (!tombstones.contains(frame)) {
            faults.add(place + ": the payload of frame " + frame + " was removed without a record");
          }
        });
    Set<String> all = new LinkedHashSet<>(known);
    all.addAll(faults);
    return new VerificationReport(frames, erased.size(), signedThrough, List.copyOf(all));
  }

  private void verify(Segment segment) {
    long at = SegmentHeader.SIZE;
    try (SegmentScanner scanner = SegmentScanner.open(storage, segment)) {
      checkHeader(segment, scanner);
      while (at < segment.length() && sequence < lastSequence) {
        String place = "segment " + segment.name() + ", byte " + at;
        Optional<Block> block = next(scanner, at, place);
        if (block.isEmpty()) {
          return;
        }
        check(segment, scanner, block.get());
        at = block.get().end();
      }
    } catch (IOException e) {
      faults.add("segment " + segment.name() + ": cannot be read: " + e.getMessage());
      lost = true;
      anyLost = true;
    }
  }

  private void checkHeader(Segment segment, SegmentScanner scanner) throws IOException {
    try {
      SegmentHeader.decode(scanner.bytes(0, SegmentHeader.SIZE));
    } catch (DamagedException e) {
      faults.add("segment " + segment.name() + ", byte 0: " + e.getMessage());
    }
    if (!lost && !segment.chainHead().equals(head)) {
      faults.add(
          "segment "
              + segment.name()
              + ", byte 0: does not continue the chain of frame "
              + sequence);
    }
  }

  private Optional<Block> next(SegmentScanner scanner, long at, String place) throws IOException {
    try {
      return Optional.of(scanner.blockAt(at));
    } catch (DamagedException e) {
      faults.add(
          place + ": " + e.getMessage() + "; frames from " + (sequence + 1) + " on are affected");
      lost = true;
      anyLost = true;
      return scanner.search(at + 1, sequence);
    }
  }

  private void check(Segment segment, SegmentScanner scanner, Block block) throws IOException {
    String place =
        "segment "
            + segment.name()
            + ", byte "
            + block.offset()
            + " (frames "
            + block.header().firstSequence()
            + " to "
            + block.header().lastSequence()
            + ")";
    if (lost) {
      sessions.clear(); // what was lost may have continued any of them
    } else if (block.header().firstSequence() != sequence + 1) {
      faults.add(place + ": expected frame " + (sequence + 1));
    } else if (!block.header().previousHash().equals(head)) {
      faults.add(place + ": does not continue the chain of frame " + sequence);
    }
    try {
      byte[] payload = scanner.payload(block);
      try {
        block.encoded(payload);
      } catch (DamagedException e) {
        faults.add(place + ": " + e.getMessage() + "; its payloads are lost");
        payload = new byte[0];
      }
      boolean readable = payload.length > 0;
      long expected = block.header().firstSequence();
      for (StoredFrame frame : block.frames(payload, header -> true)) {
        check(place, frame, expected++, readable);
      }
    } catch (DamagedException e) {
      faults.add(place + ": " + e.getMessage());
    }
    sequence = block.header().lastSequence();
    head = block.hash();
    lost = false;
  }

  private void check(String place, StoredFrame frame, long expected, boolean readable) {
    FrameHeader header = frame.header();
    if (header.sequence() != expected) {
      faults.add(place + ": frame " + header.sequence() + " where " + expected + " belongs");
    }
    SessionHead known = sessions.get(header.session());
    SessionHead before = known == null ? SessionHead.NONE : known;
    if (known == null && anyLost) {
      // how the session stood before is not known
    } else if (before.closed()) {
      faults.add(place + ": frame " + expected + " after the end of session " + header.session());
    } else if (header.sessionSequence() != before.sequence() + 1
        || !header.previousHash().equals(before.hash())) {
      faults.add(
          place
              + ": frame "
              + expected
              + " does not continue session "
              + header.session()
              + " (frame "
              + header.sessionSequence()
              + " after "
              + before.sequence()
              + ")");
    }
    sessions.put(
        header.session(),
        new SessionHead(
            header.sessionSequence(),
            frame.headerHash(),
            header.type().equals(FrameType.SESSION_CLOSED.code())));
    frames++;
    switch (frame.state()) {
      case PRESENT -> frame.body().ifPresent(body -> check(place, body, expected));
      case ERASED -> erased.put(expected, place);
      case DAMAGED -> {
        if (readable) {
          faults.add(place + ": the payload of frame " + expected + " is not what was recorded");
        }
      }
    }
  }

  private void check(String place, FrameBody body, long at) {
    if (body instanceof FrameBody.Checkpoint checkpoint) {
      // It was made when the block before its own was the last one.
      if (!lost
          && checkpoint.sequence() == sequence
          && !checkpoint.chainHead().equals(head.hex())) {
        faults.add(place + ": checkpoint " + at + " names another chain head");
      } else if (checkpoint.sequence() != sequence) {
        faults.add(
            place
                + ": checkpoint "
                + at
                + " covers frame "
                + checkpoint.sequence()
                + ", not "
                + sequence);
      } else if (!checkpoint.signature().isEmpty()) {
        signedThrough = checkpoint.sequence();
      }
    } else {
      Tombstone.sequence(body).ifPresent(tombstones::add);
    }
  }
}
