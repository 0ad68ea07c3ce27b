package dev.chaperone.app.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of the operator's user that speaks to the control socket by hand: everything an agent
 * with a shell can say there. It prints what it is answered.
 */
final class HostileAgent {
  private HostileAgent() {}

  /** Arguments: the socket, a hold, an agent's name, a policy's SHA-256, a guessed session. */
  public static void main(String[] arguments) throws IOException {
    String hold = arguments[1];
    String agent = arguments[2];
    List<String> requests =
        List.of(
            "{\"op\":\"decide\",\"decision\":{\"is\":\"approve\",\"id\":\""
                + hold
                + "\",\"reason\":\"mine\",\"cap\":-1}}",
            "{\"op\":\"decide\",\"decision\":{\"is\":\"approve-like\",\"id\":\""
                + hold
                + "\",\"reason\":\"\",\"cap\":-1,\"count\":9,\"lifetime\":\"PT1H\","
                + "\"maximumBytes\":1000000}}",
            "{\"op\":\"decide\",\"decision\":{\"is\":\"edit\",\"id\":\""
                + hold
                + "\",\"sql\":\"SELECT 2\",\"reason\":\"\",\"cap\":-1}}",
            "{\"op\":\"decide\",\"decision\":{\"is\":\"deny\",\"id\":\""
                + hold
                + "\",\"reason\":\"\"},\"operatorSession\":\""
                + arguments[4]
                + "\",\"unlocked\":true}",
            "{\"op\":\"create-agent\",\"agent\":{\"name\":\"better\",\"groups\":[\"admins\"],"
                + "\"model\":\"\",\"purpose\":\"\",\"lifetime\":null}}",
            "{\"op\":\"revoke-agent\",\"name\":\"" + agent + "\"}",
            "{\"op\":\"revoke-grant\",\"id\":\"grant_1\",\"reason\":\"\"}",
            "{\"op\":\"confirm-policy\",\"sha256\":\"" + arguments[3] + "\"}",
            "{\"op\":\"change-passphrase\",\"before\":\"\",\"after\":\"my own passphrase\"}",
            "{\"op\":\"unlock\",\"passphrase\":\"\",\"idleSeconds\":600}",
            "{\"op\":\"unlock\",\"passphrase\":\"a guess at it\",\"idleSeconds\":600}",
            "{\"op\":\"unlock-by-id-token\",\"token\":\"e30.e30.\",\"idleSeconds\":600}");
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(Path.of(arguments[0])));
      send(channel, "{\"op\":\"hello\",\"version\":4}");
      System.out.println("hello " + receive(channel));
      for (String request : requests) {
        send(channel, request);
        String op = request.replaceFirst("\\{\"op\":\"([a-z-]+)\".*", "$1");
        String answer = receive(channel);
        System.out.println(op + " " + answer);
        while (answer.contains("\"is\":\"item\"")) {
          answer = receive(channel);
        }
      }
    }
  }

  private static void send(SocketChannel channel, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  private static String receive(SocketChannel channel) throws IOException {
    int length = ByteBuffer.wrap(read(channel, 4)).getInt();
    return new String(read(channel, length), StandardCharsets.UTF_8);
  }

  private static byte[] read(SocketChannel channel, int length) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < length) {
      ByteBuffer in = ByteBuffer.allocate(length - all.size());
      if (channel.read(in) < 0) {
        throw new IOException("the gateway hung up");
      }
      all.write(in.array(), 0, in.position());
    }
    return all.toByteArray();
  }
}
