package dev.chaperone.proxy.approval.hold;

/** What asking for a hold led to. */
public sealed interface Opened {

  /** The request waits from now on; that is durable. */
  record New(Hold hold) implements Opened {}

  /** The same request was asked before; this is how it stands. */
  record Repeated(Hold hold) implements Opened {}

  /** Another request has the job id: 409 in BigQuery's words. */
  record JobExists(Hold other) implements Opened {}

  /** This identity has as many pending holds as it may. */
  record TooMany(int limit) implements Opened {}
}
