// Stands for com.intellij.openapi.application.Application: IntelliJ Platform 253 (2025.3), platform/core-api, read at commit 3759705, an older one.
package com.intellij.openapi.application;

import com.intellij.openapi.components.ComponentManager;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jetbrains.annotations.NotNull;

public interface Application extends ComponentManager {
    void invokeLater(@NotNull Runnable runnable);

    void invokeLater(@NotNull Runnable runnable, @NotNull ModalityState state);

    @NotNull Future<?> executeOnPooledThread(@NotNull Runnable action);

    <T> @NotNull Future<T> executeOnPooledThread(@NotNull Callable<T> action);
}
