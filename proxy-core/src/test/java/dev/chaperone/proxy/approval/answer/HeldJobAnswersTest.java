package dev.chaperone.proxy.approval.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.Held;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.hold.HoldCommand;
import dev.chaperone.proxy.approval.hold.HoldLife;
import dev.chaperone.proxy.approval.hold.HoldState;
import dev.chaperone.proxy.approval.hold.Ruling;
import dev.chaperone.proxy.surface.BigQueryError;
import dev.chaperone.proxy.testing.DiscoverySchemas;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.Envelope;
import dev.chaperone.recordings.frame.HeldRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeldJobAnswersTest {
  private static final Pattern JAVA_RETRIES =
      Pattern.compile(".*exceed.*rate.*limit.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Instant LATE = Held.START.plus(Held.PATIENCE);

  private static Hold of(HeldRequest request, HoldCommand... commands) {
    Hold hold = Hold.begun(HoldLife.begin("hold_1", request, Held.START));
    for (HoldCommand command : commands) {
      Instant now = command instanceof HoldCommand.Expire ? LATE : Held.START.plusSeconds(5);
      hold = hold.after(((Ruling.Step) HoldLife.decide(hold, command, now)).frame());
    }
    return hold;
  }

  private static Hold query(HoldCommand... commands) {
    return of(Held.query("job_1"), commands);
  }

  private static HoldCommand approve() {
    return new HoldCommand.Approve(Held.GRACE, "fine", OptionalLong.empty());
  }

  private static HoldCommand deny(String reason) {
    return new HoldCommand.Deny(Held.GRACE, reason);
  }

  private static HoldCommand failed(String reason, String message) {
    return new HoldCommand.Finish(HoldCommand.Finish.FAILED, reason, message);
  }

  /** A hold in every state and of every end, with this text wherever people or upstream write. */
  private static List<Hold> all(String text) {
    HoldCommand submit = new HoldCommand.Submit();
    HoldCommand withdraw = new HoldCommand.Withdraw(new Decider("a", Decider.How.AGENT), text);
    return List.of(
        query(),
        query(approve()),
        query(approve(), submit),
        query(approve(), submit, new HoldCommand.Finish("submitted", "", text)),
        query(approve(), submit, failed("invalidQuery", text)),
        query(approve(), submit, failed("rateLimitExceeded", text)),
        query(approve(), submit, failed("jobBackendError", text)),
        query(approve(), submit, failed("", text)),
        query(deny(text)),
        query(deny("")),
        query(new HoldCommand.Expire()),
        query(withdraw),
        query(new HoldCommand.Replace(Held.GRACE, "drifted", "hold_2", text)));
  }

  private static List<String> texts(Hold hold) {
    List<String> texts = new ArrayList<>();
    texts.add(HeldJobAnswers.refusal(hold).message());
    texts.add(HeldJobAnswers.call(hold).message());
    texts.add(HeldJobAnswers.duplicate(hold).message());
    texts.add(HeldJobAnswers.job(hold).path("status").toString());
    return texts;
  }

  @Test
  void everyAnswerHasBigQuerysShape() {
    var found = DiscoverySchemas.locate();
    assumeThat(found).as("no BigQuery discovery document on this machine").isPresent();
    DiscoverySchemas schemas = found.orElseThrow();
    for (Hold hold : all("why")) {
      assertThat(schemas.faults("Job", HeldJobAnswers.job(hold))).isEmpty();
      assertThat(schemas.faults("JobCancelResponse", HeldJobAnswers.cancelled(hold))).isEmpty();
      assertThat(schemas.faults("QueryResponse", HeldJobAnswers.queryPending(hold))).isEmpty();
      assertThat(schemas.faults("GetQueryResultsResponse", HeldJobAnswers.resultsPending(hold)))
          .isEmpty();
      ObjectNode list = new JsonMapper().createObjectNode().put("kind", "bigquery#jobList");
      list.putArray("jobs").add(HeldJobAnswers.listEntry(hold));
      assertThat(schemas.faults("JobList", list)).isEmpty();
    }
  }

  @Test
  void whileItIsOpenItIsAPendingJobOfItsIdAndPlace() {
    for (Hold hold :
        List.of(query(), query(approve()), query(approve(), new HoldCommand.Submit()))) {
      ObjectNode job = HeldJobAnswers.job(hold);
      assertThat(job.path("status")).isEqualTo(Held.json("{\"state\":\"PENDING\"}"));
      assertThat(job.path("id").asText()).isEqualTo("demo:EU.job_1");
      assertThat(job.path("jobReference"))
          .isEqualTo(Held.json("{\"projectId\":\"demo\",\"jobId\":\"job_1\",\"location\":\"EU\"}"));
      assertThat(job.path("configuration").path("jobType").asText()).isEqualTo("QUERY");
      assertThat(job.path("statistics").path("creationTime").asText())
          .isEqualTo(Long.toString(Held.START.toEpochMilli()));
      assertThat(HeldJobAnswers.queryPending(hold))
          .isEqualTo(
              Held.json(
                  """
                  {"kind":"bigquery#queryResponse","jobReference":{"projectId":"demo",
                   "jobId":"job_1","location":"EU"},"jobComplete":false}"""));
      assertThat(HeldJobAnswers.listEntry(hold).path("state").asText()).isEqualTo("PENDING");
    }
  }

  @Test
  void P4_deniedItIsAFailedJobWithTheReasonTheHoldAndHowToAskAgain() {
    Hold hold = query(deny("three terabytes for a preview"));
    ObjectNode status = (ObjectNode) HeldJobAnswers.job(hold).path("status");
    assertThat(status.path("state").asText()).isEqualTo("DONE");
    assertThat(status.path("errorResult").path("reason").asText()).isEqualTo("accessDenied");
    String message = status.path("errorResult").path("message").asText();
    assertThat(message)
        .startsWith("Access Denied: ")
        .contains("three terabytes for a preview.")
        .contains("hold hold_1")
        .contains("Nothing was run")
        .contains("as a new job")
        .doesNotContain("grace");
    assertThat(status.path("errors").get(0)).isEqualTo(status.path("errorResult"));
    BigQueryError error = HeldJobAnswers.refusal(hold);
    assertThat(error.status()).isEqualTo(403);
    assertThat(error.reason()).isEqualTo("accessDenied");
    assertThat(error.message()).isEqualTo(message);
  }

  @Test
  void P4_expiredIsNotCalledDeniedByAnybody() {
    Hold hold = query(new HoldCommand.Expire());
    assertThat(HeldJobAnswers.refusal(hold).message())
        .contains("none came in time")
        .contains("hold_1")
        .contains("send it as a new job");
    assertThat(HeldJobAnswers.refusal(hold).status()).isEqualTo(403);
  }

  @Test
  void withdrawnItIsAJobThatWasStopped() {
    Hold hold = query(new HoldCommand.Withdraw(new Decider("a", Decider.How.AGENT), ""));
    assertThat(HeldJobAnswers.cancelled(hold).at("/job/status/errorResult/reason").asText())
        .isEqualTo("stopped");
    assertThat(HeldJobAnswers.refusal(hold).status()).isEqualTo(403);
    assertThat(HeldJobAnswers.refusal(hold).reason()).isEqualTo("accessDenied");
  }

  @Test
  void whatBigQueryDidNotTakeFailsWithItsReasonAndText() {
    HoldCommand submit = new HoldCommand.Submit();
    BigQueryError syntax =
        HeldJobAnswers.refusal(
            query(approve(), submit, failed("invalidQuery", "Syntax error at [1:1]")));
    assertThat(syntax.status()).isEqualTo(400);
    assertThat(syntax.reason()).isEqualTo("invalidQuery");
    assertThat(syntax.message()).contains("Syntax error at [1:1].").contains("hold_1");
    BigQueryError missing =
        HeldJobAnswers.refusal(query(approve(), submit, failed("notFound", "Not found: Job")));
    assertThat(missing.status()).isEqualTo(403);
  }

  @Test
  void P4_nothingThatEndsMakesAnyClientTryAgain() {
    List<String> temptations =
        List.of(
            "Exceeded rate limits: too many",
            "Job exceeded rate limits: x",
            "quota exceeds\n the Rate of the LIMIT",
            "needs roles/serviceusage.serviceUsageConsumer",
            "x".repeat(5_000));
    for (String temptation : temptations) {
      for (Hold hold : all(temptation)) {
        for (String text : texts(hold)) {
          assertThat(JAVA_RETRIES.matcher(text).matches()).as(text).isFalse();
          assertThat(text).doesNotContainIgnoringCase("serviceUsageConsumer");
          assertThat(text.length()).isLessThan(5_000);
        }
        BigQueryError error = HeldJobAnswers.refusal(hold);
        assertThat(error.status()).isIn(400, 403);
        assertThat(error.reason().toLowerCase(Locale.ROOT))
            .doesNotContain("ratelimit")
            .doesNotContain("backend")
            .doesNotContain("internal");
        String reason =
            HeldJobAnswers.job(hold).path("status").path("errorResult").path("reason").asText();
        assertThat(reason).isIn("", "accessDenied", "stopped", "invalidQuery");
      }
    }
  }

  @Test
  void aRequestThatNamedARuleWithSuchWordsIsHeldWithoutThem() {
    HeldRequest r = Held.call(Held.ALICE, "d");
    Envelope e = r.envelope();
    HeldRequest odd =
        new HeldRequest(
            r.kind(),
            r.owner(),
            r.agentSession(),
            r.apiMethod(),
            r.httpMethod(),
            r.path(),
            r.bodyDigest(),
            "",
            r.job(),
            "",
            "",
            List.of(),
            -1,
            "r",
            "it exceeds the rate limit",
            e,
            "",
            List.of());
    BigQueryError error = HeldJobAnswers.call(of(odd));
    assertThat(JAVA_RETRIES.matcher(error.message()).matches()).isFalse();
    assertThat(error.status()).isEqualTo(403);
    assertThat(error.message())
        .contains("hold_1")
        .contains("send exactly the same request again")
        .contains("goes through one time");
  }

  @Test
  void aJobWhosePlaceIsNotKnownNamesNone() {
    HeldRequest r =
        Held.job(
            Held.ALICE,
            new dev.chaperone.recordings.frame.JobKey("demo", "", "job_1"),
            "",
            Held.json("{\"configuration\":{\"query\":{\"query\":\"select 1\"}}}"),
            1,
            LATE);
    ObjectNode job = HeldJobAnswers.job(of(r));
    assertThat(job.path("id").asText()).isEqualTo("demo:job_1");
    assertThat(job.path("jobReference").has("location")).isFalse();
    assertThat(HeldJobAnswers.duplicate(of(r)).json())
        .asString(java.nio.charset.StandardCharsets.UTF_8)
        .contains("\"code\":409")
        .contains("duplicate")
        .contains("Already Exists: Job demo:job_1");
    assertThat(of(r).state()).isEqualTo(HoldState.PENDING);
  }
}
