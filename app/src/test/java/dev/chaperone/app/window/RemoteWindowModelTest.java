package dev.chaperone.app.window;

import dev.chaperone.app.control.ControlServer;
import dev.chaperone.app.control.LocalConsole;
import dev.chaperone.app.control.RemoteConsole;
import dev.chaperone.console.Console;
import java.io.IOException;

/** Over another process's control socket. */
class RemoteWindowModelTest extends WindowModelContract {
  private ControlServer server;

  @Override
  void serve(LocalConsole local) throws IOException {
    server = ControlServer.start(local, folder.resolve("control.sock"));
  }

  @Override
  Console open() {
    return RemoteConsole.attach(folder.resolve("control.sock"));
  }

  @Override
  void stopServing() {
    server.close();
  }
}
