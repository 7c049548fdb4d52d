// Stands for com.intellij.openapi.application.ApplicationManager: IntelliJ Platform 253 (2025.3), NOT read; as NotificationGroupManager (1e51e91) calls it.
package com.intellij.openapi.application;

public class ApplicationManager {
    public static Application getApplication() { throw new AssertionError(); }
}
