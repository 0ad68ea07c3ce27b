package dev.chaperone.proxy.review;

import com.google.re2j.Pattern;
import dev.chaperone.proxy.mask.MaskMethod;

/**
 * Finds what masking puts in the place of values, in what an agent wants to write: a table would
 * lose the values that the agent never saw.
 */
public final class Placeholders {
  /** Redacted texts, the last four characters of something, a partial address. */
  private static final Pattern ANY =
      Pattern.compile(
          Pattern.quote(MaskMethod.PLACEHOLDER)
              + "|\\*{4}[^\\s*'\"`]{4}"
              + "|[^\\s*'\"`]?\\*{3}@[\\p{L}\\p{N}-]");

  private Placeholders() {}

  public static boolean areIn(String text) {
    return (text.contains(MaskMethod.PLACEHOLDER) || text.contains("***"))
        && ANY.matcher(text).find();
  }
}
