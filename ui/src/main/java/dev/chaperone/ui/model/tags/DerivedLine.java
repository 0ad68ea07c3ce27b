package dev.chaperone.ui.model.tags;

import dev.chaperone.console.TagOverview;

/** A line of the list of derived tables. */
public sealed interface DerivedLine {
  /** The table it belongs to. */
  TagOverview.Derived derived();

  /** The table itself. */
  record Table(TagOverview.Derived derived) implements DerivedLine {}

  /** One of its columns. */
  record Column(TagOverview.Derived derived, TagOverview.DerivedColumn column)
      implements DerivedLine {}
}
