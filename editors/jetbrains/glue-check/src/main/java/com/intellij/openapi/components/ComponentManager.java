// Stands for com.intellij.openapi.components.ComponentManager: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.components;

import org.jetbrains.annotations.NotNull;

public interface ComponentManager {
    <T> T getService(@NotNull Class<T> serviceClass);

    boolean isDisposed();
}
