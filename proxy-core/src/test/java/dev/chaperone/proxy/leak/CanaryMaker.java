package dev.chaperone.proxy.leak;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Makes canaries, right for their types, and remembers what it gave out. Safe for many threads. */
final class CanaryMaker {
  /** No vowels, no digits of any base: no word and no id has six of these by chance. */
  private static final String LETTERS = "ghjkmnpqrstvwxyzGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 24;

  private final SecureRandom random = new SecureRandom();
  private final List<Canary> given = new ArrayList<>();

  /** Those of the road that is travelled. */
  synchronized List<Canary> given() {
    return List.copyOf(given);
  }

  synchronized void forget() {
    given.clear();
  }

  /** A message with a fresh canary in each place. */
  String message(String pattern) {
    return pattern.replace("{text}", text()).replace("{number}", digits(16));
  }

  synchronized Value value(Column column, String how) {
    if (!how.isEmpty()) {
      return new Value.Plain(secret(how, column.type()));
    }
    return switch (column.type()) {
      case "TIMESTAMP" -> moment();
      case "BYTES" -> new Value.Plain(base64(text()));
      default -> new Value.Plain(ofType(column.type()));
    };
  }

  private String ofType(String type) {
    return switch (type) {
      case "STRING" -> text();
      case "INT64" -> digits(17);
      case "FLOAT64" -> digits(8) + "." + digits(7);
      case "NUMERIC", "BIGNUMERIC" -> digits(14) + "." + digits(8);
      case "BOOL" -> {
        given.add(new Canary.Flag());
        yield "true";
      }
      case "DATE" -> day();
      case "DATETIME" -> day() + "T" + time();
      case "TIME" -> time();
      case "JSON" -> "{\"a\":[\"" + text() + "\"],\"n\":" + digits(14) + "}";
      case "GEOGRAPHY" -> "POINT(1%s.%s 7.%s)".formatted("2", digits(11), digits(12));
      case "INTERVAL" -> whole("0-0 " + (100_000 + random.nextInt(900_000)) + " " + time());
      case "RANGE" -> "[" + day() + ", " + day() + ")";
      default -> throw new IllegalArgumentException("no canary of type " + type);
    };
  }

  /** What a detector is to find, within a text that may be seen. */
  private String secret(String how, String type) {
    String secret =
        switch (how) {
          case "email" -> text().toLowerCase(Locale.ROOT) + "@mail.example";
          case "card" -> card();
          case "us-ssn" ->
              whole(
                  "%03d-%02d-%04d"
                      .formatted(
                          100 + random.nextInt(500),
                          10 + random.nextInt(89),
                          1000 + random.nextInt(8999)));
          case "iban" -> iban();
          case "jwt" ->
              base64url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
                  + "."
                  + whole(base64url("{\"sub\":\"" + text() + "\"}"))
                  + "."
                  + whole(base64url(text() + "12345678"));
          case "api-key" -> whole("AKIA" + upper(16));
          case "private-key" ->
              "-----BEGIN PRIVATE KEY-----\n"
                  + text()
                  + text()
                  + "\n"
                  + text()
                  + text()
                  + "\n-----END PRIVATE KEY-----";
          default -> throw new IllegalArgumentException("no canary that looks like " + how);
        };
    return type.equals("JSON") ? "{\"a\":\"" + secret + "\"}" : "Please note: " + secret;
  }

  private synchronized String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    given.add(new Canary.Text(text.toString()));
    return text.toString();
  }

  private synchronized String digits(int count) {
    String digits = random(count);
    given.add(new Canary.Digits(digits));
    return digits;
  }

  private String random(int count) {
    StringBuilder digits = new StringBuilder().append(1 + random.nextInt(9));
    while (digits.length() < count) {
      digits.append(random.nextInt(10));
    }
    // A trailing zero of a fraction would not be written.
    digits.setCharAt(count - 1, (char) ('1' + random.nextInt(9)));
    return digits.toString();
  }

  private String upper(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("GHJKMNPQRSTVWXYZ234567".charAt(random.nextInt(22)));
    }
    return text.toString();
  }

  private String whole(String... forms) {
    given.add(new Canary.Whole(List.of(forms)));
    return forms[0];
  }

  private LocalDate someDay() {
    return LocalDate.of(1703, 1, 1).plusDays(random.nextInt(68_000));
  }

  private String day() {
    LocalDate day = someDay();
    return whole(
        day.toString(),
        day.format(DateTimeFormatter.BASIC_ISO_DATE),
        day.format(DateTimeFormatter.ofPattern("dd.MM.uuuu")),
        day.format(DateTimeFormatter.ofPattern("MM/dd/uuuu")));
  }

  private String time() {
    return whole(
        "%02d:%02d:%02d.%06d"
            .formatted(
                1 + random.nextInt(22),
                random.nextInt(60),
                random.nextInt(60),
                100_000 + random.nextInt(900_000)));
  }

  private Value moment() {
    long micros =
        someDay().toEpochDay() * 86_400_000_000L
            + Math.floorMod(random.nextLong(), 86_400_000_000L) / 1_000 * 1_000
            + 100
            + random.nextInt(900);
    String iso = Value.moment(micros, Value.Times.ISO);
    whole(
        iso,
        iso.substring(0, 10),
        iso.substring(11, 26),
        Value.moment(micros, Value.Times.MICROS),
        Value.moment(micros, Value.Times.SECONDS),
        Long.toString(micros / 1_000),
        Long.toString(micros / 1_000_000));
    return new Value.Moment(micros);
  }

  private String card() {
    String number = "4" + random(14);
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit;
    }
    String all = number + (10 - sum % 10) % 10;
    String grouped = all.replaceAll("(.{4})(?=.)", "$1 ");
    return whole(grouped, all);
  }

  private String iban() {
    String account = random(18);
    // DE00 behind the account, letters as numbers.
    int check =
        98
            - new java.math.BigInteger(account + "131400")
                .mod(java.math.BigInteger.valueOf(97))
                .intValue();
    return whole("DE%02d%s".formatted(check, account), account);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
