package dev.chaperone.ui.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlNamesTest {
  private static List<String> found(String sql, String... names) {
    return SqlNames.find(sql, Set.of(names)).stream()
        .map(place -> place.start() + ":" + sql.substring(place.start(), place.end()))
        .toList();
  }

  @Test
  void findsWholeNamesInAnyCaseAndInBackticks() {
    assertThat(found("SELECT c.Email, email_2, `t`.`email` FROM x", "email"))
        .containsExactly("9:Email", "30:email");
    assertThat(found("SELECT * FROM `demo.shop.orders`", "orders")).containsExactly("25:orders");
  }

  @Test
  void leavesOutTextsCommentsAndKeywords() {
    assertThat(found("SELECT 'email', \"email\" -- email\n/* email */ FROM t", "email", "from"))
        .isEmpty();
  }

  @Test
  void takesBrokenTextAndNoNames() {
    assertThat(found("SELECT `email", "email")).containsExactly("8:email");
    assertThat(found("", "email")).isEmpty();
    assertThat(found("SELECT email")).isEmpty();
  }
}
