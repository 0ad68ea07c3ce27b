package dev.chaperone.proxy.upstream;

import java.io.InputStream;

/**
 * What upstream answered. The body is decoded (no gzip) and must be closed.
 *
 * @param length of the decoded body in bytes, -1 if not known
 */
public record UpstreamAnswer(int status, Headers headers, InputStream body, long length) {}
