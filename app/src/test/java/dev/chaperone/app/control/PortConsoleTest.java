package dev.chaperone.app.control;

import dev.chaperone.console.Console;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.proxy.tls.ConsoleCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;

/** The same console over the console port, after a login. */
class PortConsoleTest extends ConsoleContract {
  private ConsolePort port;

  @Override
  Console over(LocalConsole local) throws Exception {
    ConsoleCertificate certificate = ConsoleCertificate.open(folder, Clock.systemUTC());
    port =
        ConsolePort.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            certificate.context(),
            address -> new ConsolePort.Visitor(local, () -> true));
    Console console =
        new RemotePort(
                new ConsoleAddress("127.0.0.1", port.address().getPort()),
                Optional.of(Fingerprint.parse(certificate.sha256())),
                new KnownConsoles(folder),
                note -> {})
            .open();
    try (OperatorProof.Passphrase any =
        new OperatorProof.Passphrase("anything".toCharArray(), OperatorProof.USUAL)) {
      console.unlock(any);
    }
    return console;
  }

  @Override
  void closeWhatIsBetween() {
    port.close();
  }
}
