// Stands for com.intellij.notification.NotificationGroup: IntelliJ Platform 253 (2025.3), read at commit 432c504.
package com.intellij.notification

class NotificationGroup private constructor() {
    fun createNotification(content: String, type: NotificationType): Notification = TODO()

    fun createNotification(title: String, content: String, type: NotificationType): Notification = TODO()
}
