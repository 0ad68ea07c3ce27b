package dev.chaperone.proxy.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.catalogue.GatewayCalls.Call;
import dev.chaperone.proxy.catalogue.GatewayCalls.Reply;
import dev.chaperone.recordings.RecordingException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Sends one request's look-ups: recorded first, not too many at once, none past the deadline. */
final class LookupSender {
  private static final int AT_ONCE = 32;

  private final GatewayCalls calls;
  private final LookupRecord record;
  private final long deadlineNanos;
  private final Semaphore permits = new Semaphore(AT_ONCE);
  private volatile Optional<RecordingException> unrecorded = Optional.empty();

  LookupSender(GatewayCalls calls, LookupRecord record, long deadlineNanos) {
    this.calls = calls;
    this.record = record;
    this.deadlineNanos = deadlineNanos;
  }

  /** Not positive once the deadline has passed. */
  long nanosLeft() {
    return deadlineNanos - System.nanoTime();
  }

  /** Why the recording of a look-up failed, if one did: nothing more is sent then. */
  Optional<RecordingException> unrecorded() {
    return unrecorded;
  }

  /** Runs on a thread of its own. */
  <V> Answer<V> get(String target, Function<ObjectNode, Optional<V>> read) {
    try {
      if (!permits.tryAcquire(Math.max(nanosLeft(), 0), TimeUnit.NANOSECONDS)) {
        return new Answer.Unsent<>();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unsent<>();
    }
    try {
      Answer<V> answer = new Answer.Unsent<>();
      for (int attempt = 1; attempt <= GatewayCalls.TRIES; attempt++) {
        Sent<V> sent = recordedAndSent(target, read);
        // An answer that tells nothing is more than none.
        answer = sent.answer() instanceof Answer.Unsent<V> && attempt > 1 ? answer : sent.answer();
        if (!sent.again()) {
          break;
        }
      }
      return answer;
    } finally {
      permits.release();
    }
  }

  private record Sent<V>(Answer<V> answer, boolean again) {}

  private <V> Sent<V> recordedAndSent(String target, Function<ObjectNode, Optional<V>> read) {
    Call call = Call.get(target);
    if (nanosLeft() <= 0 || unrecorded().isPresent()) {
      return new Sent<>(new Answer.Unsent<>(), false);
    }
    try {
      calls.record(call, record);
    } catch (RecordingException e) {
      unrecorded = Optional.of(e);
      return new Sent<>(new Answer.Unsent<>(), false);
    }
    Reply reply = calls.send(call);
    return new Sent<>(
        answer(reply, read), reply instanceof Reply.Answered a && a.worthAnotherTry());
  }

  private static <V> Answer<V> answer(Reply reply, Function<ObjectNode, Optional<V>> read) {
    return switch (reply) {
      case Reply.Answered(int status, Optional<ObjectNode> json) when status == 200 ->
          json.flatMap(read)
              .<Answer<V>>map(Answer.Found::new)
              .orElseGet(() -> new Answer.Failed<>("BigQuery's answer is not understood"));
      case Reply.Answered(int status, Optional<ObjectNode> json) when status == 404 ->
          new Answer.Missing<>();
      case Reply.Answered answered -> new Answer.Failed<>("BigQuery answered " + answered.status());
      case Reply.Silent(String why) -> new Answer.Failed<>(why);
    };
  }
}
