package dev.chaperone.proxy.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes an upstream body whose next bytes do not come: {@code java.net.http} bounds the wait for
 * the head only, and a body without end would hold its request for ever.
 */
final class StallGuard implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  StallGuard() {
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("upstream-stall-guard").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * @param limit how long its next bytes may take
   */
  InputStream watch(InputStream body, Duration limit) {
    return new Watched(body, limit);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private final class Watched extends FilterInputStream {
    private final Duration limit;
    private volatile boolean stalled;

    Watched(InputStream in, Duration limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int n = read(one, 0, 1);
      return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (in.available() > 0) {
        return super.read(buffer, offset, length);
      }
      ScheduledFuture<?> alarm = timer.schedule(this::cut, limit.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return super.read(buffer, offset, length);
      } catch (IOException e) {
        throw stalled ? new IOException("upstream sent nothing for " + limit, e) : e;
      } finally {
        alarm.cancel(false);
      }
    }

    private void cut() {
      stalled = true;
      try {
        in.close();
      } catch (IOException e) {
        // Closing is the alarm itself; the reader sees the stream as closed either way.
        return;
      }
    }
  }
}
