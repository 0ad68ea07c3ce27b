package dev.chaperone.ui.model.filter;

import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * The filter box: its text, what it means, and what is wrong with it. While the text is wrong the
 * last good filter stays.
 */
public final class FilterModel {
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.ALL);
  private final ReadOnlyObjectWrapper<FilterResult> result =
      new ReadOnlyObjectWrapper<>(new FilterResult.Compiled(Filter.ALL));
  private Supplier<Vocabulary> vocabulary = () -> Vocabulary.EMPTY;

  public FilterModel() {
    text.addListener((property, old, now) -> parse(now));
  }

  private void parse(String now) {
    FilterResult parsed = FilterLanguage.parse(now);
    result.set(parsed);
    switch (parsed) {
      case FilterResult.Compiled compiled -> filter.set(compiled.filter());
      case FilterResult.Faulty faulty -> {}
    }
  }

  public StringProperty textProperty() {
    return text;
  }

  public ReadOnlyObjectProperty<Filter> filterProperty() {
    return filter.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<FilterResult> resultProperty() {
    return result.getReadOnlyProperty();
  }

  public void clear() {
    text.set("");
  }

  /** Where values for suggestions come from when they are asked for. */
  public void setVocabulary(Supplier<Vocabulary> seen) {
    vocabulary = seen;
  }

  public List<Suggestion> suggestions(int caret) {
    return FilterLanguage.suggest(text.get(), caret, vocabulary.get());
  }
}
