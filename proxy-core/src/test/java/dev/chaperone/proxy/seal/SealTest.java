package dev.chaperone.proxy.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed pieces open only whole, in order, in their exchange, and with the one key. */
class SealTest {
  private static final ExchangeId X = new ExchangeId("exchange-1");
  private static final ExchangeId Y = new ExchangeId("exchange-2");
  private static final char[] PASSPHRASE = "correct horse battery".toCharArray();

  private final ReviewerSecret secret = ReviewerSecret.generate();

  @TempDir Path folder;

  private List<FrameBody.Sealed> sealed(ExchangeId exchange, String... pieces) throws Exception {
    Sealer sealer = new Sealer(secret.key(), exchange);
    List<FrameBody.Sealed> frames = new ArrayList<>();
    for (int i = 0; i < pieces.length; i++) {
      byte[] plain = pieces[i].getBytes(StandardCharsets.UTF_8);
      frames.add(sealer.seal(plain, plain.length, i == pieces.length - 1));
    }
    return frames;
  }

  private static String open(ReviewerSecret with, ExchangeId exchange, List<FrameBody.Sealed> from)
      throws SealException {
    Unsealer unsealer = new Unsealer(with, exchange);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (FrameBody.Sealed frame : from) {
      out.writeBytes(unsealer.open(frame));
    }
    assertThat(unsealer.isWhole()).isTrue();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatWasSealedOpensWithTheKey() throws Exception {
    List<FrameBody.Sealed> frames = sealed(X, "one ", "two ", "three");
    assertThat(open(secret, X, frames)).isEqualTo("one two three");
    assertThat(frames).extracting(FrameBody.Sealed::offset).containsExactly(0L, 4L, 8L);
    assertThat(frames).extracting(FrameBody.Sealed::last).containsExactly(false, false, true);
    assertThat(frames.get(0).ephemeral()).isNotEmpty();
    assertThat(frames.get(1).ephemeral()).isEmpty();
    assertThat(open(secret, X, sealed(X, ""))).isEmpty();
  }

  @Test
  void equalOriginalsLookDifferentEachTime() throws Exception {
    assertThat(sealed(X, "same").getFirst().bytes())
        .isNotEqualTo(sealed(X, "same").getFirst().bytes());
  }

  @Test
  void anotherKeyOpensNothing() throws Exception {
    List<FrameBody.Sealed> frames = sealed(X, "one");
    assertThatThrownBy(() -> open(ReviewerSecret.generate(), X, frames))
        .isInstanceOf(SealException.class)
        .hasMessageContaining(secret.key().id());
    ReviewerSecret other = ReviewerSecret.generate();
    FrameBody.Sealed relabelled =
        new FrameBody.Sealed(
            0, other.key().id(), frames.getFirst().ephemeral(), frames.getFirst().bytes(), true);
    assertThatThrownBy(() -> open(other, X, List.of(relabelled))).isInstanceOf(SealException.class);
  }

  @Test
  void everyChangedByteIsFound() throws Exception {
    FrameBody.Sealed frame = sealed(X, "some value").getFirst();
    byte[] bytes = frame.bytes().toArray();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      FrameBody.Sealed tampered =
          new FrameBody.Sealed(0, frame.keyId(), frame.ephemeral(), Blob.owning(changed), true);
      assertThatThrownBy(() -> open(secret, X, List.of(tampered)))
          .isInstanceOf(SealException.class);
    }
  }

  @Test
  void piecesCannotBeReorderedLeftOutCutRepeatedOrMoved() throws Exception {
    List<FrameBody.Sealed> f = sealed(X, "aaaa", "bbbb", "cccc");
    List<FrameBody.Sealed> other = sealed(X, "aaaa", "dddd", "eeee");
    List<List<FrameBody.Sealed>> wrong =
        List.of(
            List.of(f.get(1), f.get(0), f.get(2)),
            List.of(f.get(0), f.get(2)),
            List.of(f.get(0), at(f.get(2), 4)),
            List.of(f.get(0), at(f.get(2), 4), at(f.get(1), 8)),
            List.of(f.get(1), f.get(2)),
            List.of(f.get(0), last(f.get(1))),
            List.of(f.get(0), f.get(1), f.get(2), f.get(2)),
            List.of(f.get(0), other.get(1), f.get(2)));
    for (List<FrameBody.Sealed> frames : wrong) {
      assertThatThrownBy(() -> open(secret, X, frames)).isInstanceOf(SealException.class);
    }
    assertThatThrownBy(() -> open(secret, Y, f)).isInstanceOf(SealException.class);
  }

  private static FrameBody.Sealed at(FrameBody.Sealed f, long offset) {
    return new FrameBody.Sealed(offset, f.keyId(), f.ephemeral(), f.bytes(), f.last());
  }

  private static FrameBody.Sealed last(FrameBody.Sealed f) {
    return new FrameBody.Sealed(f.offset(), f.keyId(), f.ephemeral(), f.bytes(), true);
  }

  @Test
  void whatIsCutAtAPieceIsNotTakenForWhole() throws Exception {
    Unsealer unsealer = new Unsealer(secret, X);
    unsealer.open(sealed(X, "aaaa", "bbbb").getFirst());
    assertThat(unsealer.isWhole()).isFalse();
  }

  @Test
  void publicKeysThatAreNoneAreRefused() {
    for (String bad :
        List.of(
            "",
            "x25519:",
            "x25519:AAAA",
            "rk_1",
            // The point of order 1 and the zero point: everybody knows what they agree on.
            "x25519:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "x25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
      assertThatThrownBy(() -> ReviewerKey.parse(bad)).as(bad).isInstanceOf(SealException.class);
    }
  }

  @Test
  void keysAreDerivedAsRfc5869Says() throws Exception {
    // Test case 1 of the RFC, its first 32 bytes.
    HexFormat hex = HexFormat.of();
    assertThat(
            hex.formatHex(
                Hkdf.derive(
                    hex.parseHex("0b".repeat(22)),
                    hex.parseHex("000102030405060708090a0b0c"),
                    hex.parseHex("f0f1f2f3f4f5f6f7f8f9"))))
        .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  }

  @Test
  void thePrivateKeyComesBackOnlyByItsPassphraseFromAFileOfItsOwner() throws Exception {
    Path file = folder.resolve("reviewer.key");
    ReviewerKeyFile.write(file, secret, PASSPHRASE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(ReviewerKeyFile.isOne(file)).isTrue();
    ReviewerSecret read = ReviewerKeyFile.open(file, PASSPHRASE);
    assertThat(read.key()).isEqualTo(secret.key());
    assertThat(open(read, X, sealed(X, "kept"))).isEqualTo("kept");
    assertThatThrownBy(() -> ReviewerKeyFile.open(file, "wrong horse battery".toCharArray()))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("not the passphrase");
    assertThatThrownBy(() -> ReviewerKeyFile.write(file, secret, PASSPHRASE))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("is there already");
    assertThatThrownBy(
            () -> ReviewerKeyFile.write(folder.resolve("x"), secret, "short".toCharArray()))
        .isInstanceOf(ConsoleException.class);
  }

  @Test
  void aKeyFileWhosePublicKeyWasExchangedDoesNotOpen() throws Exception {
    Path file = folder.resolve("reviewer.key");
    ReviewerKeyFile.write(file, secret, PASSPHRASE);
    String text = Files.readString(file);
    Files.writeString(
        file, text.replace(secret.key().toString(), ReviewerSecret.generate().key().toString()));
    assertThatThrownBy(() -> ReviewerKeyFile.open(file, PASSPHRASE))
        .isInstanceOf(SealException.class);
  }
}
