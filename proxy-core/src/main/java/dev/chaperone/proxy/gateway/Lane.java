package dev.chaperone.proxy.gateway;

import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.UpstreamAnswer;
import dev.chaperone.proxy.upstream.UpstreamException;
import dev.chaperone.proxy.upstream.UpstreamRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A way upstream that knows whether requests are under way on it. */
final class Lane implements Upstream {
  private final Upstream upstream;
  private final AtomicInteger underWay = new AtomicInteger();

  Lane(Upstream upstream) {
    this.upstream = upstream;
  }

  boolean isIdle() {
    return underWay.get() == 0;
  }

  @Override
  public URI base() {
    return upstream.base();
  }

  @Override
  public UpstreamAnswer send(UpstreamRequest request) throws UpstreamException {
    underWay.incrementAndGet();
    boolean answered = false;
    try {
      UpstreamAnswer answer = upstream.send(request);
      answered = true;
      return new UpstreamAnswer(
          answer.status(), answer.headers(), new Watched(answer.body()), answer.length());
    } finally {
      if (!answered) {
        underWay.decrementAndGet();
      }
    }
  }

  @Override
  public void close() {
    upstream.close();
  }

  /** The request is over when its answer is closed. */
  private final class Watched extends FilterInputStream {
    private final AtomicBoolean closed = new AtomicBoolean();

    Watched(InputStream body) {
      super(body);
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        if (closed.compareAndSet(false, true)) {
          underWay.decrementAndGet();
        }
      }
    }
  }
}
