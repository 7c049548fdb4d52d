// Stands for com.intellij.openapi.project.PossiblyDumbAware: IntelliJ Platform 253 (2025.3), platform/core-api, read at commit 2b47183.
package com.intellij.openapi.project;

public interface PossiblyDumbAware {
    default boolean isDumbAware() { throw new AssertionError(); }
}
