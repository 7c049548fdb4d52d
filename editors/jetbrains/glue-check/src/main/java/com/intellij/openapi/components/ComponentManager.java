// Stands for com.intellij.openapi.components.ComponentManager: IntelliJ Platform 253 (2025.3), platform/extensions, read at commit 0296864.
package com.intellij.openapi.components;

import org.jetbrains.annotations.NotNull;

public interface ComponentManager {
    <T> T getService(@NotNull Class<T> serviceClass);

    boolean isDisposed();
}
