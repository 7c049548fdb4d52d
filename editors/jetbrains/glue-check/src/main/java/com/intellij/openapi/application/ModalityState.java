// Stands for com.intellij.openapi.application.ModalityState: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.application;

import org.jetbrains.annotations.NotNull;

public abstract class ModalityState {
    public static @NotNull ModalityState any() { throw new AssertionError(); }
}
