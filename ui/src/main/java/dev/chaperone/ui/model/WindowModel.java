package dev.chaperone.ui.model;

import dev.chaperone.ui.model.agents.AgentsModel;
import dev.chaperone.ui.model.agents.ConnectModel;
import dev.chaperone.ui.model.agents.ConnectTexts;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.console.ConsoleSource;
import dev.chaperone.ui.model.filter.FilterModel;
import dev.chaperone.ui.model.filter.Vocabulary;
import dev.chaperone.ui.model.inbox.Approvals;
import dev.chaperone.ui.model.inspect.InspectorModel;
import dev.chaperone.ui.model.operator.OperatorModel;
import dev.chaperone.ui.model.player.Player;
import dev.chaperone.ui.model.session.SessionModel;
import dev.chaperone.ui.model.sessions.SessionListModel;
import dev.chaperone.ui.model.settings.Preferences;
import dev.chaperone.ui.model.settings.TextScale;
import dev.chaperone.ui.model.settings.ThemeModel;
import dev.chaperone.ui.model.tags.TagsModel;
import dev.chaperone.ui.model.timeline.TimelineView;
import java.util.List;
import javafx.beans.binding.Bindings;

/** All view models of one window, joined: selection, filter, cursor, timeline and player. */
public final class WindowModel implements AutoCloseable {
  private final OperatorModel operator;
  private final ConsoleModel console;
  private final FilterModel filter;
  private final SessionListModel sessions;
  private final SessionModel session;
  private final InspectorModel inspector;
  private final TimelineView timeline;
  private final Player player;
  private final AgentsModel agents;
  private final ConnectModel connect;
  private final Approvals approvals;
  private final TagsModel tags;
  private final ThemeModel theme;
  private final TextScale textScale;

  public WindowModel(
      ConsoleSource source, ConnectTexts texts, Preferences preferences, ModelContext context) {
    operator = new OperatorModel(context);
    console = new ConsoleModel(operator.over(source), context);
    filter = new FilterModel();
    sessions = new SessionListModel(console, context);
    session = new SessionModel(console, context);
    inspector = new InspectorModel(console, session, context);
    timeline = new TimelineView();
    player = new Player(session, context.clock());
    agents = new AgentsModel(console, context);
    connect = new ConnectModel(console, texts, context);
    approvals = new Approvals(console, context);
    tags = new TagsModel(console, context);
    theme = new ThemeModel(preferences);
    textScale = new TextScale(preferences);
    joinSelection();
    joinTimeline();
    filter
        .filterProperty()
        .addListener(
            (property, old, now) -> {
              sessions.setFilter(now);
              session.setFilter(now);
            });
    filter.setVocabulary(() -> new Vocabulary(sessions.agents(), List.of(), session.tables()));
  }

  private void joinSelection() {
    sessions
        .selectedProperty()
        .addListener(
            (property, old, now) -> {
              timeline.reset();
              session.show(now);
            });
    sessions
        .selectedRowProperty()
        .addListener(
            (property, old, now) -> now.ifPresent(row -> session.refreshed(row.summary())));
  }

  private void joinTimeline() {
    Bindings.bindContent(timeline.markers(), session.markers());
    session
        .loadedProperty()
        .addListener((property, old, now) -> timeline.setEnd(session.timeline().end()));
    session
        .cursor()
        .frameProperty()
        .addListener(
            (property, old, now) -> {
              if (now.longValue() > 0) {
                timeline.reveal(session.timeOf(now.longValue()));
              }
            });
  }

  /** Attaches to the data folder's owner. */
  public void start() {
    console.start();
  }

  public ConsoleModel console() {
    return console;
  }

  public OperatorModel operator() {
    return operator;
  }

  public FilterModel filter() {
    return filter;
  }

  public SessionListModel sessions() {
    return sessions;
  }

  public SessionModel session() {
    return session;
  }

  public InspectorModel inspector() {
    return inspector;
  }

  public TimelineView timeline() {
    return timeline;
  }

  public Player player() {
    return player;
  }

  public AgentsModel agents() {
    return agents;
  }

  public ConnectModel connect() {
    return connect;
  }

  /** Held requests, grants and the policy. */
  public Approvals approvals() {
    return approvals;
  }

  public TagsModel tags() {
    return tags;
  }

  public ThemeModel theme() {
    return theme;
  }

  public TextScale textScale() {
    return textScale;
  }

  @Override
  public void close() {
    operator.cancel();
    console.close();
  }
}
