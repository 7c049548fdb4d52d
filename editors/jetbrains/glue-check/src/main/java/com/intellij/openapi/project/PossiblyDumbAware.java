// Stands for com.intellij.openapi.project.PossiblyDumbAware: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.project;

public interface PossiblyDumbAware {
    default boolean isDumbAware() { throw new AssertionError(); }
}
