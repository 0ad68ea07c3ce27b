package dev.chaperone.proxy.mask.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Objects;

/** What a policy's own regular expression matches, in linear time. Empty matches are none. */
public final class PatternFinder implements Finder {
  private final Pattern pattern;

  public PatternFinder(Pattern pattern) {
    this.pattern = Objects.requireNonNull(pattern);
  }

  @Override
  public DetectorKind kind() {
    return DetectorKind.PATTERN;
  }

  @Override
  public boolean mayBeIn(Clues clues, ColumnHint hint) {
    return clues.length() > 0;
  }

  @Override
  public void find(String text, ColumnHint hint, Hits hits) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        hits.hit(matcher.start(), matcher.end());
      }
    }
  }
}
