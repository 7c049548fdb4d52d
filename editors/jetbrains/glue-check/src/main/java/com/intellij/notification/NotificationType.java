// Stands for com.intellij.notification.NotificationType: IntelliJ Platform 253 (2025.3), platform/ide-core, read at commit 9b9ff16.
package com.intellij.notification;

public enum NotificationType {
    IDE_UPDATE,
    INFORMATION,
    WARNING,
    ERROR
}
