package dev.chaperone.proxy.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.recordings.frame.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  private static final int MEBI = 1 << 20;
  private static final Identity SLOW = new Identity("i", "agent:slow", "slow");
  private static final Identity OTHER = new Identity("i", "agent:other", "other");

  @Test
  void whoSendsLargeBodiesSlowlyLeavesRoomForOthers() throws Exception {
    BodyReader reader = new BodyReader(MEBI, 2 * MEBI, 4 * MEBI);
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Runnable> over = new CopyOnWriteArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      InputStream slow =
          new SequenceInputStream(
              bytes(MEBI), new SequenceInputStream(pause(waiting, goOn), bytes(9)));
      Future<RequestBody.Whole> first =
          executor.submit(() -> reader.readWhole(request(slow), SLOW, over::add));
      waiting.await();

      assertThatThrownBy(() -> reader.readWhole(request(bytes(MEBI + 1)), SLOW, over::add))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("busy"));
      assertThat(reader.readWhole(request(bytes(MEBI + 1)), OTHER, over::add).bytes())
          .hasSize(MEBI + 1);

      goOn.countDown();
      assertThat(first.get().bytes()).hasSize(MEBI + 9);
      assertThatThrownBy(() -> reader.readWhole(request(bytes(MEBI + 1)), SLOW, over::add))
          .as("its body stays in memory until its request is over")
          .isInstanceOf(Refusal.class);
      over.forEach(Runnable::run);
      assertThat(reader.readWhole(request(bytes(MEBI + 1)), SLOW, over::add).bytes())
          .hasSize(MEBI + 1);
    }
  }

  private static InputStream bytes(int length) {
    return new ByteArrayInputStream(new byte[length]);
  }

  private static InputStream pause(CountDownLatch reached, CountDownLatch goOn) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        reached.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new InterruptedIOException();
        }
        return -1;
      }
    };
  }

  private static AgentRequest request(InputStream body) {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", 1);
    return new AgentRequest(
        "POST", "/", "", Headers.NONE, address, address, URI.create("http://127.0.0.1"), body);
  }
}
