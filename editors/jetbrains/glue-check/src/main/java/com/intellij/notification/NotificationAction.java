// Stands for com.intellij.notification.NotificationAction: IntelliJ Platform 253 (2025.3), read at commit 451212a.
package com.intellij.notification;

import com.intellij.openapi.project.DumbAwareAction;
import org.jetbrains.annotations.NotNull;

public abstract class NotificationAction extends DumbAwareAction {
    public static @NotNull NotificationAction createSimpleExpiring(@NotNull String text, @NotNull Runnable action) { throw new AssertionError(); }
}
