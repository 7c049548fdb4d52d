// Stands for com.intellij.openapi.wm.ToolWindow: IntelliJ Platform 253 (2025.3), read at commit 00b6e3d.
package com.intellij.openapi.wm;

import com.intellij.ui.content.ContentManager;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public interface ToolWindow {
    default void activate(@Nullable Runnable runnable) { throw new AssertionError(); }

    @NotNull ContentManager getContentManager();
}
