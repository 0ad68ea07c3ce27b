package dev.chaperone.googlesql.analysis;

/** A part of a statement whose columns are not followed; everything may come from everywhere. */
final class NotFollowedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotFollowedException(String what) {
    super(what, null, false, false);
  }
}
