package dev.chaperone.console;

import java.time.Instant;
import java.util.List;

/**
 * The policy in force, and what waits or is wrong with its file.
 *
 * @param source the file, or the name of a shipped policy
 * @param sha256 of the text in force
 * @param text in force
 * @param problems why the file as it stands cannot be used, each with line and column
 * @param waiting sha256 of a policy that permits more and waits for an operator, {@code ""} if none
 * @param loosenings in which ways that one permits more
 */
public record PolicyStatus(
    String source,
    String sha256,
    String text,
    Instant since,
    List<String> problems,
    String waiting,
    List<String> loosenings) {
  public PolicyStatus {
    problems = List.copyOf(problems);
    loosenings = List.copyOf(loosenings);
  }
}
