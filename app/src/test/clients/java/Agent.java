import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatistics;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.QueryParameterValue;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An agent on Google's Java library: runs each check and prints one JSON line for it. The endpoint
 * comes from CHAPERONE_BIGQUERY_HOST (or CHAPERONE_ENDPOINT), everything else from the environment
 * that the library itself reads.
 */
public final class Agent {
  private static final String FIVE = "SELECT id, status FROM shop.orders ORDER BY id LIMIT 5";
  private static final String COUNT = "SELECT COUNT(*) AS n FROM shop.orders";
  private static final String ALL =
      "SELECT id, customer_id, amount, status, order_date FROM shop.orders ORDER BY id";
  private static final String PARAMETERS =
      "SELECT id FROM shop.customers WHERE id BETWEEN @low AND @high ORDER BY id";
  private static final String BAD = "SELECT nmae FROM shop.customers LIMIT 1";

  /** One check; answers the number of rows it saw. */
  private interface Check {
    long run() throws Exception;
  }

  private final BigQuery bigquery;

  private Agent(BigQuery bigquery) {
    this.bigquery = bigquery;
  }

  public static void main(String[] args) {
    String host =
        System.getenv().getOrDefault("CHAPERONE_BIGQUERY_HOST", System.getenv("CHAPERONE_ENDPOINT"));
    Agent agent = new Agent(BigQueryOptions.newBuilder().setHost(host).build().getService());
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("query", agent::query);
    checks.put("create_query_job", agent::createQueryJob);
    checks.put("parameters", agent::parameters);
    checks.put("datasets", agent::datasets);
    checks.put("tables", agent::tables);
    checks.put("get_table", agent::getTable);
    checks.put("list_rows", agent::listRows);
    checks.put("dry_run", agent::dryRun);
    checks.put("page_30000", agent::page30000);
    checks.put("failing_query", agent::failingQuery);
    boolean failed = false;
    for (Map.Entry<String, Check> check : checks.entrySet()) {
      long rows = 0;
      String fault = "";
      try {
        rows = check.getValue().run();
      } catch (Exception | AssertionError e) {
        failed = true;
        fault = String.valueOf(e);
      }
      System.out.printf(
          "{\"check\":\"%s\",\"ok\":%s,\"rows\":%d,\"detail\":\"%s\"}%n",
          check.getKey(), fault.isEmpty(), rows, fault.replaceAll("[^ -~]|[\"\\\\]", "'"));
    }
    System.exit(failed ? 1 : 0);
  }

  private static void expect(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }

  private static void expectIds(List<FieldValueList> rows, long from, long to) {
    expect(rows.size() == to - from + 1, (to - from + 1) + " rows, not " + rows.size());
    for (int i = 0; i < rows.size(); i++) {
      long id = rows.get(i).get("id").getLongValue();
      expect(id == from + i, "id " + (from + i) + ", not " + id);
    }
  }

  private static List<FieldValueList> all(TableResult result) {
    List<FieldValueList> rows = new ArrayList<>();
    result.iterateAll().forEach(rows::add);
    return rows;
  }

  private long query() throws InterruptedException {
    List<FieldValueList> rows = all(bigquery.query(QueryJobConfiguration.of(FIVE)));
    expectIds(rows, 1, 5);
    expect(!rows.getFirst().get("status").getStringValue().isEmpty(), "status is text");
    return rows.size();
  }

  private long createQueryJob() throws InterruptedException {
    Job job = bigquery.create(JobInfo.of(QueryJobConfiguration.of(COUNT)));
    List<FieldValueList> rows = all(job.getQueryResults());
    expect(rows.getFirst().get("n").getLongValue() == 30_000, "30,000 orders");
    expect(job.reload().isDone(), "the job is done");
    return rows.size();
  }

  private long parameters() throws InterruptedException {
    List<FieldValueList> rows =
        all(
            bigquery.query(
                QueryJobConfiguration.newBuilder(PARAMETERS)
                    .addNamedParameter("low", QueryParameterValue.int64(11))
                    .addNamedParameter("high", QueryParameterValue.int64(13))
                    .build()));
    expectIds(rows, 11, 13);
    return rows.size();
  }

  private long datasets() {
    List<String> names = new ArrayList<>();
    for (Dataset dataset : bigquery.listDatasets().iterateAll()) {
      names.add(dataset.getDatasetId().getDataset());
    }
    expect(names.contains("shop"), "dataset shop in " + names);
    return names.size();
  }

  private long tables() {
    List<String> names = new ArrayList<>();
    for (Table table : bigquery.listTables("shop").iterateAll()) {
      names.add(table.getTableId().getTable());
    }
    expect(
        names.containsAll(List.of("customers", "orders", "events")), "the shop's tables in " + names);
    return names.size();
  }

  private long getTable() {
    Table table = bigquery.getTable(TableId.of("shop", "customers"));
    StandardTableDefinition definition = table.getDefinition();
    List<String> names =
        definition.getSchema().getFields().stream().map(Field::getName).toList();
    expect(
        names.containsAll(List.of("id", "name", "email", "ssn", "address", "tags", "created_at")),
        "columns in " + names);
    expect(definition.getNumRows() > 0, "the number of rows");
    return definition.getNumRows();
  }

  private long listRows() {
    Table table = bigquery.getTable(TableId.of("shop", "customers"));
    TableResult page =
        bigquery.listTableData(
            table.getTableId(),
            table.<StandardTableDefinition>getDefinition().getSchema(),
            BigQuery.TableDataListOption.pageSize(10));
    List<FieldValueList> rows = new ArrayList<>();
    page.getValues().forEach(rows::add);
    for (FieldValueList row : rows) {
      expect(row.get("created_at").getTimestampInstant().toEpochMilli() > 0, "times");
      expect(!row.get("address").getRecordValue().isEmpty(), "records");
      expect(row.get("tags").getRepeatedValue() != null, "arrays");
    }
    return rows.size();
  }

  private long dryRun() {
    Job job =
        bigquery.create(
            JobInfo.of(
                QueryJobConfiguration.newBuilder(ALL).setDryRun(true).setUseQueryCache(false).build()));
    JobStatistics.QueryStatistics statistics = job.getStatistics();
    expect(statistics.getTotalBytesProcessed() > 0, "bytes");
    expect(statistics.getSchema().getFields().size() == 5, "the schema");
    return 0;
  }

  private long page30000() throws InterruptedException {
    TableResult page =
        bigquery.query(QueryJobConfiguration.newBuilder(ALL).setMaxResults(7_000L).build());
    List<FieldValueList> rows = new ArrayList<>();
    int pages = 0;
    while (page != null) {
      pages++;
      page.getValues().forEach(rows::add);
      page = page.hasNextPage() ? page.getNextPage() : null;
    }
    // The library passes the page size with the first request only.
    expect(pages >= 2, "pages, not " + pages);
    expectIds(rows, 1, 30_000);
    return rows.size();
  }

  private long failingQuery() throws InterruptedException {
    try {
      bigquery.query(QueryJobConfiguration.of(BAD));
    } catch (BigQueryException e) {
      expect(e.getError() != null && "invalidQuery".equals(e.getError().getReason()), "reason " + e);
      expect(e.getMessage().contains("nmae"), "the message names the column: " + e);
      return 0;
    }
    throw new AssertionError("no error");
  }
}
