package dev.chaperone.recordings;

import dev.chaperone.recordings.frame.Identity;

/**
 * Whose a job, result table or upload is.
 *
 * @param location where BigQuery keeps the job, {@code ""} if no answer told
 */
public record Ownership(Identity owner, String location) {}
