package dev.chaperone.proxy.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorTextsTest {
  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"'));
  }

  @Test
  void anErrorKeepsItsCodeAndReasonAndNoText() throws IOException {
    String hidden =
        ErrorTexts.ofAnswer(
                json(
                    "{'error':{'code':400,'status':'INVALID_ARGUMENT','message':'SECRET','details':"
                        + "[{'x':'SECRET'}],'errors':[{'reason':'invalidQuery','domain':'global',"
                        + "'message':'SECRET','location':'SECRET'}]},'more':'SECRET'}"))
            .toString();
    assertThat(hidden)
        .doesNotContain("SECRET")
        .contains("\"code\":400", "INVALID_ARGUMENT", "invalidQuery", "global");
  }

  @Test
  void aReasonThatIsNoWordIsLeftOut() throws IOException {
    assertThat(
            ErrorTexts.ofAnswer(json("{'error':{'errors':[{'reason':'alice@shop.example'}]}}"))
                .toString())
        .doesNotContain("alice");
  }

  @Test
  void aJobsErrorsAreHiddenWhereverTheyStand() throws IOException {
    ObjectNode job =
        json(
            "{'status':{'state':'DONE','errorResult':{'reason':'invalid','message':'SECRET'},"
                + "'errors':[{'message':'SECRET','debugInfo':'SECRET','location':'SECRET'}]},"
                + "'errorResult':{'message':'SECRET'}}");
    assertThat(ErrorTexts.inJob(job)).isTrue();
    assertThat(job.toString()).doesNotContain("SECRET").contains("DONE", "invalid");
  }

  @Test
  void whatAModelWasMeasuredByIsLeftOut() throws IOException {
    ObjectNode models =
        json(
            "{'models':[{'modelType':'KMEANS','trainingRuns':[{'startTime':'1','evaluationMetrics':"
                + "{'clusteringMetrics':{'clusters':[{'featureValues':[{'categoricalValue':"
                + "{'categoryCounts':[{'category':'SECRET'}]}}]}]}}}]}]}");
    assertThat(ErrorTexts.inModels(models)).isTrue();
    assertThat(models.toString()).doesNotContain("SECRET").contains("KMEANS", "startTime");
    assertThat(ErrorTexts.inModels(json("{'modelType':'KMEANS'}"))).isFalse();
  }
}
