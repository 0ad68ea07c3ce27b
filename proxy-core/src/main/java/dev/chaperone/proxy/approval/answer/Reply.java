package dev.chaperone.proxy.approval.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.surface.BigQueryError;

/** What an agent is answered where a hold is concerned. */
public sealed interface Reply {

  /** 200 with this body. */
  record Json(ObjectNode body) implements Reply {}

  /** This error, which no client tries again. */
  record Error(BigQueryError error) implements Reply {}

  /** Upstream has the job: the request goes on its way. */
  record Upstream(Hold hold) implements Reply {}
}
