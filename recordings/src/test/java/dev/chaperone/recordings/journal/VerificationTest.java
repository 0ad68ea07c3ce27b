package dev.chaperone.recordings.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.TestClock;
import dev.chaperone.recordings.TestFrames;
import dev.chaperone.recordings.VerificationReport;
import dev.chaperone.recordings.frame.Digest;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P7: every change to a closed session is found and its place is named. */
class VerificationTest {
  private static final String FIRST = Segment.nameOf(1);
  private static final SessionId SESSION = new SessionId("s-1");

  private final CrashingStorage storage = new CrashingStorage();
  private final StoreConfig config =
      StoreConfig.of(Path.of("unused"), new TestClock())
          .withJournal(storage)
          .withSources(() -> 0, new Random(1))
          .withCheckpoints(Duration.ofHours(1), 1_000_000);
  private long lastSequence;

  /** One block a frame: opened, six errors, closed, checkpoint. */
  @BeforeEach
  void aClosedSession() {
    Journal journal = CrashTest.open(config).orElseThrow();
    journal.record(TestFrames.opened(SESSION, TestFrames.ALICE));
    for (int i = 0; i < 6; i++) {
      journal.record(
          TestFrames.of(
              SESSION,
              new ExchangeId("x-" + i),
              new FrameBody.Failure("code-" + i, "message", Map.of())));
    }
    journal.record(TestFrames.closed(SESSION));
    journal.close();
    lastSequence = 9;
    assertThat(verify().faults()).isEmpty();
    assertThat(verify().frames()).isEqualTo(9);
  }

  private VerificationReport verify() {
    Journal journal = Journal.open(config, storage.lock(), 0);
    try {
      return new Verifier(storage, catalogue(), lastSequence).verify(List.of());
    } finally {
      journal.close();
    }
  }

  private Catalogue catalogue() {
    try {
      return new JournalRecovery(storage, lastSequence).recover().catalogue();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private Tampering tampering() {
    return new Tampering(storage, FIRST);
  }

  private static String at(Tampering tampering, int block) {
    return "segment " + FIRST + ", byte " + tampering.offset(block);
  }

  @Test
  void P7_anEditedPayloadIsFoundAndNamed() throws Exception {
    Tampering tampering = tampering();
    tampering.rewrite(
        3,
        frames -> {
          byte[] payload =
              PayloadCodec.encode(new FrameBody.Failure("another", "message", Map.of()));
          EncodedFrame old = frames.getFirst();
          frames.set(0, new EncodedFrame(old.header(), old.salt(), payload, false));
        });
    tampering.save();
    assertThat(verify().faults())
        .singleElement()
        .asString()
        .startsWith(at(tampering, 3))
        .contains("payload of frame 4 is not what was recorded");
  }

  @Test
  void P7_anEditedHeaderIsFoundByTheFrameAfterIt() throws Exception {
    Tampering tampering = tampering();
    tampering.rewrite(
        3,
        frames -> {
          EncodedFrame old = frames.getFirst();
          FrameHeader h = HeaderCodec.decode(old.header());
          FrameHeader changed =
              new FrameHeader(
                  h.sequence(),
                  h.session(),
                  h.sessionSequence(),
                  h.exchange(),
                  h.job(),
                  h.type(),
                  h.formatVersion(),
                  h.monotonicNanos(),
                  h.time().plusSeconds(3600),
                  h.payloadDigest(),
                  h.previousHash());
          frames.set(
              0, new EncodedFrame(HeaderCodec.encode(changed), old.salt(), old.payload(), false));
        });
    tampering.save();
    assertThat(verify().faults())
        .hasSize(2)
        .allSatisfy(f -> assertThat(f).startsWith(at(tampering, 4)))
        .anySatisfy(f -> assertThat(f).contains("does not continue the chain of frame 4"))
        .anySatisfy(f -> assertThat(f).contains("does not continue session s-1"));
  }

  @Test
  void P7_aDeletedFrameIsFoundAndNamed() {
    Tampering tampering = tampering();
    tampering.blocks.remove(4);
    tampering.save();
    assertThat(verify().faults())
        .anySatisfy(f -> assertThat(f).startsWith(at(tampering, 4)).contains("expected frame 5"));
  }

  @Test
  void P7_anInsertedFrameIsFoundAndNamed() {
    Tampering tampering = tampering();
    tampering.blocks.add(5, tampering.blocks.get(4));
    tampering.save();
    assertThat(verify().faults())
        .anySatisfy(f -> assertThat(f).startsWith(at(tampering, 5)).contains("expected frame 6"));
  }

  @Test
  void P7_reorderedFramesAreFoundAndNamed() {
    Tampering tampering = tampering();
    Collections.swap(tampering.blocks, 3, 4);
    tampering.save();
    assertThat(verify().faults())
        .anySatisfy(f -> assertThat(f).startsWith(at(tampering, 3)).contains("expected frame 4"));
  }

  @Test
  void P7_aTruncatedJournalIsFoundAndNamed() {
    Tampering tampering = tampering();
    tampering.blocks.subList(6, tampering.blocks.size()).clear();
    tampering.save();
    assertThat(verify().faults())
        .singleElement()
        .asString()
        .contains("ends with frame 6, frames 7 to 9 are missing");
  }

  @Test
  void P7_aPayloadTakenOutWithoutARecordIsFound() throws Exception {
    Tampering tampering = tampering();
    tampering.rewrite(2, frames -> frames.set(0, frames.getFirst().erase()));
    tampering.save();
    assertThat(verify().faults())
        .singleElement()
        .asString()
        .contains("payload of frame 3 was removed without a record");
  }

  @Test
  void P7_aForgedCheckpointIsFound() throws Exception {
    Tampering tampering = tampering();
    tampering.rewrite(
        8,
        frames -> {
          FrameHeader h = HeaderCodec.decode(frames.getFirst().header());
          byte[] salt = new byte[EncodedFrame.SALT_LENGTH];
          byte[] payload =
              PayloadCodec.encode(new FrameBody.Checkpoint(8, "00".repeat(32), h.time(), "", ""));
          FrameHeader forged =
              new FrameHeader(
                  h.sequence(),
                  h.session(),
                  h.sessionSequence(),
                  h.exchange(),
                  h.job(),
                  h.type(),
                  h.formatVersion(),
                  h.monotonicNanos(),
                  h.time(),
                  Digest.sha256(salt, payload),
                  h.previousHash());
          frames.set(0, new EncodedFrame(HeaderCodec.encode(forged), salt, payload, false));
        });
    tampering.save();
    assertThat(verify().faults())
        .singleElement()
        .asString()
        .startsWith(at(tampering, 8))
        .contains("names another chain head");
  }

  @Test
  void damageInTheMiddleLosesThatBlocksPayloadsOnly() {
    Tampering tampering = tampering();
    byte[] block = tampering.blocks.get(4);
    block[block.length - 3] ^= 0x55;
    tampering.save();
    assertThat(verify().faults())
        .singleElement()
        .asString()
        .startsWith(at(tampering, 4))
        .contains("its payloads are lost");
    Journal journal = CrashTest.open(config).orElseThrow();
    try {
      List<StoredFrame> all = journal.read(1, 100, Long.MAX_VALUE);
      assertThat(all).hasSize(9);
      assertThat(all)
          .filteredOn(f -> f.body().isEmpty())
          .extracting(StoredFrame::sequence)
          .containsExactly(5L);
      assertThat(journal.record(TestFrames.opened(new SessionId("s-2"), TestFrames.BOB)))
          .isEqualTo(10);
    } finally {
      journal.close();
    }
  }

  @Test
  void damageToABlocksHeaderLosesItsFramesAndNoOthers() {
    Tampering tampering = tampering();
    tampering.blocks.get(4)[BlockHeader.SIZE + 9] ^= 0x55;
    tampering.save();
    assertThat(verify().faults()).singleElement().asString().startsWith(at(tampering, 4));
    Journal journal = CrashTest.open(config).orElseThrow();
    try {
      assertThat(journal.read(1, 100, Long.MAX_VALUE))
          .extracting(StoredFrame::sequence)
          .containsExactly(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L);
      assertThat(journal.verify(List.of()).faults()).isNotEmpty();
    } finally {
      journal.close();
    }
  }

  @Test
  void aDamagedSegmentHeaderIsReportedAndItsBlocksAreReadAllTheSame() {
    byte[] bytes = storage.bytes(FIRST);
    bytes[20] ^= 0x55;
    storage.replace(FIRST, bytes);
    Journal journal = CrashTest.open(config).orElseThrow();
    try {
      assertThat(journal.read(1, 100, Long.MAX_VALUE)).hasSize(9);
      assertThat(journal.verify(List.of()).faults())
          .anySatisfy(f -> assertThat(f).contains(FIRST).contains("header"));
    } finally {
      journal.close();
    }
  }
}
