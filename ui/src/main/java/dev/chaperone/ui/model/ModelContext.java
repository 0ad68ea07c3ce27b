package dev.chaperone.ui.model;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What every view model is given instead of taking it from the platform.
 *
 * @param background runs what may block; a virtual thread each in the window
 */
public record ModelContext(Clock clock, Executor background, UiExecutor ui) {}
