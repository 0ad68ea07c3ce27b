import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.TableResult;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Asks for several held statements at once and prints one JSON line for each. Its arguments are
 * NAME:ask|job|cancel:LIMIT, where LIMIT is how many rows it wants.
 */
public final class Held {
  private Held() {}

  public static void main(String[] args) {
    String host =
        System.getenv().getOrDefault("CHAPERONE_BIGQUERY_HOST", System.getenv("CHAPERONE_ENDPOINT"));
    BigQuery bigquery = BigQueryOptions.newBuilder().setHost(host).build().getService();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (String argument : args) {
        threads.execute(() -> run(bigquery, argument.split(":")));
      }
    }
    System.exit(0);
  }

  private static void run(BigQuery bigquery, String[] parts) {
    long rows = 0;
    String fault = "";
    try {
      for (FieldValueList row : result(bigquery, parts).iterateAll()) {
        rows += row.isEmpty() ? 0 : 1;
      }
    } catch (Exception e) {
      fault = String.valueOf(e);
    }
    System.out.printf(
        "{\"check\":\"%s\",\"ok\":%s,\"rows\":%d,\"detail\":\"%s\"}%n",
        parts[0], fault.isEmpty(), rows, fault.replaceAll("[^ -~]|[\"\\\\]", "'"));
  }

  private static TableResult result(BigQuery bigquery, String[] parts) throws InterruptedException {
    QueryJobConfiguration query =
        QueryJobConfiguration.of("SELECT id FROM shop.customers ORDER BY id LIMIT " + parts[2]);
    if (parts[1].equals("ask")) {
      return bigquery.query(query);
    }
    Job job = bigquery.create(JobInfo.of(query));
    if (parts[1].equals("cancel")) {
      job.cancel();
    }
    return job.getQueryResults();
  }
}
