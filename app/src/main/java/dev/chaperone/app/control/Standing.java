package dev.chaperone.app.control;

import dev.chaperone.console.ConsoleException;

/** What a connection was let in for, and whether it still is. */
interface Standing {
  /** On the control socket, which only the owner can reach. */
  Standing OWNER =
      new Standing() {
        @Override
        public boolean isAdmitted() {
          return true;
        }

        @Override
        public void require(Request request) {}

        @Override
        public String ticket() {
          throw new ConsoleException(
              ConsoleException.Code.INVALID, "the control socket needs no tickets");
        }
      };

  /** If not, nothing more is answered. */
  boolean isAdmitted();

  /** Throws {@code INVALID} if this connection may not ask that. */
  void require(Request request);

  /** Lets one more connection in, as a feed; throws {@code INVALID} if this one may not. */
  String ticket();
}
