// Stands for com.intellij.openapi.actionSystem.AnActionEvent: IntelliJ Platform 253 (2025.3), read at commit 41cee14, an older one.
package com.intellij.openapi.actionSystem;

import com.intellij.openapi.project.Project;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public class AnActionEvent {
    private AnActionEvent() { }

    public @Nullable Project getProject() { throw new AssertionError(); }

    public <T> @Nullable T getData(@NotNull DataKey<T> key) { throw new AssertionError(); }

    public @NotNull Presentation getPresentation() { throw new AssertionError(); }
}
