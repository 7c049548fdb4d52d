// Stands for com.intellij.openapi.components.PersistentStateComponent: IntelliJ Platform 253 (2025.3), read at commits 123242c and 41cee14.
package com.intellij.openapi.components;

import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public interface PersistentStateComponent<T> {
    @Nullable T getState();

    void loadState(@NotNull T state);

    default void noStateLoaded() { }

    default void initializeComponent() { }
}
