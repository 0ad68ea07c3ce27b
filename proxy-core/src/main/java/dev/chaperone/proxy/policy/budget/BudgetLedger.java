package dev.chaperone.proxy.policy.budget;

import dev.chaperone.proxy.policy.model.Budget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what budgets have been used up. Amounts are reserved at the decision and settled when the
 * request has ended; calls with the same id are one reservation, so that repeats charge once.
 */
public interface BudgetLedger {
  /** Who asks. */
  enum Mode {
    /** Nobody decided: a request that does not fit is not reserved. */
    ENFORCE,
    /** A person approved it: only budgets that deny stand in its way. */
    APPROVED
  }

  /** What does not fit; reserves nothing. */
  List<Excess> check(List<Charge> charges);

  /**
   * Reserves all charges, or none of them. What takes nothing is no reservation.
   *
   * @param id of the request, used again at the end
   * @return what does not fit; empty if all of it is reserved
   */
  List<Excess> reserve(String id, List<Charge> charges, Mode mode);

  /** What is reserved for a request and not settled yet. */
  List<Share> reserved(String id);

  /** Requests for which something is reserved. */
  Set<String> open();

  /**
   * Replaces what was reserved by what was used; a measure not told keeps its reservation. Unknown
   * ids and repeats change nothing.
   *
   * @return what counts as used from now on; empty if nothing was reserved
   */
  Optional<List<Share>> settle(String id, Amounts used);

  /**
   * Gives back what was reserved for a request that did not run.
   *
   * @return whether anything was
   */
  boolean release(String id);

  /** What a subject has used or reserved in the budget's window. */
  Amounts used(Budget budget, String subject);
}
