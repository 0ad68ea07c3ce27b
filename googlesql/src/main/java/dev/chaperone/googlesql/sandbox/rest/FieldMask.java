package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.core.filter.TokenFilter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A partial-response selector such as {@code jobReference,rows,schema(fields/name)}. */
final class FieldMask extends TokenFilter {
  private final Map<String, FieldMask> selected = new HashMap<>();

  static FieldMask parse(String fields) throws ApiException {
    FieldMask root = new FieldMask();
    int end = root.parse(fields, 0);
    if (end != fields.length()) {
      throw ApiException.invalid("Invalid field selection " + fields);
    }
    return root;
  }

  private int parse(String text, int start) throws ApiException {
    int at = start;
    while (at < text.length() && text.charAt(at) != ')') {
      FieldMask mask = this;
      char stop;
      do {
        int nameStart = at;
        while (at < text.length() && "/(),".indexOf(text.charAt(at)) < 0) {
          at++;
        }
        String name = text.substring(nameStart, at).strip();
        if (name.isEmpty()) {
          throw ApiException.invalid("Invalid field selection " + text);
        }
        mask = mask.selected.computeIfAbsent(name, n -> new FieldMask());
        stop = at < text.length() ? text.charAt(at) : ',';
        if (stop == '/') {
          at++;
        }
      } while (stop == '/');
      if (stop == '(') {
        at = mask.parse(text, at + 1);
        if (at >= text.length()) {
          throw ApiException.invalid("Invalid field selection " + text);
        }
        at++;
      }
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      }
    }
    return at;
  }

  /** Jackson's way to say "leave out" is null. */
  @Override
  public @Nullable TokenFilter includeProperty(String name) {
    FieldMask mask = selected.getOrDefault(name, selected.get("*"));
    return mask != null && mask.selected.isEmpty() ? TokenFilter.INCLUDE_ALL : mask;
  }
}
