package dev.chaperone.app.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An agent's credentials files: {@code external_account}, which every Google library accepts. They
 * name the token's file and hold no secret. The one with an https {@code token_url} is what Java
 * insists on; the other spares Python and Node the private CA.
 */
public record CredentialFiles(Path https, Path http) {
  private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:jwt";

  public static CredentialFiles write(DataFolder data, GatewayStatus gateway, IssuedAgent agent)
      throws IOException {
    OwnerOnly.folder(data.agents());
    CredentialFiles files =
        new CredentialFiles(
            data.agents().resolve(agent.name() + ".adc.json"),
            data.agents().resolve(agent.name() + ".adc-http.json"));
    OwnerOnly.replace(files.https(), content("https://" + gateway.https(), agent));
    OwnerOnly.replace(files.http(), content("http://" + gateway.http(), agent));
    return files;
  }

  private static String content(String gateway, IssuedAgent agent) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("type", "external_account");
    node.put("audience", "//chaperone/agents");
    node.put("subject_token_type", TOKEN_TYPE);
    node.put("token_url", gateway + "/v1/token");
    node.put("token_info_url", gateway + "/v1/introspect");
    node.putObject("credential_source").put("file", agent.tokenFile().toString());
    return node.toPrettyString() + "\n";
  }
}
