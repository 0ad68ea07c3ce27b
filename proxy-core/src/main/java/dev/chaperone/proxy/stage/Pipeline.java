package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.answer.Answer;
import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request's way through the gateway: the stages, in the one order there is. What a stage refuses
 * is recorded and answered here; what cannot be recorded is not answered with anything of
 * upstream's.
 */
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final List<Stage> stages;
  private final Stage record;
  private final Arrivals arrivals;
  private final RefusedArrivals refusedArrivals;

  public Pipeline(
      Arrivals arrivals,
      RefusedArrivals refusedArrivals,
      Identify identify,
      Recognise recognise,
      Inspect inspect,
      Decide decide,
      Hold hold,
      Forward forward,
      Mask mask,
      Record record) {
    this.arrivals = arrivals;
    this.refusedArrivals = refusedArrivals;
    this.stages = List.of(identify, recognise, inspect, decide, hold, forward, mask, record);
    this.record = record;
  }

  /** Takes the request from arrival to its answer. */
  public void run(Exchange exchange) throws IOException {
    try {
      for (Stage stage : stages) {
        stage.apply(exchange);
      }
    } catch (Refusal refusal) {
      refuse(exchange, refusal);
    } catch (RecordingException e) {
      unrecorded(exchange, e);
    } catch (IOException e) {
      brokenOff(exchange, e);
      throw e;
    } catch (RuntimeException e) {
      if (exchange.response().started()) {
        brokenOff(exchange, e);
        throw e;
      }
      LOG.error("a request failed inside the gateway", e);
      // 403, not 500: clients retry a 500, and what failed here would fail again.
      refuse(
          exchange,
          Refusal.denied(
              "internal-fault",
              "Access Denied: Chaperone failed inside and refused the request. Its log file says"
                  + " why."));
    } finally {
      // While the exchange is in its session, that stays open for what is recorded of the end.
      over(exchange);
      arrivals.left(exchange);
      if (exchange.answered()) {
        exchange.answer().body().close();
      }
    }
  }

  /** What hangs on the exchange's end must not take the answer back. */
  private static void over(Exchange exchange) {
    try {
      exchange.over();
    } catch (RuntimeException e) {
      LOG.error("what follows from a request's end could not be done", e);
    }
  }

  /** An exchange that nothing answers any more still gets an end in the recording. */
  private static void brokenOff(Exchange exchange, Exception cause) {
    if (exchange.recorderIfKnown().isEmpty() || exchange.recorder().hasEnd()) {
      return;
    }
    try {
      if (!exchange.recorder().hasReceived()) {
        ReceivedFrames.append(exchange);
      }
      exchange
          .recorder()
          .record(
              new FrameBody.Failure(
                  "broken-off",
                  "The request ended without an answer ("
                      + cause.getClass().getSimpleName()
                      + "): a connection broke, or Chaperone failed; its log file says more.",
                  Map.of()));
    } catch (RecordingException e) {
      LOG.error("the end of a request could not be recorded: {}", e.getMessage());
    }
  }

  private void refuse(Exchange exchange, Refusal refusal) throws IOException {
    if (exchange.response().started()) {
      throw exchange.response().abort(refusal.code());
    }
    Headers headers =
        Headers.of(refusal.headers()).with("Content-Type", BigQueryError.CONTENT_TYPE);
    byte[] body = refusal.error().json();
    if (exchange.recorderIfKnown().isEmpty()) {
      refusedArrivals.record(exchange.request(), refusal);
      exchange.response().send(refusal.error().status(), headers, body);
      return;
    }
    try {
      ExchangeRecorder recorder = exchange.recorder();
      if (!recorder.hasReceived()) {
        ReceivedFrames.append(exchange);
      }
      recorder.append(new FrameBody.Failure(refusal.code(), refusal.error().message(), Map.of()));
      if (exchange.answered()) {
        exchange.answer().body().close();
      }
      exchange.answer(Answer.ofGateway(refusal.error().status(), headers, body));
      record.apply(exchange);
    } catch (RecordingException e) {
      unrecorded(exchange, e);
    }
  }

  /** P2: the request is refused, and neither retried by clients nor half answered. */
  private static void unrecorded(Exchange exchange, RecordingException e) throws IOException {
    LOG.error("request refused because it cannot be recorded: {}", e.getMessage());
    if (exchange.response().started()) {
      throw exchange.response().abort("not recordable");
    }
    BigQueryError error =
        BigQueryError.accessDenied(
            "Chaperone cannot record this request, so it is refused. " + e.getMessage());
    exchange
        .response()
        .send(
            error.status(),
            Headers.NONE.with("Content-Type", BigQueryError.CONTENT_TYPE),
            error.json());
  }
}
