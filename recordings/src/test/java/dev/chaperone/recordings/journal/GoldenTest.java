package dev.chaperone.recordings.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.ApprovalFrames;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.FrameType;
import dev.chaperone.recordings.frame.GrantChange;
import dev.chaperone.recordings.frame.SessionId;
import dev.chaperone.recordings.storage.CrashingStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stores written by format version 1 stay readable for ever. */
class GoldenTest {
  private static final List<String> FILES = List.of("00000001.cj", "00000002.cj", "00000003.cj");

  private static byte[] resource(String name) {
    try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/v1/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CrashingStorage golden() {
    CrashingStorage storage = new CrashingStorage();
    FILES.forEach(name -> storage.replace(name, resource(name)));
    return storage;
  }

  private static List<StoredFrame> read(CrashingStorage storage) {
    try {
      Catalogue catalogue = new JournalRecovery(storage, 0).recover().catalogue();
      return new JournalReader(storage, catalogue).read(1, 1_000, Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every field of every header, one frame a line. */
  static String headers(CrashingStorage storage) {
    StringBuilder text = new StringBuilder();
    for (StoredFrame frame : read(storage)) {
      FrameHeader h = frame.header();
      text.append(
          String.join(
              " ",
              Long.toString(h.sequence()),
              h.session().value(),
              Long.toString(h.sessionSequence()),
              h.exchange().map(Object::toString).orElse("-"),
              h.job().map(Object::toString).orElse("-"),
              h.type(),
              Integer.toString(h.formatVersion()),
              Long.toString(h.monotonicNanos()),
              h.time().toString(),
              h.payloadDigest().hex(),
              h.previousHash().hex(),
              frame.headerHash().hex(),
              frame.state().toString()));
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void everyBodyOfTheGoldenFilesIsReadAsItWasWritten() {
    List<StoredFrame> frames =
        read(golden()).stream().filter(f -> !f.header().type().equals("checkpoint")).toList();
    List<FrameDraft> drafts = GoldenFrames.all();
    assertThat(frames).hasSameSizeAs(drafts);
    for (int i = 0; i < drafts.size(); i++) {
      if (i + 1 == GoldenFrames.ERASED) {
        assertThat(frames.get(i).state()).isEqualTo(StoredFrame.PayloadState.ERASED);
      } else {
        assertThat(frames.get(i).body()).contains(drafts.get(i).body());
      }
      assertThat(frames.get(i).header().exchange()).isEqualTo(drafts.get(i).exchange());
      assertThat(frames.get(i).header().job()).isEqualTo(drafts.get(i).job());
    }
    assertThat(read(golden()).getLast().body().orElseThrow())
        .isInstanceOfSatisfying(
            FrameBody.Checkpoint.class,
            c -> {
              assertThat(c.sequence()).isEqualTo(30);
              assertThat(c.chainHead()).hasSize(64);
              assertThat(c.signature()).isEmpty();
            });
  }

  @Test
  void everyHeaderOfTheGoldenFilesIsReadAsItWasWritten() {
    assertThat(headers(golden()))
        .isEqualTo(new String(resource("headers.txt"), StandardCharsets.UTF_8));
  }

  @Test
  void theGoldenStoreVerifies() throws Exception {
    CrashingStorage storage = golden();
    JournalRecovery.Found found = new JournalRecovery(storage, 0).recover();
    assertThat(
            new Verifier(storage, found.catalogue(), found.lastSequence())
                .verify(found.faults())
                .faults())
        .isEmpty();
  }

  @Test
  void headersAreWrittenAsTheGoldenFilesHaveThem() {
    for (StoredFrame frame : read(golden())) {
      assertThat(dev.chaperone.recordings.frame.Digest.sha256(HeaderCodec.encode(frame.header())))
          .isEqualTo(frame.headerHash());
    }
  }

  private static byte[] payload(String json) {
    byte[] meta = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(5 + meta.length).put((byte) 1).putInt(meta.length).put(meta).array();
  }

  @Test
  void fieldsOfANewerVersionArePassedOverAndMissingOnesAreNotTold() {
    assertThat(
            PayloadCodec.decode(
                "estimate", 1, payload("{\"bytes\":7,\"slots\":{\"x\":[1]},\"origin\":\"o\"}")))
        .isEqualTo(new FrameBody.Estimate(7, "", "o"));
    assertThat(PayloadCodec.decode("response-head", 1, payload("{}")))
        .isEqualTo(new FrameBody.ResponseHead(-1, -1, java.util.Map.of()));
  }

  @Test
  void stepsOfHoldsAndGrantsAreReadAsTheyWereWritten() {
    for (FrameBody body :
        List.of(
            new FrameBody.Hold("hold-1", "PENDING", "as in the golden files"),
            ApprovalFrames.opened("hold_1", new SessionId("s")),
            ApprovalFrames.step("hold_1", 2, "DENIED", "denied", 5),
            new FrameBody.Sealed(0, "rk_1", "ephemeral", Blob.utf8("\u0000sealed"), false),
            new FrameBody.Sealed(65_536, "rk_1", "", Blob.EMPTY, true),
            ApprovalFrames.grant("grant_1", "used", 2).note())) {
      assertThat(PayloadCodec.decode(body.typeCode(), 1, PayloadCodec.encode(body)))
          .isEqualTo(body);
    }
    assertThat(GrantChange.of(ApprovalFrames.grant("grant_1", "used", 2).note()))
        .contains(ApprovalFrames.grant("grant_1", "used", 2));
    assertThat(GrantChange.of(new FrameBody.Note(FrameType.GRANT, java.util.Map.of("a", "1"))))
        .isEmpty();
  }

  @Test
  void whatThisVersionCannotReadIsKeptWhole() {
    byte[] odd = payload("{\"expires\":\"never\"}");
    assertThat(PayloadCodec.decode("agent", 1, odd))
        .isEqualTo(new FrameBody.Unknown("agent", Blob.owning(odd)));
    assertThat(PayloadCodec.decode("hologram", 1, odd))
        .isEqualTo(new FrameBody.Unknown("hologram", Blob.owning(odd)));
    assertThat(PayloadCodec.decode("gap", 2, odd)).isInstanceOf(FrameBody.Unknown.class);
    assertThat(PayloadCodec.decode("gap", 1, new byte[] {1, 0}))
        .isInstanceOf(FrameBody.Unknown.class);
    assertThat(PayloadCodec.decode("gap", 1, new byte[] {1, 127, 0, 0, 0, 3}))
        .isInstanceOf(FrameBody.Unknown.class);
  }
}
