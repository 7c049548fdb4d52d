// Stands for com.intellij.notification.NotificationGroupManager: IntelliJ Platform 253 (2025.3), read at commit 1e51e91.
package com.intellij.notification;

import org.jetbrains.annotations.NotNull;

public interface NotificationGroupManager {
    NotificationGroup getNotificationGroup(@NotNull String groupId);

    static NotificationGroupManager getInstance() { throw new AssertionError(); }
}
