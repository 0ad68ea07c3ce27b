package dev.chaperone.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.app.acceptance.GatewayLives.Life;
import dev.chaperone.app.acceptance.KillMoments.Moment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes races through the gateway as a client would that is sent away by nothing: it asks again
 * after every broken connection, and at times cancels, hangs up in the middle, or goes away.
 */
final class RacingAgent {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final GatewayLives lives;
  private final KillMoments moments;
  private final HttpClient client;
  private final String token;
  private final Random random;
  private final AtomicInteger hungUp;
  private volatile boolean patient;

  /** The agent itself broke the connection off. */
  private static final class HungUp extends Exception {
    private static final long serialVersionUID = 1L;
  }

  RacingAgent(
      GatewayLives lives,
      KillMoments moments,
      HttpClient client,
      String token,
      Random random,
      AtomicInteger hungUp) {
    this.lives = lives;
    this.moments = moments;
    this.client = client;
    this.token = token;
    this.random = random;
    this.hungUp = hungUp;
  }

  /** Returns when the agent knows how it ended, or does not care any more. */
  void run(Race race) throws InterruptedException {
    Life life = lives.after(lives.first());
    while (race.end().isEmpty()) {
      try {
        if (race.isAcknowledged()) {
          goOn(race, life);
        } else {
          post(race, life);
        }
      } catch (HungUp e) {
        hungUp.incrementAndGet();
        race.note("the agent hangs up");
      } catch (IOException e) {
        race.note("life " + life.number() + ": " + e);
        life = lives.after(life);
      }
    }
  }

  /** Asks once more for everything, without tricks, as the last one to look. */
  void look(Race race) throws InterruptedException {
    patient = true;
    race.note("is looked at by an auditor");
    race.reopen();
    run(race);
  }

  private void goOn(Race race, Life life) throws IOException, InterruptedException, HungUp {
    int roll = patient ? 99 : random.nextInt(100);
    if (roll < 3) {
      race.end(new Race.End.Left());
    } else if (roll < 8) {
      cancel(race, life);
    } else if (roll < 16) {
      post(race, life); // as if the answer had been lost
    } else if (roll < 40) {
      job(race, life);
    } else {
      results(race, life);
    }
  }

  private void post(Race race, Life life) throws IOException, InterruptedException, HungUp {
    String sql = "\"query\":\"" + race.sql() + "\",\"useLegacySql\":false";
    HttpRequest request =
        switch (race.form) {
          case INSERT ->
              post(
                  life.address("jobs"),
                  "{\"jobReference\":{\"projectId\":\"demo\",\"jobId\":\""
                      + race.job()
                      + "\"},\"configuration\":{\"query\":{"
                      + sql
                      + "}}}");
          case QUERY ->
              post(
                  life.address("queries"),
                  "{"
                      + sql
                      + ",\"requestId\":\"request-"
                      + race.number
                      + "\",\"timeoutMs\":"
                      + 37 * race.number % 1_000 // a repeat is the same to the byte
                      + "}");
        };
    boolean again = race.isBegun();
    race.begin();
    moments.reachedWhileGoingOn(Moment.POST_SENT);
    HttpResponse<String> answer = send(race, life, request);
    JsonNode body = JSON.readTree(answer.body());
    int status = answer.statusCode();
    if (status == 200) {
      told(race, body);
    } else if (status == 409 && again && race.form == Race.Form.INSERT) {
      race.acknowledge(race.job());
    } else if (status == 403 || status == 400) {
      failed(race, body);
    } else {
      mayPass(status, answer);
    }
  }

  private void told(Race race, JsonNode body) {
    String job = body.at("/jobReference/jobId").asText();
    if (race.isAcknowledged() && !race.job().equals(job)) {
      throw new AssertionError(race + " is another job when it is repeated: " + body);
    }
    race.acknowledge(job);
    if (body.path("jobComplete").asBoolean(false)) {
      race.end(new Race.End.Rows());
    } else {
      moments.reachedWhileGoingOn(Moment.TOLD_PENDING);
    }
  }

  private void job(Race race, Life life) throws IOException, InterruptedException, HungUp {
    moments.reachedWhileGoingOn(Moment.POLLED);
    HttpResponse<String> answer =
        send(race, life, get(life.address("jobs/" + race.job() + location("?"))));
    if (answer.statusCode() == 200) {
      JsonNode status = JSON.readTree(answer.body()).path("status");
      if (!status.path("state").asText().equals("DONE")) {
        return;
      }
      JsonNode error = status.path("errorResult");
      race.end(
          error.isMissingNode()
              ? new Race.End.Rows()
              : new Race.End.Failed(error.path("reason").asText(), error.path("message").asText()));
    } else {
      mayPass(answer.statusCode(), answer);
    }
  }

  private void results(Race race, Life life) throws IOException, InterruptedException, HungUp {
    moments.reachedWhileGoingOn(Moment.POLLED);
    String rest = "queries/" + race.job() + "?timeoutMs=" + (200 + random.nextInt(2_000));
    HttpResponse<String> answer = send(race, life, get(life.address(rest + location("&"))));
    JsonNode body = JSON.readTree(answer.body());
    switch (answer.statusCode()) {
      case 200 -> {
        if (body.path("jobComplete").asBoolean(false)) {
          race.end(new Race.End.Rows());
        }
      }
      case 400, 403 -> failed(race, body);
      default -> mayPass(answer.statusCode(), answer);
    }
  }

  private void cancel(Race race, Life life) throws IOException, InterruptedException, HungUp {
    race.cancelSent();
    moments.reachedWhileGoingOn(Moment.CANCEL_SENT);
    HttpResponse<String> answer =
        send(race, life, post(life.address("jobs/" + race.job() + "/cancel"), ""));
    if (answer.statusCode() == 200) {
      JsonNode status = JSON.readTree(answer.body()).at("/job/status");
      if (status.at("/errorResult/reason").asText("").equals("stopped")) {
        race.withdraw();
      }
    } else {
      mayPass(answer.statusCode(), answer);
    }
  }

  private static void failed(Race race, JsonNode body) {
    JsonNode error = body.path("error");
    race.end(
        new Race.End.Failed(error.at("/errors/0/reason").asText(), error.path("message").asText()));
  }

  /** Trouble that a client would try again after; anything else is a fault of the gateway's. */
  private static void mayPass(int status, HttpResponse<String> answer) {
    if (status < 500) {
      throw new AssertionError(answer.request() + " was answered " + status + ": " + answer.body());
    }
  }

  private String location(String before) {
    return random.nextBoolean() ? "" : before + "location=US";
  }

  private HttpResponse<String> send(Race race, Life life, HttpRequest request)
      throws IOException, InterruptedException, HungUp {
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(request, BodyHandlers.ofString());
    boolean hangUp = !patient && random.nextInt(12) == 0;
    long millis = hangUp ? random.nextInt(150) : ANSWER.toMillis();
    String what = "life " + life.number() + ": " + request.method() + " " + request.uri().getPath();
    try {
      HttpResponse<String> answer = sent.get(millis, TimeUnit.MILLISECONDS);
      race.note(what + " -> " + answer.statusCode() + " " + brief(answer.body()));
      return answer;
    } catch (TimeoutException e) {
      sent.cancel(true);
      if (hangUp) {
        throw new HungUp();
      }
      throw new AssertionError(what + " was not answered within " + ANSWER, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private static String brief(String body) {
    String line = body.replaceAll("\\s+", " ");
    return line.length() <= 400 ? line : line.substring(0, 400) + "…";
  }

  private HttpRequest get(String address) {
    return to(address).build();
  }

  private HttpRequest post(String address, String json) {
    return to(address)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json))
        .build();
  }

  private HttpRequest.Builder to(String address) {
    return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
  }
}
