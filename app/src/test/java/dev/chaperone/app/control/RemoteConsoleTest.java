package dev.chaperone.app.control;

import dev.chaperone.console.Console;

class RemoteConsoleTest extends ConsoleContract {
  private ControlServer server;

  @Override
  Console over(LocalConsole local) throws Exception {
    server = ControlServer.start(local, folder.resolve("control.sock"));
    return RemoteConsole.attach(server.socket());
  }

  @Override
  void closeWhatIsBetween() {
    server.close();
  }
}
