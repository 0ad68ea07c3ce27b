package dev.chaperone.proxy.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.chaperone.recordings.AgentRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The owner-only files {@code agents/NAME.jwt} that hold each agent's token. */
final class AgentTokenFiles {
  private static final Logger LOG = LoggerFactory.getLogger(AgentTokenFiles.class);

  private final Path folder;
  private final TokenMinter minter;
  private final Clock clock;

  AgentTokenFiles(Path dataFolder, TokenMinter minter, Clock clock) {
    this.folder = dataFolder.resolve("agents");
    this.minter = minter;
    this.clock = clock;
  }

  Path file(String agent) {
    AgentSpec.checkName(agent);
    return folder.resolve(agent + ".jwt");
  }

  /** Replaces the agent's token, atomically for whoever reads the file. */
  Path write(AgentRecord agent) {
    TokenMinter.Claims claims =
        new TokenMinter.Claims(
            agent.name(), agent.generation(), agent.groups(), agent.model(), agent.purpose(), "");
    String token = minter.mint(claims, TokenUse.AGENT, agent.expires()).token();
    Path file = file(agent.name());
    try {
      OwnerOnlyFiles.folder(folder);
      OwnerOnlyFiles.replace(file, (token + "\n").getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (IOException e) {
      throw new AgentException(
          AgentException.Code.TOKEN_FILE,
          "The token file of agent '"
              + agent.name()
              + "' cannot be written to "
              + file
              + " ("
              + e.getClass().getSimpleName()
              + "). Make the folder writable and free space; a running gateway then writes it within"
              + " a minute.",
          e);
    }
  }

  /** A file that cannot be deleted holds a token that is refused anyway. */
  void delete(String agent) {
    try {
      Files.deleteIfExists(file(agent));
    } catch (IOException e) {
      LOG.warn("The token file of revoked agent {} could not be deleted: delete it.", agent, e);
    }
  }

  boolean due(AgentRecord agent) {
    try {
      byte[] content = OwnerOnlyFiles.read(file(agent.name()));
      SignedJWT token = SignedJWT.parse(new String(content, StandardCharsets.UTF_8).strip());
      JWTClaimsSet claims = token.getJWTClaimsSet();
      Date issued = claims.getIssueTime();
      Date expires = claims.getExpirationTime();
      Long generation = claims.getLongClaim(ChaperoneTokenVerifier.GENERATION);
      if (issued == null
          || expires == null
          || generation == null
          || generation != agent.generation()
          || !minter.issuer().equals(claims.getIssuer())) {
        return true;
      }
      return past(issued.toInstant(), expires.toInstant())
          && expires.toInstant().isBefore(agent.expires().minusSeconds(1));
    } catch (IOException | ParseException e) {
      return true;
    }
  }

  /** Half its life is over; a token from the future means that the clock was set back. */
  private boolean past(Instant issued, Instant expires) {
    Instant now = clock.instant();
    Instant half = issued.plus(Duration.between(issued, expires).dividedBy(2));
    return !now.isBefore(half) || now.isBefore(issued.minus(ChaperoneTokenVerifier.SKEW));
  }
}
