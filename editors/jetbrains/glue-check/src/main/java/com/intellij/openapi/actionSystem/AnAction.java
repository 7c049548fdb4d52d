// Stands for com.intellij.openapi.actionSystem.AnAction: IntelliJ Platform 253 (2025.3), NOT read; update, actionPerformed and getActionUpdateThread from the SDK documentation.
package com.intellij.openapi.actionSystem;

import org.jetbrains.annotations.NotNull;

public abstract class AnAction {
    public void update(@NotNull AnActionEvent e) { throw new AssertionError(); }

    public abstract void actionPerformed(@NotNull AnActionEvent e);

    public @NotNull ActionUpdateThread getActionUpdateThread() { throw new AssertionError(); }
}
