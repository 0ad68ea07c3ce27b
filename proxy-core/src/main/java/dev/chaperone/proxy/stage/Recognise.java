package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.surface.MethodOverride;
import dev.chaperone.proxy.surface.PathRecogniser;
import dev.chaperone.proxy.surface.Recognition;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Finds the API method; what is not in the catalogue is refused. */
public final class Recognise implements Stage {
  private final PathRecogniser recogniser;
  private final MethodOverride overrides;
  private final BodyReader bodies;

  public Recognise(PathRecogniser recogniser, BodyReader bodies) {
    this.recogniser = recogniser;
    this.overrides = new MethodOverride(recogniser);
    this.bodies = bodies;
  }

  @Override
  public void apply(Exchange exchange) throws IOException {
    AgentRequest request = exchange.request();
    String method = request.method();
    String query = request.rawQuery();
    List<String> asked = request.headers().all(MethodOverride.HEADER);
    if (!asked.isEmpty()) {
      exchange.body(
          bodies.readWhole(
              request,
              exchange.principal().identity(),
              leave -> exchange.whenOver(ending -> leave.run())));
      switch (override(exchange, asked)) {
        case MethodOverride.Outcome.Unchanged unchanged -> {}
        case MethodOverride.Outcome.Overridden(String get, String joined) -> {
          method = get;
          query = joined;
          exchange.override();
        }
        case MethodOverride.Outcome.Refused(var error) ->
            throw new Refusal("method-override", error, Map.of());
      }
    }
    Recognition recognition = recogniser.recognise(method, request.rawPath(), query);
    exchange.recognised(recognition);
    if (recognition instanceof Recognition.Refused refused) {
      throw new Refusal("not-in-catalogue", refused.error(), Map.of());
    }
  }

  private MethodOverride.Outcome override(Exchange exchange, List<String> asked) {
    AgentRequest request = exchange.request();
    byte[] form =
        switch (exchange.body()) {
          case RequestBody.Whole(byte[] bytes) -> bytes;
          case RequestBody.Streamed s -> throw new IllegalStateException("read whole above");
        };
    return overrides.apply(
        request.method(),
        asked,
        request.headers().firstOr("content-type", ""),
        request.rawPath(),
        request.rawQuery(),
        form);
  }
}
