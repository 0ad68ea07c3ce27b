package dev.chaperone.ui.window;

import dev.chaperone.ui.fx.Clip;
import dev.chaperone.ui.inspect.Csv;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.filter.FilterModel;
import dev.chaperone.ui.model.inspect.InspectorModel.Tab;
import dev.chaperone.ui.model.session.SessionModel.ListMode;
import dev.chaperone.ui.model.tags.PolicyLine;
import dev.chaperone.ui.model.tags.TagsModel;
import java.util.function.Consumer;

/** Says what each action of the table does in this window. */
final class ActionRunner implements Consumer<Action> {
  private static final int WHOLE_LIST = 1_000_000;

  private final WindowModel model;
  private final WindowCommands window;
  private final PlayActions play;
  private final DecideActions decide;

  ActionRunner(WindowModel model, WindowCommands window) {
    this.model = model;
    this.window = window;
    this.play = new PlayActions(model);
    this.decide = new DecideActions(model.approvals(), window);
  }

  @Override
  public void accept(Action action) {
    switch (action.category()) {
      case WINDOW -> window(action);
      case VIEW -> view(action);
      case MOVE -> move(action);
      case FIND -> find(action);
      case PLAY -> play.accept(action);
      case DECIDE -> decide.accept(action);
      case COPY -> copy(action);
      case AGENTS -> agents(action);
    }
  }

  private void window(Action action) {
    switch (action) {
      case PALETTE -> window.palette();
      case HELP -> window.help();
      case QUIT -> window.quit();
      default -> throw unknown(action);
    }
  }

  private void view(Action action) {
    switch (action) {
      case SHOW_SESSIONS -> window.show(Page.SESSIONS);
      case SHOW_CONNECT -> window.show(Page.AGENTS);
      case SHOW_INBOX -> window.show(Page.INBOX);
      case SHOW_TAGS -> window.show(Page.TAGS);
      case SHOW_EXCHANGES -> model.session().modeProperty().set(ListMode.EXCHANGES);
      case SHOW_FRAMES -> model.session().modeProperty().set(ListMode.FRAMES);
      case TOGGLE_LIST -> toggleList();
      case SHOW_SQL -> tab(Tab.SQL);
      case SHOW_RESULTS -> tab(Tab.RESULTS);
      case SHOW_REQUEST -> tab(Tab.REQUEST);
      case SHOW_RESPONSE -> tab(Tab.RESPONSE);
      case SHOW_TIMING -> tab(Tab.TIMING);
      case SHOW_DECISION -> tab(Tab.DECISION);
      case SHOW_RAW -> tab(Tab.RAW);
      case NEXT_THEME -> model.theme().next();
      case TEXT_LARGER -> model.textScale().larger();
      case TEXT_SMALLER -> model.textScale().smaller();
      case TEXT_USUAL -> model.textScale().reset();
      case ZOOM_IN -> window.zoom(1.5);
      case ZOOM_OUT -> window.zoom(1 / 1.5);
      case ZOOM_ALL -> model.timeline().showAll();
      case ABSOLUTE_TIME -> {
        var absolute = model.timeline().absoluteTimeProperty();
        absolute.set(!absolute.get());
      }
      default -> throw unknown(action);
    }
  }

  private void toggleList() {
    var mode = model.session().modeProperty();
    mode.set(mode.get() == ListMode.FRAMES ? ListMode.EXCHANGES : ListMode.FRAMES);
  }

  private void tab(Tab tab) {
    model.inspector().tabProperty().set(tab);
  }

  private void move(Action action) {
    switch (action) {
      case NEXT_ROW -> row(1);
      case PREVIOUS_ROW -> row(-1);
      case NEXT_SESSION -> model.sessions().move(1);
      case PREVIOUS_SESSION -> model.sessions().move(-1);
      case FIRST_ROW -> end(-1);
      case LAST_ROW -> end(1);
      case FOLLOW -> model.session().follow().toggle();
      default -> throw unknown(action);
    }
  }

  private void row(int steps) {
    if (window.page() == Page.INBOX) {
      model.approvals().inbox().move(steps);
      return;
    }
    if (window.page() == Page.TAGS) {
      window.moveTagRow(steps);
      return;
    }
    model.session().follow().picked();
    model.session().moveRow(steps);
  }

  private void end(int direction) {
    if (window.page() == Page.INBOX) {
      model.approvals().inbox().move(direction * WHOLE_LIST);
    } else if (window.page() == Page.TAGS) {
      window.moveTagRow(direction * WHOLE_LIST);
    } else if (direction < 0) {
      model.session().first();
    } else {
      model.session().last();
    }
  }

  private FilterModel filter() {
    return window.page() == Page.INBOX ? model.approvals().filter() : model.filter();
  }

  /** What the page in sight shows. */
  private String sql() {
    return window.page() == Page.INBOX
        ? model
            .approvals()
            .inbox()
            .selectedProperty()
            .get()
            .map(row -> row.summary().sql())
            .orElse("")
        : model.inspector().inspectionProperty().get().sql();
  }

  private void find(Action action) {
    switch (action) {
      case FOCUS_FILTER -> window.focusFilter();
      case CLEAR_FILTER -> {
        if (window.page() == Page.TAGS) {
          model.tags().filterProperty().set("");
        } else {
          filter().clear();
        }
      }
      case FIND -> window.find();
      case FIND_NEXT -> window.findNext(true);
      case FIND_PREVIOUS -> window.findNext(false);
      default -> throw unknown(action);
    }
  }

  private void copy(Action action) {
    var inspection = model.inspector().inspectionProperty().get();
    switch (action) {
      case COPY_SQL -> Clip.copy(sql());
      case COPY_ROWS -> Clip.copy(Csv.of(inspection.results().table()));
      case COPY_RESPONSE -> Clip.copy(inspection.response().body());
      case COPY_POLICY_LINE -> {
        window.show(Page.TAGS);
        model.tags().partProperty().set(TagsModel.Part.FINDS);
        model.tags().findProperty().get().ifPresent(find -> Clip.copy(PolicyLine.of(find) + "\n"));
      }
      default -> throw unknown(action);
    }
  }

  private void agents(Action action) {
    switch (action) {
      case NEW_AGENT -> window.newAgent();
      case REVOKE_AGENT -> {
        window.show(Page.AGENTS);
        if (!model.connect().agentProperty().get().isEmpty()) {
          window.askRevoke(model.connect().agentProperty().get());
        }
      }
      case COPY_CONNECT -> Clip.copy(model.connect().textProperty().get().copy());
      default -> throw unknown(action);
    }
  }

  static IllegalStateException unknown(Action action) {
    return new IllegalStateException("nothing is said to happen on " + action.id());
  }
}
