package dev.chaperone.ui.model.inbox;

import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.filter.FilterModel;
import dev.chaperone.ui.model.filter.Vocabulary;
import java.util.List;

/** The view models of everything a person decides, joined. */
public final class Approvals {
  private final InboxModel inbox;
  private final FilterModel filter = new FilterModel();
  private final CardModel card;
  private final DecisionModel decision;
  private final GrantsModel grants;
  private final PolicyModel policy;

  public Approvals(ConsoleModel console, ModelContext context) {
    KeyGuard guard = new KeyGuard(context.clock());
    inbox = new InboxModel(console, context);
    card = new CardModel(console, inbox, guard, context);
    decision = new DecisionModel(console, inbox, card, guard, context);
    grants = new GrantsModel(console, context);
    policy = new PolicyModel(console, context);
    filter.filterProperty().addListener((property, old, now) -> inbox.setFilter(now));
    filter.setVocabulary(() -> new Vocabulary(inbox.agents(), List.of(), List.of()));
  }

  public InboxModel inbox() {
    return inbox;
  }

  /** The inbox's own filter, so that one left over from the sessions hides no request. */
  public FilterModel filter() {
    return filter;
  }

  public CardModel card() {
    return card;
  }

  public DecisionModel decision() {
    return decision;
  }

  public GrantsModel grants() {
    return grants;
  }

  public PolicyModel policy() {
    return policy;
  }
}
