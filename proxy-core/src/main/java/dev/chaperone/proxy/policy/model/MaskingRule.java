package dev.chaperone.proxy.policy.model;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.Verdict;
import java.util.Objects;

/**
 * How columns with a tag are shown.
 *
 * @param indirect what becomes of a request that uses such a column without showing it
 * @param moves what becomes of a request that writes such a column to another place
 */
public record MaskingRule(
    String tag, Masking masking, Verdict indirect, Verdict moves, Place place) {
  public MaskingRule {
    Objects.requireNonNull(tag);
    Objects.requireNonNull(masking);
    Objects.requireNonNull(indirect);
    Objects.requireNonNull(moves);
    Objects.requireNonNull(place);
  }
}
