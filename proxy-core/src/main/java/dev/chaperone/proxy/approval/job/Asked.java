package dev.chaperone.proxy.approval.job;

import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.SessionId;

/**
 * Who asked for what, as the stages before recognised it.
 *
 * @param apiMethod BigQuery's name such as {@code bigquery.jobs.insert}
 * @param path path and query as recognised, without credentials
 */
public record Asked(
    Identity owner, SessionId session, String apiMethod, String httpMethod, String path) {}
