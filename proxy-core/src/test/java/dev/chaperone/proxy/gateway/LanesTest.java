package dev.chaperone.proxy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.proxy.gateway.Lanes.Address;
import dev.chaperone.proxy.upstream.Headers;
import dev.chaperone.proxy.upstream.Upstream;
import dev.chaperone.proxy.upstream.UpstreamAnswer;
import dev.chaperone.proxy.upstream.UpstreamException;
import dev.chaperone.proxy.upstream.UpstreamRequest;
import dev.chaperone.proxy.upstream.credentials.CredentialException;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final UpstreamRequest ASK =
      new UpstreamRequest("GET", "/x", Headers.NONE, Optional.empty());
  private static final Address ONE = address("http://127.0.0.1:1");
  private static final Address TWO = address("http://127.0.0.1:2");

  private final List<Address> opened = new ArrayList<>();
  private final List<Address> closed = new ArrayList<>();
  private boolean unreachable;
  private final Lanes lanes =
      new Lanes(
          address -> {
            if (address.credential() instanceof CredentialSpec.KeyFile) {
              throw new CredentialException("there is no such file");
            }
            opened.add(address);
            return new Way(address);
          });

  private static Address address(String upstream) {
    return new Address(URI.create(upstream), new CredentialSpec.None());
  }

  private final class Way implements Upstream {
    private final Address address;

    Way(Address address) {
      this.address = address;
    }

    @Override
    public URI base() {
      return address.upstream();
    }

    @Override
    public UpstreamAnswer send(UpstreamRequest request) throws UpstreamException {
      if (unreachable) {
        throw new UpstreamException(
            UpstreamException.Kind.UNREACHABLE, "nobody there", new IllegalStateException());
      }
      return new UpstreamAnswer(200, Headers.NONE, InputStream.nullInputStream(), 0);
    }

    @Override
    public void close() {
      closed.add(address);
    }
  }

  @Test
  void anAddressIsOpenedOnceForEachCredential() throws Exception {
    lanes.open(ONE);
    lanes.open(ONE);
    lanes.open(TWO);
    assertThat(opened).containsExactly(ONE, TWO);
    assertThat(lanes.find(ONE)).isPresent();
    assertThatThrownBy(() -> lanes.open(new Address(ONE.upstream(), CredentialSpec.parse("f"))))
        .isInstanceOf(CredentialException.class);
    assertThat(lanes.find(new Address(ONE.upstream(), CredentialSpec.parse("f")))).isEmpty();
  }

  @Test
  void whatNoPolicyWantsIsClosedWithTheNextChangeAtTheEarliest() throws Exception {
    lanes.open(ONE);
    lanes.open(TWO);
    lanes.keep(Set.of(TWO));
    assertThat(closed).isEmpty();
    lanes.keep(Set.of(TWO));
    assertThat(closed).containsExactly(ONE);
    assertThat(lanes.find(ONE)).isEmpty();
    assertThat(lanes.find(TWO)).isPresent();
  }

  @Test
  void whatIsWantedAgainMeanwhileStays() throws Exception {
    lanes.open(ONE);
    lanes.keep(Set.of());
    lanes.keep(Set.of(ONE));
    lanes.keep(Set.of());
    assertThat(closed).isEmpty();
  }

  @Test
  void aWayIsNotClosedUnderAnAnswer() throws Exception {
    lanes.open(ONE);
    UpstreamAnswer answer = lanes.find(ONE).orElseThrow().send(ASK);
    lanes.keep(Set.of());
    lanes.keep(Set.of());
    assertThat(closed).isEmpty();
    answer.body().close();
    answer.body().close();
    lanes.keep(Set.of());
    assertThat(closed).containsExactly(ONE);
  }

  @Test
  void aRequestThatFailedIsNotUnderWayAnyMore() throws Exception {
    lanes.open(ONE);
    unreachable = true;
    assertThatThrownBy(() -> lanes.find(ONE).orElseThrow().send(ASK))
        .isInstanceOf(UpstreamException.class);
    lanes.keep(Set.of());
    lanes.keep(Set.of());
    assertThat(closed).containsExactly(ONE);
  }

  @Test
  void atTheEndAllAreClosed() throws Exception {
    lanes.open(ONE);
    lanes.find(ONE).orElseThrow().send(ASK);
    lanes.open(TWO);
    lanes.close();
    assertThat(closed).containsExactlyInAnyOrder(ONE, TWO);
  }
}
