package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.text.Lines;
import dev.chaperone.app.text.ShellText;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.OperatorStatus;

/** What a gateway says when it listens; the line begins with its HTTP address. */
record ReadyLine(Shell shell, DataFolder folder, boolean folderGiven) {
  void print(GatewayStatus status) {
    shell
        .out()
        .println(
            status.http()
                + " is Chaperone's gateway (https on "
                + status.https()
                + ", data in "
                + folder
                + ")");
    shell.out().flush();
  }

  void consolePort(ConsolePortOptions.Opened port) {
    shell.note(
        "Console port "
            + port.address()
            + ", certificate SHA-256 "
            + port.fingerprint()
            + "; from another machine: chaperone --console HOST:"
            + port.address().replaceFirst(".*:", "")
            + " --console-fingerprint "
            + port.fingerprint().hex());
  }

  void remarks(OperatorStatus operator) {
    shell.note(
        switch (operator.state()) {
          case UNPROTECTED, REFUSING -> Lines.oneLine(operator.told());
          case LOCKED, UNLOCKED ->
              "protected: deciding and managing agents ask for an operator session.";
        });
    shell.note(
        "Connect an agent: chaperone connect bq|python|node|java|env"
            + (folderGiven ? " --data " + ShellText.quoted(folder.toString()) : ""));
  }
}
