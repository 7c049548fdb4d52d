// Stands for com.intellij.openapi.application.ModalityState: IntelliJ Platform 253 (2025.3), platform/core-api, read at commit 02f9545, an older one.
package com.intellij.openapi.application;

import org.jetbrains.annotations.NotNull;

public abstract class ModalityState {
    public static @NotNull ModalityState any() { throw new AssertionError(); }
}
