// Stands for com.intellij.notification.Notification: IntelliJ Platform 253 (2025.3), read at commit af39b0f.
package com.intellij.notification;

import com.intellij.openapi.actionSystem.AnAction;
import com.intellij.openapi.project.Project;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public class Notification {
    public @NotNull Notification addAction(@NotNull AnAction action) { throw new AssertionError(); }

    public void notify(@Nullable Project project) { throw new AssertionError(); }
}
