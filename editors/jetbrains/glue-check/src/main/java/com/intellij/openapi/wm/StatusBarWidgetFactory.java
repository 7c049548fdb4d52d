// Stands for com.intellij.openapi.wm.StatusBarWidgetFactory: IntelliJ Platform 253 (2025.3), read at commit d266801.
package com.intellij.openapi.wm;

import com.intellij.openapi.project.Project;
import kotlinx.coroutines.CoroutineScope;
import org.jetbrains.annotations.NotNull;

public interface StatusBarWidgetFactory {
    @NotNull String getId();

    @NotNull String getDisplayName();

    boolean isAvailable(@NotNull Project project);

    default @NotNull StatusBarWidget createWidget(@NotNull Project project, @NotNull CoroutineScope scope) { throw new AssertionError(); }

    default @NotNull StatusBarWidget createWidget(@NotNull Project project) { throw new AssertionError(); }

    default void disposeWidget(@NotNull StatusBarWidget widget) { throw new AssertionError(); }

    default boolean canBeEnabledOn(@NotNull StatusBar statusBar) { throw new AssertionError(); }
}
