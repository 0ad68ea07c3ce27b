package dev.chaperone.googlesql.analysis;

import java.util.Set;

/**
 * What functions tell about their arguments beside the value they give. Names as ZetaSQL has them,
 * without what stands in front of the colon.
 */
final class Functions {
  /**
   * Those that give a value, or NULL, for every argument, and work out all of their arguments. With
   * any other an error, or a part that is not worked out, tells something of a value that is not
   * shown: {@code 1 / (LENGTH(x) - 5)}, {@code IF(x = 'a', ERROR(''), 1)}.
   */
  private static final Set<String> TOTAL =
      Set.of(
          "$equal",
          "$not_equal",
          "$less",
          "$less_or_equal",
          "$greater",
          "$greater_or_equal",
          "$is_null",
          "$is_true",
          "$is_false",
          "$is_distinct_from",
          "$is_not_distinct_from",
          "$between",
          "$in",
          "$in_array",
          "$like",
          "$not",
          "$make_array",
          "$array_concat_op",
          "$concat_op",
          "$safe_array_at_offset",
          "$safe_array_at_ordinal",
          "any_value",
          "approx_count_distinct",
          "approx_quantiles",
          "approx_top_count",
          "array_agg",
          "array_concat",
          "array_concat_agg",
          "array_first",
          "array_includes",
          "array_last",
          "array_length",
          "array_reverse",
          "array_to_string",
          "avg",
          "byte_length",
          "char_length",
          "concat",
          "count",
          "$count_star",
          "countif",
          "cume_dist",
          "dense_rank",
          "ends_with",
          "farm_fingerprint",
          "first_value",
          "initcap",
          "instr",
          "json_array",
          "json_object",
          "lag",
          "last_value",
          "lead",
          "length",
          "logical_and",
          "logical_or",
          "lower",
          "ltrim",
          "max",
          "max_by",
          "md5",
          "min",
          "min_by",
          "normalize",
          "normalize_and_casefold",
          "nth_value",
          "ntile",
          "percent_rank",
          "rank",
          "replace",
          "reverse",
          "row_number",
          "rtrim",
          "sha1",
          "sha256",
          "sha512",
          "soundex",
          "split",
          "starts_with",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "string_agg",
          "strpos",
          "sum",
          "to_base32",
          "to_base64",
          "to_hex",
          "to_json",
          "to_json_string",
          "trim",
          "upper",
          "var_pop",
          "var_samp",
          "variance");

  /** Total as long as only their first argument comes from a table. */
  private static final Set<String> TOTAL_BY_FIRST =
      Set.of(
          "substr",
          "left",
          "right",
          "lpad",
          "rpad",
          "repeat",
          "regexp_contains",
          "regexp_extract",
          "regexp_extract_all",
          "regexp_replace",
          "regexp_instr",
          "json_value",
          "json_query",
          "json_extract",
          "json_extract_scalar",
          "json_value_array",
          "json_query_array",
          "json_extract_array",
          "json_extract_string_array",
          "date_trunc",
          "datetime_trunc",
          "timestamp_trunc",
          "$extract",
          "$extract_date",
          "format_date",
          "format_datetime",
          "format_timestamp",
          "format_time",
          "round",
          "trunc",
          "ceil",
          "floor",
          "sign");

  /** They tell of a column only whether or how often there is a value, which is not hidden. */
  private static final Set<String> PRESENCE = Set.of("$is_null", "array_length", "count");

  private static final Set<String> ELEMENT =
      Set.of(
          "$array_at_offset",
          "$array_at_ordinal",
          "$safe_array_at_offset",
          "$safe_array_at_ordinal");

  /** In these the other arguments are not worked out, whatever the mode of errors. */
  private static final Set<String> CONDITIONAL =
      Set.of(
          "if",
          "$case_no_value",
          "$case_with_value",
          "coalesce",
          "ifnull",
          "nullif",
          "iferror",
          "$and",
          "$or",
          "error",
          "nulliferror",
          "iserror");

  private Functions() {}

  static String plain(String name) {
    return name.substring(name.indexOf(':') + 1).toLowerCase(java.util.Locale.ROOT);
  }

  /** Whether it gives an answer for every value of its argument. */
  static boolean isTotal(String name, int argument) {
    return TOTAL.contains(name) || argument == 0 && TOTAL_BY_FIRST.contains(name);
  }

  static boolean isConditional(String name) {
    return CONDITIONAL.contains(name);
  }

  static boolean tellsPresence(String name) {
    return PRESENCE.contains(name);
  }

  /** Whether it looks only at whether there is a value. */
  static boolean tellsByPresence(String name) {
    return name.equals("coalesce") || name.equals("ifnull");
  }

  /** Whether it gives an element of its first argument as it is. */
  static boolean isElement(String name) {
    return ELEMENT.contains(name);
  }
}
