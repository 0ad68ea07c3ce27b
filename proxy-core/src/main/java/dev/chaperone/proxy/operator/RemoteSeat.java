package dev.chaperone.proxy.operator;

import dev.chaperone.console.OperatorSeat;

/** A seat that is reached from other machines: nothing is shown from it unless it is admitted. */
public interface RemoteSeat extends OperatorSeat {
  /**
   * Whether a proof was shown that still stands: it does for eight hours, unless the passphrase is
   * changed or the seat is closed. The operator session, in which one governs, ends earlier.
   */
  boolean isAdmitted();
}
