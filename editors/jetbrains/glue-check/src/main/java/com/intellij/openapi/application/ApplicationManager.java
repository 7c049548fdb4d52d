// Stands for com.intellij.openapi.application.ApplicationManager: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.application;

public class ApplicationManager {
    public static Application getApplication() { throw new AssertionError(); }
}
