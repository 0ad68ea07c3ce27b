package dev.chaperone.proxy.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.JobKey;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerScannerTest {
  private static final String HEAD =
      "{\"kind\":\"bigquery#queryResponse\",\"schema\":{\"fields\":[{\"name\":\"rows\",\"type\":"
          + "\"STRING\"}]},\"jobReference\":{\"projectId\":\"p\",\"jobId\":\"j\",\"location\":\"EU\"},"
          + "\"totalRows\":\"7\",\"rows\":[";
  private static final String TAIL =
      "],\"totalBytesProcessed\":\"1048576\",\"jobComplete\":true,\"cacheHit\":false}";

  @Test
  void figuresBeforeAndAfterTheRowsAreFoundHoweverTheBytesAreCut() {
    String row = "{\"f\":[{\"v\":[{\"v\":{\"f\":[{\"v\":\"x\"},{\"v\":null}]}}]}]}";
    byte[] body = (HEAD + row + "," + row + TAIL).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      AnswerScanner scanner = new AnswerScanner();
      for (int at = 0; at < body.length; ) {
        int n = Math.min(body.length - at, 1 + random.nextInt(40));
        scanner.feed(body, at, n);
        at += n;
      }
      AnswerFacts facts = scanner.finish();
      assertThat(facts.job()).contains(new JobKey("p", "EU", "j"));
      assertThat(facts.rows()).isEqualTo(2);
      assertThat(facts.totalRows()).isEqualTo(7);
      assertThat(facts.bytesProcessed()).isEqualTo(1048576);
      assertThat(facts.cacheHit()).isEqualTo("false");
    }
  }

  @Test
  void valuesInsideRowsAreNeverTakenForFigures() {
    AnswerFacts facts =
        scan(
            HEAD
                + "{\"f\":[{\"v\":\"x\"}],\"jobReference\":{\"projectId\":\"evil\",\"jobId\":\"e\"}}"
                + TAIL);
    assertThat(facts.job()).contains(new JobKey("p", "EU", "j"));
  }

  @Test
  void longCellsAreWalkedOverAndWhatFollowsIsStillFound() {
    AnswerFacts facts =
        scan(HEAD + "{\"f\":[{\"v\":\"" + "x]}\\\"".repeat(2 << 20) + "\"}]}" + TAIL);
    assertThat(facts.job()).contains(new JobKey("p", "EU", "j"));
    assertThat(facts.rows()).isEqualTo(1);
    assertThat(facts.bytesProcessed()).isEqualTo(1048576);
  }

  @Test
  void aTextTooLongToHoldEndsTheScanWithWhatCameBefore() {
    AnswerFacts facts =
        scan(
            "{\"jobReference\":{\"projectId\":\"p\",\"jobId\":\"j\"},\"x\":\""
                + "x".repeat(9 << 20)
                + "\",\"totalBytesProcessed\":\"5\"}");
    assertThat(facts.job()).contains(new JobKey("p", "", "j"));
    assertThat(facts.bytesProcessed()).isEqualTo(-1);
  }

  @Test
  void onlyTheTopLevelArrayOfThatNameCountsAsRows() {
    AnswerFacts facts =
        scan(
            "{\"kind\":\"bigquery#tableDataList\",\"x\":{\"rows\":[{},{}]},\"y\":[\"rows\",[{}]],"
                + "\"z\":\"rows\",\"rows\" : [ {\"f\":[]} , {\"f\":[[],{}]} ],\"totalRows\":\"2\"}");
    assertThat(facts.rows()).isEqualTo(2);
    assertThat(facts.totalRows()).isEqualTo(2);
  }

  @Test
  void whatIsNoJsonYieldsNothing() {
    assertThat(scan("<html>")).isEqualTo(AnswerFacts.NONE);
    assertThat(scan("")).isEqualTo(AnswerFacts.NONE);
  }

  @Test
  void theReasonOfAnErrorIsFound() {
    AnswerFacts facts =
        scan(
            "{\"error\":{\"code\":404,\"message\":\"Not found\",\"errors\":[{\"reason\":\"notFound\","
                + "\"message\":\"m\"},{\"reason\":\"other\"}]}}");
    assertThat(facts.errorReason()).isEqualTo("notFound");
    assertThat(facts.errorMessage()).isEqualTo("Not found");
    assertThat(facts.rows()).isEqualTo(-1);
  }

  private static AnswerFacts scan(String json) {
    AnswerScanner scanner = new AnswerScanner();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    scanner.feed(bytes, 0, bytes.length);
    return scanner.finish();
  }
}
