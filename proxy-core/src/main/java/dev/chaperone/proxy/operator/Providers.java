package dev.chaperone.proxy.operator;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a provider says of itself; nothing of it is asked for but over https, or on loopback. */
final class Providers {
  private static final int MILLIS = 5_000;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private Providers() {}

  static OIDCProviderMetadata metadata(String issuer) throws GeneralException, IOException {
    return OIDCProviderMetadata.resolve(new Issuer(issuer), MILLIS, MILLIS);
  }

  static boolean isSafe(@Nullable URI address) {
    return address != null
        && address.getHost() != null
        && ("https".equals(address.getScheme())
            || "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost()));
  }

  static URI safe(@Nullable URI address) throws SignInException {
    if (address == null || !isSafe(address)) {
      throw new SignInException("the issuer names an address that is not https: " + address);
    }
    return address;
  }
}
