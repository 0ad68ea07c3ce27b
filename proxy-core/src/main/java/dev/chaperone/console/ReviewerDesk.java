package dev.chaperone.console;

/**
 * Where the key that originals are sealed for is chosen. Failures are {@link ConsoleException}s;
 * whether it is an operator who asks was settled before.
 */
public interface ReviewerDesk {
  ReviewerStatus status();

  /**
   * Seals for this key from now on; throws {@code INVALID} if it is none.
   *
   * @param publicKey as {@code chaperone reviewer create} prints it
   * @param name for people, may be empty
   */
  void use(String publicKey, String name);

  /** Seals for nobody from now on; what is to be sealed is refused. */
  void remove();

  /** Where nothing can be sealed. */
  static ReviewerDesk none() {
    return new ReviewerDesk() {
      @Override
      public ReviewerStatus status() {
        return ReviewerStatus.NONE;
      }

      @Override
      public void use(String publicKey, String name) {
        throw new ConsoleException(
            ConsoleException.Code.INVALID, "reviewers' keys are not kept here");
      }

      @Override
      public void remove() {
        use("", "");
      }
    };
  }
}
