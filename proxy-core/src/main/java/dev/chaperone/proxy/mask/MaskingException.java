package dev.chaperone.proxy.mask;

import java.io.IOException;

/**
 * An answer that cannot be masked with certainty; nothing more of it may be delivered. Its message
 * never holds a value.
 */
public final class MaskingException extends IOException {
  private static final long serialVersionUID = 1L;

  public MaskingException(String message) {
    super(message);
  }
}
