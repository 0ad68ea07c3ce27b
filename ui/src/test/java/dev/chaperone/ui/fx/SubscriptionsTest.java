package dev.chaperone.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
  @Test
  void nothingIsHeardAfterClosing() {
    List<String> heard = new ArrayList<>();
    SimpleStringProperty value = new SimpleStringProperty("a");
    ObservableList<String> list = FXCollections.observableArrayList();
    Subscriptions subscriptions = new Subscriptions();
    subscriptions.observe(value, heard::add);
    subscriptions.observe(list, () -> heard.add("list " + list.size()));
    value.set("b");
    list.add("x");
    subscriptions.close();
    value.set("c");
    list.add("y");
    assertThat(heard).containsExactly("a", "list 0", "b", "list 1");
    assertThat(subscriptions.size()).isZero();
  }
}
