package dev.chaperone.proxy.mask.detect;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a column's name says of its values. */
public final class ColumnHint {
  private static final Set<String> PHONE =
      Set.of(
          "phone",
          "phones",
          "telephone",
          "tel",
          "mobile",
          "cell",
          "cellphone",
          "fax",
          "msisdn",
          "whatsapp",
          "sms",
          "contact",
          "caller",
          "callee",
          "phonenumber",
          "telefon",
          "handy");
  private static final Set<String> CARD =
      Set.of("card", "cards", "pan", "cc", "creditcard", "cardnumber", "ccnum", "ccnumber");
  private static final Set<String> SSN =
      Set.of("ssn", "social", "ssns", "tin", "itin", "taxid", "socialsecurity");
  private static final Set<String> IP =
      Set.of(
          "ip",
          "ips",
          "ipv4",
          "ipv6",
          "addr",
          "host",
          "client",
          "remote",
          "peer",
          "source",
          "server",
          "ipaddress",
          "xff",
          "forwarded");
  private static final Set<String> VERSION =
      Set.of("version", "ver", "versions", "build", "release", "firmware", "os", "driver", "app");
  private static final Set<String> NUMBER =
      Set.of(
          "id",
          "ids",
          "no",
          "nr",
          "num",
          "number",
          "order",
          "orders",
          "sku",
          "code",
          "ref",
          "reference",
          "account",
          "invoice",
          "zip",
          "zipcode",
          "postcode",
          "postal",
          "uuid",
          "guid",
          "hash",
          "key",
          "token",
          "serial",
          "ean",
          "isbn",
          "upc",
          "gtin",
          "barcode",
          "tracking",
          "count",
          "amount",
          "price",
          "total",
          "qty",
          "quantity",
          "size",
          "bytes",
          "timestamp",
          "time",
          "date",
          "at",
          "epoch",
          "ts",
          "created",
          "updated",
          "lat",
          "lng",
          "lon",
          "score",
          "transaction",
          "txn",
          "batch",
          "version",
          "seq",
          "sequence",
          "checksum",
          "digest");

  private final boolean phone;
  private final boolean card;
  private final boolean ssn;
  private final boolean ip;
  private final boolean version;
  private final boolean number;

  private ColumnHint(String path) {
    Set<String> words = words(path);
    phone = any(words, PHONE);
    card = any(words, CARD);
    ssn = any(words, SSN) || words.containsAll(List.of("tax", "id"));
    ip = any(words, IP);
    version = any(words, VERSION);
    number = any(words, NUMBER);
  }

  /**
   * By the column's name.
   *
   * @param path column and fields with dots between them
   */
  public static ColumnHint of(String path) {
    return new ColumnHint(path);
  }

  /** The name speaks of telephones. */
  public boolean phone() {
    return phone;
  }

  /** The name speaks of payment cards. */
  public boolean card() {
    return card;
  }

  /** The name speaks of social security numbers. */
  public boolean ssn() {
    return ssn;
  }

  /** The name speaks of hosts or addresses of hosts. */
  public boolean ip() {
    return ip;
  }

  /** The name speaks of versions. */
  public boolean version() {
    return version;
  }

  /** The name speaks of numbers that mean something else: identifiers, amounts, times. */
  public boolean number() {
    return number;
  }

  private static boolean any(Set<String> words, Set<String> of) {
    return words.stream().anyMatch(of::contains);
  }

  /** {@code customer.workPhone_no1} is customer, work, phone, no. */
  private static Set<String> words(String path) {
    Set<String> words = new HashSet<>();
    for (String part : path.split("[^A-Za-z]+")) {
      words.add(part.toLowerCase(Locale.ROOT));
      for (String word : part.split("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }
}
