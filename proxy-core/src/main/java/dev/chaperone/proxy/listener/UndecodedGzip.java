package dev.chaperone.proxy.listener;

import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import java.util.Set;

/**
 * Keeps Helidon from refusing gzip'd request bodies, and from decoding them: the gateway decodes
 * with its own limits.
 */
final class UndecodedGzip implements ContentEncoding {
  @Override
  public Set<String> ids() {
    return Set.of("gzip", "x-gzip");
  }

  @Override
  public boolean supportsEncoding() {
    return false;
  }

  @Override
  public boolean supportsDecoding() {
    return true;
  }

  @Override
  public ContentDecoder decoder() {
    return network -> network;
  }

  @Override
  public ContentEncoder encoder() {
    throw new UnsupportedOperationException("answers are not encoded here");
  }

  @Override
  public String name() {
    return "undecoded-gzip";
  }

  @Override
  public String type() {
    return "undecoded-gzip";
  }
}
