// Stands for com.intellij.notification.NotificationType: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.notification;

public enum NotificationType {
    IDE_UPDATE,
    INFORMATION,
    WARNING,
    ERROR
}
