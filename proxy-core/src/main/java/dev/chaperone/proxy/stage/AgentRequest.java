package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.upstream.Headers;
import java.io.InputStream;

/**
 * A request as the listener received it, before anything is understood.
 *
 * @param rawQuery without the question mark, {@code ""} if none
 * @param remoteAddress the peer's address and port
 * @param base scheme and authority under which the agent reached the gateway
 * @param body the body as sent, still encoded; at its end at once if there is none
 */
public record AgentRequest(
    String method,
    String rawPath,
    String rawQuery,
    Headers headers,
    java.net.InetSocketAddress remoteAddress,
    java.net.InetSocketAddress localAddress,
    java.net.URI base,
    InputStream body) {}
