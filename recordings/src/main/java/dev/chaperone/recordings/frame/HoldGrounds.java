package dev.chaperone.recordings.frame;

import java.util.List;

/**
 * What whoever decides is shown beside the request itself. Lists are empty and text is {@code ""}
 * where nothing is known; what could not be established stands in {@code unknown}.
 *
 * @param model the model behind the agent, as claimed
 * @param purpose what the agent is for
 * @param client the client library
 * @param findings every part of the policy that speaks, strictest first, a line each
 * @param reads tables read, views expanded, as {@code project.dataset.table}
 * @param writes what it creates, changes or drops
 * @param sensitive tagged columns it touches, as {@code project.dataset.table.column (tag)}
 * @param risks what else was recognised, such as {@code SELECT_STAR}
 * @param partitions partitioned tables it reads without a filter on the partition
 * @param unknown what could not be established, a line each
 * @param usd the estimate in US dollars with two or more digits, {@code ""} if unknown
 * @param accuracy whose word the estimate is, such as {@code UPPER_BOUND}
 * @param suggestion SQL or an advice that would not be held, {@code ""} if there is none
 */
public record HoldGrounds(
    String model,
    String purpose,
    String client,
    List<String> findings,
    List<String> reads,
    List<String> writes,
    List<String> sensitive,
    List<String> risks,
    List<String> partitions,
    List<String> unknown,
    String usd,
    String accuracy,
    String suggestion) {
  /** As recorded before grounds were. */
  public static final HoldGrounds NOT_TOLD =
      new HoldGrounds(
          "", "", "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          "", "", "");

  public HoldGrounds {
    findings = List.copyOf(findings);
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    sensitive = List.copyOf(sensitive);
    risks = List.copyOf(risks);
    partitions = List.copyOf(partitions);
    unknown = List.copyOf(unknown);
  }
}
