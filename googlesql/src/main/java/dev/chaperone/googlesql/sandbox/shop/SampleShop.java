package dev.chaperone.googlesql.sandbox.shop;

import com.google.zetasql.LocalService.TableData;
import com.google.zetasql.ZetaSQLValue.ValueProto;
import dev.chaperone.googlesql.sandbox.engine.Cells;
import dev.chaperone.googlesql.sandbox.engine.Column;
import dev.chaperone.googlesql.sandbox.engine.Dataset;
import dev.chaperone.googlesql.sandbox.engine.Relation;
import dev.chaperone.googlesql.sandbox.engine.Table;
import dev.chaperone.googlesql.sandbox.engine.TableId;
import dev.chaperone.googlesql.sandbox.engine.Types;
import dev.chaperone.googlesql.sandbox.engine.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Generates the shop: the same rows at every start, dated before a fixed day.
 *
 * <p>All personal data is visibly fake: example.com addresses, 555-01xx telephone numbers, social
 * security numbers of areas that are never issued.
 *
 * <p>All three tables can be named in one statement: its tables travel to the engine in one
 * message, which it accepts up to 4 MB. That bounds the row counts.
 */
public final class SampleShop {
  public static final String PROJECT = "demo";
  public static final String DATASET = "shop";

  /** The day the shop was last open; nothing in it is younger. */
  public static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

  private static final Instant OPENED = TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  static final int CUSTOMERS = 5_000;
  static final int ORDERS = 30_000;
  static final int EVENTS = 10_000;

  private static final List<String> FIRST =
      List.of("Ada", "Bruno", "Chidi", "Dana", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas");
  private static final List<String> LAST =
      List.of("Testman", "Sample", "Mock", "Placeholder", "Fakely", "Dummy", "Example", "Specimen");
  private static final List<String> COUNTRIES = List.of("US", "DE", "FR", "GB", "JP", "BR", "IN");
  private static final List<String> CITIES =
      List.of(
          "Springfield", "Musterstadt", "Exempleville", "Sampleton", "Tameshi", "Modelo", "Naam");
  private static final List<String> STREETS = List.of("Main St", "Test Ave", "Mock Rd", "Demo Ln");
  private static final List<String> TAGS = List.of("vip", "newsletter", "wholesale", "beta");
  private static final List<String> STATUSES =
      List.of("shipped", "shipped", "shipped", "paid", "open", "returned", "cancelled");
  private static final List<String> NOTES =
      List.of("Happy birthday!", "With love", "Get well soon", "Congratulations");
  private static final List<String> KINDS =
      List.of("view", "view", "view", "search", "add_to_cart", "checkout");
  private static final List<String> PAGES = List.of("/", "/sale", "/cart", "/item", "/help");
  private static final List<String> DEVICES = List.of("phone", "laptop", "tablet");

  // Random's sequence is specified, so the rows are the same on every platform.
  private final Random random = new Random(20_260_630L);

  private SampleShop() {}

  public static Warehouse warehouse() {
    SampleShop shop = new SampleShop();
    List<Table> tables =
        List.of(
            table("customers", shop.customers(), Optional.empty()),
            table("orders", shop.orders(), Optional.empty()),
            table("events", shop.events(), Optional.of("event_time")));
    Dataset dataset =
        Dataset.of(PROJECT, DATASET, "A made-up shop. Nobody in it is real.", OPENED, tables);
    return new Warehouse(PROJECT, List.of(dataset), 0);
  }

  private static Table table(String name, Relation contents, Optional<String> partitionColumn) {
    Table.Details details =
        new Table.Details(OPENED, partitionColumn, Optional.empty(), Optional.empty());
    return Table.of(new TableId(DATASET, name), contents, details, OPENED);
  }

  private Relation customers() {
    List<Column> address =
        List.of(
            new Column("street", Types.STRING),
            new Column("city", Types.STRING),
            new Column("zip", Types.STRING));
    List<Column> columns =
        List.of(
            new Column("id", Types.INT64, true),
            new Column("name", Types.STRING),
            new Column("email", Types.STRING),
            new Column("ssn", Types.STRING),
            new Column("phone", Types.STRING),
            new Column("country", Types.STRING),
            new Column("address", Types.struct(address)),
            new Column("tags", Types.array(Types.STRING)),
            new Column("created_at", Types.TIMESTAMP));
    List<TableData.Row> rows = new ArrayList<>();
    for (int id = 1; id <= CUSTOMERS; id++) {
      String first = pick(FIRST);
      String last = pick(LAST);
      int place = random.nextInt(COUNTRIES.size());
      List<ValueProto> tags = new ArrayList<>();
      for (String tag : TAGS) {
        if (random.nextInt(4) == 0) {
          tags.add(Cells.string(tag));
        }
      }
      String email = "%s.%s.%d@example.com".formatted(first, last, id).toLowerCase(Locale.ROOT);
      rows.add(
          row(
              Cells.int64(id),
              Cells.string(first + " " + last),
              Cells.string(email),
              Cells.string(
                  "9%02d-%02d-%04d".formatted(random.nextInt(100), 1 + random.nextInt(49), id)),
              random.nextInt(10) == 0
                  ? Cells.NULL
                  : Cells.string("+1-555-01%02d".formatted(random.nextInt(100))),
              Cells.string(COUNTRIES.get(place)),
              Cells.struct(
                  Cells.string(1 + random.nextInt(200) + " " + pick(STREETS)),
                  Cells.string(CITIES.get(place)),
                  Cells.string("%05d".formatted(random.nextInt(100_000)))),
              Cells.array(tags),
              Cells.timestamp(moment(1_000))));
    }
    return new Relation(columns, rows);
  }

  private Relation orders() {
    List<Column> item =
        List.of(
            new Column("sku", Types.STRING),
            new Column("quantity", Types.INT64),
            new Column("gift_note", Types.STRING));
    List<Column> columns =
        List.of(
            new Column("id", Types.INT64, true),
            new Column("customer_id", Types.INT64),
            new Column("amount", Types.NUMERIC),
            new Column("status", Types.STRING),
            new Column("order_date", Types.DATE),
            new Column("items", Types.array(Types.struct(item))));
    List<TableData.Row> rows = new ArrayList<>();
    for (int id = 1; id <= ORDERS; id++) {
      List<ValueProto> items = new ArrayList<>();
      long cents = 0;
      for (int left = 1 + random.nextInt(2); left > 0; left--) {
        int sku = random.nextInt(60);
        int quantity = 1 + random.nextInt(3);
        cents += quantity * (499L + 350L * sku);
        items.add(
            Cells.struct(
                Cells.string("SKU-%02d".formatted(sku)),
                Cells.int64(quantity),
                random.nextInt(12) == 0 ? Cells.string(pick(NOTES)) : Cells.NULL));
      }
      rows.add(
          row(
              Cells.int64(id),
              Cells.int64(1 + random.nextInt(CUSTOMERS)),
              Cells.cents(cents),
              Cells.string(pick(STATUSES)),
              Cells.date(TODAY.minusDays(random.nextInt(730))),
              Cells.array(items)));
    }
    return new Relation(columns, rows);
  }

  private Relation events() {
    List<Column> columns =
        List.of(
            new Column("event_time", Types.TIMESTAMP, true),
            new Column("customer_id", Types.INT64),
            new Column("kind", Types.STRING),
            new Column("page", Types.STRING),
            new Column("properties", Types.JSON));
    List<TableData.Row> rows = new ArrayList<>();
    for (int id = 1; id <= EVENTS; id++) {
      rows.add(
          row(
              Cells.timestamp(moment(60)),
              random.nextInt(5) == 0 ? Cells.NULL : Cells.int64(1 + random.nextInt(CUSTOMERS)),
              Cells.string(pick(KINDS)),
              Cells.string(pick(PAGES)),
              Cells.json(
                  "{\"device\":\"%s\",\"ms\":%d}".formatted(pick(DEVICES), random.nextInt(900)))));
    }
    return new Relation(columns, rows);
  }

  private Instant moment(int days) {
    Instant end = TODAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return end.minus(Duration.ofSeconds(1 + random.nextInt(days * 86_400)))
        .plusMillis(random.nextInt(1_000));
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static TableData.Row row(ValueProto... cells) {
    return TableData.Row.newBuilder().addAllCell(List.of(cells)).build();
  }
}
