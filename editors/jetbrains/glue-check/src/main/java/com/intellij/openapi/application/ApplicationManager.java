// Stands for com.intellij.openapi.application.ApplicationManager: IntelliJ Platform 253 (2025.3), platform/core-api, read at commit 06b6f55.
package com.intellij.openapi.application;

public class ApplicationManager {
    public static Application getApplication() { throw new AssertionError(); }
}
