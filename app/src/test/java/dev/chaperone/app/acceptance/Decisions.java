package dev.chaperone.app.acceptance;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What operators said, and what was acknowledged to them, across all lives of a gateway. */
final class Decisions {
  /** Holds for which an approval was sent. */
  final Set<String> approvalSent = ConcurrentHashMap.newKeySet();

  final Set<String> approvalAcknowledged = ConcurrentHashMap.newKeySet();

  /** Holds in whose place somebody wanted to put an edited one. */
  final Set<String> editSent = ConcurrentHashMap.newKeySet();

  /** Holds of which somebody was told that they ended without running, and how. */
  final Map<String, String> ended = new ConcurrentHashMap<>();

  /** By shape: for how many likes grants were asked. */
  final Map<Integer, Integer> grantsSent = new ConcurrentHashMap<>();

  /** Shapes of races that are to be repeated, once for each entry. */
  final Queue<Integer> alike = new ConcurrentLinkedQueue<>();
}
