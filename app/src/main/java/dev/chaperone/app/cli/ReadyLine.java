package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.text.ShellText;
import dev.chaperone.console.GatewayStatus;

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

  void remarks() {
    shell.note(
        "unprotected: --operator-auth none, so every program of this user can act as an operator.");
    shell.note(
        "Connect an agent: chaperone connect bq|python|node|java|env"
            + (folderGiven ? " --data " + ShellText.quoted(folder.toString()) : ""));
  }
}
