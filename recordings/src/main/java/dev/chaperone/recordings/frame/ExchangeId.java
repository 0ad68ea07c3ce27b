package dev.chaperone.recordings.frame;

/** Names one request and its answer, across all frames they leave. */
public record ExchangeId(String value) {
  public ExchangeId {
    Ids.check(value, "exchange id");
  }

  @Override
  public String toString() {
    return value;
  }
}
