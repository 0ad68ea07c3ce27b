package dev.chaperone.sql.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.sql.Doubt;
import dev.chaperone.sql.ScriptFacts;
import dev.chaperone.sql.StatementKind;
import dev.chaperone.sql.TableName;
import dev.chaperone.sql.catalogue.CatalogueSnapshot;
import dev.chaperone.sql.catalogue.Field;
import dev.chaperone.sql.catalogue.TableEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodecTest {
  private static final int CASES = 2_000;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    for (int seed = 0; seed < CASES; seed++) {
      ScriptFacts facts = new RandomFacts(seed).script();
      assertThat(FactsCodec.decode(FactsCodec.encode(facts))).isEqualTo(facts);
      Message request = new RandomFacts(seed).request();
      assertThat(MessageCodec.decode(MessageCodec.encode(request))).isEqualTo(request);
    }
  }

  @Test
  void messagesFollowEachOtherOnAStream() throws IOException {
    List<Message> messages =
        List.of(
            new Message.Ready("lexer"),
            new RandomFacts(1).request(),
            new Message.Begun(-1),
            new Message.Done(7, new RandomFacts(2).script()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Message message : messages) {
      MessageCodec.write(out, message);
    }
    InputStream in = new ByteArrayInputStream(out.toByteArray());
    for (Message message : messages) {
      assertThat(MessageCodec.read(in)).contains(message);
    }
    assertThat(MessageCodec.read(in)).isEmpty();
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = FactsCodec.encode(new RandomFacts(11).script());
    assertThat(whole.length).isGreaterThan(50);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> FactsCodec.decode(part)).isInstanceOf(WireException.class);
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThatThrownBy(() -> FactsCodec.decode(longer)).isInstanceOf(WireException.class);
  }

  @Test
  void garbageGivesNothingButTheCodecsOwnException() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (bytes.length > 1) {
        bytes[0] = FactsCodec.VERSION;
        bytes[1] = (byte) (1 + random.nextInt(4));
      }
      tryAll(bytes);
    }
    for (int seed = 0; seed < CASES; seed++) {
      byte[] bytes =
          seed % 2 == 0
              ? FactsCodec.encode(new RandomFacts(seed).script())
              : MessageCodec.encode(new RandomFacts(seed).request());
      for (int i = 0; i < 5; i++) {
        byte[] damaged = bytes.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        tryAll(damaged);
      }
    }
  }

  @Test
  void announcedLengthsAreNotBelieved() {
    // A list, and a text, of two thousand million elements.
    byte[] list = {FactsCodec.VERSION, 0, -1, -1, -1, -1, 7};
    assertThatThrownBy(() -> FactsCodec.decode(list))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("longer than the message");
    byte[] stream = ByteBuffer.allocate(8).putInt(MessageCodec.MAX_BYTES).putInt(1).array();
    assertThatThrownBy(() -> MessageCodec.read(new ByteArrayInputStream(stream)))
        .isInstanceOf(IOException.class);
    byte[] tooLong = ByteBuffer.allocate(8).putInt(MessageCodec.MAX_BYTES + 1).array();
    assertThatThrownBy(() -> MessageCodec.read(new ByteArrayInputStream(tooLong)))
        .isInstanceOf(WireException.class);
    byte[] negative = ByteBuffer.allocate(8).putInt(-1).array();
    assertThatThrownBy(() -> MessageCodec.read(new ByteArrayInputStream(negative)))
        .isInstanceOf(WireException.class);
  }

  @Test
  void fieldsAreNotFollowedForEver() {
    Field field = Field.of("leaf", "INT64");
    for (int i = 0; i < Field.MAX_DEPTH + 2; i++) {
      field = Field.struct("f", false, field);
    }
    CatalogueSnapshot deep =
        new CatalogueSnapshot(List.of(TableEntry.table(TableName.of("d", "t"), field)), List.of());
    Message request = new Message.Request(1, "SELECT 1", Optional.empty(), Optional.empty(), deep);
    assertThatThrownBy(() -> MessageCodec.encode(request)).isInstanceOf(WireException.class);
  }

  @Test
  void whatIsTooLongIsNotWritten() {
    Message request =
        new Message.Request(
            1,
            "x".repeat(MessageCodec.MAX_BYTES),
            Optional.empty(),
            Optional.empty(),
            CatalogueSnapshot.EMPTY);
    assertThatThrownBy(() -> MessageCodec.encode(request)).isInstanceOf(WireException.class);
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    byte[] bytes = FactsCodec.encode(ScriptFacts.unknown(new Doubt(Doubt.Reason.NAME, "why")));
    bytes[0]++;
    assertThatThrownBy(() -> FactsCodec.decode(bytes)).isInstanceOf(WireException.class);
    // One octet holds every constant.
    assertThat(StatementKind.values().length).isLessThan(256);
  }

  private static void tryAll(byte[] bytes) {
    try {
      FactsCodec.decode(bytes);
    } catch (WireException expected) {
      // The only one allowed.
    }
    try {
      MessageCodec.decode(bytes);
    } catch (WireException expected) {
      // The only one allowed.
    }
    try {
      MessageCodec.read(new ByteArrayInputStream(bytes));
    } catch (IOException expected) {
      // The only one allowed.
    }
  }
}
