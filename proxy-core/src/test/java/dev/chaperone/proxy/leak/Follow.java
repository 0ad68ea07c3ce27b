package dev.chaperone.proxy.leak;

import com.fasterxml.jackson.databind.JsonNode;

/** Asks for a finished job's result in all the ways a road names. */
final class Follow {
  private static final String PROJECT = "/bigquery/v2/projects/demo/";
  private static final int MOST_PAGES = 4;
  private static final String BARE = "fields=jobReference,totalRows,pageToken,rows";

  private final Agent agent;
  private final Way way;
  private final String job;
  private final String dataset;
  private final String table;
  private boolean rows;

  Follow(Agent agent, Way way, String job, String dataset, String table) {
    this.agent = agent;
    this.way = way;
    this.job = job;
    this.dataset = dataset;
    this.table = table;
  }

  /** Whether rows were among the answers. */
  boolean all() throws InterruptedException {
    if (way.has("anon-first")) {
      data("");
    }
    if (way.has("get")) {
      agent.get(PROJECT + "jobs/" + job + "?location=US");
    }
    if (way.has("list")) {
      agent.get(PROJECT + "jobs?projection=full&allUsers=true");
    }
    if (way.has("zero")) {
      results("maxResults=0");
    }
    if (way.has("pages")) {
      pages("maxResults=1");
    }
    if (way.has("bare")) {
      pages(BARE + "&maxResults=2");
    }
    if (way.value("fields").isPresent()) {
      results("fields=" + way.value("fields").get());
    }
    if (way.has("anon") || way.value("anon").isPresent()) {
      data(way.value("anon").orElse(""));
    }
    if (way.value("dest").isPresent()) {
      data("");
    }
    boolean plain = way.isInsert() || way.has("late-job") || way.has("approve");
    if (plain && !way.has("pages") && !way.has("bare") && way.value("fields").isEmpty()) {
      results("");
    }
    return rows;
  }

  /** The result of one of a script's statements. */
  boolean child(int number) throws InterruptedException {
    String id = job + "_c" + number;
    agent.get(PROJECT + "jobs?projection=full&parentJobId=" + job);
    agent.get(PROJECT + "jobs/" + id + "?location=US");
    Follow child = new Follow(agent, way, id, "_anon", "anon_" + id.replace('-', '_'));
    child.results("");
    child.results(BARE);
    child.data("");
    return child.rows;
  }

  private void pages(String query) throws InterruptedException {
    String token = "";
    for (int i = 0; i < MOST_PAGES; i++) {
      JsonNode page = results(query + (token.isEmpty() ? "" : "&pageToken=" + token)).json();
      token = page.path("pageToken").asText("");
      if (token.isEmpty()) {
        return;
      }
    }
  }

  private Delivered results(String query) throws InterruptedException {
    String format = way.format().isEmpty() ? "" : "&" + way.format();
    Delivered page =
        agent.get(
            PROJECT
                + "queries/"
                + job
                + "?timeoutMs=2000&location=US"
                + format
                + (query.isEmpty() ? "" : "&" + query));
    rows |= page.hasRows();
    return page;
  }

  private void data(String query) throws InterruptedException {
    String format = way.format();
    String parameters = format + (format.isEmpty() || query.isEmpty() ? "" : "&") + query;
    Delivered page =
        agent.get(
            PROJECT
                + "datasets/"
                + dataset
                + "/tables/"
                + table
                + "/data"
                + (parameters.isEmpty() ? "" : "?" + parameters));
    rows |= page.hasRows();
  }
}
