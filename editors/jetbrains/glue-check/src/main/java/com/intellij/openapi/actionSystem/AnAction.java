// Stands for com.intellij.openapi.actionSystem.AnAction: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.actionSystem;

import org.jetbrains.annotations.NotNull;

public abstract class AnAction {
    public void update(@NotNull AnActionEvent e) { throw new AssertionError(); }

    public abstract void actionPerformed(@NotNull AnActionEvent e);

    public @NotNull ActionUpdateThread getActionUpdateThread() { throw new AssertionError(); }
}
