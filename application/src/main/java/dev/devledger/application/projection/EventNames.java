package dev.devledger.application.projection;

/** The names under which events are stored. */
public interface EventNames {
    /** Such as {@code project.status-changed}. */
    String nameOf(Object event);
}
