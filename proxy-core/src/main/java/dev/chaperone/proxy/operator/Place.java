package dev.chaperone.proxy.operator;

/**
 * Where somebody governs from, or tries to. Wrong proofs at one place do not slow down another.
 *
 * @param name such as {@code window}
 * @param address of another machine; {@code ""} if it is this one, and the console the owner's own
 */
record Place(String name, String address) {
  boolean isRemote() {
    return !address.isEmpty();
  }

  /** For the recordings. */
  String text() {
    return isRemote() ? name + ", " + address : name;
  }

  /** Who somebody is that shows the passphrase here. */
  String identity(String user) {
    return isRemote() ? user + " (" + text() + ")" : user;
  }
}
