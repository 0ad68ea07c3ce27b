package dev.chaperone.console;

import java.nio.file.Path;

/**
 * A running gateway, as its clients have to know it.
 *
 * @param http address as {@code 127.0.0.1:PORT}
 * @param https address as {@code 127.0.0.1:PORT}
 * @param caCertificate the local CA in PEM
 * @param trustStore the same as PKCS #12 for Java clients
 * @param upstream where requests go
 * @param credentials what kind of credential goes there: {@code adc}, {@code none}, {@code file}
 */
public record GatewayStatus(
    String http,
    String https,
    Path caCertificate,
    Path trustStore,
    String upstream,
    String credentials) {}
