package dev.chaperone.proxy.identity;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an operator says about a new agent.
 *
 * @param model the model it runs, {@code ""} if not told
 * @param purpose what it is for, {@code ""} if not told
 * @param ttl how long the agent itself lives; its tokens are much shorter and renewed
 */
public record AgentSpec(
    String name, List<String> groups, String model, String purpose, Duration ttl) {
  public static final Duration DEFAULT_TTL = Duration.ofDays(30);
  public static final Duration MAX_TTL = Duration.ofDays(3_660);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final int MAX_GROUPS = 32;
  private static final int MAX_TEXT = 200;

  public AgentSpec {
    checkName(name);
    groups = List.copyOf(groups);
    if (groups.size() > MAX_GROUPS) {
      throw bad("An agent can be in at most " + MAX_GROUPS + " groups.");
    }
    groups.forEach(group -> checkText("group", group));
    if (groups.contains("")) {
      throw bad("A group needs a name.");
    }
    checkText("model", model);
    checkText("purpose", purpose);
    if (ttl.compareTo(Duration.ofMinutes(1)) < 0 || ttl.compareTo(MAX_TTL) > 0) {
      throw bad("An agent lives at least one minute and at most " + MAX_TTL.toDays() + " days.");
    }
  }

  public static AgentSpec named(String name) {
    return new AgentSpec(name, List.of(), "", "", DEFAULT_TTL);
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw bad(
          "An agent's name has 1 to 63 characters, a-z, 0-9, dot, dash or underscore, and begins with"
              + " a letter or digit. Choose such a name, for example 'claude-reports'.");
    }
  }

  private static void checkText(String what, String text) {
    if (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
      throw bad(
          "The " + what + " has at most " + MAX_TEXT + " characters and no control characters.");
    }
  }

  private static AgentException bad(String message) {
    return new AgentException(AgentException.Code.INVALID, message);
  }
}
