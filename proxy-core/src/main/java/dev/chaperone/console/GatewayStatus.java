package dev.chaperone.console;

import java.nio.file.Path;

/**
 * A running gateway, as its clients have to know it.
 *
 * @param http address as {@code 127.0.0.1:PORT}
 * @param https address as {@code 127.0.0.1:PORT}
 * @param caCertificate the local CA in PEM
 * @param trustStore the same as PKCS #12 for Java clients
 * @param upstream where requests go; of several connections of the policy, the first
 * @param credentials what kind of credential goes there: {@code adc}, {@code none}, {@code file},
 *     {@code impersonation}, or {@code policy} where its connections say
 */
public record GatewayStatus(
    String http,
    String https,
    Path caCertificate,
    Path trustStore,
    String upstream,
    String credentials) {}
